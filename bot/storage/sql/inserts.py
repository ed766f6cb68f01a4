"""Inserts that meet a row with the same key: it is left, locked, or replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

# PostgreSQL's INSERT … ON CONFLICT compiles on SQLite too (a test runs every statement), not the other way round.
from sqlalchemy.dialects.postgresql import Insert, insert


def insert_or_ignore(table: sa.Table) -> Insert:
    """Insert a row unless there is one with its key."""
    return insert(table).on_conflict_do_nothing()


def insert_or_lock(table: sa.Table) -> Insert:
    """Insert a row; nothing is changed of one that is there with its key, but it is locked."""
    kept = next(column for column in table.columns if not column.primary_key)
    return insert(table).on_conflict_do_update(
        index_elements=table.primary_key, set_={kept.key: kept}, where=sa.false()
    )


def upsert(
    table: sa.Table,
    *replaced: str,
    where: Callable[[Any, Any], sa.ColumnElement[bool]] | None = None,
    **merged: Callable[[Any, Any], sa.ColumnElement[Any]],
) -> Insert:
    """Insert a row; in one that is there with its key the ``replaced`` columns get their new values.

    Each of the ``merged`` columns gets what its function makes of the kept and the new value. ``where`` is given the columns of
    both rows; where it does not hold nothing is changed.
    """
    new = insert(table)
    values: dict[str, Any] = {name: new.excluded[name] for name in replaced}
    values |= {name: merge(table.c[name], new.excluded[name]) for name, merge in merged.items()}
    changed = None if where is None else where(table.c, new.excluded)
    return new.on_conflict_do_update(index_elements=table.primary_key, set_=values, where=changed)
