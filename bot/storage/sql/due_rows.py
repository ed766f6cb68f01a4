"""Rows that are due once: taken in pages, and no longer due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.storage.transaction import Transaction


class DueRows:
    """Rows of a table whose ``due`` column, a time in seconds since 1970, has come; it is emptied when they are taken.

    ``columns`` are those returned, first the table's primary key.
    """

    def __init__(self, due: sa.Column[Any], columns: Sequence[sa.Column[Any]]) -> None:
        self._due = (
            sa.select(*columns)
            .where(due <= sa.bindparam("now"))
            .order_by(due)
            .limit(sa.bindparam("n"))
            .with_for_update(skip_locked=True)
        )
        key = {f"the_{column.name}": column for column in due.table.primary_key}
        self._taken = sa.update(due.table).where(*(column == sa.bindparam(name) for name, column in key.items()))
        self._taken = self._taken.values({due.name: None})
        self._key = tuple(key)

    def take(self, tx: Transaction, limit: int) -> list[tuple[Any, ...]]:
        """Return up to ``limit`` rows that are due, longest first; each once."""
        due = [tuple(row) for row in tx.connection.execute(self._due, {"now": tx.now, "n": limit})]
        if due:
            tx.connection.execute(self._taken, [dict(zip(self._key, row, strict=False)) for row in due])
        return due
