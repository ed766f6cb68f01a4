"""Key rotation: re-encryption of every value under the first key of ``DATA_KEY``.

A page of rows is one short transaction, and a value is replaced only if it is still the one that was read, so a bot's
concurrent writes win. Once no value is left under the other keys, the database forgets them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.encryption import UNREADABLE
from bot.storage.tables import METADATA, SEALED
from bot.storage.transaction import Transaction
from bot.storage.upkeep import known_keys, secure_erase

PAGE = 100
"""Rows per transaction: some milliseconds, for which a turn may have to wait."""


class Page(Struct, frozen=True):
    """Result of a page: re-encrypted values, undecryptable values, and the key at which the next page begins."""

    sealed: int
    unreadable: int
    after: tuple[Any, ...] | None


class EncryptedTable:
    """Table with encrypted ``columns``."""

    def __init__(self, table: sa.Table, columns: Sequence[str]) -> None:
        self.name = table.name
        self.columns = columns
        self._table = table
        self._key = tuple(table.primary_key.columns)
        mark: sa.BindParameter[bytes] = sa.bindparam("mark")
        length = sa.func.length(mark)
        self._stale = sa.or_(
            *(
                sa.and_(sa.func.length(table.c[name]) > 0, sa.func.substr(table.c[name], 1, length) != mark)
                for name in columns
            )
        )
        chat_id = table.c.chat_id if "chat_id" in table.c else sa.literal(0)  # rows that belong to no chat
        whose = (table.c.agency.label("whose_agency"), chat_id.label("whose_chat"))
        self._rows = sa.select(*self._key, *whose, *(table.c[name] for name in columns))

    def count(self, tx: Transaction) -> int:
        """Return the number of rows with a value that is not under the first key."""
        statement = sa.select(sa.func.count()).select_from(self._table).where(self._stale)
        found: int = tx.connection.execute(statement, {"mark": tx.encryption.mark}).scalar_one()
        return found

    def page(self, tx: Transaction, after: tuple[Any, ...] | None) -> Page:
        """Re-encrypt the page of rows after the key ``after``; the first page if ``None``."""
        statement = self._rows.where(self._stale).order_by(*self._key).limit(PAGE)
        if after is not None:
            beyond = sa.tuple_(*self._key) > sa.tuple_(*map(sa.literal, after))
            statement = statement.where(beyond if len(self._key) > 1 else self._key[0] > after[0])
        rows = tx.connection.execute(statement, {"mark": tx.encryption.mark}).mappings().all()
        sealed = unreadable = 0
        for row in rows:
            for name in self.columns:
                if row[name] is None or tx.encryption.is_current(row[name]):
                    continue
                if self._seal(tx, row, name):
                    sealed += 1
                else:
                    unreadable += 1
        if sealed:
            secure_erase.request(tx)
        last = tuple(rows[-1][column.name] for column in self._key) if len(rows) == PAGE else None
        return Page(sealed, unreadable, last)

    def _seal(self, tx: Transaction, row: Mapping[Any, Any], name: str) -> bool:
        """Replace one value; ``False``, and no change, if it cannot be decrypted."""
        where = (f"{self.name}.{name}", row["whose_agency"], row["whose_chat"] or 0)
        value = tx.encryption.open(*where, row[name])
        if value == UNREADABLE.encode():
            return False
        column = self._table.c[name]
        tx.connection.execute(
            sa.update(self._table)
            .where(*(each == row[each.name] for each in self._key), column == row[name])
            .values({name: tx.encryption.encrypt(*where, value)})
        )
        return True


_ENCRYPTED = {table: [each.name for each in table.columns if each.type is SEALED] for table in METADATA.tables.values()}
TABLES = tuple(EncryptedTable(table, names) for table, names in _ENCRYPTED.items() if names)
"""Every encrypted column, except the proofs of the keys."""


def outstanding(tx: Transaction) -> int:
    """Return the number of rows with a value that is not under the first key. Reads every table; 0 without a key."""
    return sum(table.count(tx) for table in TABLES) if tx.encryption.key_ids else 0


def finish(tx: Transaction) -> tuple[str, ...]:
    """Forget the keys, other than the first, under which no value is left; return their ids.

    Forgets none while anything is outstanding.
    """
    if outstanding(tx):
        return ()
    gone = tuple(key_id for key_id in known_keys.noted(tx) if key_id != tx.encryption.key_ids[0])
    known_keys.drop(tx, gone)
    return gone
