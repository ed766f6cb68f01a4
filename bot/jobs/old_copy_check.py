"""Check for an older copy of the database, and upkeep of the mark that reveals one."""

from __future__ import annotations

import asyncio
import logging

from bot.storage.backends import old_copies
from bot.storage.database import Database

log = logging.getLogger(__name__)

EVERY = 600.0
"""Seconds between two looks."""


class OldCopyCheckJob:
    """Job that checks every ``every`` seconds. Each process runs it, because each knows its own transactions only."""

    def __init__(self, database: Database, *, every: float = EVERY) -> None:
        self._database = database
        self._every = every

    async def run(self) -> None:
        """Check until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            try:
                await self._database.run(old_copies.renew_mark)
            except Exception as error:  # noqa: BLE001  the top of a loop: the next look may go better
                log.warning("cannot look whether the database is an older copy", extra={"error": type(error).__name__})
