"""Database check: looks for damage, logs each database problem once, and stops the bot if waiting cannot fix one."""

from __future__ import annotations

import asyncio
import logging

from bot.core.wakeup import Wakeup
from bot.storage.database import Database, DatabaseAway, DatabaseProblem, DatabaseUnusable
from bot.storage.upkeep.write_probe import probe_writes

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two checks of the database files."""
TROUBLED_EVERY = 2.0
"""Seconds between two write attempts while writing fails."""


class DatabaseCheckJob:
    """Job that looks for damage once, logs problems of transactions, and checks the database files every minute.

    A lost connection to PostgreSQL is logged by :mod:`bot.storage.backends.postgresql`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wakeup = Wakeup()
        self._troubles: set[str] = set()
        """Problems logged since the last successful write."""
        self._unusable: DatabaseUnusable | None = None
        database.on_problem = self._note

    async def run(self) -> None:
        """Look for damage and watch until cancelled. Raises :class:`DatabaseUnusable` once the database cannot be used."""
        async with asyncio.TaskGroup() as checks:
            checks.create_task(self._database.look_for_damage())
            checks.create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            await self._look()
            if self._unusable is not None:
                raise self._unusable
            await self._wakeup.wait(TROUBLED_EVERY if self._troubles else EVERY)

    def _note(self, problem: DatabaseProblem) -> None:
        if isinstance(problem, DatabaseUnusable):
            self._unusable = problem
            self._wakeup.notify()
        elif not isinstance(problem, DatabaseAway) and str(problem) not in self._troubles:
            if not self._troubles:
                self._wakeup.notify()
            self._troubles.add(str(problem))
            log.error("the database cannot be used, trying again", extra={"why": str(problem)})

    async def _look(self) -> None:
        try:
            await self._database.check()
            if not self._troubles:
                return
            await self._database.run(probe_writes)
        except Exception as error:  # noqa: BLE001  last resort; the relevant problem is already recorded
            log.debug("the database was looked at", extra={"error": type(error).__name__})
            return
        self._troubles.clear()
        log.info("the database can be used again")
