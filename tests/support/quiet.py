"""Whether a bot's database says that its process has nothing left to do: for waiting only, never for judging."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path


def nothing_to_send(database: Path) -> bool:
    """Return whether every reply is sent, and known to be."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    return bool(count == 0)
