"""The bot as a running service: its parts wired together, started and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from bot.agency import Agency
from bot.bell import Bell
from bot.bot_api.client import BotApi
from bot.bot_api.identity import Known, TokenRefused, Unreachable, identify, reaches
from bot.bot_api.polling import Poller
from bot.bot_api.profile import set_commands
from bot.bot_api.registration import WebhookKeeper
from bot.bot_api.sender import Sender
from bot.bot_api.updates import read_update
from bot.bot_api.webhook import WebhookReceiver
from bot.campaigns.register import bring_in
from bot.happening import Happening
from bot.housekeeping import Housekeeper
from bot.knocks import Knocks
from bot.lead_api.client import LeadApi
from bot.lead_api.probe import KeyAccepted, KeyRefused, KeyUnproven, probe
from bot.lead_api.worker import Account, LeadWorker, TellStaff
from bot.reminding import Reminder
from bot.resuming import Resumer
from bot.storage.database import Database
from bot.storage.replica import in_touch
from bot.storage.transaction import Queue, Transaction
from bot.timekeeping import Timekeeper
from bot.turns import TurnLoop, tell_staff
from bot.web.app import application
from bot.web.listener import Listener
from bot.web.metrics import Metrics, Parts
from bot.web.queues import QueueReader
from bot.web.readiness import Readiness
from conversations.commands import Line
from conversations.intents import MENU
from conversations.wording import CATALOGUES, DEFAULT

log = logging.getLogger(__name__)

IDENTIFY_EVERY = 15.0
"""Seconds between attempts at learning the bot's name while Telegram cannot be reached."""


class Refused(Exception):
    """Telegram or the Lead API does not accept what it was given. The text is one clear sentence for an engineer."""


@dataclass(frozen=True, slots=True)
class Connections:
    """Where one agency's bot talks to: the Bot API with its token, the Lead API with its key."""

    telegram_token: str
    telegram_url: str
    lead_api_key: str
    lead_api_url: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address, as Telegram knows it, that updates are to be sent to, and the secret that has to come along."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Listening:
    """The socket on which the bot serves how it is and, if there is a webhook, takes updates."""

    socket: socket.socket
    webhook: Webhook | None = None


