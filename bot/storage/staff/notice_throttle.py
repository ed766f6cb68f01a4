"""Throttle for staff notices: when each was last sent."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import upsert
from bot.storage.tables import TOLD
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

_THE = sa.and_(of_agency(TOLD), TOLD.c.what == sa.bindparam("of_what"))
_GET = sa.select(TOLD.c.told_at, TOLD.c.more).where(_THE).with_for_update()
_MORE = sa.update(TOLD).where(_THE).values(more=TOLD.c.more + 1)
_PUT = upsert(TOLD, "told_at", "more")
_FORGET = sa.delete(TOLD).where(_THE)
expire = Expiry(sa.delete(TOLD), TOLD.c.told_at)
"""Expiry of the records of notices by the time at which they were sent."""


def last_sent(tx: Transaction, agency: str, what: str) -> float | None:
    """Return when a notice was last sent (seconds since 1970); ``None`` if never."""
    row = tx.connection.execute(_GET, {"of_agency": agency, "of_what": what}).one_or_none()
    return None if row is None else row.told_at


def record(tx: Transaction, agency: str, what: str, *, every: float = 0.0) -> int | None:
    """Record a notice as sent now; return how often it was held back since the last one.

    ``None``: the last one is less than ``every`` seconds old, so this one is held back and counted.
    """
    row = tx.connection.execute(_GET, {"of_agency": agency, "of_what": what}).one_or_none()
    if row is not None and tx.now - every < row.told_at <= tx.now:
        tx.connection.execute(_MORE, {"of_agency": agency, "of_what": what})
        return None
    tx.connection.execute(_PUT, {"agency": agency, "what": what, "told_at": tx.now, "more": 0})
    return 0 if row is None else int(row.more)


def clear(tx: Transaction, agency: str, what: str) -> bool:
    """Delete the record of a notice because its cause is over; return whether there was one."""
    return tx.connection.execute(_FORGET, {"of_agency": agency, "of_what": what}).rowcount > 0
