"""Runtime of one agency: its bot at Telegram and its Lead API account."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from bot.agencies.bot_profile import profile_of
from bot.campaigns.office_list import Office
from bot.campaigns.register import import_campaigns
from bot.core.agency import Agency
from bot.core.incoming_update import IncomingUpdate
from bot.core.wakeup import Wakeup
from bot.drawing.logo import profile_picture
from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.lead_api.key_probe import KeyRefused, KeyUnproven, probe
from bot.lead_api.offices import Offices
from bot.staff.notifications import remind
from bot.storage.database import Database
from bot.storage.staff import admin_menus
from bot.storage.upkeep import process_notes
from bot.telegram.client import BotApi
from bot.telegram.polling import Poller
from bot.telegram.profile import Profile, show_picture, show_profile, take_menus_away
from bot.telegram.server_clock import ServerClock
from bot.telegram.token_probe import Known, TokenRefused, Unreachable, identify
from bot.telegram.updates import read_update
from bot.telegram.webhook_receiver import WebhookReceiver
from bot.telegram.webhook_registration import WebhookKeeper

log = logging.getLogger(__name__)

IDENTIFY_EVERY = 15.0
"""First delay, in seconds, between attempts to fetch the bot's user name and to publish its profile."""
REFUSED_EVERY = 600.0
"""Longest such delay: for a refused token, which only people can fix."""
ADMINS_EVERY = 600.0
"""Longest delay, in seconds, between attempts to show the admin commands to admins who have not started a chat yet."""


class Refused(Exception):
    """Credentials or settings refused by Telegram or the Lead API. The text is one sentence for an engineer."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Endpoints of one agency: Bot API with token, Lead API with key, each with an optional proxy."""

    telegram_token: str = field(repr=False)
    telegram_url: str
    lead_api_key: str = field(repr=False)
    lead_api_url: str
    telegram_proxy: str = field(default="", repr=False)
    lead_api_proxy: str = field(default="", repr=False)

    def bot_api(self, clock: ServerClock | None = None) -> BotApi:
        """Return a client of the Bot API; ``clock`` is updated from Telegram's answers."""
        return BotApi(self.telegram_token, self.telegram_url, clock, proxy=self.telegram_proxy)

    def lead_api(self) -> LeadApi:
        """Return a client of the Lead API."""
        return LeadApi(self.lead_api_url, self.lead_api_key, proxy=self.lead_api_proxy)


