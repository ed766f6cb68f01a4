"""Heartbeat: a file that a running bot keeps locked and writes to; ``python -m bot health`` reads it.

The file lies beside the SQLite database, or in ``LEDGER_DIR`` for PostgreSQL. It holds one JSON object: the machine's
name, the time of the last beat by the machine's monotonic clock, and a sentence if something is wrong. It is written in
place, so that a full disk does not keep it from being written. The kernel releases the lock when the process ends, for
whatever reason.

This module imports little, because health checks run every few seconds.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

STALE_AFTER = 60.0
"""Seconds without a beat after which the process counts as hung."""
PROCESSES_MAX = 64
"""Maximum number of processes of one machine on one database that leave a heartbeat."""
_SIZE = 4096
"""Bytes of the file."""
_PROBLEM_MAX = 600
"""Longest sentence, in characters, each of which takes at most six bytes in JSON."""
_READS = 3
"""Tries to read a heartbeat while it is being written."""


def path_of(database_url: str, ledger_dir: Path) -> Path:
    """Return the heartbeat file of the first process on a database; raises :class:`ValueError` for an invalid URL."""
    if database_url.startswith("sqlite:///"):
        return Path(f"{database_url.removeprefix('sqlite:///')}.heartbeat")
    if database_url.startswith("postgresql://"):
        return ledger_dir / f"{quote(urlsplit(database_url).path[1:], safe='')}.heartbeat"
    raise ValueError("DATABASE_URL begins neither with sqlite:/// nor with postgresql://.")


class Heartbeat:
    """Heartbeat of this process, at ``path``, or beside it if another process has that file.

    Raises :class:`OSError` if no file can be written. Do not fork it: a child process would keep the lock.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._descriptor = _locked(path)
        os.pwrite(self._descriptor, b" " * _SIZE, 0)

    def beat(self, problem: str = "") -> None:
        """Record that this process is alive, and its problem, if any; raises :class:`OSError`."""
        content = {"host": os.uname().nodename, "at": time.monotonic(), "problem": problem[:_PROBLEM_MAX]}
        os.pwrite(self._descriptor, json.dumps(content).encode().ljust(_SIZE), 0)

    def close(self) -> None:
        """Release the file. It stays, since removing it would let two processes lock two files."""
        os.close(self._descriptor)


def problem_of(path: Path) -> str:
    """Return the problem of this machine's processes with heartbeats at ``path``; empty if all is well."""
    found = _here(path)
    if not found:
        return "No bot is running on this database."
    for beat in found:
        if "at" not in beat:
            return "The bot has just started."
        silent = time.monotonic() - beat["at"]
        if silent > STALE_AFTER:
            return f"The bot has given no sign of life for {silent:.0f} seconds."
        if beat["problem"]:
            return str(beat["problem"])
    return ""


def is_running(path: Path) -> bool:
    """Return whether a process of this machine writes its heartbeat at ``path``."""
    return bool(_here(path))


def _here(path: Path) -> list[dict[str, Any]]:
    """Return the heartbeats of this machine's processes."""
    here = os.uname().nodename
    return [beat for beat in _beats(path) if beat.get("host", here) == here]


def _files(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, PROCESSES_MAX + 1):
        yield path.with_name(f"{path.name}.{number}")


def _locked(path: Path) -> int:
    """Open and lock the first free file; return its descriptor."""
    for file in _files(path):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        else:
            return descriptor
    raise OSError(0, f"{PROCESSES_MAX} processes have one already")


def _beats(path: Path) -> Iterator[dict[str, Any]]:
    """Return the content of every locked file; empty if its process has not written yet."""
    for file in _files(path):
        try:
            descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield _read(descriptor)
        finally:
            os.close(descriptor)


def _read(descriptor: int) -> dict[str, Any]:
    for _ in range(_READS):
        content = os.pread(descriptor, _SIZE, 0).strip()
        try:
            return dict(json.loads(content)) if content else {}
        except ValueError:
            time.sleep(0.01)
    return {}
