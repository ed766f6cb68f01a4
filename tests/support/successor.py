"""What follows the death of the process that had a database, in tests: the next one, which releases what was held."""

from __future__ import annotations

from collections.abc import Callable

from bot.storage import chores
from bot.storage.database import Database
from bot.storage.recovery import GRACE, Undertaker
from bot.storage.transaction import Transaction


def succeeded(database: Database, make: Callable[[], Database]) -> Database:
    """Close ``database`` and open its successor, which finds out by itself what the other one held."""
    database.close()
    successor = make()
    successor.open()
    if successor.backend.replica:  # one of many: the leader sees to it, once the dead one is missed for long enough
        assert successor.run_sync(Undertaker(successor.run).bury) == 0
        successor.run_sync(_missed_for_longer)
        successor.run_sync(Undertaker(successor.run).bury)
    return successor


def _missed_for_longer(tx: Transaction) -> None:
    noted = chores.missed(tx)
    server = chores.missed_by(tx)
    assert server is not None
    chores.miss(tx, server, {replica: since - GRACE for replica, since in noted.items()}, noted)
