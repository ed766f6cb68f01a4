"""Backlog of a queue: number of rows, age of the oldest, and the agencies that have any."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from msgspec import Struct


class Waiting(Struct, frozen=True):
    """Backlog: ``count`` rows wait, the oldest since ``oldest`` (seconds since 1970; ``None`` if nothing waits)."""

    count: int
    oldest: float | None

    def age(self, now: float) -> float:
        """Return the age in seconds of the oldest row at ``now`` (since 1970); 0 if nothing waits."""
        return 0.0 if self.oldest is None else max(now - self.oldest, 0.0)


def agencies_in(table: sa.Table) -> sa.Select[Any]:
    """Select the agencies with rows in ``table``, whose primary key begins with the agency, by skipping through that key.

    The cost is one look-up per agency, however many rows each has.
    """
    first = sa.select(sa.func.min(table.c.agency).label("agency")).cte("waiting", recursive=True)
    following = sa.select(
        sa.select(sa.func.min(table.c.agency)).where(table.c.agency > first.c.agency).correlate(first).scalar_subquery()
    ).where(first.c.agency.is_not(None))
    waiting = first.union_all(following)
    return sa.select(waiting.c.agency).where(waiting.c.agency.is_not(None))
