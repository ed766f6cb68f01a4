"""An older copy of the database that comes back under the bot: a restored backup, or a standby that lagged behind.

A fault to be met like any other. What was done since the copy was taken is lost, and everybody outside remembers it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
from pathlib import Path

from support.postgres import PostgresServer


def back_up(database: Path, copy: Path) -> Path:
    """Copy a SQLite database as its own tool's ``.backup`` does, beside a running bot; returns the copy."""
    with (
        contextlib.closing(sqlite3.connect(database)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


def restore(copy: Path, database: Path) -> None:
    """Put a copy in place of a SQLite database, as docs/running.md says; no bot runs on it."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(copy, database)
    database.chmod(0o600)


class Standby:
    """What a server's disk held when this was made, for the server to fall back to: a standby that lagged behind by then.

    While it is made the server stands still.
    """

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._data = server.data.with_name(server.data.name + "-standby")
        with server.frozen():
            _copy(server.data, self._data)

    def take_over(self) -> None:
        """Fail over: the server is killed, and this goes on in its place."""
        server = self._server
        server.kill()
        try:
            shutil.rmtree(server.data)
            self._data.rename(server.data)
        finally:
            server.start()

    def forget(self) -> None:
        """Throw the copy away, if it has not taken over."""
        shutil.rmtree(self._data, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with the owners of its files, which the server insists on."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
