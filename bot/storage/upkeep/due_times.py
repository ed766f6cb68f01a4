"""Correction of due times, and of the start times of waits, after the clock was set back."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import LEAD_UPDATES, LEADS, OUTBOX_CHATS, PAUSES, RELAYS
from bot.storage.transaction import Transaction

LEAST = 120.0
"""Smallest correction, in seconds. No lease lasts longer, and no retry has to wait longer, so anything due later than this
was postponed before the clock was set back, or may come early."""

_SET_BACK = [
    sa.update(time.table).where(time > sa.bindparam("later_than")).values({time.key: time - sa.bindparam("by")})
    for time in (
        OUTBOX_CHATS.c.due_at,
        LEADS.c.due_at,
        LEADS.c.unknown_since,
        LEADS.c.absent_at,
        LEAD_UPDATES.c.due_at,
        LEAD_UPDATES.c.created_at,  # look-ups and attempts are limited by the time since then
        PAUSES.c.probe_at,
        RELAYS.c.ends_at,
    )
]


def set_back(tx: Transaction, by: float) -> int:
    """Move due times of replies, leads and probes ``by`` seconds earlier, and restart waits; return how many times moved.

    Call it when the database's clock was set back by that much, at least ``LEAST`` seconds.
    """
    values = {"later_than": tx.now + LEAST, "by": by}
    return sum(tx.connection.execute(statement, values).rowcount for statement in _SET_BACK)
