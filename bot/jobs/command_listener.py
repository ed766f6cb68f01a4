"""Listener for commands run beside the bot, such as ``python -m bot leads retry``."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.core.wakeup import Wakeup
from bot.jobs.repeating import repeat
from bot.storage.database import Database
from bot.storage.upkeep import process_notes

EVERY = 2.0
"""Seconds between two checks; each reads one row."""


class CommandListener:
    """Job that notifies ``wakeups`` when a command has left work in the database."""

    def __init__(self, database: Database, wakeups: Sequence[Wakeup]) -> None:
        self._database = database
        self._wakeups = wakeups
        self._heard: float | None = None

    async def run(self) -> None:
        """Listen until cancelled."""
        await repeat(self._look, EVERY, "cannot look for commands", logging.WARNING)

    async def _look(self) -> None:
        before, self._heard = self._heard, await self._database.run(process_notes.last_command)
        if self._heard != before:
            for wakeup in self._wakeups:
                wakeup.notify()
