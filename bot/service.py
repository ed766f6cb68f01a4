"""The bot as a running service: its parts wired together, started and stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from functools import partial

from starlette.types import ASGIApp

from bot.agencies import Agencies
from bot.bell import Bell
from bot.bot_api.sender import Sender
from bot.campaigns.register import bring_in
from bot.channel import Setup
from bot.housekeeping import Housekeeper
from bot.knocks import Knocks
from bot.lead_api.worker import LeadWorker, TellStaff
from bot.office_keeping import OfficeKeeper
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


class Service:
    """The bots of all agencies: take updates, converse, send, deliver leads.

    Everything durable is in ``database`` (open already); what does the work is shared, and each agency's way to the
    outside is its :class:`~bot.channel.Channel`. ``listening``: where its own pages are served, and webhooks arrive.
    """

    def __init__(self, database: Database, setup: Setup, listening: socket.socket | None = None) -> None:
        self._database = database
        self._setup = setup
        self._listening = listening

    async def run(self, started: asyncio.Event | None = None) -> None:
        """Serve until cancelled; on cancellation what is in flight is finished or given back.

        ``started`` is set once everything runs. Raises :class:`bot.channel.Refused` if, at the start, Telegram does not
        know the token or the Lead API refuses the key; no other trouble of theirs ends it.
        """
        inbox_bell, outbox_bell, leads_bell = Bell(), Bell(), Bell()
        agencies = Agencies([self._setup], self._database, inbox_bell)
        async with agencies:
            (channel,) = agencies
            await channel.check_key()
            agency = channel.agency
            await self._database.run(partial(bring_in, agency=agency.id, brought=agency.campaigns))
            known = await channel.identify()
            turns = TurnLoop(
                self._database,
                agencies.agency,
                agencies.read_update,
                inbox_bell=inbox_bell,
                outbox_bell=outbox_bell,
                leads_bell=leads_bell,
            )
            worker = LeadWorker(
                self._database,
                agencies.account,
                leads_bell=leads_bell,
                inbox_bell=inbox_bell,
                tell_staff=_tell_staff(agencies, outbox_bell),
            )
            sender = Sender(agencies.api, self._database, outbox_bell)
            wake = {Queue.INBOX: inbox_bell.ring, Queue.OUTBOX: outbox_bell.ring, Queue.LEADS: leads_bell.ring}
            replica = self._database.replica(wake)
            async with in_touch(replica), asyncio.TaskGroup() as parts:
                # First, so that a stop ends the taking of updates before the work on them.
                if self._listening is not None:
                    pages = self._pages(agencies, Parts(agencies, turns, sender, worker))
                    parts.create_task(Listener(pages, self._listening).run())
                parts.create_task(replica.lead(partial(self._lead, agencies, inbox_bell, outbox_bell, leads_bell)))
                parts.create_task(turns.run())
                parts.create_task(worker.run())
                parts.create_task(sender.run())
                parts.create_task(Knocks(self._database, (inbox_bell, leads_bell)).run())
                parts.create_task(channel.introduce(known=known))
                if started is not None:
                    started.set()

    async def _lead(self, agencies: Agencies, inbox_bell: Bell, outbox_bell: Bell, leads_bell: Bell) -> None:
        """What one process does for all on the database, until cancelled."""
        tell = _tell_staff(agencies, outbox_bell)
        async with asyncio.TaskGroup() as duties:
            for channel in agencies:
                duties.create_task(channel.take_in())
                keeper = OfficeKeeper(self._database, channel.lead_api, channel.agency.id, tell)
                duties.create_task(keeper.run(channel.offices))
            agency = self._setup.agency
            duties.create_task(Housekeeper(self._database, agency.form.retention_days).run())
            duties.create_task(Resumer(self._database, inbox_bell).run())
            duties.create_task(Timekeeper(self._database, (outbox_bell, leads_bell)).run())
            if agency.reminder_hours:
                duties.create_task(Reminder(self._database, inbox_bell, agency.reminder_hours).run())

    def _pages(self, agencies: Agencies, parts: Parts) -> ASGIApp:
        queues = QueueReader(self._database)
        return application(queues, Readiness(queues, agencies.reaches_telegram), Metrics(parts), agencies.receiver)


def _tell_staff(agencies: Agencies, outbox_bell: Bell) -> TellStaff:
    loop = asyncio.get_running_loop()

    def tell(tx: Transaction, agency: str, key: str, params: Mapping[str, str]) -> None:
        found = agencies.agency(agency)
        if found is not None:
            tell_staff(tx, found, Line(key, params))
            loop.call_soon_threadsafe(outbox_bell.ring)

    return tell
