"""Inserts that handle an existing row with the same key: it is left, locked, or replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

# PostgreSQL's INSERT … ON CONFLICT also compiles for SQLite (a test runs every statement), but not vice versa.
from sqlalchemy.dialects.postgresql import Insert, insert


def insert_or_ignore(table: sa.Table) -> Insert:
    """Insert a row unless its key exists."""
    return insert(table).on_conflict_do_nothing()


def insert_or_lock(table: sa.Table) -> Insert:
    """Insert a row; an existing row with its key is locked, not changed."""
    kept = next(column for column in table.columns if not column.primary_key)
    return insert(table).on_conflict_do_update(
        index_elements=table.primary_key, set_={kept.key: kept}, where=sa.false()
    )


def upsert(
    table: sa.Table,
    *replaced: str,
    where: Callable[[Any, Any], sa.ColumnElement[bool]] | None = None,
    key: Sequence[str] = (),
    **merged: Callable[[Any, Any], sa.ColumnElement[Any]],
) -> Insert:
    """Insert a row; in an existing row with its key, replace the ``replaced`` columns.

    Each of the ``merged`` columns gets the result of its function of the stored and the new value. ``where`` receives the
    columns of both rows; nothing changes where it is false. ``key``: a unique key other than the primary one.
    """
    new = insert(table)
    values: dict[str, Any] = {name: new.excluded[name] for name in replaced}
    values |= {name: merge(table.c[name], new.excluded[name]) for name, merge in merged.items()}
    changed = None if where is None else where(table.c, new.excluded)
    return new.on_conflict_do_update(index_elements=key or table.primary_key, set_=values, where=changed)
