"""Damage check of a SQLite file: of a small file before use, of a larger one during use.

SQLite notices damage only where it reads, so a damaged file may open and then fail for some people only, or not find some
of their rows. The check looks for inconsistent pages, tables and indexes (sqlite.org/pragma.html, integrity_check), and
for missing tables or columns.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from pathlib import Path

from bot.storage.problems import DatabaseUnusable, damaged, problem
from bot.storage.tables import METADATA

_log = logging.getLogger(__name__)

AT_START_MAX = 64 * 2**20
"""Largest file, in bytes, that is checked before it is used, which takes up to a third of a second."""
WHOLE_MAX = 256 * 2**20
"""Largest file, in bytes, that is checked completely, 3 to 5 ms per megabyte; of a larger one the pages, 1 ms per megabyte."""
_TOLD = 200
"""Characters logged of SQLite's finding, which names pages, tables and indexes, never contents."""


def look_for_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`~bot.storage.problems.DatabaseDamaged` if the file is damaged. Call it outside any transaction."""
    check = "integrity_check" if path.stat().st_size <= WHOLE_MAX else "quick_check"
    (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if found != "ok":
        _log.error("the database is damaged", extra={"found": str(found)[:_TOLD]})
        raise damaged(path)


def look_before_use(connection: sqlite3.Connection, path: Path) -> None:
    """Look for damage as :func:`look_for_damage` does unless the file is too large for that."""
    if path.stat().st_size <= AT_START_MAX:
        look_for_damage(connection, path)


class BackgroundCheck:
    """Check of a file in use, too large to be checked before, over a connection of its own, which blocks nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def run(self) -> None:
        """Check, in a thread of the caller's. Raises :class:`~bot.storage.problems.DatabaseDamaged`."""
        try:
            if self._path.stat().st_size > AT_START_MAX:
                url = f"{self._path.resolve().as_uri()}?mode=ro"
                with contextlib.closing(sqlite3.connect(url, uri=True, check_same_thread=False)) as self._connection:
                    look_for_damage(self._connection, self._path)
        except (OSError, sqlite3.Error) as error:
            explained = problem(error, self._path)
            if isinstance(explained, DatabaseUnusable):
                raise explained from error
            _log.warning("the check for damage did not finish", extra={"error": type(error).__name__})

    def interrupt(self) -> None:
        """Interrupt the check, from another thread. No effect before it has begun or after it has ended."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.ProgrammingError):  # disconnected
                self._connection.interrupt()


def look_for_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`~bot.storage.problems.DatabaseDamaged` if a table or column of this version's schema is missing."""
    for table in METADATA.tables.values():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        missing = {column.name for column in table.columns} - there
        if missing:
            _log.error("the database is damaged", extra={"found": f"{table.name} has no {', '.join(sorted(missing))}"})
            raise damaged(path)
