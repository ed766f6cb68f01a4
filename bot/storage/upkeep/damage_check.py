"""Damage check of a SQLite file before it is used.

SQLite notices damage only where it reads, so a damaged file may open and then fail for some people only, or find some of
them no more. What is looked for: pages, tables and indexes that do not fit together (sqlite.org/pragma.html, integrity_check),
and tables or columns that are not there.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from bot.storage.problems import damaged
from bot.storage.tables import METADATA

_log = logging.getLogger(__name__)

WHOLE_MAX = 256 * 2**20
"""Bytes up to which everything is compared with everything; that takes 3 to 5 ms for a megabyte."""
QUICK_MAX = 4 * 2**30
"""Bytes up to which the pages are looked at, 1 ms for a megabyte. Of a larger file damage is noticed when it is read."""
_TOLD = 200
"""Characters of SQLite's finding that are logged. It names pages, tables and indexes, no content."""


def look_for_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`~bot.storage.problems.DatabaseDamaged` if the file is damaged. Outside of any transaction."""
    size = path.stat().st_size
    if size > QUICK_MAX:
        return
    check = "integrity_check" if size <= WHOLE_MAX else "quick_check"
    (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if found != "ok":
        _log.error("the database is damaged", extra={"found": str(found)[:_TOLD]})
        raise damaged(path)


def look_for_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise the same if a table or a column of this version's schema is missing."""
    for table in METADATA.tables.values():
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        missing = {column.name for column in table.columns} - there
        if missing:
            _log.error("the database is damaged", extra={"found": f"{table.name} has no {', '.join(sorted(missing))}"})
            raise damaged(path)
