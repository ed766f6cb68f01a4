"""What follows the death of the process that had a database, in tests: the next one, which releases what was held."""

from __future__ import annotations

from collections.abc import Callable

from bot.storage.backends.recovery import DeadReplicaCleaner
from bot.storage.database import Database
from bot.storage.leases import GRACE
from bot.storage.transaction import Transaction
from bot.storage.upkeep import process_notes


def succeeded(database: Database, make: Callable[[], Database]) -> Database:
    """Close ``database`` and open its successor, which finds out by itself what the other one held."""
    database.close()
    successor = make()
    successor.open()
    if successor.backend.replica:  # one of many: the leader sees to it, once the dead one is missed for long enough
        assert successor.run_sync(DeadReplicaCleaner(successor.run).release_leases) == 0
        successor.run_sync(_missed_for_longer)
        successor.run_sync(DeadReplicaCleaner(successor.run).release_leases)
    return successor


def _missed_for_longer(tx: Transaction) -> None:
    noted = process_notes.orphaned(tx)
    server = process_notes.orphans_noted_by(tx)
    assert server is not None
    process_notes.note_orphaned(tx, server, {lease: since - GRACE for lease, since in noted.items()}, noted)
