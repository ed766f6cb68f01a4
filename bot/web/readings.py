"""Readings shared by the bot's pages, taken at limited frequency."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from bot.storage.database import Database
from bot.storage.upkeep.write_probe import probe_writes
from bot.web.queue_depths import Queues, read

T = TypeVar("T")

DATABASE_KEPT = 1.0
"""Seconds that a reading of the database is reused, so that frequent requests do not slow down conversations."""
TELEGRAM_KEPT = 10.0
"""Seconds that Telegram's answer is reused."""
PATIENCE = 3.0
"""Seconds allowed for the database's answer; Telegram is allowed the same (:mod:`bot.telegram.token_probe`)."""


class Reading(Generic[T]):
    """Reading reused for ``kept`` seconds and shared by concurrent callers. ``take`` takes a new one."""

    def __init__(self, take: Callable[[], Awaitable[T]], kept: float) -> None:
        self._take = take
        self._kept = kept
        self._last: T | None = None
        self._taken_at: float | None = None
        self._asking = asyncio.Lock()

    async def get(self) -> T | None:
        """Return the current reading; ``None`` if it could not be taken."""
        async with self._asking:
            if self._taken_at is None or time.monotonic() - self._taken_at > self._kept:
                try:
                    self._last = await self._take()
                except Exception:  # noqa: BLE001  any error means that there is no reading
                    self._last = None
                self._taken_at = time.monotonic()
            return self._last


class Readings:
    """Readings of one process: its ``queues``, whether the database is ``writable``, and whether it ``reaches_telegram``.

    ``known`` returns the agencies whose queues are read; ``ask_telegram`` makes a request to Telegram; ``telegram_time``
    returns Telegram's time, if it gave one recently.
    """

    def __init__(
        self,
        database: Database,
        known: Callable[[], Collection[str]],
        ask_telegram: Callable[[], Awaitable[bool]],
        telegram_time: Callable[[], float | None],
    ) -> None:
        async def read_queues() -> Queues:
            async with asyncio.timeout(PATIENCE):
                queues = await database.run(partial(read, known=known()))
            there = telegram_time()
            return queues if there is None else replace(queues, clock_ahead=queues.at - there)

        async def write() -> bool:
            async with asyncio.timeout(PATIENCE):
                await database.run(probe_writes)
            return True

        self.queues = Reading(read_queues, DATABASE_KEPT)
        self.writable = Reading(write, DATABASE_KEPT)
        self.reaches_telegram = Reading(ask_telegram, TELEGRAM_KEPT)
