"""Message ids per chat, so that people can have their messages removed within Telegram's time limit.

Telegram's ids, no contents; encrypted all the same. A row has the messages of one turn or of one delivery.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_chat
from bot.storage.tables import MESSAGE_IDS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import ROWS, START, Chunk, ChunkedDelete

REMOVABLE = 48 * 3600.0
"""Seconds within which a bot may delete a message; in a private chat also the person's (Bot API, ``deleteMessage``)."""


class Shown(Struct, frozen=True):
    """Messages now visible in a private chat, by their message ids."""

    agency: str
    chat_id: int
    ids: tuple[int, ...]


_IDS = "message_ids.ids"
_ADD = BulkStatement(sa.insert(MESSAGE_IDS), columns(MESSAGE_IDS, "agency", "chat_id", "ids", "shown_at"))
_GET = sa.select(MESSAGE_IDS.c.ids).where(of_chat(MESSAGE_IDS), MESSAGE_IDS.c.shown_at > sa.bindparam("after"))
_ERASE = sa.delete(MESSAGE_IDS).where(of_chat(MESSAGE_IDS))
_EXPIRE = ChunkedDelete(sa.delete(MESSAGE_IDS), MESSAGE_IDS.c.id, MESSAGE_IDS.c.shown_at)


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
    found: set[int] = set()
    for each in kept:
        try:
            found.update(json.loads(tx.encryption.decrypt_text(_IDS, agency, chat_id, each)))
        except ValueError:  # corrupted: nothing can be removed
            continue
    erase(tx, agency, chat_id)
    return sorted(found)


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Delete the records of a chat's messages."""
    tx.connection.execute(_ERASE, {"of_agency": agency, "of_chat": chat_id})


def expire(tx: Transaction, *, after: float = START, limit: int = ROWS) -> Chunk:
    """Delete a chunk of the message ids whose messages are too old to be removed."""
    return _EXPIRE.piece(tx, tx.now - REMOVABLE, after, limit)
