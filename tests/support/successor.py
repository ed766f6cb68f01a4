"""What follows the death of the process that had a database, in tests: the next one, which releases what was held."""

from __future__ import annotations

from collections.abc import Callable

from bot.storage.database import Database
from bot.storage.recovery import GRACE, Undertaker


def succeeded(database: Database, make: Callable[[], Database]) -> Database:
    """Close ``database`` and open its successor, which finds out by itself what the other one held."""
    database.close()
    successor = make()
    successor.open()
    if successor.backend.replica:  # one of many: the leader sees to it, once the dead one is missed for long enough
        clock = iter((0.0, GRACE))
        undertaker = Undertaker(successor, clock=lambda: next(clock))
        assert successor.run_sync(undertaker.bury) == 0
        successor.run_sync(undertaker.bury)
    return successor
