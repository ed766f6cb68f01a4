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


async def listen_for_commands(database: Database, wakeups: Sequence[Wakeup]) -> None:
    """Notify ``wakeups`` when a command has left work in the database, until cancelled."""
    heard: float | None = None

    async def look() -> None:
        nonlocal heard
        before, heard = heard, await database.run(process_notes.last_command)
        if heard != before:
            for wakeup in wakeups:
                wakeup.notify()

    await repeat(look, EVERY, "cannot look for commands", logging.WARNING)
