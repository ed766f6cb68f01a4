"""Dead letters: set-aside inbox items: list, retry, drop, expire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace

from bot.storage.queues.inbox import BODY, EMPTY, REASON, StoredItem
from bot.storage.sql.conditions import of_chat as _of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.tables import INBOX, INBOX_CHATS
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import secure_erase
from bot.storage.upkeep.chunked_delete import Expiry


class DeadLetter(StoredItem, frozen=True):
    """Dead letter: a set-aside inbox item and the reason. ``body`` is the original."""

    reason: str


_ASIDE = INBOX.c.set_aside.is_not(None)
_THE_ONE = (INBOX.c.id == sa.bindparam("item"), _ASIDE)
_LISTED = sa.select(*INBOX.c[(*StoredItem.__struct_fields__, "set_aside")]).where(_ASIDE).order_by(INBOX.c.id)
_OF_CHAT = _LISTED.where(_of_chat(INBOX))
_EMPTIED = sa.update(INBOX).values(EMPTY)
expire = Expiry(_EMPTIED, INBOX.c.done_at, _ASIDE, bounded=True, scrub=True)
"""Expiry of dead letters that nobody dealt with, by the time at which they were set aside."""
_GET = _LISTED.where(INBOX.c.id == sa.bindparam("item"))
_RETRY = sa.update(INBOX).where(*_THE_ONE).values(done_at=None, set_aside=None, attempts=0)
_QUEUE_AGAIN = upsert(INBOX_CHATS, "item_id", where=lambda queued, again: queued.item_id > again.item_id).from_select(
    ["agency", "chat_id", "item_id"],
    sa.select(*INBOX.c["agency", "chat_id", "id"]).where(INBOX.c.id == sa.bindparam("item")),
)
_ERASE = _EMPTIED.where(_of_chat(INBOX), _ASIDE)
_DROP = _EMPTIED.where(*_THE_ONE)
_COUNT = sa.select(sa.func.count()).where(_ASIDE)


def count(tx: Transaction) -> int:
    """Return the number of dead letters."""
    return tx.connection.execute(_COUNT).scalar_one()


def listed(tx: Transaction) -> list[DeadLetter]:
    """Return the dead letters of all agencies, oldest first."""
    return [_aside(tx, row) for row in tx.connection.execute(_LISTED)]


def of_chat(tx: Transaction, agency: str, chat_id: int) -> list[DeadLetter]:
    """Return the dead letters of a chat, oldest first."""
    rows = tx.connection.execute(_OF_CHAT, {"of_agency": agency, "of_chat": chat_id})
    return [_aside(tx, row) for row in rows]


def get(tx: Transaction, item_id: int) -> DeadLetter | None:
    """Return a dead letter; ``None`` if there is none."""
    row = tx.connection.execute(_GET, {"item": item_id}).one_or_none()
    return None if row is None else _aside(tx, row)


def _aside(tx: Transaction, row: Sequence[Any]) -> DeadLetter:
    sealed = DeadLetter(*row)
    whose = sealed.agency, sealed.chat_id
    body = tx.encryption.open(BODY, *whose, sealed.body)
    return replace(sealed, body=body, reason=tx.encryption.decrypt_text(REASON, *whose, row[-1]))


def retry(tx: Transaction, item_id: int) -> bool:
    """Requeue a dead letter before all newer items of its chat. ``False`` if it does not exist."""
    retried = tx.connection.execute(_RETRY, {"item": item_id}).rowcount == 1
    if retried:
        tx.connection.execute(_QUEUE_AGAIN, {"item": item_id})
        tx.fed.add(Queue.INBOX)
    return retried


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Empty a chat's dead letters. Waiting items are newer than the erasure request, and stay."""
    tx.connection.execute(_ERASE, {"of_agency": agency, "of_chat": chat_id})


def drop(tx: Transaction, item_id: int) -> bool:
    """Empty a dead letter for good; its key stays to refuse repeats. ``False`` if it does not exist."""
    dropped = tx.connection.execute(_DROP, {"item": item_id}).rowcount == 1
    if dropped:
        secure_erase.request(tx)
    return dropped
