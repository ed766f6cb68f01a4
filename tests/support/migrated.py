"""New databases in the schema of this version, without the work of their migrations each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from bot.storage import migrations

Migrate = Callable[[sa.Connection], None]
_CHANGES = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")


class ReplayedMigrations:
    """What stands for :func:`bot.storage.migrations.migrate`: in the first empty database of a kind the migrations run,
    and the statements that changed it are kept; in the next ones those are executed. Any other database is migrated.
    """

    def __init__(self, migrate: Migrate) -> None:
        self._migrate = migrate
        self._kept: dict[str, list[tuple[str, Any]]] = {}

    def __call__(self, connection: sa.Connection) -> None:
        """Bring the schema up to date, in the caller's transaction."""
        if sa.inspect(connection).get_table_names():
            self._migrate(connection)
            return
        kind = connection.dialect.name
        if kind not in self._kept:
            self._kept[kind] = self._recorded(connection)
            return
        for statement, parameters in self._kept[kind]:
            connection.exec_driver_sql(statement, parameters)

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


MIGRATE = migrations.migrate
"""The migrations themselves."""
replayed = ReplayedMigrations(MIGRATE)
