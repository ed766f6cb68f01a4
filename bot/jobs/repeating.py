"""Periodic repetition of a job's round until it is cancelled."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.storage.database import Database
from bot.storage.transaction import Transaction

log = logging.getLogger(__name__)

DUE_EVERY = 60.0
"""Seconds between two rounds of a :class:`DueRowsJob`."""
TOLD_AGAIN = 3500.0
"""Seconds after which a continuing failure is logged again: each time for a job that runs hourly."""
PAGE = 50
"""Rows that it takes in one transaction."""


async def repeat(
    work: Callable[[], Awaitable[float | None]], every: float, trouble: str, level: int = logging.ERROR
) -> None:
    """Repeat ``work`` every ``every`` seconds, or after the number of seconds that it returns.

    A round that fails is logged with the sentence ``trouble`` and the class of the error, and again after
    ``TOLD_AGAIN`` seconds while rounds keep failing in the same way; the next round follows as usual.
    """
    told, told_at = "", 0.0
    while True:
        wait = None
        try:
            wait = await work()
        except Exception as error:  # noqa: BLE001  last resort: the next round tries again
            now, kind = time.monotonic(), type(error).__name__
            if kind != told or now - told_at >= TOLD_AGAIN:
                told, told_at = kind, now
                log.log(level, trouble, extra={"error": kind})
        else:
            told = ""
        await asyncio.sleep(every if wait is None else wait)


@dataclass(frozen=True, slots=True)
class DueRowsJob:
    """Job that takes due rows and queues what follows, one page per transaction.

    ``take`` takes up to :data:`PAGE` due rows, queues what follows in the same transaction, so that restarts and several
    replicas repeat nothing, and returns how many it took. One process at a time runs the job; ``trouble`` is logged for a
    round that fails.
    """

    database: Database
    take: Callable[[Transaction], int]
    trouble: str

    async def run(self) -> None:
        """Queue what is due until cancelled."""
        await repeat(self.round, DUE_EVERY, self.trouble)

    async def round(self) -> None:
        """Queue all that is due now."""
        found = PAGE
        while found == PAGE:
            found = await self.database.run(self.take)
