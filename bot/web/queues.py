"""How much waits in the database, read at most once a second however often somebody asks."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bot.storage import inbox, leads, outbox, pauses
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.storage.waiting import Waiting

KEPT = 1.0
"""Seconds that a reading is good for: asking often must not cost the conversations anything."""
PATIENCE = 3.0
"""Seconds that the database is given to answer."""


@dataclass(frozen=True, slots=True)
class Queues:
    """One reading, at ``at`` by the database's clock (seconds since 1970).

    ``leads_due`` is when the first lead on its way is to be taken next; far in the past means that nobody takes it.
    ``updates_aside`` and ``leads_aside`` are how many were set aside; ``paused`` how many lead queues are.
    """

    at: float
    updates: Waiting
    replies: Waiting
    leads: Waiting
    leads_due: float | None
    updates_aside: int
    leads_aside: int
    paused: int


def read(tx: Transaction) -> Queues:
    """Look at all queues."""
    paused = [pause.agency for pause in pauses.all_(tx)]
    return Queues(
        at=tx.now,
        updates=inbox.waiting(tx),
        replies=outbox.waiting(tx),
        leads=leads.waiting(tx),
        leads_due=leads.next_due(tx, paused),
        updates_aside=inbox.count_set_aside(tx),
        leads_aside=leads.count_set_aside(tx),
        paused=len(paused),
    )


class QueueReader:
    """Reads the queues for whoever asks, together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: Queues | None = None
        self._read_at = 0.0
        self._asking = asyncio.Lock()

    async def queues(self) -> Queues | None:
        """Return how things stand; ``None`` if the database cannot tell in time."""
        async with self._asking:
            if self._last is None or time.monotonic() - self._read_at > KEPT:
                try:
                    async with asyncio.timeout(PATIENCE):
                        self._last = await self._database.run(read)
                except Exception:  # noqa: BLE001  whatever it is, the answer is that the database cannot be used
                    self._last = None
                self._read_at = time.monotonic()
            return self._last
