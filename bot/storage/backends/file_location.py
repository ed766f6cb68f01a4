"""Location of a SQLite database's files: still in place, or rescued into a copy.

A removed or moved file stays complete and writable for the process that has it open; only the next process fails to find
it. So as long as this process lives, everything can be saved.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path

_RESCUED = ".rescued-"


class FileIdentity:
    """Identity of an open database's files, by device and inode. ``opened``: the status of the database file, if known.

    SQLite's log and its index stay the same files while a process has the database open.
    """

    def __init__(self, path: Path, opened: os.stat_result | None) -> None:
        self._noted: dict[Path, os.stat_result] = {}
        real = path.resolve()  # SQLite follows links, and keeps its other files beside the target
        for file in (path, real.with_name(f"{real.name}-wal"), real.with_name(f"{real.name}-shm")):
            with contextlib.suppress(OSError):
                self._noted[file] = file.stat()
        if opened is not None:
            self._noted[path] = opened

    def is_kept(self) -> bool:
        """Return whether every file is still in place."""
        return all(_is_there(file, noted) for file, noted in self._noted.items())


def rescue(connection: sqlite3.Connection, path: Path) -> Path:
    """Copy the database of ``connection`` into a new file beside ``path``, readable by its owner only; return that file.

    Raises :class:`OSError` or :class:`sqlite3.Error`; no partial file is left behind then.
    """
    copy = path.with_name(path.name + _RESCUED + time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))  # treats an empty file as missing
        os.fsync(descriptor)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    return copy


def rescued(path: Path) -> Path | None:
    """Return the newest copy made by :func:`rescue` beside ``path``."""
    try:
        return max((file for file in path.parent.iterdir() if file.name.startswith(path.name + _RESCUED)), default=None)
    except OSError:
        return None


def _is_there(file: Path, noted: os.stat_result) -> bool:
    try:
        return os.path.samestat(noted, file.stat())
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # for example without permission: no conclusion possible
        return True
