"""Heartbeat job: tells ``python -m bot health`` that this process is alive, and what is wrong."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from bot.core import activity
from bot.core.agency import ALONE
from bot.core.heartbeat_file import Heartbeat
from bot.storage.database import Database, DatabaseProblem
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep.write_probe import probe_writes

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two heartbeats: three fit into :data:`bot.core.heartbeat_file.STALE_AFTER`."""
TROUBLED_EVERY = 2.0
"""Seconds between two heartbeats while something is wrong."""
PATIENCE = 3.0
"""Seconds allowed for the database's answer."""
STUCK_AFTER = 60.0
"""Seconds for one turn, one message or one lead, not counting other servers' answers, before the process counts as stuck."""
WAITED_MAX = 300.0
"""Seconds that the oldest update may wait."""


class HeartbeatJob:
    """Job that writes heartbeats to ``path``, with a sentence if turns, updates or the database are stuck.

    Only updates of the ``known`` agencies count; those of removed agencies wait on purpose.
    """

    def __init__(self, database: Database, path: Path, known: Callable[[], Collection[str]]) -> None:
        self._database = database
        self._path = path
        self._known = known
        self._looking: asyncio.Task[str] | None = None

    async def run(self) -> None:
        """Write heartbeats until cancelled. If there is no file to write to, this is logged and the bot continues."""
        try:
            heartbeat = Heartbeat(self._path)
        except OSError as error:
            log.warning("no heartbeat can be left: `health` will fail", extra={"why": error.strerror})
            return
        try:
            while True:
                problem = await self._problem()
                with contextlib.suppress(OSError):  # the disk fails; `health` will soon miss the heartbeats
                    heartbeat.beat(problem)
                await asyncio.sleep(TROUBLED_EVERY if problem else EVERY)
        finally:
            heartbeat.close()
            if self._looking is not None:
                self._looking.cancel()

    async def _problem(self) -> str:
        """Return what is wrong, in one sentence; empty if all is well."""
        if stuck := activity.stuck(STUCK_AFTER):
            return f"This has been under way for more than {STUCK_AFTER:.0f} seconds: {', '.join(stuck)}."
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        await asyncio.wait({self._looking}, timeout=PATIENCE)
        if not self._looking.done():  # the next heartbeat waits for the same answer
            return "The database does not answer."
        looked, self._looking = self._looking, None
        return looked.result()

    async def _look(self) -> str:
        """Return the problem found in the database, after a test write."""
        try:
            whose, waited = await self._database.run(partial(_look, known=self._known()))
        except DatabaseProblem as problem:
            return str(problem)
        except Exception as error:  # noqa: BLE001  any error is reported by `health`
            return f"The database cannot be used ({type(error).__name__})."
        if waited <= WAITED_MAX:
            return ""
        of = "" if whose == ALONE else f" of {whose}"
        return f"The oldest update{of} has been waiting for {waited:.0f} seconds."


def _look(tx: Transaction, known: Collection[str]) -> tuple[str, float]:
    """Write a row; return whose update has waited longest, and for how many seconds."""
    probe_writes(tx)
    oldest = inbox.oldest(tx, inbox.agencies(tx) - frozenset(known))
    return ("", 0.0) if oldest is None else (oldest[0], tx.now - oldest[1])
