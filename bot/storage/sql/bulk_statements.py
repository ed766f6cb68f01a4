"""Bulk statements: one statement for many rows.

SQLite is fastest with a prepared statement executed for each row, since there is no round trip. On PostgreSQL each
execution costs messages, parsing and planning, so the same statement takes all rows at once as one array per column; its
text does not depend on the number of rows, so it stays prepared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from bot.storage.sql.array_parameters import array
from bot.storage.sql.prepared import Prepared
from bot.storage.transaction import Transaction


class BulkStatement:
    """Statement for one row, and its equivalent for many; ``parameters`` are the names and types of a row's values.

    Rows are inserted in order. An UPDATE or DELETE has no order: if one is needed, lock the rows first.
    """

    def __init__(self, each: sa.Insert | sa.Update | sa.Delete, parameters: Mapping[str, Any]) -> None:
        arrays = (array(name, kind) for name, kind in parameters.items())
        columns = (sa.column(name, kind) for name, kind in parameters.items())
        given = sa.func.unnest(*arrays).table_valued(*columns, with_ordinality="place", name="given").render_derived()
        self._names = tuple(parameters)
        all_: sa.Executable
        if isinstance(each, sa.Insert):
            # Keeps SQLAlchemy from asking for row ids, unless the statement returns them.
            each = each.inline()
            rows = sa.select(*(given.c[name] for name in self._names)).order_by(given.c.place)
            all_ = each.from_select(self._names, rows)
        else:

            def column(element: Any, **_: Any) -> Any:
                ours = isinstance(element, sa.BindParameter) and element.key in parameters
                return given.c[element.key] if ours else None

            all_ = cast("sa.Executable", visitors.replacement_traverse(each, {}, column))
        self._each = Prepared(each, self._names if isinstance(each, sa.Insert) else None)
        self._all = Prepared(all_)

    def run(self, tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute the statement for all ``rows``, at least one."""
        if len(rows) == 1:
            self._each.run(tx, rows[0])
        elif tx.connection.dialect.name == "postgresql":
            self._all.run(tx, self._columns(rows))
        else:
            self._each.each(tx, rows)

    def returning(self, tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Execute like :meth:`run`; return the statement's results, in the order of ``rows`` for an INSERT."""
        if len(rows) > 1 and tx.connection.dialect.name == "postgresql":
            return self._all.rows(tx, self._columns(rows))
        return [found for row in rows if (found := self._each.first(tx, row)) is not None]

    def _columns(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
        return {name: [row[name] for row in rows] for name in self._names}


@cache
def _update(table: sa.Table, names: tuple[str, ...]) -> BulkStatement:
    new = {name: sa.bindparam(f"to_{name}", type_=table.c[name].type) for name in names if name != "id"}
    each = sa.update(table).where(table.c.id == sa.bindparam("to_id")).values(new)
    return BulkStatement(each, {f"to_{name}": table.c[name].type for name in names})


def update_rows(tx: Transaction, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update rows by their id: each of ``rows`` maps columns, the same ones in all, to the new values."""
    if rows:
        _update(table, tuple(rows[0])).run(tx, [{f"to_{name}": row[name] for name in row} for row in rows])


def columns(table: sa.Table, *names: str) -> dict[str, Any]:
    """Return the parameters of an INSERT: columns with their types."""
    return {name: table.c[name].type for name in names}
