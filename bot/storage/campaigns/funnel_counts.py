"""Funnel counts by agency, week, campaign, office and question order.

Counting is part of the transaction that is counted, so rollbacks and repetitions do not count twice. Each replica adds to
rows of its own (``shard``), since otherwise replicas would wait for each other's commits on the same few rows; and always
in key order, which prevents deadlocks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from operator import add as plus
from typing import Any, NamedTuple

import sqlalchemy as sa

from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import upsert
from bot.storage.tables import COUNTS
from bot.storage.transaction import Transaction

SHARDS = 16
"""Maximum number of rows that a count is spread over. Further replicas share rows, and sometimes wait for each other."""


class Counted(NamedTuple):
    """Key of a count. ``week`` is its Monday in days since 1970; ``office`` 0 is "by postcode"."""

    agency: str
    week: int
    campaign: str
    office: int
    test: bool
    variant: str
    what: str


_KEY = ("agency", "week", "campaign", "office", "test", "variant", "what", "shard")
_ADD_ALL = BulkStatement(upsert(COUNTS, count=plus), columns(COUNTS, *_KEY, "count"))
APART = ("week", "campaign", "office")
"""Columns by which counts can be grouped, besides the step, tests and the question order."""
_MERGED: Mapping[str, sa.ColumnElement[Any]] = {
    "week": sa.literal(0),
    "campaign": sa.literal(""),
    "office": sa.literal(0),
}


@cache
def _read(apart: frozenset[str]) -> sa.Select[tuple[Any, ...]]:
    """Return the statement that adds up counts over the columns missing from ``apart``."""
    columns_ = [*(COUNTS.c[name] for name in APART if name in apart), COUNTS.c.test, COUNTS.c.variant, COUNTS.c.what]
    shown = [COUNTS.c[name] if name in apart else _MERGED[name].label(name) for name in APART]
    return (
        # PostgreSQL returns sums of bigints as decimals.
        sa.select(*shown, *columns_[-3:], sa.cast(sa.func.sum(COUNTS.c["count"]), sa.BigInteger))
        .where(of_agency(COUNTS), COUNTS.c.week >= sa.bindparam("since"))
        .group_by(*columns_)
    )


def add(tx: Transaction, counted: Mapping[Counted, int]) -> None:
    """Add counts. Call it last in a transaction, since it locks rows that others may need."""
    if not counted:
        return
    for key, count in counted.items():
        if not key.test:
            tx.funnel[key.what] += count
    shard = tx.replica % SHARDS
    _ADD_ALL.run(tx, [{**key._asdict(), "shard": shard, "count": counted[key]} for key in sorted(counted)])


def read(tx: Transaction, agency: str, since_week: int = 0, apart: Collection[str] = APART) -> dict[Counted, int]:
    """Return an agency's counts of the weeks from ``since_week`` on, grouped by ``apart``."""
    rows = tx.connection.execute(_read(frozenset(apart)), {"of_agency": agency, "since": since_week})
    return {Counted(agency, *row[:-1]): row[-1] for row in rows}
