"""Known encryption keys of a database, checked when it is opened.

Every key ever used for encryption has a row with a proof: a known text encrypted under it. The row is deleted when
:mod:`bot.storage.upkeep.key_rotation` finds no value left under the key.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.storage.encryption import KeyMissing, missing
from bot.storage.problems import DatabaseProblem
from bot.storage.sql.inserts import insert_or_ignore
from bot.storage.tables import DATA_KEYS
from bot.storage.transaction import Transaction

_PROOF = "data_keys.proof"
_KNOWN = b"This was sealed under the key of this row."

_ALL = sa.select(DATA_KEYS.c.key_id, DATA_KEYS.c.proof).order_by(DATA_KEYS.c.since)
_ADD = insert_or_ignore(DATA_KEYS)
_DROP = sa.delete(DATA_KEYS).where(DATA_KEYS.c.key_id == sa.bindparam("of_key"))


def admit(tx: Transaction) -> None:
    """Check that this process's keys decrypt the database's values, and record its encrypting key.

    Raises :class:`DatabaseProblem`, a sentence for the engineer, if a key is missing or wrong.
    """
    encryption = tx.encryption
    noted = _noted(tx)
    if noted and not encryption.key_ids:
        raise KeyMissing(
            f"The database is encrypted (key id {', '.join(noted)}) and DATA_KEY is not set, nor is there a key file; put its key "
            "back."
        )
    for key_id, proof in noted.items():
        if key_id not in encryption.key_ids:
            raise KeyMissing(missing(key_id))
        if encryption.open(_PROOF, "", 0, proof) != _KNOWN:
            raise DatabaseProblem(f"The proof of the key {key_id} was changed; restore the database from a backup.")
    if encryption.key_ids and encryption.key_ids[0] not in noted:
        proof = encryption.encrypt(_PROOF, "", 0, _KNOWN)
        tx.connection.execute(_ADD, {"key_id": encryption.key_ids[0], "proof": proof, "since": tx.now})


def noted(tx: Transaction) -> tuple[str, ...]:
    """Return the ids of the keys under which the database has or had values, oldest first."""
    return tuple(_noted(tx))


def _noted(tx: Transaction) -> dict[str, bytes]:
    return {row.key_id: row.proof for row in tx.connection.execute(_ALL)}


def drop(tx: Transaction, key_ids: Collection[str]) -> None:
    """Delete the records of these keys."""
    for key_id in key_ids:
        tx.connection.execute(_DROP, {"of_key": key_id})
