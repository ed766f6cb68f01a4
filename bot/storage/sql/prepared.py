"""Prepared statements: compiled once by SQLAlchemy, executed by the driver.

SQLAlchemy generates the SQL for each kind of database and knows the types. Its work for every execution (cache look-up,
contexts, events, result objects) costs several times as much as the statement in SQLite or psycopg, and was half of an
update's total cost. So the statements on an update's path are executed here; values are converted by the types of their
columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa

from bot.storage.transaction import Transaction

Parameters = Mapping[str, Any]
Processor = Callable[[Any], Any]
NONE: Parameters = {}


@dataclass(frozen=True, slots=True)
class _Compiled:
    """Statement for one kind of database. ``values`` are the constants of the statement, already converted."""

    sql: str
    names: tuple[str, ...]
    values: Mapping[str, Any]
    inward: Mapping[str, Processor]
    outward: tuple[Processor | None, ...] | None
    positional: bool
    in_order: Callable[[Parameters], Any] | None
    """Selects, in C, the values of parameters that need no conversion; ``None`` if some do."""

    def arguments(self, parameters: Parameters) -> Any:
        """Return the arguments for the driver."""
        if self.in_order is not None:
            return self.in_order(parameters)
        if self.inward:
            values = {**self.values, **parameters}
            for name, process in self.inward.items():
                if name in parameters:
                    values[name] = process(values[name])
        else:
            values = {**self.values, **parameters} if self.values else cast("dict[str, Any]", parameters)
        if self.positional:
            return [values[name] for name in self.names]
        return values

    def row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """Return a row with its values converted."""
        outward = self.outward
        if outward is None:
            return tuple(row)
        return tuple(
            [value if process is None else process(value) for process, value in zip(outward, row, strict=True)]
        )


class Prepared:
    """Prepared statement of SQLAlchemy; ``columns`` are those that an INSERT sets."""

    def __init__(self, statement: sa.Executable, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, tx: Transaction, parameters: Parameters = NONE) -> list[tuple[Any, ...]]:
        """Execute; return all rows."""
        compiled = self._for(tx)
        rows = tx.driver.execute(compiled.sql, compiled.arguments(parameters)).fetchall()
        return rows if compiled.outward is None else [compiled.row(row) for row in rows]

    def first(self, tx: Transaction, parameters: Parameters = NONE) -> tuple[Any, ...] | None:
        """Execute; return the first row, or ``None``."""
        compiled = self._for(tx)
        row = tx.driver.execute(compiled.sql, compiled.arguments(parameters)).fetchone()
        return None if row is None else compiled.row(row)

    def value(self, tx: Transaction, parameters: Parameters = NONE) -> Any | None:
        """Execute; return the first column of the first row, or ``None``."""
        row = self.first(tx, parameters)
        return None if row is None else row[0]

    def run(self, tx: Transaction, parameters: Parameters = NONE) -> None:
        """Execute."""
        compiled = self._for(tx)
        tx.driver.execute(compiled.sql, compiled.arguments(parameters))

    def count(self, tx: Transaction, parameters: Parameters = NONE) -> int:
        """Execute; return the number of changed rows."""
        compiled = self._for(tx)
        changed: int = tx.driver.execute(compiled.sql, compiled.arguments(parameters)).rowcount
        return changed

    def each(self, tx: Transaction, rows: Iterable[Parameters]) -> None:
        """Execute for each of ``rows``."""
        compiled = self._for(tx)
        tx.driver.cursor().executemany(compiled.sql, [compiled.arguments(row) for row in rows])

    def _for(self, tx: Transaction) -> _Compiled:
        dialect = tx.connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, self._columns, dialect)
        return compiled


def _compile(statement: sa.Executable, columns: Sequence[str] | None, dialect: sa.Dialect) -> _Compiled:
    compilable = cast("sa.ClauseElement", statement)
    compiled = compilable.compile(dialect=dialect, column_keys=None if columns is None else list(columns))
    assert isinstance(compiled, sa.sql.compiler.SQLCompiler)  # noqa: S101  a statement's
    positional = bool(compiled.positional)
    names = tuple(compiled.positiontup or ()) if positional else tuple(compiled.params)
    inward = {
        name: process
        for name, parameter in compiled.binds.items()
        if (process := _inward_of(parameter.type, dialect)) is not None
    }
    fixed = {name: parameter.value for name, parameter in compiled.binds.items() if not parameter.required}
    fixed = {name: inward[name](value) if name in inward else value for name, value in fixed.items()}
    sql = str(compiled)
    if "POSTCOMPILE" in sql:
        raise ValueError("a list is to be one parameter: see bulk_predicates.py")
    plain = positional and len(names) > 1 and not fixed and not inward
    return _Compiled(
        sql, names, fixed, inward, _outward(statement, dialect), positional, itemgetter(*names) if plain else None
    )


def _outward(statement: sa.Executable, dialect: sa.Dialect) -> tuple[Processor | None, ...] | None:
    """Return the converters of a row's columns; ``None`` if nothing needs converting, or there are no rows."""
    if isinstance(statement, sa.Select):
        kinds = [column.type for column in statement.selected_columns]
    elif isinstance(statement, sa.UpdateBase):
        kinds = [column.type for column in statement.exported_columns]
    else:
        return None
    processors = tuple(_outward_of(kind, dialect) for kind in kinds)
    return processors if any(processors) else None


def _inward_of(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Processor | None:
    if isinstance(kind, sa.LargeBinary):  # both drivers accept bytes
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outward_of(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Processor | None:
    if isinstance(kind, sa.Float | sa.Numeric):  # both drivers return floats for float columns
        return None
    return kind.dialect_impl(dialect).result_processor(dialect, None)
