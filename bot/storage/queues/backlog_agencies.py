"""Agencies with a backlog, found by skipping through the primary key."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def statement(table: sa.Table) -> sa.Select[Any]:
    """Select the agencies with rows in ``table``, whose primary key begins with the agency.

    The cost is one look-up per agency, however many rows each has.
    """
    first = sa.select(sa.func.min(table.c.agency).label("agency")).cte("waiting", recursive=True)
    following = sa.select(
        sa.select(sa.func.min(table.c.agency)).where(table.c.agency > first.c.agency).correlate(first).scalar_subquery()
    ).where(first.c.agency.is_not(None))
    waiting = first.union_all(following)
    return sa.select(waiting.c.agency).where(waiting.c.agency.is_not(None))
