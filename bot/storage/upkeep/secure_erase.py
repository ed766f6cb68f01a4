"""Secure erase: removal of deleted data from SQLite's files.

``secure_delete`` overwrites deleted data with zeros, but not every copy: when rows move between pages, an old copy of a
row can stay in a page's unused space (measured: up to one in five thousand row versions), and only ``VACUUM`` removes it.
The write-ahead log also keeps old pages until it is truncated. So a scrub is a ``VACUUM`` and a truncating checkpoint. A
due ``VACUUM`` is recorded as a row with the erasure, so it survives a crash. The checkpoint runs at every start anyway.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path

from bot.storage.sql.inserts import insert_or_ignore
from bot.storage.tables import CHORES
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)

_SCRUB = "scrub"
_REQUEST = insert_or_ignore(CHORES)

SHARE = 1000
"""Divisor that limits ``VACUUM``, which blocks everybody for about 5 ms per megabyte, to a thousandth of the time."""
IN_MEMORY = 64 * 2**20
"""Bytes up to which a database is rebuilt in memory; a larger one goes through an unlinked temporary file."""
RETRY = 1.0
"""Seconds until the next try while another process is reading or writing."""
RETRY_TROUBLED = 60.0
"""Seconds until the next try after a disk problem."""


def request(tx: Transaction) -> None:
    """Record in an erasure's transaction that a scrub is due. Never needed on PostgreSQL: see postgresql.py."""
    if tx.connection.dialect.name != "sqlite":
        return
    tx.connection.execute(_REQUEST, {"name": _SCRUB, "since": tx.now})


class Scrubber:
    """Scrubber of one SQLite file, used in the connection's thread between transactions."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, busy_timeout: float) -> None:
        self._connection = connection
        self._path = path
        self._busy_timeout = busy_timeout
        self._not_before = 0.0

    def scrub(self, *, patient: bool = True) -> float | None:
        """Scrub if it is due; return ``None`` if everything is clean, otherwise the seconds until the next try.

        A patient scrub keeps its distance from a previous costly one.
        """
        try:
            # Waits for other processes between tries, so that turns do not wait too.
            self._pragma("busy_timeout", 0)
            return self._scrub(patient=patient)
        except sqlite3.OperationalError as error:
            _log.info("scrub postponed", extra={"error": error.sqlite_errorname})
            busy = error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            return RETRY if busy else RETRY_TROUBLED
        finally:
            self._pragma("busy_timeout", int(self._busy_timeout * 1000))

    def scrub_if_quick(self) -> None:
        """Scrub if it is due and quick enough: when the database is opened or closed."""
        if self._path.exists() and self._path.stat().st_size <= IN_MEMORY:
            self.scrub(patient=False)

    def _scrub(self, *, patient: bool) -> float | None:
        due = self._connection.execute("SELECT 1 FROM chores WHERE name = ?", (_SCRUB,)).fetchone() is not None
        wait = self._not_before - time.monotonic() if patient else 0.0
        if due and wait <= 0:
            self._vacuum()
            self._connection.execute("DELETE FROM chores WHERE name = ?", (_SCRUB,))
            due = False
        if self._checkpoint():
            return RETRY
        return wait if due else None

    def _vacuum(self) -> None:
        large = self._path.stat().st_size > IN_MEMORY
        began = time.monotonic()
        if large:
            self._pragma("temp_store", 1)
        try:
            self._connection.execute("VACUUM")
        finally:
            if large:
                self._pragma("temp_store", 2)
        ended = time.monotonic()
        self._not_before = ended + SHARE * (ended - began)

    def _checkpoint(self) -> bool:
        """Move the log into the file and empty it. ``True`` if another process prevented that."""
        busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(busy)

    def _pragma(self, name: str, value: int) -> None:
        self._connection.execute(f"PRAGMA {name} = {value}").fetchall()
