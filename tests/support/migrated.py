"""New databases in the schema of this version, without the work of making their tables each time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from bot.storage import migrations

Migrate = Callable[[sa.Connection], migrations.Migrated | None]
_CHANGES = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")


class ReplayedMigrations:
    """What stands for :func:`bot.storage.migrations.migrate`: in the first empty database of a kind it runs,
    and the statements that changed it are kept; in the next ones those are executed. Any other database is migrated.
    """

    def __init__(self, migrate: Migrate) -> None:
        self._migrate = migrate
        self._kept: dict[str, list[tuple[str, Any]]] = {}

    def __call__(self, connection: sa.Connection) -> migrations.Migrated | None:
        """Bring the schema up to date, in the caller's transaction."""
        if sa.inspect(connection).get_table_names():
            return self._migrate(connection)
        kind = connection.dialect.name
        if kind not in self._kept:
            made = self._recorded(connection)
            self._kept[kind] = _joined(made) if kind == "postgresql" else made
            return None
        cursor = (
            connection.connection.cursor()
        )  # the driver's: SQLAlchemy's work on a statement takes longer than the statement
        for statement, parameters in self._kept[kind]:
            cursor.execute(statement, *([parameters] if parameters else []))
        cursor.close()
        return None

    def _recorded(self, connection: sa.Connection) -> list[tuple[str, Any]]:
        made: list[tuple[str, Any]] = []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if statement.lstrip().startswith(_CHANGES):
                made.append((statement, parameters or None))

        sa.event.listen(connection, "before_cursor_execute", note)
        try:
            self._migrate(connection)
        finally:
            sa.event.remove(connection, "before_cursor_execute", note)
        return made


def _joined(statements: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Join what stands in a row without parameters: a server answers it at once."""
    joined: list[tuple[str, Any]] = []
    for bare, group in itertools.groupby(statements, key=lambda each: each[1] is None):
        row = [*group]
        joined += [(";\n".join(statement for statement, _ in row), None)] if bare else row
    return joined


MIGRATE = migrations.migrate
"""The migrations themselves."""
replayed = ReplayedMigrations(MIGRATE)
