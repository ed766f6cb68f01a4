"""Recovery of rows leased by a dead process."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection

from bot.storage.backends import liveness
from bot.storage.leads import lead_queue
from bot.storage.leases import GRACE
from bot.storage.problems import DatabaseProblem
from bot.storage.queues import outbox
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import process_notes

_log = logging.getLogger(__name__)


def recover(tx: Transaction, replicas: Collection[int] | None = None) -> int:
    """Release the leases of these replicas; of all (``None``) only if this process is alone on the database.

    Returns the number released.
    """
    released = outbox.recover(tx, replicas) + lead_queue.recover(tx, replicas)
    if released:
        tx.fed.update((Queue.OUTBOX, Queue.LEADS))
    return released


class DeadReplicaCleaner:
    """Cleaner that releases the leases of dead replicas long before they expire. For the leader.

    The database stores since when a replica is missing: leaders may die in quick succession, and each must not restart
    the grace period. It restarts with the server, whose end breaks all sessions, and after problems of the leader itself.
    ``run`` is :meth:`bot.storage.database.Database.run`.
    """

    def __init__(self, run: Callable[[Callable[[Transaction], int]], Awaitable[int]]) -> None:
        self._run = run
        self._blind = False

    async def look(self) -> int:
        """Release the leases of replicas that have been missing for long enough; return the number released."""
        try:
            released = await self._run(self.release_leases)
        except DatabaseProblem:
            self._blind = True  # perhaps all sessions broke
            return 0
        self._blind = False
        return released

    def release_leases(self, tx: Transaction) -> int:
        """Release like :meth:`look`, inside a transaction."""
        holders = outbox.holders(tx) | lead_queue.holders(tx)
        noted = process_notes.missing(tx)
        if not holders and not noted:
            return 0
        server = liveness.server_start(tx.connection)
        gone = holders - liveness.present(tx.connection)
        known = {} if self._blind or process_notes.missing_noted_by(tx) != server else noted
        # Only a clock that was set back puts them in the future.
        since = {replica: min(known.get(replica, tx.now), tx.now) for replica in gone}
        dead = [replica for replica in gone if tx.now - since[replica] >= GRACE]
        process_notes.note_missing(
            tx, server, {replica: at for replica, at in since.items() if replica not in dead}, noted
        )
        if not dead:
            return 0
        released = recover(tx, dead)
        _log.warning("released the leases of dead replicas", extra={"replicas": len(dead), "leases": released})
        return released
