"""What a process that died left behind."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from bot.storage import leads, outbox, presence
from bot.storage.problems import DatabaseProblem
from bot.storage.transaction import Queue, Transaction

if TYPE_CHECKING:
    from bot.storage.database import Database

_log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds for which a replica has to be gone before what it held is released: its session may only be beginning anew."""


def recover(tx: Transaction, replicas: Collection[int] | None = None) -> int:
    """Release the leases of these replicas; of everybody (``None``) only if this process is alone on the database.

    Returns how many.
    """
    released = outbox.recover(tx, replicas) + leads.recover(tx, replicas)
    if released:
        tx.fed.update((Queue.OUTBOX, Queue.LEADS))
    return released


class Undertaker:
    """Finds replicas that died holding leases, and releases those long before they run out. For the leader."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._missed: dict[int, float] = {}
        """Replicas that hold leases and are not there, each with when that was first seen."""

    def forget(self) -> None:
        """Whoever is gone has its time of grace from now on: for a new leader, and after trouble with the database."""
        self._missed.clear()

    async def look(self) -> int:
        """Release what replicas held that have been gone for long enough. Returns how many leases."""
        try:
            return await self._database.run(self.bury)
        except DatabaseProblem:
            self.forget()  # perhaps all sessions broke
            return 0

    def bury(self, tx: Transaction) -> int:
        """As :meth:`look`, inside a transaction."""
        now = self._clock()
        self._missed = {replica: self._missed.get(replica, now) for replica in _gone(tx)}
        dead = [replica for replica, since in self._missed.items() if now - since >= GRACE]
        if not dead:
            return 0
        released = recover(tx, dead)
        _log.warning("released what a dead replica held", extra={"replicas": len(dead), "leases": released})
        return released


def _gone(tx: Transaction) -> set[int]:
    holders = outbox.holders(tx) | leads.holders(tx)
    return holders - presence.present(tx.connection) if holders else set()
