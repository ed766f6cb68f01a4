"""Damage done to a SQLite file: what a failing disk, a bad copy or a stray write leave behind.

Everything first goes from the write-ahead log into the file, so that no damaged page is read from the log instead.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

PAGE = 4096
"""Bytes of a page, SQLite's default."""


def checkpoint(path: Path) -> int:
    """Bring all that is in the log into the file; returns how many pages it has."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return path.stat().st_size // PAGE


def scribble(path: Path, page: int, seed: int = 0) -> None:
    """Write noise over a page. Pages count from 1."""
    _write(path, (page - 1) * PAGE, random.Random(seed).randbytes(PAGE))


def scratch(path: Path, page: int, seed: int = 0) -> None:
    """Write noise over 64 bytes of a page."""
    noise = random.Random(seed)
    _write(path, (page - 1) * PAGE + noise.randrange(PAGE - 64), noise.randbytes(64))


def blank(path: Path, page: int, seed: int = 0) -> None:
    """Write zeros over a page."""
    _write(path, (page - 1) * PAGE, bytes(PAGE))


def shorten(path: Path, page: int, seed: int = 0) -> None:
    """Cut the file off before a page."""
    with path.open("r+b") as file:
        file.truncate((page - 1) * PAGE)


def swap(path: Path, page: int, seed: int = 0) -> None:
    """Write the page over the one before, as a disk does that mixes its blocks up."""
    with path.open("rb") as file:
        file.seek((page - 1) * PAGE)
        content = file.read(PAGE)
    _write(path, max(page - 2, 0) * PAGE, content)


DAMAGES: tuple[Callable[[Path, int, int], None], ...] = (scribble, scratch, blank, shorten, swap)


def make_it_read_again(path: Path) -> None:
    """Have whoever has the database open forget what it remembers of the pages: another process wrote something."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")


def _write(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)
