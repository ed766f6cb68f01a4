"""Check for an older copy of the database, and upkeep of the mark that reveals one."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from bot.jobs.repeating import repeat
from bot.storage.backends import old_copies
from bot.storage.database import Database

EVERY = 600.0
"""Seconds between two checks."""


async def check_for_old_copies(database: Database) -> None:
    """Check every ten minutes until cancelled. Each process does it, because each knows only its own transactions."""
    await asyncio.sleep(EVERY)  # the first check took place when the database was opened
    look = partial(database.run, old_copies.renew_mark)
    await repeat(look, EVERY, "cannot check whether the database is an older copy", logging.WARNING)
