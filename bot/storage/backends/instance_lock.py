"""Instance lock: one ``run`` per database file.

Two locks together. :class:`InstanceLock` is on a file beside the database, which keeps out whoever comes by the same path;
:class:`FileLock` is on the database file itself, which keeps out whoever comes by another path (a link, a second mount) or
after the file beside it was removed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import sys
from pathlib import Path


class InstanceLock:
    """Exclusive lock on a file of its own. The kernel releases it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock, or return ``False`` if someone has it. Raises :class:`OSError` if none can be had."""
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
        """Release the lock; without effect if not held. The file stays: removing it would let two processes lock two files."""
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
"""Far beyond any content, and beyond the bytes at 1 GiB that SQLite locks (sqlite.org/fileformat.html, "lock-byte page")."""


class FileLock:
    """Exclusive lock on one byte of a file that others lock parts of too, as SQLite does.

    It belongs to the open file description (fcntl(2), "Open file description locks"): SQLite's own locks, which belong to
    the process, do not touch it. But closing any descriptor of a file ends this process's SQLite locks on it, so the lock
    is to be taken before SQLite opens the file and released after SQLite closed it.

    Only Linux is known to have these locks. Elsewhere ``flock`` and SQLite's locks get into each other's way, and
    :meth:`acquire` always succeeds.
    """

    def __init__(self) -> None:
        self._descriptor: int | None = None

    def acquire(self, descriptor: int) -> bool:
        """Lock the file that ``descriptor`` has open for writing; it is closed with the lock, or at once on ``False``."""
        if not _byte_locked(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Unlock and close the file; without effect if not held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def stat(self) -> os.stat_result | None:
        """Return the locked file's status, wherever it is by now; ``None`` if nothing is locked."""
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
    """Return a ``struct flock`` for a write lock: type, whence, start, length, process (0 by rule); padded as C does."""
    return struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTE, 1, 0)
