"""Marks of transactions; :mod:`bot.storage.ledger` keeps the newest outside the database.

Transactions that must not be lost unnoticed are marked: before a lead is sent, after it was delivered, and on withdrawals
and erasures.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from bot.storage.ledger import KEPT, TransactionMark
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import MARKS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

PRESENT = sa.exists(sa.select(MARKS.c.mark).where(MARKS.c.mark == sa.bindparam("of_mark")))
"""Whether the mark ``of_mark`` is in the database."""
_PRESENT = Prepared(sa.select(PRESENT))
_ANY = Prepared(sa.select(MARKS.c.mark).limit(1))
_ADD = Prepared(sa.insert(MARKS).inline(), ["mark", "marked_at"])
expire = Expiry(sa.delete(MARKS), MARKS.c.marked_at)
"""Expiry of marks; see :data:`bot.storage.ledger.KEPT`."""


def mark(tx: Transaction) -> None:
    """Mark this transaction when it commits."""
    tx.entry.marked = True


def encrypt(tx: Transaction) -> TransactionMark | None:
    """Write a transaction's ledger entry, as the last step before its commit.

    Returns the mark to be kept after the commit. ``None`` if there is none, or if the database has lost the previous
    mark, which then stays the newest until the loss is noticed.
    """
    entry = tx.entry
    if not (entry.marked or entry.tombstones):
        return None
    if entry.tombstones:
        tx.ledger.bury(entry.tombstones, tx.now)
    if not entry.noticed and _lost(tx):
        return None
    sealed = TransactionMark(secrets.token_hex(16), tx.now)
    _ADD.run(tx, {"mark": sealed.id, "marked_at": sealed.at})
    return sealed


def proves(tx: Transaction, known: TransactionMark | None) -> bool:
    """Return whether a missing known mark proves that the database lost it; an expired mark proves nothing."""
    return known is not None and known.at >= tx.now - KEPT


def _lost(tx: Transaction) -> bool:
    known = tx.ledger.known
    if known is None or not proves(tx, known):
        return False
    return _PRESENT.first(tx, {"of_mark": known.id}) == (False,)


def any_(tx: Transaction) -> bool:
    """Return whether the database has marks at all."""
    return _ANY.first(tx) is not None
