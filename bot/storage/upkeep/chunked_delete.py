"""Expiry of old rows: deleted or emptied, many rows in several short transactions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.sql.bulk_predicates import ALL_AGENCIES, AgencyFilter, whose
from bot.storage.transaction import Transaction
from bot.storage.upkeep import secure_erase

START = 0.0
"""Start of the first chunk: before any row id and any time since 1970."""
ROWS = 500
"""Rows per chunk, plus those written in one transaction with the last of them."""
_END = 2**63 - 1
"""After any row id and any time."""


class Chunk(Struct, frozen=True):
    """Result of a chunk: ``rows`` deleted or emptied, and ``after``, the start of the next chunk; ``None`` after the last one."""

    rows: int
    after: float | None


class Expiry:
    """Expiry of old rows: ``change`` is applied to rows whose ``aged``, a time in seconds since 1970, is older than asked.

    ``among``: further conditions, those of a partial index. ``scrub``: the rows are personal, so the database files are
    scrubbed afterwards. Without ``along`` all is done in one chunk, for tables with few rows. Otherwise chunks are ranges
    of that indexed column, with which ``aged`` increases; a chunk never revisits rows that an earlier one has passed,
    changed or not. With ``bounded`` a chunk is any rows, up to the limit, which are not found again.
    """

    def __init__(
        self,
        change: sa.Delete | sa.Update,
        aged: sa.Column[Any],
        *among: sa.ColumnElement[bool],
        along: sa.Column[Any] | None = None,
        bounded: bool = False,
        scrub: bool = False,
    ) -> None:
        columns = change.table.c
        # Each row's age is checked again: a row written after its range was chosen is young again.
        old = [*among, aged < sa.bindparam("older_than"), *([whose(columns.agency)] if "agency" in columns else [])]
        self._change = change.where(*old)
        self._last: sa.Select[*tuple[Any, ...]] | None = None
        self._bounded = bounded
        self._scrub = scrub
        if along is not None:
            after, until = (sa.bindparam(name, type_=along.type) for name in ("after", "until"))
            rows = sa.select(along, aged).where(along > after, *among).order_by(along)
            self._last = rows.limit(1).offset(sa.bindparam("limit") - 1)
            self._change = self._change.where(along > after, along <= until)
        elif bounded:
            chosen = sa.select(columns.id).where(*old).limit(sa.bindparam("limit"))
            self._change = self._change.where(columns.id.in_(chosen))

    def __call__(
        self,
        tx: Transaction,
        older_than: float,
        of: AgencyFilter = ALL_AGENCIES,
        *,
        after: float = START,
        limit: int = ROWS,
    ) -> Chunk:
        """Process the chunk that begins ``after`` the previous one; ``older_than`` in seconds since 1970."""
        values: dict[str, Any] = {"older_than": older_than, "after": after, "limit": limit, **of.values()}
        until: float | None = None
        if self._last is not None:
            last = tx.connection.execute(self._last, values).first()
            values["until"], age = (_END, older_than) if last is None else last
            until = values["until"] if age < older_than else None
        rows = tx.connection.execute(self._change, values).rowcount
        if rows and self._scrub:
            secure_erase.request(tx)
        return at_most(rows, after, limit) if self._bounded else Chunk(rows, until)


def at_most(rows: int, after: float, limit: int) -> Chunk:
    """Return the chunk of a job whose processed rows are not found again: the last chunk is the one with fewer rows."""
    return Chunk(rows, after if rows >= limit else None)
