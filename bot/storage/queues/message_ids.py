"""Message ids per chat, so that people can have their messages removed within Telegram's time limit.

Also of messages that name a person to staff, which are removed when everything about that person is erased.
Telegram's ids, no contents; encrypted all the same. A row has the messages of one turn or of one delivery.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.tables import LEADS, MESSAGE_IDS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

REMOVABLE = 48 * 3600.0
"""Seconds within which a bot may delete a message; in a private chat also the person's (Bot API, ``deleteMessage``)."""


class Shown(Struct, frozen=True):
    """Messages now visible in a chat, by their message ids. ``about`` is the lead whose person they name to staff, if any."""

    agency: str
    chat_id: int
    ids: tuple[int, ...]
    about: str | None = None


_IDS = "message_ids.ids"
_ADD = BulkStatement(sa.insert(MESSAGE_IDS), columns(MESSAGE_IDS, "agency", "chat_id", "ids", "shown_at", "about"))
_GET = sa.select(MESSAGE_IDS.c.ids).where(of_chat(MESSAGE_IDS), MESSAGE_IDS.c.shown_at > sa.bindparam("after"))
_ERASE = sa.delete(MESSAGE_IDS).where(of_chat(MESSAGE_IDS))
_NAMING = sa.and_(
    of_agency(MESSAGE_IDS),
    MESSAGE_IDS.c.about.is_not(None),
    MESSAGE_IDS.c.about.in_(sa.select(LEADS.c.reference).where(of_chat(LEADS))),
)
_GET_NAMING = sa.select(MESSAGE_IDS.c.chat_id, MESSAGE_IDS.c.ids).where(
    _NAMING, MESSAGE_IDS.c.shown_at > sa.bindparam("after")
)
_ERASE_NAMING = sa.delete(MESSAGE_IDS).where(_NAMING)
expire = Expiry(sa.delete(MESSAGE_IDS), MESSAGE_IDS.c.shown_at, along=MESSAGE_IDS.c.id)
"""Expiry of the ids of messages, by the time from which they were shown; see :data:`REMOVABLE`."""


def add(tx: Transaction, shown: Sequence[Shown]) -> None:
    """Record these messages as in their chats from now on."""
    if shown:
        _ADD.run(
            tx,
            [
                {
                    **asdict(each),
                    "ids": tx.encryption.encrypt_text(_IDS, each.agency, each.chat_id, json.dumps(each.ids)),
                    "shown_at": tx.now,
                }
                for each in shown
            ],
        )


def take(tx: Transaction, agency: str, chat_id: int) -> list[int]:
    """Return a chat's messages that can still be removed, and delete their records."""
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    kept = tx.connection.execute(_GET, {**of_chat, "after": tx.now - REMOVABLE}).scalars().all()
    found = {each for row in kept for each in _opened(tx, agency, chat_id, row)}
    erase(tx, agency, chat_id)
    return sorted(found)


def take_naming(tx: Transaction, agency: str, chat_id: int) -> dict[int, list[int]]:
    """Return the messages to staff that name a chat's person and can still be removed, by chat; delete their records.

    Call it before the chat's leads are erased, by which the messages are found.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    found: dict[int, list[int]] = {}
    for where, row in tx.connection.execute(_GET_NAMING, {**of_chat, "after": tx.now - REMOVABLE}).all():
        found.setdefault(where, []).extend(_opened(tx, agency, where, row))
    tx.connection.execute(_ERASE_NAMING, of_chat)
    return found


def _opened(tx: Transaction, agency: str, chat_id: int, row: bytes) -> list[int]:
    try:
        ids: list[int] = json.loads(tx.encryption.decrypt_text(_IDS, agency, chat_id, row))
    except ValueError:  # corrupted: nothing can be removed
        return []
    return ids


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Delete the records of a chat's messages."""
    tx.connection.execute(_ERASE, {"of_agency": agency, "of_chat": chat_id})
