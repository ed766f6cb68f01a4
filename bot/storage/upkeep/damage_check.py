"""Damage check of a SQLite file before it is used.

SQLite notices damage only where it reads, so a damaged file may open and then fail for some people only, or not find some
of their rows. The check looks for inconsistent pages, tables and indexes (sqlite.org/pragma.html, integrity_check), and
for missing tables or columns.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from bot.storage.problems import damaged
from bot.storage.tables import METADATA

_log = logging.getLogger(__name__)

WHOLE_MAX = 256 * 2**20
"""Largest file, in bytes, that is checked completely, which takes 3 to 5 ms per megabyte."""
QUICK_MAX = 4 * 2**30
"""Largest file, in bytes, whose pages are checked, 1 ms per megabyte. Damage in larger files is noticed on reading."""
_TOLD = 200
"""Characters logged of SQLite's finding, which names pages, tables and indexes, never contents."""


def look_for_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`~bot.storage.problems.DatabaseDamaged` if the file is damaged. Call it outside any transaction."""
    size = path.stat().st_size
    if size > QUICK_MAX:
        return
    check = "integrity_check" if size <= WHOLE_MAX else "quick_check"
    (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if found != "ok":
        _log.error("the database is damaged", extra={"found": str(found)[:_TOLD]})
        raise damaged(path)


def look_for_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`~bot.storage.problems.DatabaseDamaged` if a table or column of this version's schema is missing."""
    for table in METADATA.tables.values():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        missing = {column.name for column in table.columns} - there
        if missing:
            _log.error("the database is damaged", extra={"found": f"{table.name} has no {', '.join(sorted(missing))}"})
            raise damaged(path)
