"""Write probe for readiness, run at most once a second."""

from __future__ import annotations

import asyncio
import time

from bot.storage.database import Database
from bot.storage.upkeep.write_probe import probe_writes

KEPT = 1.0
"""Seconds that a proof is good for: each one is written to the disk."""
PATIENCE = 3.0
"""Seconds that the database is given."""


class WriteProbe:
    """Write probe of the database, shared by concurrent callers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stores = False
        self._tried_at: float | None = None
        self._asking = asyncio.Lock()

    async def is_writable(self) -> bool:
        """Return whether the database stored something within the last second."""
        async with self._asking:
            if self._tried_at is None or time.monotonic() - self._tried_at > KEPT:
                try:
                    async with asyncio.timeout(PATIENCE):
                        await self._database.run(probe_writes)
                    self._stores = True
                except Exception:  # noqa: BLE001  whatever it is, the answer is that nothing can be stored
                    self._stores = False
                self._tried_at = time.monotonic()
            return self._stores
