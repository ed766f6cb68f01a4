"""Registry of the agencies served by this process: look-up by id, changes at run time."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Self

from starlette.types import ASGIApp

from bot.agencies.runtime import AgencyRuntime, AgencySetup, Refused
from bot.core.agency import Agency, Retention, named_in_logs
from bot.core.incoming_update import IncomingUpdate
from bot.core.wakeup import Wakeup
from bot.lead_api.account import Account
from bot.lead_api.results import pause, try_again
from bot.staff import notifications
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.telegram.client import BotApi
from bot.telegram.server_clock import ServerClock
from bot.telegram.token_probe import reaches
from bot.telegram.updates import read_update
from conversations.commands import Line, Param

log = logging.getLogger(__name__)

Work = Callable[[AgencyRuntime], Awaitable[None]]

STARTS = 20
"""Agencies that contact Telegram and the Lead API at once at the start. A thousand agencies take about a minute, and running
ones are not slowed down."""
LINGER = 40.0
"""Seconds that a removed agency's connections stay open: longer than any call in progress takes."""
AGAIN_AFTER = 30.0
"""Seconds until an agency's task is restarted after an unexpected error."""
_ASKED = 3
"""Randomly chosen bots used to check whether Telegram can be reached."""


class AgencyRegistry:
    """Registry of the agencies set up in this process.

    ``wakeups`` are notified when work may have become possible; the first is the inbox's, notified on each update. The
    look-ups and :meth:`tell_staff` may be called in any thread, everything else on the event loop only. ``telegram_clock``
    is Telegram's clock, set by any agency's calls.
    """

    def __init__(
        self, setups: Iterable[AgencySetup], database: Database, wakeups: tuple[Wakeup, Wakeup, Wakeup]
    ) -> None:
        self._database = database
        self._wakeups = wakeups
        self._loop = asyncio.get_running_loop()
        self.telegram_clock = ServerClock()
        self._runtimes = {setup.agency.id: self._runtime(setup) for setup in setups}
        self._receivers = self._by_path()
        self._starts = asyncio.Semaphore(STARTS)
        self._changed = asyncio.Event()
        self._retired: dict[AgencyRuntime, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def __iter__(self) -> Iterator[AgencyRuntime]:
        return iter(tuple(self._runtimes.values()))

    def __len__(self) -> int:
        return len(self._runtimes)

    # Look-ups.

    def agency(self, agency: str) -> Agency | None:
        """Return the agency with this id."""
        return found.agency if (found := self._runtimes.get(agency)) else None

    def api(self, agency: str) -> BotApi | None:
        """Return an agency's client of the Bot API."""
        return found.api if (found := self._runtimes.get(agency)) else None

    def account(self, agency: str) -> Account | None:
        """Return an agency's account at the Lead API."""
        return found.account if (found := self._runtimes.get(agency)) else None

    def read_update(self, agency: str, body: bytes) -> IncomingUpdate:
        """Read a raw update of an agency's bot."""
        found = self._runtimes.get(agency)
        return read_update(body) if found is None else found.read_update(body)  # it may be removed meanwhile

    def receiver(self, path: str) -> ASGIApp | None:
        """Return the webhook receiver for ``path``."""
        return found.receiver if (found := self._receivers.get(path)) else None

    def tell_staff(self, tx: Transaction, agency: str, key: str, params: Mapping[str, Param]) -> None:
        """Queue a sentence of the catalogue for an agency's staff (a :data:`bot.lead_api.notices.TellStaff`)."""
        if found := self.agency(agency):
            notifications.tell_staff(tx, found, Line(key, params))

    def ids(self) -> frozenset[str]:
        """Return the ids of all agencies."""
        return frozenset(self._runtimes)

    def retention(self) -> dict[str, Retention]:
        """Return each agency's retention periods."""
        return {runtime.agency.id: runtime.agency.retention for runtime in self}

    def reminder_hours(self) -> dict[str, float]:
        """Return each agency's reminder delay in hours, without agencies that send no reminders."""
        return {runtime.agency.id: runtime.agency.reminder_hours for runtime in self if runtime.agency.reminder_hours}

    async def reaches_telegram(self) -> bool:
        """Return whether Telegram answers right now and accepts at least one of the tokens tried."""
        runtimes = list(self)
        asked = random.sample(runtimes, min(_ASKED, len(runtimes)))
        return not asked or any(await asyncio.gather(*(reaches(each.api) for each in asked)))

    def receives(self) -> bool:
        """Return whether updates of at least one agency come in, as far as this process can tell."""
        pollers = [runtime.poller for runtime in self]
        return not pollers or any(poller is None or poller.works for poller in pollers)

    # Running.

    async def __aenter__(self) -> Self:
        for runtime in self:
            await runtime.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        for timer in self._retired.values():
            timer.cancel()
        for runtime in (*self, *self._retired):
            await runtime.close()
        await asyncio.gather(*self._closing)

    async def for_each(self, work: Work) -> None:
        """Run ``work`` for each agency, including ones added later, until the agency is removed or this is cancelled.

        A failure is logged and retried without affecting other agencies.
        """
        tasks: dict[AgencyRuntime, asyncio.Task[None]] = {}
        async with asyncio.TaskGroup() as group:
            while True:
                changed = self._changed
                there = set(self)
                for runtime in tasks.keys() - there:
                    tasks.pop(runtime).cancel()
                for runtime in there - tasks.keys():
                    tasks[runtime] = group.create_task(_again_and_again(work, runtime))
                await changed.wait()

    async def start_agency(self, runtime: AgencyRuntime) -> None:
        """Contact Telegram and the Lead API for an agency and publish its bot's profile; some agencies at a time.

        Refusals are logged and retried. Meant for :meth:`for_each`.
        """
        if not runtime.met.is_set():
            async with self._starts:
                await runtime.import_campaigns()
                await self._check_key(runtime)
                try:
                    await runtime.identify()
                except Refused as refused:
                    log.error("Telegram refuses this agency's token: no updates arrive", extra={"why": str(refused)})
                runtime.met.set()
        await runtime.publish_profile()

    async def _check_key(self, runtime: AgencyRuntime) -> None:
        """Pause the agency's leads if its key is refused; otherwise resume them if they were paused."""
        agency = runtime.agency.id
        try:
            await runtime.check_key()
        except Refused as refused:
            why = str(refused)
            log.error("the Lead API refuses this agency's key: its leads wait", extra={"why": why})
            await self._database.run(partial(pause, agency=agency, why=why, tell_staff=self.tell_staff))
        else:
            await self._database.run(partial(try_again, agency=agency))
        self._wakeups[2].notify()

    async def change(self, setups: Iterable[AgencySetup]) -> None:
        """Replace the agencies that are served; unchanged ones keep running.

        Stored rows of a removed agency stay in the database, in case it returns.
        """
        before, after = self._runtimes, dict[str, AgencyRuntime]()
        for setup in setups:
            agency_id = setup.agency.id
            there = before.get(agency_id)
            if there is None or (there.setup.connections, there.setup.webhook) != (setup.connections, setup.webhook):
                runtime = after[agency_id] = self._runtime(setup)
                await runtime.open()
                log.info("an agency is set up", extra={"agency": agency_id, "new": there is None})
            elif there.setup != setup:
                after[agency_id] = there
                there.change(setup)
                await there.import_campaigns()
                log.info("an agency's settings changed", extra={"agency": agency_id})
            else:
                after[agency_id] = there
        self._runtimes = after
        self._receivers = self._by_path()
        for agency_id, runtime in before.items():
            if after.get(agency_id) is not runtime:
                self._retired[runtime] = self._loop.call_later(LINGER, self._close, runtime)
            if agency_id not in after:
                log.info("an agency was removed; its waiting rows stay", extra={"agency": agency_id})
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        for wakeup in self._wakeups:
            wakeup.notify()

    def _runtime(self, setup: AgencySetup) -> AgencyRuntime:
        return AgencyRuntime(setup, self._database, self._wakeups[0], self.telegram_clock)

    def _by_path(self) -> dict[str, AgencyRuntime]:
        return {runtime.setup.webhook.path: runtime for runtime in self if runtime.setup.webhook is not None}

    def _close(self, runtime: AgencyRuntime) -> None:
        del self._retired[runtime]
        task = self._loop.create_task(runtime.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _again_and_again(work: Work, runtime: AgencyRuntime) -> None:
    named_in_logs(runtime.agency.id)
    while True:
        try:
            return await work(runtime)
        except Exception as error:  # noqa: BLE001  last resort: one agency's error must not affect another
            log.error("an agency's task failed, trying again", extra={"error": type(error).__name__})
            await asyncio.sleep(AGAIN_AFTER)
