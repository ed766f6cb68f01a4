"""Ledger: a small file outside the database that records what an older copy of it must not undo.

Its first line holds the newest *mark*, the random id of a committed transaction. A database without that transaction is
an older copy: see :mod:`bot.storage.backends.old_copies`. Each further line is a *tombstone*: the random number of a
withdrawn lead, or of an erased lead or conversation. A tombstone says nothing about the person and is kept for
:data:`KEPT` seconds, longer than backups may be.

Tombstones reach the disk before their transaction commits; marks are written after the commit. So the database may be
ahead of the ledger, if a process died in between, and is behind it only if it lost data.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

_log = logging.getLogger(__name__)

KEPT = 30 * 24 * 3600.0
"""Seconds that marks and tombstones are kept; backups may be half as old (docs/running.md)."""
COMPACT_EVERY = 3600.0
"""Seconds between two checks for expired tombstones."""
UNWRITTEN_MAX = 10_000
"""Tombstones kept in memory while the file cannot be written."""

_HEAD = re.compile(rb"valuation-bot ledger 1 ([0-9a-f]{32}|-{32}) +([0-9]+\.[0-9]{3})\n")
_NO_MARK = "-" * 32


class TransactionMark(Struct, frozen=True):
    """Mark of a committed transaction: its random id, and its start by the database's clock, in seconds since 1970."""

    id: str
    at: float


class TombstoneKind(StrEnum):
    """Kind of a tombstone. A lead is identified by its reference, a conversation by the stamp of its row."""

    WITHDRAWN_LEAD = "withdrawn_lead"
    ERASED_LEAD = "erased_lead"
    ERASED_CHAT = "erased_chat"


class Tombstone(Struct, frozen=True):
    """Tombstone: what an older copy of an agency's database must not bring back. ``name`` is a reference, or a decimal stamp."""

    what: TombstoneKind
    agency: str
    name: str


@dataclass(slots=True)
class Entry:
    """Ledger entry of a transaction; a transaction with tombstones is also marked.

    ``noticed``: the transaction handles the loss of the known mark, which its own mark replaces.
    """

    marked: bool = False
    noticed: bool = False
    tombstones: list[Tombstone] = field(default_factory=list)


