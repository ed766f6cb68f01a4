"""Holds of the lead queue: after an older copy of the database was detected, nothing is sent until the queue is released."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.sql.prepared import Prepared
from bot.storage.tables import HOLDS
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import process_notes

_STANDING = HOLDS.c.released_at.is_(None)
SINCE = sa.select(sa.func.min(HOLDS.c.since)).where(_STANDING)
"""Start of the current hold; no row if there is none."""
_SINCE = Prepared(SINCE)
LATEST = sa.select(sa.func.max(HOLDS.c.since))
"""Start of the latest hold, even if released since; ``NULL`` if there was none."""
_LATEST = Prepared(LATEST)
_BEGIN = sa.insert(HOLDS)
_RELEASE = sa.update(HOLDS).where(_STANDING).values(released_at=sa.bindparam("now"))


def since(tx: Transaction) -> float | None:
    """Return the start of the queue's hold (seconds since 1970); ``None`` if it is not held."""
    return _SINCE.value(tx)


def latest(tx: Transaction) -> float | None:
    """Return when an older copy was last detected, even if released since; ``None`` if never."""
    return _LATEST.value(tx)


def begin(tx: Transaction) -> None:
    """Hold the queue."""
    tx.connection.execute(_BEGIN, {"since": tx.now, "released_at": None})


def release(tx: Transaction) -> bool:
    """Release the queue, and notify the running bot. ``False`` if it was not held."""
    released: bool = tx.connection.execute(_RELEASE, {"now": tx.now}).rowcount > 0
    if released:
        process_notes.note_command(tx)
        tx.fed.add(Queue.LEADS)
    return released
