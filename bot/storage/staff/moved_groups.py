"""Groups that became supergroups, with their new chat ids."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.sql.conditions import of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import MOVED_GROUPS
from bot.storage.transaction import Transaction

_CURRENT = Prepared(sa.select(MOVED_GROUPS.c.moved_to).where(of_chat(MOVED_GROUPS)))
_NOTE = upsert(MOVED_GROUPS, "moved_to", "moved_at", where=lambda known, new: known.moved_to != new.moved_to).returning(
    MOVED_GROUPS.c.moved_to
)


def current(tx: Transaction, agency: str, chat_id: int) -> int:
    """Return the current id of the group that had the id ``chat_id``."""
    return _CURRENT.value(tx, {"of_agency": agency, "of_chat": chat_id}) or chat_id


def note(tx: Transaction, agency: str, chat_id: int, moved_to: int) -> bool:
    """Record that the group ``chat_id`` now has the id ``moved_to``; ``False`` if that was known, perhaps from another replica."""
    row = {"agency": agency, "chat_id": chat_id, "moved_to": moved_to, "moved_at": tx.now}
    return tx.connection.execute(_NOTE, row).first() is not None
