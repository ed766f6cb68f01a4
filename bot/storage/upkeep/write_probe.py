"""Write probe: check that the database accepts writes."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import CHORES
from bot.storage.transaction import Transaction

_PROOF = "proof "
"""Name per replica, so that replicas do not wait for each other's row."""


def probe_writes(tx: Transaction) -> None:
    """Write a row and delete it again: the transaction commits to the disk like any other and leaves nothing.

    Raises the problem of a failed write; a failed commit is raised by the transaction.
    """
    name = f"{_PROOF}{tx.replica}"
    tx.connection.execute(sa.insert(CHORES), {"name": name, "since": tx.now})
    tx.connection.execute(sa.delete(CHORES).where(CHORES.c.name == name))
