"""Detection of clock shifts, and correction of due times when the clock was set back.

It is set back by people and by time servers, and then what was put off for a second would wait for hours. Set forward it
does less harm: retries come early, and a lead whose lease seems to have run out is sent again, marked. But a process that starts
soon afterwards must not take the jump for an absence, so it is noted that the bot runs now.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.wakeup import Wakeup
from bot.jobs.repeating import repeat
from bot.storage.database import Database
from bot.storage.upkeep import due_times, process_notes

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks."""
FORWARD_LEAST = 1.0
"""Seconds by which a clock that was set forward is worth a note."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The database's clock, read between two times of the one that never jumps."""

    began: float
    clock: float
    ended: float


class ClockShiftJob:
    """Job that compares the database's clock with a monotonic one; ``wakeups`` are notified when due times were moved.

    ``steady`` gives the seconds of the latter. One process at a time does this.
    """

    def __init__(
        self,
        database: Database,
        wakeups: Sequence[Wakeup],
        *,
        steady: Callable[[], float] | None = None,
        every: float = EVERY,
    ) -> None:
        self._database = database
        self._wakeups = wakeups
        self._steady = steady or asyncio.get_running_loop().time
        self._every = every
        self._before: _Look | None = None

    async def run(self) -> None:
        """Watch until cancelled."""
        await repeat(self._look, self._every, "cannot look at the clock", logging.WARNING)

    async def _look(self) -> None:
        began = self._steady()
        now = _Look(began, await self._database.run(lambda tx: tx.now), self._steady())
        if self._before is not None:
            await self._compare(self._before, now)
        self._before = now  # only now: if the comparison failed, the next one sees the same jump

    async def _compare(self, before: _Look, now: _Look) -> None:
        # At least so much time went by between the two: a look may wait for the database, and that is no jump.
        back = (now.began - before.ended) - (now.clock - before.clock)
        forward = (now.clock - before.clock) - (now.ended - before.began)
        if forward >= FORWARD_LEAST:  # several small jumps make an absence, too
            await self._database.run(process_notes.note_alive)
        if back < due_times.LEAST:
            return
        moved = await self._database.run(lambda tx: due_times.set_back(tx, back))
        log.warning(
            "the clock was set back; due times were set back too", extra={"seconds": round(back), "rows": moved}
        )
        for wakeup in self._wakeups:
            wakeup.notify()
