"""Tracing of chats through the log, with the setting ``TRACE``: each line names its chat and what caused it.

The chat is named by a keyed hash, since no log may contain a chat's number. Keys are stored in the database and
replaced (:mod:`bot.storage.upkeep.trace_keys`): once a key is deleted, nobody can tell whose lines were written under
it. Without a key, nothing is added to any line and no extra line is written.
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

Cause = dict[str, str]
"""What a turn or a message follows from, as fields of its lines."""

_key = b""


def use(key: bytes) -> None:
    """Trace from now on, in the whole process, under ``key``; empty: do not trace."""
    global _key  # noqa: PLW0603  one log per process
    _key = key


def enabled() -> bool:
    """Return whether this process traces."""
    return bool(_key)


def hash_of(key: bytes, agency: str, chat_id: int) -> str:
    """Return the name of a chat in lines written under ``key``: 12 letters, which redaction leaves alone."""
    return blake2b(f"{agency}/{chat_id}".encode(), key=key, digest_size=6).hexdigest().translate(_LETTERS)


def by_update(number: int | str) -> Cause:
    """Return the update with this ``update_id`` as a cause, with a letter first, since redaction removes ten digits."""
    return {"update": f"u{number}"}


def by_event(kind: str, reference: str) -> Cause:
    """Return an event of the bot's own, such as an outcome of the lead with this reference, as a cause."""
    return {"event_kind": kind} | ({"reference": reference} if reference else {})


def traced(agency: str, chat_id: int | None, cause: Cause | None = None) -> AbstractContextManager[None]:
    """Name the chat and the cause in all lines of the block, and of tasks begun in it."""
    if not _key or chat_id is None:
        return _NOTHING
    return bound_contextvars(chat=hash_of(_key, agency, chat_id), **(cause or {}))


def step(what: str, **about: object) -> None:
    """Log a step of an update's path; called in a block of :func:`traced`."""
    if _key:
        _log.info(what, extra=about)
