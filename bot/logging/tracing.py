"""Tracing of chats through the log, with the setting ``TRACE``: each line of an update's path names its chat and the update.

The chat is named by a keyed hash, since no log may have a chat's number. Keys are stored in the database and replaced
(:mod:`bot.storage.upkeep.trace_keys`): once a key is deleted, nobody can tell whose lines were written under it. Without a
key nothing is added to any line, and no line of its own is written.
"""

from __future__ import annotations

import contextlib
import logging
from contextlib import AbstractContextManager
from hashlib import blake2b

from structlog.contextvars import bound_contextvars

_log = logging.getLogger(__name__)
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_NOTHING = contextlib.nullcontext()

_key = b""


def use(key: bytes) -> None:
    """Trace from now on, in the whole process, under ``key``; empty: do not trace."""
    global _key  # noqa: PLW0603  one log per process
    _key = key


def enabled() -> bool:
    """Return whether this process traces."""
    return bool(_key)


def hash_of(key: bytes, agency: str, chat_id: int) -> str:
    """Return the name of a chat in lines written under ``key``: 12 letters, which redaction takes for nothing else."""
    return blake2b(f"{agency}/{chat_id}".encode(), key=key, digest_size=6).hexdigest().translate(_LETTERS)


def traced(agency: str, chat_id: int | None, update: str = "") -> AbstractContextManager[None]:
    """Name the chat and the update (the number in ``update_id``) in all lines of the block, and of tasks begun in it."""
    if not _key or chat_id is None:
        return _NOTHING
    # A letter first, since redaction removes numbers of ten digits.
    about = {"update": f"u{update}"} if update else {}
    return bound_contextvars(chat=hash_of(_key, agency, chat_id), **about)


def step(what: str, **about: object) -> None:
    """Log a step of an update's path; called in a block of :func:`traced`."""
    if _key:
        _log.info(what, extra=about)
