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


class OldCopyCheckJob:
    """Job that checks every ten minutes. Each process runs it, because each knows only its own transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self) -> None:
        """Check until cancelled."""
        await asyncio.sleep(EVERY)  # the first check took place when the database was opened
        look = partial(self._database.run, old_copies.renew_mark)
        await repeat(look, EVERY, "cannot check whether the database is an older copy", logging.WARNING)
