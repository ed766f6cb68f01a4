"""Recovery of rows leased by a dead process."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection

from bot.storage.backends import liveness
from bot.storage.leads import lead_queue
from bot.storage.leases import GRACE, holder
from bot.storage.problems import DatabaseProblem
from bot.storage.queues import outbox
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import process_notes

_log = logging.getLogger(__name__)


def recover(tx: Transaction, leases: Collection[int] | None = None) -> int:
    """Release these leases; all (``None``) only if this process is alone on the database.

    Returns the number of chats, leads and updates released.
    """
    released = outbox.recover(tx, leases) + lead_queue.recover(tx, leases)
    if released:
        tx.fed.update((Queue.OUTBOX, Queue.LEADS))
    return released


class DeadReplicaCleaner:
    """Cleaner that releases the leases of dead replicas long before they expire. For the leader.

    The database stores since when each lease's replica has been missing, so that a new leader continues the grace period. The
    period starts over if the database server restarts, which breaks all sessions, and if the leader's own look failed. Each
    lease has a period of its own, because a replica that lost its session, as after a freeze, may still take leases and work.
    ``run`` is :meth:`bot.storage.database.Database.run`.
    """

    def __init__(self, run: Callable[[Callable[[Transaction], int]], Awaitable[int]]) -> None:
        self._run = run
        self._blind = False

    async def look(self) -> int:
        """Release leases whose replicas have been missing for long enough; return the number released."""
        try:
            released = await self._run(self.release_leases)
        except DatabaseProblem:
            self._blind = True  # perhaps all sessions broke
            return 0
        self._blind = False
        return released

    def release_leases(self, tx: Transaction) -> int:
        """Release like :meth:`look`, inside a transaction."""
        leases = outbox.leases(tx) | lead_queue.leases(tx)
        noted = process_notes.orphaned(tx)
        if not leases and not noted:
            return 0
        server = liveness.server_start(tx.connection)
        present = liveness.present(tx.connection)
        known = {} if self._blind or process_notes.orphans_noted_by(tx) != server else noted
        # Only a clock that was set back puts them in the future.
        since = {lease: min(known.get(lease, tx.now), tx.now) for lease in leases if holder(lease) not in present}
        over = [lease for lease, at in since.items() if tx.now - at >= GRACE]
        process_notes.note_orphaned(tx, server, {lease: at for lease, at in since.items() if lease not in over}, noted)
        if not over:
            return 0
        released = recover(tx, over)
        dead = {holder(lease) for lease in over}
        _log.warning("released the leases of dead replicas", extra={"replicas": len(dead), "leases": released})
        return released
