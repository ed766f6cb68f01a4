"""Chunked deletes: long deletions in short transactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.storage.transaction import Transaction

START = 0.0
"""Start of the first chunk: before any row id and any time since 1970."""
ROWS = 500
"""Rows per chunk, plus those written in one transaction with the last of them."""
_END = 2**63 - 1
"""After any row id and any time."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Result of a chunk: ``rows`` deleted or emptied, and ``after``, the start of the next chunk; ``None`` after the last one."""

    rows: int
    after: float | None


class ChunkedDelete:
    """Chunked deletion or emptying of old rows, oldest first.

    ``change`` is applied to the rows in the chunk, a range of the indexed column ``along``, whose ``aged``, a time in
    seconds since 1970, is older than asked. ``aged`` increases with ``along``, or is the same column. ``among``: the
    condition of a partial index. A chunk never revisits rows that an earlier one has passed, changed or not.
    """

    def __init__(
        self,
        change: sa.Delete | sa.Update,
        along: sa.Column[Any],
        aged: sa.Column[Any],
        *among: sa.ColumnElement[bool],
    ) -> None:
        after = along > sa.bindparam("after", type_=along.type)
        until = along <= sa.bindparam("until", type_=along.type)
        self._last = sa.select(along, aged).where(after, *among).order_by(along).limit(1).offset(sa.bindparam("passed"))
        # Each row's age is checked again: a row written meanwhile is young again.
        self._change = change.where(after, until, aged < sa.bindparam("older_than"), *among)

    def piece(self, tx: Transaction, older_than: float, after: float, limit: int, **values: object) -> Chunk:
        """Process the next ``limit`` rows; ``values`` are the parameters of the change."""
        last = tx.connection.execute(self._last, {"after": after, "passed": limit - 1}).first()
        until, age = (_END, older_than) if last is None else last
        bounds = {"after": after, "until": until, "older_than": older_than}
        rows = tx.connection.execute(self._change, {**bounds, **values}).rowcount
        return Chunk(rows, until if age < older_than else None)


def at_most(rows: int, after: float, limit: int) -> Chunk:
    """Return the chunk of a job whose processed rows are not found again: the last chunk is the one with fewer rows."""
    return Chunk(rows, after if rows >= limit else None)