class Ledger:
    """Ledger in the file ``path``; ``None``: in this process's memory only. Its methods may be called in any thread.

    ``known``: the newest mark known to this process. ``trouble``: a sentence about a problem with the file; empty if
    there is none. No method raises because of the file: people are answered, and erased, without it too.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.known: TransactionMark | None = None
        self.trouble = ""
        self._guard = threading.Lock()
        self._server: float | None = None
        self._settled_at = 0.0
        self._unwritten: deque[tuple[float, Tombstone]] = deque(maxlen=UNWRITTEN_MAX)
        self._compacted_at = 0.0

    def open(self) -> None:
        """Read the newest mark, if the file exists. Creates no file."""
        with self._guard:
            self.known = self._read()[0]

    def bury(self, tombstones: Iterable[Tombstone], at: float) -> None:
        """Write tombstones (``at``: seconds since 1970); they are on the disk on return, unless there is trouble."""
        with self._guard:
            self._unwritten.extend((at, each) for each in tombstones)
            self._write(self._append)

    def keep(self, mark: TransactionMark) -> None:
        """Write the mark of a committed transaction, and drop expired entries.

        Not synced to the disk: if the machine loses it, the ledger is merely behind the database.
        """
        with self._guard:
            self.known = mark
            self._write(lambda descriptor: os.pwrite(descriptor, _head(mark), 0))
            if mark.at - self._compacted_at >= COMPACT_EVERY:
                self._compacted_at = mark.at
                self._write(lambda descriptor: self._compact(descriptor, mark.at - KEPT))

    def tombstones(self) -> list[Tombstone]:
        """Return all tombstones, oldest first, including those written by other processes."""
        with self._guard:
            kept = self._read()[1]
            return list(dict.fromkeys(each for _, each in (*kept, *self._unwritten)))

    def seconds_to_settle(self, server: float, settle: float) -> float:
        """Return the rest of the ``settle`` seconds since the server changed; ``server`` is the current one's start time.

        The first server that a process sees is not a change.
        """
        with self._guard:
            if self._server not in (None, server):
                self._settled_at = time.monotonic() + settle
            self._server = server
            return max(self._settled_at - time.monotonic(), 0.0)

    def _read(self) -> tuple[TransactionMark | None, list[tuple[float, Tombstone]]]:
        if self.path is None:
            return None, []
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None, []
        except OSError as error:
            self._note(f"{self.path} cannot be read: {error.strerror}.")
            return None, []
        return _parsed(text)

    def _write(self, write: Callable[[int], object]) -> None:
        """Call ``write`` with the file, created if missing and locked against other processes."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = _locked(self.path)
            try:
                write(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            self._note(f"{self.path} cannot be written: {error.strerror}.")
        else:
            self.trouble = ""

    def _append(self, descriptor: int) -> None:
        lines = b"".join(map(_line, self._unwritten))
        end = os.lseek(descriptor, 0, os.SEEK_END)
        if os.pread(descriptor, 1, end - 1) != b"\n":  # keeps a line torn by a crash separate
            lines = b"\n" + lines
        while lines:
            lines = lines[os.write(descriptor, lines) :]
        os.fsync(descriptor)
        self._unwritten.clear()

    def _compact(self, descriptor: int, older_than: float) -> None:
        """Replace the file by a copy without expired tombstones."""
        assert self.path is not None  # noqa: S101  it is being written
        mark, kept = _parsed(self.path.read_bytes())
        if all(at >= older_than for at, _ in kept):
            os.fsync(descriptor)
            return
        fresh = self.path.with_name(self.path.name + ".new")
        lines = b"".join(_line(each) for each in kept if each[0] >= older_than)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
            file.write(_head(mark) + lines)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        _sync_folder(self.path)

    def _note(self, trouble: str) -> None:
        if not self.trouble:
            _log.error(
                "the ledger cannot be used: an older copy of the database would not be noticed", extra={"why": trouble}
            )
        self.trouble = trouble


def _locked(path: Path) -> int:
    """Open the file, created with its first line if missing, and lock it. Return the descriptor."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(
                os.fstat(descriptor), path.stat()
            ):  # otherwise it was replaced meanwhile
                if not _HEAD.match(os.pread(descriptor, _HEAD_BYTES, 0)):
                    _make(path, descriptor)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _make(path: Path, descriptor: int) -> None:
    """Write the file's first line; other contents, in a damaged file, are moved behind it."""
    rest = path.read_bytes()
    os.pwrite(descriptor, _head(None) + rest, 0)
    os.fsync(descriptor)
    _sync_folder(path)


def _sync_folder(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _head(mark: TransactionMark | None) -> bytes:
    shown = TransactionMark(_NO_MARK, 0.0) if mark is None else mark
    return f"valuation-bot ledger 1 {shown.id} {shown.at:>16.3f}\n".encode()


_HEAD_BYTES = len(_head(None))


def _line(each: tuple[float, Tombstone]) -> bytes:
    at, tombstone = each
    return json.dumps([round(at), tombstone.what, tombstone.agency, tombstone.name]).encode() + b"\n"


def _parsed(text: bytes) -> tuple[TransactionMark | None, list[tuple[float, Tombstone]]]:
    """Return a file's mark and tombstones; unreadable lines are skipped."""
    head = _HEAD.match(text)
    mark = None if head is None or head[1] == _NO_MARK.encode() else TransactionMark(head[1].decode(), float(head[2]))
    found = []
    for line in text.split(b"\n"):
        try:
            at, what, agency, name = json.loads(line)
            found.append((float(at), Tombstone(TombstoneKind(what), str(agency), str(name))))
        except (ValueError, TypeError):  # a torn first line
            continue
    return mark, found
