"""Trace key: has the process trace under the database's present key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from bot.core.agency import Retention
from bot.jobs.repeating import repeat
from bot.jobs.retention import DAY
from bot.logging import tracing
from bot.storage.database import Database
from bot.storage.upkeep import trace_keys

EVERY = 3600.0
"""Seconds between two looks for a newer key."""


class TraceKeyJob:
    """Job that keeps the key of :mod:`bot.logging.tracing` up to date. Every process with ``TRACE`` runs it."""

    def __init__(self, database: Database, retention: Callable[[], Mapping[str, Retention]]) -> None:
        self._database = database
        self._retention = retention

    async def run(self) -> None:
        """Look now and every hour, until cancelled."""
        await repeat(self.look, EVERY, "the key for tracing could not be read, trying again later", logging.WARNING)

    async def look(self) -> None:
        """Use the present key."""
        days = max((each.conversations for each in self._retention().values()), default=Retention().conversations)
        tracing.use(await self._database.run(partial(trace_keys.current, kept=days * DAY)))
