"""Listener for commands run beside the bot, such as ``python -m bot leads retry``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.storage.upkeep import process_notes

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks, each of them one read of one row."""


class CommandListener:
    """Job that notifies ``wakeups`` when a command left work in the database."""

    def __init__(self, database: Database, wakeups: Sequence[Wakeup], *, every: float = EVERY) -> None:
        self._database = database
        self._wakeups = wakeups
        self._every = every

    async def run(self) -> None:
        """Listen until cancelled."""
        heard: float | None = None
        while True:
            try:
                note_command = await self._database.run(process_notes.last_command)
            except Exception as error:  # noqa: BLE001  the top of a loop: the next look tells
                log.warning("cannot look for commands", extra={"error": type(error).__name__})
            else:
                if note_command != heard:
                    heard = note_command
                    for wakeup in self._wakeups:
                        wakeup.notify()
            await asyncio.sleep(self._every)
