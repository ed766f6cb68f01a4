"""Database check: logs once what keeps it from working, and ends the bot if waiting cannot mend it."""

from __future__ import annotations

import logging

from bot.core.wakeup import Wakeup
from bot.storage.database import Database, DatabaseAway, DatabaseProblem, DatabaseUnusable
from bot.storage.upkeep.write_probe import probe_writes

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two looks at the database's files."""
TROUBLED_EVERY = 2.0
"""Seconds between two tries to write while nothing can be written."""


class DatabaseCheckJob:
    """Job that logs problems of transactions, and checks the database's files every minute.

    That a server is away is said where the connections are (:mod:`bot.storage.backends.postgresql`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wakeup = Wakeup()
        self._troubles: set[str] = set()
        """Problems that were logged since the database could last be written."""
        self._unusable: DatabaseUnusable | None = None
        database.on_problem = self._note

    async def run(self) -> None:
        """Watch until cancelled. Raises :class:`DatabaseUnusable` if the database cannot be used any more."""
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
        except Exception as error:  # noqa: BLE001  the top of a loop; what matters of it was noted
            log.debug("the database was looked at", extra={"error": type(error).__name__})
            return
        self._troubles.clear()
        log.info("the database can be used again")
