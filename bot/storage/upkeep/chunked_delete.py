"""Chunked deletes: long removals in short transactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.storage.transaction import Transaction

START = 0.0
"""Begin of the first chunk: before any row's number, and any time since 1970."""
ROWS = 500
"""Rows that a chunk looks at, besides those written in one transaction with the last of them."""
_END = 2**63 - 1
"""After any row's number and any time."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Result of a chunk: ``rows`` removed or emptied, and ``after`` what the next one begins; ``None`` after the last."""

    rows: int
    after: float | None


class ChunkedDelete:
    """Chunked removal or emptying of old rows, from the oldest on.

    ``change`` is done to the rows for which ``along``, a column with an index, is in the piece, if ``aged``, a time in
    seconds since 1970, is older than asked. ``aged`` grows with ``along``, or is the same. ``among``: the condition of a
    partial index. No chunk looks again at what an earlier one has passed, whether it was changed or not.
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
        # The age is asked of each row once more: one that is written meanwhile is young again.
        self._change = change.where(after, until, aged < sa.bindparam("older_than"), *among)

    def piece(self, tx: Transaction, older_than: float, after: float, limit: int, **values: object) -> Chunk:
        """Take the next ``limit`` rows; ``values`` are the parameters of the change."""
        last = tx.connection.execute(self._last, {"after": after, "passed": limit - 1}).first()
        until, age = (_END, older_than) if last is None else last
        bounds = {"after": after, "until": until, "older_than": older_than}
        rows = tx.connection.execute(self._change, {**bounds, **values}).rowcount
        return Chunk(rows, until if age < older_than else None)


def at_most(rows: int, after: float, limit: int) -> Chunk:
    """Return the chunk of a job whose rows are not found again once they are done: it is over when there are fewer."""
    return Chunk(rows, after if rows >= limit else None)
