"""Detection of clock shifts, and correction of due times after the clock was set back.

When people or time servers set the clock back, work postponed by a second would wait for hours. Setting it forward does
less harm: retries come early, and a lead whose lease seems expired is sent again, marked as a possible repeat. But a
process started soon afterwards must not mistake the jump for downtime, so the job records that the bot is running.

Between two readings the clock may be set forward and back again, which neither reading shows. Work postponed in between
is found by the latest time at which a transaction of this process began.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.wakeup import Wakeup
from bot.jobs.repeating import repeat
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.storage.upkeep import due_times, process_notes

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two checks."""
FORWARD_LEAST = 1.0
"""Smallest forward shift that is recorded, in seconds."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Reading of the database's clock between two readings of the monotonic clock."""

    began: float
    clock: float
    ended: float


class ClockShiftJob:
    """Job that compares the database's clock with a monotonic one; ``wakeups`` are notified when due times were moved.

    One process at a time runs it.
    """

    def __init__(self, database: Database, wakeups: Sequence[Wakeup]) -> None:
        self._database = database
        self._wakeups = wakeups
        self._before: _Look | None = None
        self._latest = 0.0
        """The latest time of a transaction since the last reading whose correction succeeded."""

    async def run(self) -> None:
        """Watch until cancelled."""
        await repeat(self._look, EVERY, "cannot check the clock", logging.WARNING)

    async def _look(self) -> None:
        began = time.monotonic()
        clock = await self._database.run(self._read)
        now = _Look(began, clock, time.monotonic())
        if self._before is not None:
            await self._compare(self._before, now)
        self._before, self._latest = now, 0.0  # only now: if the correction failed, the next round sees the same jump

    def _read(self, tx: Transaction) -> float:
        """Read the clock, and note the latest time of a transaction since the last reading."""
        self._latest = max(self._latest, self._database.latest_time(tx))
        return tx.now

    async def _compare(self, before: _Look, now: _Look) -> None:
        # The least time that passed between the readings: waiting for the database is not a jump.
        back = max((now.began - before.ended) - (now.clock - before.clock), self._latest - now.clock)
        forward = (now.clock - before.clock) - (now.ended - before.began)
        if forward >= FORWARD_LEAST:  # several small jumps may add up to apparent downtime
            await self._database.run(process_notes.note_alive)
        if back < due_times.LEAST:
            return
        moved = await self._database.run(lambda tx: due_times.set_back(tx, back))
        log.warning(
            "the clock was set back; due times were set back too", extra={"seconds": round(back), "rows": moved}
        )
        for wakeup in self._wakeups:
            wakeup.notify()
