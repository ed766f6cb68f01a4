"""Visits by name: their chat, end and reminder time; the details are in the chat's state.

Staff's buttons carry a visit's name. Its row is written and deleted in the turn that changes the visit, so buttons of a
moved, cancelled or erased visit find nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.due_rows import DueRows
from bot.storage.sql.inserts import upsert
from bot.storage.tables import VISITS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry


class StoredVisit(Struct, frozen=True):
    """Row of a visit: its chat, and the reference of its lead. Times in seconds since 1970.

    ``remind_at`` is ``None`` after the reminder, or if there is none.
    """

    agency: str
    name: str
    chat_id: int
    reference: str
    ends_at: float
    remind_at: float | None = None


_T = VISITS.c
_COLUMNS = tuple(_T[StoredVisit.__struct_fields__])
_THE = (of_agency(VISITS), _T.name == sa.bindparam("of_name"))
_PUT = upsert(VISITS, "ends_at", "remind_at")
_FIND = sa.select(*_COLUMNS).where(*_THE)
_DROP = sa.delete(VISITS).where(*_THE)
_DUE = DueRows(_T.remind_at, _COLUMNS)
expire = Expiry(sa.delete(VISITS), _T.ends_at)
"""Expiry of visits by their end."""


def put(tx: Transaction, visit: StoredVisit) -> None:
    """Store a visit, replacing one with the same name."""
    tx.connection.execute(_PUT, asdict(visit))


def find(tx: Transaction, agency: str, name: str) -> StoredVisit | None:
    """Return the visit with this name; ``None`` if it was moved, cancelled or erased, or is past."""
    row = tx.connection.execute(_FIND, {"of_agency": agency, "of_name": name}).one_or_none()
    return None if row is None else StoredVisit(*row)


def drop(tx: Transaction, agency: str, name: str) -> None:
    """Delete a visit; no effect if there is none with this name."""
    tx.connection.execute(_DROP, {"of_agency": agency, "of_name": name})


def take_due(tx: Transaction, limit: int) -> list[StoredVisit]:
    """Return up to ``limit`` visits whose reminder is due, and record the reminders as sent."""
    return [StoredVisit(*row) for row in _DUE.take(tx, limit)]
