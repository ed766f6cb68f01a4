"""Leads per chat and day, to limit floods from one chat.

A count survives the erasure of its chat; otherwise deleting everything would reset the limit. So it identifies nobody: it
is stored under a hash of the chat's number with a key that is not in the database, contains nothing that was said, and
expires after a day.
"""

from __future__ import annotations

from hashlib import blake2b

import sqlalchemy as sa

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import LEAD_COUNTS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

DAY = 24 * 3600.0
"""Seconds that a count is kept, from the first lead counted."""

_THE = sa.and_(of_agency(LEAD_COUNTS), LEAD_COUNTS.c.chat == sa.bindparam("of_chat"))
_WITHIN = sa.and_(LEAD_COUNTS.c.since > sa.bindparam("now") - DAY, LEAD_COUNTS.c.since <= sa.bindparam("now"))
"""Condition on the count's age. A start in the future means that the clock was set back: the count then starts again."""
_GIVEN = Prepared(sa.select(LEAD_COUNTS.c.count).where(_THE, _WITHIN))
_ADD = Prepared(
    upsert(
        LEAD_COUNTS,
        where=lambda kept, _: sa.or_(sa.not_(_WITHIN), kept.count <= sa.bindparam("most")),
        since=lambda kept, new: sa.case((_WITHIN, kept), else_=new),
        count=lambda kept, new: sa.case((_WITHIN, kept + new), else_=new),
    ).returning(LEAD_COUNTS.c.count),
    ["agency", "chat", "since", "count"],
)
expire = Expiry(sa.delete(LEAD_COUNTS), LEAD_COUNTS.c.since)
"""Expiry of counts by their start; see :data:`DAY`."""


def name(chat_id: int, key: bytes) -> str:
    """Return the pseudonym under which a chat is counted; the chat cannot be derived from it without the key."""
    return blake2b(b"%d" % chat_id, key=key, digest_size=16).hexdigest()


def within_a_day(tx: Transaction, agency: str, chat: str) -> int:
    """Return the number of leads counted for a chat within a day; ``chat`` is its :func:`name`."""
    return _GIVEN.value(tx, {"of_agency": agency, "of_chat": chat, "now": tx.now}) or 0


def add(tx: Transaction, agency: str, chat: str, most: int) -> int:
    """Count one more lead of a chat, up to one above ``most``; return the number counted before within a day."""
    values = {"agency": agency, "chat": chat, "since": tx.now, "count": 1, "now": tx.now, "most": most}
    counted = _ADD.value(tx, values)
    return most + 1 if counted is None else counted - 1
