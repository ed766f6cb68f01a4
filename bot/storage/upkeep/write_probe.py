"""Write probe: proof that the database takes what is to be stored."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import CHORES
from bot.storage.transaction import Transaction

_PROOF = "proof "
"""A name of each replica's own, so that none of them waits for another's row."""


def probe_writes(tx: Transaction) -> None:
    """Write a row and delete it again: the transaction is committed to the disk like any other, and leaves nothing.

    Raises what keeps it from being written; what keeps it from being committed, the transaction does.
    """
    name = f"{_PROOF}{tx.replica}"
    tx.connection.execute(sa.insert(CHORES), {"name": name, "since": tx.now})
    tx.connection.execute(sa.delete(CHORES).where(CHORES.c.name == name))
