"""Correction of due times, and of times from which a wait is counted, after the clock was set back."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.tables import LEAD_UPDATES, LEADS, OUTBOX_CHATS, PAUSES
from bot.storage.transaction import Transaction

LEAST = 120.0
"""Seconds. A clock that was set back by less is not worth the trouble: longer than that no lease lasts, and no retry need
wait. So what is due later than this was put off before the clock was set back, or may as well come early."""

_SET_BACK = [
    sa.update(time.table).where(time > sa.bindparam("later_than")).values({time.key: time - sa.bindparam("by")})
    for time in (
        OUTBOX_CHATS.c.due_at,
        LEADS.c.due_at,
        LEADS.c.unknown_since,
        LEADS.c.absent_at,
        LEAD_UPDATES.c.due_at,
        LEAD_UPDATES.c.created_at,  # what is looked up for so long, and tried for so long, is counted from it
        PAUSES.c.probe_at,
    )
]


def set_back(tx: Transaction, by: float) -> int:
    """Let replies, leads and probes be due ``by`` seconds earlier, and count waits from then; returns how many times moved.

    To be called when the database's clock was set back by as much, with ``LEAST`` seconds at least.
    """
    values = {"later_than": tx.now + LEAST, "by": by}
    return sum(tx.connection.execute(statement, values).rowcount for statement in _SET_BACK)
