"""Hangs recorded by the watchdog before it ended the process.

A row is a kind of work with its row's number or reference (``inbox 17``, ``outbox 33``, ``lead default VB-1``), and a
count. Work that hung :data:`LIMIT` times is set aside by its next worker. Rows are deleted then, or after a day, since
row numbers may be reused some days later.

The watchdog cannot write to a SQLite file locked by the hanging transaction, and ending the process first may end the
watchdog with it. So on SQLite it writes to a file beside the database, which the next start reads.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from operator import add
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.storage.sql.inserts import upsert
from bot.storage.tables import HANGS, INBOX, LEADS, OUTBOX
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

_log = logging.getLogger(__name__)

LIMIT = 2
"""Number of hangs after which work is set aside."""

_NOTE = upsert(HANGS, "noted_at", times=add)
_FORGET = sa.delete(HANGS).where(HANGS.c.work == sa.bindparam("the_work"))
expire = Expiry(sa.delete(HANGS), HANGS.c.noted_at)
"""Expiry of recorded hangs by the time of the last one."""


def inbox_work(item_id: int) -> str:
    """Return the work name of a turn with this item."""
    return f"inbox {item_id}"


def outbox_work(message_id: int) -> str:
    """Return the work name of sending this message."""
    return f"outbox {message_id}"


def lead_work(agency: str, reference: str) -> str:
    """Return the work name of posting this lead and recording its outcome."""
    return f"lead {agency} {reference}"


def _times(name: sa.ColumnElement[str], table: sa.Table) -> sa.ScalarSelect[Any]:
    times = sa.select(HANGS.c.times).where(HANGS.c.work == name).correlate(table).scalar_subquery()
    return times.label("hangs")  # type: ignore[return-value]


INBOX_TIMES = _times(sa.literal_column("'inbox '").concat(sa.cast(INBOX.c.id, sa.Text)), INBOX)
OUTBOX_TIMES = _times(sa.literal_column("'outbox '").concat(sa.cast(OUTBOX.c.id, sa.Text)), OUTBOX)
LEAD_TIMES = _times(sa.literal_column("'lead '").concat(LEADS.c.agency).concat(" ").concat(LEADS.c.reference), LEADS)
"""Columns for statements on these tables: how often each row hung; NULL if never."""


def note_all(tx: Transaction, works: Iterable[str]) -> None:
    """Count a hang for each of these names."""
    for work in works:
        tx.connection.execute(_NOTE, {"work": work, "times": 1, "noted_at": tx.now})


def forget(tx: Transaction, work: str) -> None:
    """Delete the count of work that is set aside, so that a retry starts from zero."""
    tx.connection.execute(_FORGET, {"the_work": work})


def note_in(path: Path, work: str) -> None:
    """Count a hang in a file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, f"{work}\n".encode())
    finally:
        os.close(descriptor)


def read_from(path: Path) -> list[str]:
    """Return the hangs in a file written by :func:`note_in`; none if there is no file, or it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:  # another user's, for example: nobody is kept waiting for it
        _log.warning("the hangs that were noted cannot be read", extra={"file": str(path), "why": error.strerror})
        return []
