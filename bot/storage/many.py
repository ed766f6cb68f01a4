"""One statement for many rows.

SQLite is fastest with a prepared statement that is run for each row: there is no way to go. On PostgreSQL each run costs
messages, parsing and planning, so there the same statement takes all rows at once, as arrays, column by column; its text
stays the same however many there are, so it stays prepared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql import visitors

from bot.storage.transaction import Transaction


class Many:
    """A statement for one row, and its like for many; ``parameters`` are the names and types of what makes up a row.

    Rows are inserted in their order. An UPDATE or DELETE has no order: what needs one locks its rows before.
    """

    def __init__(self, each: sa.Insert | sa.Update | sa.Delete, parameters: Mapping[str, Any]) -> None:
        arrays = (sa.bindparam(name, type_=ARRAY(kind)) for name, kind in parameters.items())
        columns = (sa.column(name, kind) for name, kind in parameters.items())
        given = sa.func.unnest(*arrays).table_valued(*columns, with_ordinality="place", name="given").render_derived()
        self._names = tuple(parameters)
        self._each = each
        self._all: sa.Executable
        if isinstance(each, sa.Insert):
            rows = sa.select(*(given.c[name] for name in self._names)).order_by(given.c.place)
            self._all = each.from_select(self._names, rows)
        else:

            def column(element: Any, **_: Any) -> Any:
                ours = isinstance(element, sa.BindParameter) and element.key in parameters
                return given.c[element.key] if ours else None

            self._all = cast("sa.Executable", visitors.replacement_traverse(each, {}, column))

    def run(self, tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> sa.CursorResult[*tuple[Any, ...]]:
        """Carry it out for all ``rows``, at least one."""
        if tx.connection.dialect.name == "postgresql":
            return tx.connection.execute(self._all, {name: [row[name] for row in rows] for name in self._names})
        return tx.connection.execute(self._each, rows, execution_options={"preserve_rowcount": True})


def columns(table: sa.Table, *names: str) -> dict[str, Any]:
    """The parameters of an INSERT: columns with their types."""
    return {name: table.c[name].type for name in names}
