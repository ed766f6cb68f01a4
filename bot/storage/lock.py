"""The instance lock: one ``run`` per database file."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

GLANCE = 0.02
GLANCES = 5
"""Seconds between tries, and how many more there are: :meth:`InstanceLock.is_held` is in the way for an instant."""


class InstanceLock:
    """An exclusive lock on a file of its own. The kernel lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock, or return ``False`` if someone has it. Raises :class:`OSError` if none can be had."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            taken = _locked(descriptor)
            for _ in range(GLANCES):
                if taken:
                    break
                time.sleep(GLANCE)
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
        """Let go; without effect if not held. The file stays: removing it would let two processes lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_held(self) -> bool:
        """Whether a process holds the lock right now. Takes nothing and makes no file."""
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


def _locked(descriptor: int) -> bool:
    """Try once to lock a file for this process alone."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
