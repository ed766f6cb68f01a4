"""Admins' dialogues, separate from homeowners' conversations.

An admin may try the homeowner's conversation in the same chat, so one chat can have both.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.sql.conditions import of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.tables import STAFF_DIALOGUES
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

_LOAD = sa.select(STAFF_DIALOGUES.c.dialogue).where(of_chat(STAFF_DIALOGUES))
_SAVE = upsert(STAFF_DIALOGUES, "dialogue", "saved_at")
_END = sa.delete(STAFF_DIALOGUES).where(of_chat(STAFF_DIALOGUES))
expire = Expiry(sa.delete(STAFF_DIALOGUES), STAFF_DIALOGUES.c.saved_at)
"""Expiry of dialogues by the time at which they were last saved."""


def load(tx: Transaction, agency: str, chat_id: int) -> str | None:
    """Return the dialogue of a chat, as JSON; ``None`` if there is none."""
    return tx.connection.execute(_LOAD, {"of_agency": agency, "of_chat": chat_id}).scalar_one_or_none()


def save(tx: Transaction, agency: str, chat_id: int, dialogue: str) -> None:
    """Store a chat's dialogue, replacing the previous one."""
    row = {"agency": agency, "chat_id": chat_id, "dialogue": dialogue, "saved_at": tx.now}
    tx.connection.execute(_SAVE, row)


def end(tx: Transaction, agency: str, chat_id: int) -> None:
    """Delete a chat's dialogue; no effect if there is none."""
    tx.connection.execute(_END, {"of_agency": agency, "of_chat": chat_id})
