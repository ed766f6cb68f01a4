"""Result writer: results that arrive at about the same time share a transaction.

A single result is written at once; when several come within :data:`LINGER` seconds, each transaction starts that long
after the previous one (:mod:`bot.storage.group_commit`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from bot.core.activity import work_on
from bot.lead_api.notices import TellStaff, tell_outcomes
from bot.lead_api.results import EndedAttempt, RecordedOutcome, record_outcome
from bot.statistics.counters import FunnelCounter
from bot.storage.database import Database, DatabaseProblem
from bot.storage.group_commit import GroupCommit
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep.hangs import lead_work

T = TypeVar("T")

LINGER = 0.03
"""Seconds between two transactions: no noticeable wait, while at some dozen leads a second most share a transaction."""
TOGETHER_MAX = 50
"""Leads per transaction."""
_DATABASE_WAITS = (0.2, 0.5, 1.0, 2.0, 4.0, *(5.0,) * 16)
"""Seconds between tries to write an outcome: a minute and a half in total, enough to replace a server."""


class Writer:
    """Writer of outcomes, which retries while the database is unreachable. ``tell_staff`` is called inside the transactions."""

    def __init__(self, database: Database, tell_staff: TellStaff) -> None:
        self._database = database
        self._tell_staff = tell_staff
        self._hurried = asyncio.Event()
        # In a fixed order, to prevent deadlocks between processes.
        self._results = GroupCommit(self._record_all, most=TOGETHER_MAX, key=_chat, linger=LINGER, pause=self._wait)

    async def record(self, ended: EndedAttempt) -> RecordedOutcome:
        """Record an attempt's outcome. Raises the database's error after a minute and a half of trying."""
        return await self._results.add(ended)

    async def write(self, job: Callable[[Transaction], T]) -> T:
        """Run ``job`` in a transaction of its own, retrying while the database is briefly unreachable."""
        for seconds in _DATABASE_WAITS:
            try:
                return await self._database.run(job)
            except DatabaseProblem:
                if self._hurried.is_set():
                    raise
                await self._wait(seconds)
        return await self._database.run(job)

    def hurry(self) -> None:
        """Stop waiting and retrying: from now on everything is written at once, in one try."""
        self._hurried.set()

    async def stop(self) -> None:
        """Wait until everything has been tried. Unwritten leads are sent as possible repeats when their leases expire."""
        self.hurry()
        await self._results.end()

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurried.wait()

    async def _record_all(self, batch: list[EndedAttempt]) -> list[RecordedOutcome]:
        return await self.write(partial(self._record_in, batch))

    def _record_in(self, batch: list[EndedAttempt], tx: Transaction) -> list[RecordedOutcome]:
        counter = FunnelCounter()
        told: list[inbox.NewItem] = []
        record = partial(record_outcome, tell_staff=self._tell_staff, counter=counter, told=told)
        results = [work_on(lead_work(each.job.agency, each.job.reference), record, tx, each) for each in batch]
        tell_outcomes(tx, told)
        counter.add(tx)
        return results


def _chat(ended: EndedAttempt) -> tuple[str, int]:
    return ended.job.agency, ended.job.chat_id
