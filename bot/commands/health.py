"""``python -m bot health``: liveness of the bot on this machine, for a container's health check."""

from __future__ import annotations

import sys
from collections.abc import Collection
from contextlib import closing
from functools import partial

from bot.agencies import tenants
from bot.core.agency import ALONE
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings
from bot.storage.database import DatabaseProblem, is_running
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep.write_probe import probe_writes

STUCK_AFTER = 300.0
"""Seconds that the oldest update may wait before the bot counts as stuck."""


def main() -> int:
    """Return 0 if the bot runs, takes its updates, and its database can be written, 1 with a sentence on standard error if not."""
    try:
        chosen = environment.load()
        problem = _trouble(chosen, _known(chosen))
    except (SettingsProblem, DatabaseProblem) as error:
        problem = str(error)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _known(chosen: Settings) -> Collection[str] | None:
    """Return the ids of all agencies; ``None`` if their file is invalid, with which a running bot goes on."""
    try:
        return {setup.agency.id for setup in tenants.read(chosen).setups}
    except SettingsProblem:
        return None


def _trouble(chosen: Settings, known: Collection[str] | None) -> str:
    """Return what is wrong in one sentence; empty if all is well.

    Only the ``known`` agencies count (``None``: all): what waits of others waits until they come back. It is said
    whose update waits.
    """
    if not is_running(chosen.database_url):
        return "No bot is running on this database."
    with closing(chosen.database()) as database:
        database.open(exclusive=False)
        whose, waited = database.run_sync(partial(_oldest, known=known))
        database.run_sync(probe_writes)
    if waited > STUCK_AFTER:
        of = "" if whose == ALONE else f" of {whose}"
        return f"The oldest update{of} has been waiting for {waited:.0f} seconds."
    return ""


def _oldest(tx: Transaction, known: Collection[str] | None) -> tuple[str, float]:
    """Return whose update has waited longest, and for how many seconds."""
    oldest = inbox.oldest(tx, frozenset() if known is None else inbox.agencies(tx) - frozenset(known))
    return ("", 0.0) if oldest is None else (oldest[0], tx.now - oldest[1])
