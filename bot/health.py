"""Is the bot on this machine alive? For a container's health check: quick, quiet, without network."""

from __future__ import annotations

import sys

from bot import settings
from bot.storage import inbox
from bot.storage.database import Database, DatabaseProblem, is_running
from bot.storage.sealing import Vault

STUCK_AFTER = 300.0
"""Seconds that the oldest update may wait before the bot counts as stuck."""


def main() -> int:
    """Return 0 if the bot runs and takes its updates, 1 with a sentence on standard error if not."""
    try:
        chosen = settings.load()
        problem = trouble(chosen.database_url, settings.vault(chosen))
    except (settings.SettingsProblem, DatabaseProblem) as error:
        problem = str(error)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def trouble(database_url: str, vault: Vault) -> str:
    """Return what is wrong in one sentence; empty if all is well. ``vault`` opens what is in the database."""
    if not is_running(database_url):
        return "No bot is running on this database."
    database = Database(database_url, vault=vault)
    database.open(exclusive=False)
    try:
        oldest, now = database.run_sync(lambda tx: (inbox.waiting(tx).oldest, tx.now))
    finally:
        database.close()
    if oldest is not None and now - oldest > STUCK_AFTER:
        return f"The oldest update has been waiting for {now - oldest:.0f} seconds."
    return ""
