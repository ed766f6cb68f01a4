"""Result writer: results that arrive at about the same time share a transaction.

A transaction costs a sync of the disk or, on PostgreSQL, a dozen messages. A single result is written at once; when
several come within :data:`LINGER` seconds, each transaction starts that long after the previous one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.core.activity import work_on
from bot.lead_api.notices import TellStaff
from bot.lead_api.outcomes import Outcome
from bot.lead_api.results import RecordedOutcome, record_outcome
from bot.statistics.counters import FunnelCounter
from bot.storage.database import Database, DatabaseProblem
from bot.storage.leads.lead_queue import LeadJob
from bot.storage.transaction import Transaction
from bot.storage.upkeep.hangs import lead_work
from conversations.lead import Lead

T = TypeVar("T")

LINGER = 0.03
"""Seconds between two transactions: no noticeable wait, while at some dozen leads a second most share a transaction."""
TOGETHER_MAX = 50
"""Leads per transaction."""
_DATABASE_WAITS = (0.2, 0.5, 1.0, 2.0, 4.0, *(5.0,) * 16)
"""Seconds between tries to write an outcome: a minute and a half in total, enough to replace a server."""


@dataclass(frozen=True, slots=True)
class EndedAttempt:
    """Ended attempt, with the arguments of :func:`bot.lead_api.results.record_outcome`."""

    job: LeadJob
    lead: Lead
    outcome: Outcome
    jitter: float
    on_trial: bool
    by_staff: bool = False


@dataclass(slots=True)
class _Waiting:
    ended: EndedAttempt
    written: asyncio.Future[RecordedOutcome] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Writer:
    """Writer of outcomes, which retries while the database is unreachable. ``tell_staff`` is called inside the transactions."""

    def __init__(self, database: Database, tell_staff: TellStaff) -> None:
        self._database = database
        self._tell_staff = tell_staff
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None
        self._wrote_at = -LINGER
        self._hurried = asyncio.Event()

    async def record(self, ended: EndedAttempt) -> RecordedOutcome:
        """Record an attempt's outcome. Raises the database's error after a minute and a half of trying."""
        waiting = _Waiting(ended)
        self._waiting.append(waiting)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await waiting.written

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
        if self._writing is not None:
            await self._writing

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurried.wait()

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                await self._wait(self._wrote_at + LINGER - loop.time())
                batch, self._waiting = self._waiting[:TOGETHER_MAX], self._waiting[TOGETHER_MAX:]
                # In a fixed order, to prevent deadlocks between processes.
                await self._write(sorted(batch, key=lambda each: (each.ended.job.agency, each.ended.job.chat_id)))
                self._wrote_at = loop.time()
        finally:
            self._writing = None

    async def _write(self, batch: list[_Waiting]) -> None:
        try:
            results = await self.write(partial(self._record_all, [each.ended for each in batch]))
        except Exception as error:  # noqa: BLE001  passed on to the caller
            if len(batch) == 1 or isinstance(error, DatabaseProblem):
                for each in batch:
                    with contextlib.suppress(asyncio.InvalidStateError):  # the caller gave up
                        each.written.set_exception(error)
                return
            for each in batch:  # one unwritable result must not affect the others
                await self._write([each])
            return
        for each, recorded in zip(batch, results, strict=True):
            with contextlib.suppress(asyncio.InvalidStateError):
                each.written.set_result(recorded)

    def _record_all(self, batch: list[EndedAttempt], tx: Transaction) -> list[RecordedOutcome]:
        counter = FunnelCounter()
        results = [
            work_on(
                lead_work(each.job.agency, each.job.reference),
                record_outcome,
                tx,
                each.job,
                each.lead,
                each.outcome,
                jitter=each.jitter,
                on_trial=each.on_trial,
                by_staff=each.by_staff,
                tell_staff=self._tell_staff,
                counter=counter,
            )
            for each in batch
        ]
        counter.add(tx)
        return results
