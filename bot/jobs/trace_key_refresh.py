"""Refresh of the trace key: the process uses the database's current key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from bot.core.agency import Retention
from bot.jobs.repeating import repeat
from bot.jobs.retention import DAY, longest
from bot.logging import tracing
from bot.storage.database import Database
from bot.storage.upkeep import trace_keys

EVERY = 3600.0
"""Seconds between two checks for a newer key."""


async def use_present_key(database: Database, retention: Callable[[], Mapping[str, Retention]]) -> None:
    """Have :mod:`bot.logging.tracing` use the current key."""
    days = longest(retention(), lambda each: each.conversations)
    tracing.use(await database.run(partial(trace_keys.current, kept=days * DAY)))


async def refresh_trace_key(database: Database, retention: Callable[[], Mapping[str, Retention]]) -> None:
    """Use the current key now and every hour, until cancelled; for every process with ``TRACE``."""
    look = partial(use_present_key, database, retention)
    await repeat(look, EVERY, "the key for tracing could not be read, trying again later", logging.WARNING)