class Service:
    """One agency's bot: takes updates, converses, sends, delivers leads.

    Everything durable is in ``database`` (open already). Updates are polled for unless ``listening`` has a webhook.
    """

    def __init__(
        self, database: Database, agency: Agency, connections: Connections, listening: Listening | None = None
    ) -> None:
        self._database = database
        self._agency = agency
        self._listening = listening
        self._api = BotApi(connections.telegram_token, connections.telegram_url)
        self._lead_api = LeadApi(connections.lead_api_url, connections.lead_api_key)
        self._username = ""

    async def run(self, started: asyncio.Event | None = None) -> None:
        """Serve until cancelled; on cancellation what is in flight is finished or given back.

        ``started`` is set once everything runs. Raises :class:`Refused` if, at the start, Telegram does not know the
        token or the Lead API refuses the key; no other trouble of theirs ends it.
        """
        async with self._api, self._lead_api:
            await self._check_key()
            await self._database.run(partial(bring_in, agency=self._agency.id, brought=self._agency.campaigns))
            known = await self._identify()
            inbox_bell, outbox_bell, leads_bell = Bell(), Bell(), Bell()
            turns = TurnLoop(
                self._database,
                self._find_agency,
                self._read_update,
                inbox_bell=inbox_bell,
                outbox_bell=outbox_bell,
                leads_bell=leads_bell,
            )
            worker = LeadWorker(
                self._database,
                self._find_account,
                leads_bell=leads_bell,
                inbox_bell=inbox_bell,
                tell_staff=self._tell_staff(outbox_bell),
            )
            sender = Sender(self._api, self._database, outbox_bell)
            wake = {Queue.INBOX: inbox_bell.ring, Queue.OUTBOX: outbox_bell.ring, Queue.LEADS: leads_bell.ring}
            replica = self._database.replica(wake)
            counted = self._ingestion(Parts(self._api, turns, sender, worker), inbox_bell)
            async with in_touch(replica), asyncio.TaskGroup() as parts:
                # First, so that a stop ends the taking of updates before the work on them.
                if self._listening is not None:
                    parts.create_task(Listener(self._application(counted), self._listening.socket).run())
                parts.create_task(replica.lead(partial(self._lead, counted, inbox_bell, (outbox_bell, leads_bell))))
                parts.create_task(turns.run())
                parts.create_task(worker.run())
                parts.create_task(sender.run())
                parts.create_task(Knocks(self._database, (inbox_bell, leads_bell)).run())
                parts.create_task(self._introduce(known=known))
                if started is not None:
                    started.set()

    async def _lead(self, parts: Parts, inbox_bell: Bell, due_bells: Sequence[Bell]) -> None:
        """What one process does for all on the database, until cancelled."""
        async with asyncio.TaskGroup() as duties:
            for ingestion in (parts.poller, parts.keeper):
                if ingestion is not None:
                    duties.create_task(ingestion.run())
            duties.create_task(Housekeeper(self._database, self._agency.form.retention_days).run())
            duties.create_task(Resumer(self._database, inbox_bell).run())
            duties.create_task(Timekeeper(self._database, due_bells).run())
            if self._agency.reminder_hours:
                duties.create_task(Reminder(self._database, inbox_bell, self._agency.reminder_hours).run())

    def _ingestion(self, parts: Parts, bell: Bell) -> Parts:
        """Add what takes updates in: a poller, or what receives them and what keeps Telegram sending them."""
        webhook = None if self._listening is None else self._listening.webhook
        if webhook is None:
            return replace(parts, poller=Poller(self._api, self._database, self._agency.id, bell))
        return replace(
            parts,
            receiver=WebhookReceiver(self._database, self._agency.id, webhook.secret, bell),
            keeper=WebhookKeeper(self._api, webhook.url, webhook.secret),
        )

    def _application(self, parts: Parts) -> ASGIApp:
        queues = QueueReader(self._database)
        webhook = None if self._listening is None else self._listening.webhook
        received = None
        if webhook is not None and parts.receiver is not None:
            received = (urlsplit(webhook.url).path or "/", parts.receiver)
        return application(queues, Readiness(queues, partial(reaches, self._api)), Metrics(parts), received)

    async def _check_key(self) -> None:
        match await probe(self._lead_api):
            case KeyRefused(sentence):
                raise Refused(sentence)
            case KeyUnproven(sentence):
                log.warning("the Lead API key could not be checked", extra={"why": sentence})
            case KeyAccepted():
                pass

    async def _identify(self) -> bool:
        """Learn the bot's own name; return whether Telegram could be asked. Raises :class:`Refused` for a bad token."""
        match await identify(self._api):
            case TokenRefused(sentence):
                raise Refused(sentence)
            case Unreachable(why):
                log.warning("Telegram cannot be reached yet, trying again", extra={"why": why})
                return False
            case Known(username):
                self._username = username
                if username:
                    form = replace(self._agency.form, chat_url=f"https://t.me/{username}")
                    self._agency = replace(self._agency, form=form)
                return True

    async def _introduce(self, *, known: bool) -> None:
        """Set the menu of commands, after Telegram could be reached."""
        while not known:
            await asyncio.sleep(IDENTIFY_EVERY)
            with contextlib.suppress(Refused):  # revoked while running: the poller tells, and waits for a better time
                known = await self._identify()
        menus = {
            "" if language == DEFAULT.language else language: {
                command: each.sentences[f"command.{command}"] for command in MENU
            }
            for language, each in CATALOGUES.items()
        }
        await set_commands(self._api, menus)

    def _find_agency(self, _: str) -> Agency:
        return self._agency

    def _find_account(self, _: str) -> Account:
        form = self._agency.form
        return Account(self._lead_api, form.agency_url or form.chat_url)

    def _read_update(self, body: bytes) -> Happening:
        return read_update(body, username=self._username, bot_id=self._api.bot_id)

    def _tell_staff(self, outbox_bell: Bell) -> TellStaff:
        loop = asyncio.get_running_loop()

        def tell(tx: Transaction, agency: str, key: str, params: Mapping[str, str]) -> None:
            tell_staff(tx, self._find_agency(agency), Line(key, params))
            loop.call_soon_threadsafe(outbox_bell.ring)

        return tell