@dataclass(frozen=True, slots=True, repr=False)
class Webhook:
    """Webhook: the URL registered at Telegram, and the secret required in each request.

    ``former`` secrets are still accepted: during a change, some of Telegram's requests and some processes still use the
    previous one.
    """

    url: str
    secret: str
    former: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Path of the URL at which updates arrive in this process."""
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class AgencySetup:
    """Settings of one agency. Without a ``webhook``, updates are polled."""

    agency: Agency
    connections: Endpoints
    webhook: Webhook | None = None


class AgencyRuntime:
    """Runtime of one agency's bot: either a ``poller``, or a ``receiver`` with its ``keeper``.

    ``inbox_wakeup`` is notified of each update; ``clock`` is updated from Telegram's answers. Create and use it on the
    event loop only.
    """

    def __init__(
        self, setup: AgencySetup, database: Database, inbox_wakeup: Wakeup, clock: ServerClock | None = None
    ) -> None:
        self._database = database
        self.setup = setup
        self.agency = setup.agency
        """The agency, with the link to its bot once it is known."""
        connections, webhook = setup.connections, setup.webhook
        self.api = connections.bot_api(clock)
        self.lead_api = connections.lead_api()
        self.poller: Poller | None = None
        self.receiver: WebhookReceiver | None = None
        self.keeper: WebhookKeeper | None = None
        if webhook is None:
            self.poller = Poller(self.api, database, self.agency.id, inbox_wakeup)
        else:
            self.receiver = WebhookReceiver(
                database, self.agency.id, webhook.secret, inbox_wakeup, former=webhook.former, bot_id=self.api.bot_id
            )
            self.keeper = WebhookKeeper(self.api, webhook.url, webhook.secret)
        self.met = asyncio.Event()
        """Set after the first contact with Telegram and the Lead API, whatever they answered."""
        self._refused = False
        self._changed = Wakeup()
        self.offices: tuple[Office, ...] | None = None
        """The account's offices, if the Lead API listed them at the start."""
        self._username: str | None = None
        """The bot's user name, once it is known; empty if the server does not return it."""

    async def open(self) -> None:
        """Open the connection pools; no request is made."""
        await self.api.open()

    async def close(self) -> None:
        """Close all connections."""
        await self.api.close()
        await self.lead_api.aclose()

    @property
    def account(self) -> Account:
        """The agency's Lead API account."""
        form = self.agency.form
        host, settle = form.agency_url or form.chat_url, self.agency.lead_lookup_seconds
        return Account(self.lead_api, host, settle, self.agency.admin_ids)

    @property
    def token_refused(self) -> bool:
        """Return whether Telegram refused the token in the last request."""
        return self._refused or any(each.token_refused for each in (self.poller, self.keeper) if each is not None)

    def read_update(self, body: bytes) -> IncomingUpdate:
        """Read a raw update of this bot."""
        return read_update(body, username=self._username or "", bot_id=self.api.bot_id)

    async def check_key(self) -> None:
        """Check the key at the Lead API. Raises :class:`Refused` if it is refused."""
        match await probe(self.lead_api):
            case KeyRefused(sentence):
                raise Refused(sentence)
            case KeyUnproven(sentence):
                log.warning("the Lead API key could not be checked", extra={"why": sentence})
            case Offices(found):
                self.offices = found

    async def identify(self) -> None:
        """Fetch the bot's user name from Telegram, if it can be reached. Raises :class:`Refused` for an invalid token."""
        match await identify(self.api):
            case TokenRefused(sentence):
                self._refused = True
                raise Refused(sentence)
            case Unreachable(why):
                log.warning("Telegram cannot be reached yet, trying again", extra={"why": why})
            case Known(username):
                self._username, self._refused = username, False
                self._show_link()

    async def import_campaigns(self) -> None:
        """Import the campaigns of the settings into the database, and log any setting that is now outdated."""
        agency = self.agency
        if agency.staff_chat_id is not None:
            await self._database.run(partial(remind, agency=agency))
        if agency.campaigns:
            await self._database.run(partial(import_campaigns, agency=agency.id, brought=agency.campaigns))

    async def probe(self) -> None:
        """Check the token and the key at the start. Raises :class:`Refused`."""
        await self.check_key()
        await self.import_campaigns()
        await self.identify()
        self.met.set()

    async def publish_profile(self) -> None:
        """Publish the bot's profile once Telegram can be reached, and again when the settings change.

        Telegram accepts an admin's command menu only after the admin has started a chat with the bot, so that is retried,
        as is removing the menus of former admins.
        """
        wait = IDENTIFY_EVERY
        while self._username is None:
            await asyncio.sleep(wait)
            with contextlib.suppress(Refused):  # the poller logs the refusal and waits
                await self.identify()
            wait = min(wait * 2, REFUSED_EVERY) if self._refused else IDENTIFY_EVERY
        before: frozenset[int] = frozenset()
        while True:
            shown = self.agency
            await self._show(shown, before)
            before = shown.admin_ids
            while self.agency is shown:
                await self._changed.wait()

    async def _show(self, shown: Agency, before: frozenset[int]) -> None:
        """Publish an agency's profile, and the admins' menus as Telegram accepts them, until the settings change.

        ``before`` are the admins before this change: another replica that already has it may have recorded that their
        menus are gone, after which this one restored them.
        """
        noted = await self._database.run(partial(admin_menus.note, agency=shown.id, admins=shown.admin_ids))
        former = noted | (before - shown.admin_ids)
        profile, wait, pictured = profile_of(shown), IDENTIFY_EVERY, False
        while True:
            missing = await show_profile(self.api, profile)
            if missing is not None:
                former = await self._take_menus_away(former)
                pictured = pictured or await self._show_picture(shown)
                if not missing and not former and pictured:
                    return
                profile = Profile({}, admin_menu=profile.admin_menu, admins=missing)
            await self._changed.wait(wait)
            if self.agency is not shown:
                return
            wait = min(wait * 2, ADMINS_EVERY)

    async def _show_picture(self, shown: Agency) -> bool:
        """Set the bot's picture to the agency's logo, unless it was set before; return whether nothing is left to do.

        Telegram stores a picture in its own way, so what was set last is known from the database alone. Without a logo, the
        picture set at BotFather stays.
        """
        bot, form = self.api.bot_id, shown.form
        picture = await asyncio.to_thread(profile_picture, form.logo, form.colour)
        if picture is None or bot is None:
            return True
        digest = hashlib.sha256(picture).hexdigest()
        if await self._database.run(partial(process_notes.has_picture, bot=bot, digest=digest)):
            return True
        done = await show_picture(self.api, picture)
        if done:
            await self._database.run(partial(process_notes.note_picture, bot=bot, digest=digest))
        return done is not None

    async def _take_menus_away(self, former: frozenset[int]) -> frozenset[int]:
        """Remove the menus of former admins; return those whose menus remain."""
        done = await take_menus_away(self.api, former)
        if done:
            await self._database.run(partial(admin_menus.forget, agency=self.agency.id, admins=done))
        return former - done

    def change(self, setup: AgencySetup) -> None:
        """Apply new settings that do not affect the connections."""
        self.setup, self.agency = setup, setup.agency
        self._show_link()
        self._changed.notify()

    async def receive_updates(self) -> None:
        """Receive updates until cancelled, by polling or by keeping the webhook registered; one process at a time."""
        for ingestion in (self.poller, self.keeper):
            if ingestion is not None:
                await ingestion.run()

    def _show_link(self) -> None:
        if self._username:
            self.agency = self.agency.with_chat_url(f"https://t.me/{self._username}")
