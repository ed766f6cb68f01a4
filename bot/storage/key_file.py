"""Key file: the encryption key that the bot creates, at its first start on a new SQLite database, in a file beside it.

It replaces ``DATA_KEY``, so that nothing is stored in clear merely because nobody created a key. With PostgreSQL no key
is created: every process needs the same one, and the file would be on one machine only.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from bot.storage.encryption import new_key, read_keys
from bot.storage.problems import DatabaseProblem

_SQLITE = "sqlite:///"
_NO_KEY = "it holds no key"


def path_of(url: str) -> Path | None:
    """Return the key file of a database; ``None`` for a database that has none."""
    return Path(f"{url.removeprefix(_SQLITE)}.key") if url.startswith(_SQLITE) else None


def read(url: str) -> str:
    """Return the key in a database's key file; empty without a file. Raises :class:`DatabaseProblem` if it cannot be read."""
    path = path_of(url)
    if path is None:
        return ""
    try:
        key = path.read_text(encoding="ascii").strip()
        why = "" if read_keys(key) else _NO_KEY
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or _NO_KEY
    if why:
        raise DatabaseProblem(f"{path}, the key of the database, cannot be read: {why}.")
    return key


def make(url: str) -> Path | None:
    """Create the key file of a SQLite database that does not exist yet; return it, or ``None`` if none is needed.

    The file is complete or missing, and readable by its owner only. Raises :class:`OSError`.
    """
    path = path_of(url)
    if path is None or path.exists() or path.with_name(path.name.removesuffix(".key")).exists():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, f"{new_key()}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        with contextlib.suppress(FileExistsError):  # another process was faster: its key is used
            os.link(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path
