"""Keys of the hashes that name chats in the log (:mod:`bot.logging.tracing`).

A key is used for half of the conversations' retention period, and deleted when that period is over. Rows of ``chores``:
``trace`` and the key in hexadecimal, with the time since which it is used. Two processes that start at once may both
make one; from the next check on, both use the later one.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.tables import CHORES
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

_PREFIX = "trace "
_ALL = (
    sa.select(CHORES.c.name, CHORES.c.since)
    .where(CHORES.c.name.startswith(_PREFIX))
    .order_by(CHORES.c.since.desc(), CHORES.c.name)
)

expire = Expiry(sa.delete(CHORES), CHORES.c.since, CHORES.c.name.startswith(_PREFIX), scrub=True)


class TraceKey(Struct, frozen=True):
    """Key, and since when it is used (seconds since 1970)."""

    key: bytes
    since: float


def all_(tx: Transaction) -> list[TraceKey]:
    """Return the keys that are not deleted yet, the newest first."""
    rows = tx.connection.execute(_ALL).all()
    return [TraceKey(bytes.fromhex(name.removeprefix(_PREFIX)), since) for name, since in rows]


def current(tx: Transaction, kept: float) -> bytes:
    """Return the key to be used now; makes one if there is none, or if it has been used for half of ``kept`` seconds."""
    found = next(iter(all_(tx)), None)
    if found is not None and tx.now - found.since < kept / 2:
        return found.key
    key = secrets.token_bytes(16)
    tx.connection.execute(sa.insert(CHORES), {"name": f"{_PREFIX}{key.hex()}", "since": tx.now})
    return key
