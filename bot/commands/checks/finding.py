"""Findings of checks, and their subjects: a deployment, and the rows of its database."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bot.agencies.tenants import Tenants
from bot.settings.schema import Settings
from bot.storage.database import Database, DatabaseProblem
from bot.storage.transaction import Transaction

T = TypeVar("T")


class Verdict(StrEnum):
    """Verdict of a check. A note does not make ``check`` fail."""

    GOOD = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of one check: the finding and, unless it is good, the remedy."""

    verdict: Verdict
    text: str


def good(text: str) -> Finding:
    """Return a good finding."""
    return Finding(Verdict.GOOD, text)


def note(text: str) -> Finding:
    """Return a note."""
    return Finding(Verdict.NOTE, text)


def wrong(text: str) -> Finding:
    """Return a problem."""
    return Finding(Verdict.WRONG, text)


@dataclass(frozen=True, slots=True)
class Deployment:
    """Deployment to be checked: its settings, its agencies, and its environment file (``None``: none)."""

    settings: Settings
    tenants: Tenants
    env_file: str | Path | None = None


class Rows:
    """Rows of a database beside a running bot. It is opened here, and closed by the caller."""

    def __init__(self, database: Database) -> None:
        self._database: Database | None = database
        try:
            database.open(exclusive=False)
        except DatabaseProblem:
            self._database = None

    def read(self, job: Callable[[Transaction], T]) -> T | None:
        """Return what ``job`` reads; ``None`` if the database is unusable, which is a finding of its own check."""
        try:
            return None if self._database is None else self._database.run_sync(job)
        except DatabaseProblem:
            return None


def private(path: Path) -> Iterator[Finding]:
    """Check that no other user can read, change or replace a file."""
    if not path.exists():
        return
    mode, folder = path.stat().st_mode, path.resolve().parent
    ways = (("read", stat.S_IRGRP | stat.S_IROTH), ("changed", stat.S_IWGRP | stat.S_IWOTH))
    can = " and ".join(each for each, bits in ways if mode & bits)
    if can:
        yield wrong(f"{path} can be {can} by other users of this machine: chmod 600 {path}")
    above = folder.stat().st_mode
    if above & stat.S_IWOTH and not above & stat.S_ISVTX:
        yield wrong(f"{path} can be replaced by other users of this machine: chmod o-w {folder}")
