"""Finding of a check: a verdict and a sentence."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bot.settings.schema import Settings
from bot.storage.database import DatabaseProblem
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


def private_file(path: Path) -> list[Finding]:
    """Check that no other user can read, change or replace a file."""
    if not path.exists():
        return []
    mode, folder = path.stat().st_mode, path.resolve().parent
    findings = []
    others = [
        each
        for each, bits in (("read", stat.S_IRGRP | stat.S_IROTH), ("changed", stat.S_IWGRP | stat.S_IWOTH))
        if mode & bits
    ]
    if others:
        can = " and ".join(others)
        findings.append(wrong(f"{path} can be {can} by other users of this machine: chmod 600 {path}"))
    above = folder.stat().st_mode
    if above & stat.S_IWOTH and not above & stat.S_ISVTX:
        findings.append(wrong(f"{path} can be replaced by other users of this machine: chmod o-w {folder}"))
    return findings


def stored(chosen: Settings, job: Callable[[Transaction], T]) -> T | None:
    """Return what ``job`` reads from the database; ``None`` if it is unusable, which another check reports."""
    with closing(chosen.database()) as database:
        try:
            database.open(exclusive=False)
            return database.run_sync(job)
        except DatabaseProblem:
            return None
