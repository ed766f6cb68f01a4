"""Instance lock: one ``run`` per database file.

Two locks combined: :class:`InstanceLock` on a file beside the database stops processes that use the same path;
:class:`FileLock` on the database file itself stops processes that use another path (a link, a second mount), or that
start after the file beside it was removed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import sys
from pathlib import Path


class InstanceLock:
    """Exclusive lock on a file of its own. The kernel releases it when the process ends, for whatever reason."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return ``False`` if it is held. Raises :class:`OSError` if locking is impossible."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            taken = _locked(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if taken:
            self._descriptor = descriptor
        else:
            os.close(descriptor)
        return taken

    def release(self) -> None:
        """Release the lock; no effect if not held. The file stays, since removing it would let two processes lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _locked(descriptor: int) -> bool:
    """Try once to lock a file for this process alone."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_LOCKED_BYTE = 2**62
"""Offset far beyond any content, and beyond SQLite's lock bytes at 1 GiB (sqlite.org/fileformat.html, "lock-byte page")."""


class FileLock:
    """Exclusive lock on one byte of a file of which others, such as SQLite, lock other parts.

    It belongs to the open file description (fcntl(2), "Open file description locks"), so it does not interfere with
    SQLite's locks, which belong to the process. But closing any descriptor of a file drops this process's SQLite locks on
    it: take this lock before SQLite opens the file, and release it after SQLite closed it.

    Only Linux is known to have these locks. Elsewhere ``flock`` would conflict with SQLite's locks, so :meth:`acquire`
    always succeeds.
    """

    def __init__(self) -> None:
        self._descriptor: int | None = None

    def acquire(self, descriptor: int) -> bool:
        """Lock the file open for writing as ``descriptor``, which is closed with the lock, or at once on ``False``."""
        if not _byte_locked(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Unlock and close the file; no effect if not held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def stat(self) -> os.stat_result | None:
        """Return the locked file's status, wherever it is now; ``None`` if nothing is locked."""
        return None if self._descriptor is None else os.fstat(self._descriptor)


def _byte_locked(descriptor: int) -> bool:
    if sys.platform != "linux":
        return True
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, _one_byte())
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES}:
            return False
        if error.errno in {errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP}:  # a file system without them
            return True
        raise
    return True


def _one_byte() -> bytes:
    """Return a ``struct flock`` for a write lock: type, whence, start, length, process (always 0); padded as in C."""
    return struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTE, 1, 0)
