"""Groups that became supergroups, with their new numbers."""

from __future__ import annotations

import sqlalchemy as sa

# See inbox.py on this import.
from sqlalchemy.dialects.postgresql import insert

from bot.storage.sql.prepared import Prepared
from bot.storage.tables import MOVED_GROUPS
from bot.storage.transaction import Transaction

_CURRENT = Prepared(
    sa.select(MOVED_GROUPS.c.moved_to).where(
        MOVED_GROUPS.c.agency == sa.bindparam("of_agency"), MOVED_GROUPS.c.chat_id == sa.bindparam("of_chat")
    )
)
_NEW = insert(MOVED_GROUPS)
_NOTE = _NEW.on_conflict_do_update(
    index_elements=["agency", "chat_id"],
    set_={"moved_to": _NEW.excluded.moved_to, "moved_at": _NEW.excluded.moved_at},
    where=MOVED_GROUPS.c.moved_to != _NEW.excluded.moved_to,
).returning(MOVED_GROUPS.c.moved_to)


def current(tx: Transaction, agency: str, chat_id: int) -> int:
    """The number that the group has now which had ``chat_id`` when it was set."""
    row = _CURRENT.first(tx, {"of_agency": agency, "of_chat": chat_id})
    return chat_id if row is None else int(row[0])


def note(tx: Transaction, agency: str, chat_id: int, moved_to: int) -> bool:
    """Note that the group ``chat_id`` has the number ``moved_to`` now. ``False`` if that is known, by another replica too."""
    row = {"agency": agency, "chat_id": chat_id, "moved_to": moved_to, "moved_at": tx.now}
    return tx.connection.execute(_NOTE, row).first() is not None
