"""Inbox: everything that moves a conversation, in order of arrival, under a key that refuses repeats.

A chat's row in ``inbox_chats`` is its lock: a transaction that takes its items holds the row until its end, and others
skip it (``SKIP LOCKED``; SQLite has a single writer and needs no lock). So two replicas never process turns of one chat
at once, and a dying replica releases its locks with its connection.

Adding an item waits for the same lock. Otherwise a turn that finds no more items could delete the row just as an item
arrives, which would then be found by nobody. For the same reason the row written by an addition names the item just
added, not one seen by the statement: it may still see an item as waiting whose turn was committed while it waited for the
lock.

Order of arrival: ids increase in the order of addition. Overlapping transactions may commit in another order, so items
added concurrently have no order. But an item whose addition begins after another's commit comes after it. That is
sufficient: Telegram delivers a chat's next update only after the previous one is confirmed, which follows its commit,
both with polling and with webhooks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.core.serialization import QUEUED
from bot.storage.queues.backlog import Waiting, agencies_in
from bot.storage.sql.bulk_predicates import among, chats_in_values, none_of, one_of
from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_chat
from bot.storage.sql.inserts import insert_or_ignore, insert_or_lock
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import INBOX, INBOX_CHATS, INBOX_WAITING
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep.chunked_delete import Expiry
from bot.storage.upkeep.hangs import INBOX_TIMES
from conversations.events import Queued


class NewItem(Struct, frozen=True):
    """New inbox item. ``key`` is unique per agency: ``telegram:<update_id>``, ``lead:<ref>:<attempt>:<what>``.

    For keys of an agency's other bots see :mod:`bot.storage.queues.update_keys`. ``body`` is opaque bytes; ``source``
    names its reader.
    """

    agency: str
    key: str
    chat_id: int
    source: str
    body: bytes


def event_item(agency: str, key: str, chat_id: int, event: Queued) -> NewItem:
    """Return the item of an event in a chat, such as a reminder or what staff press."""
    return NewItem(agency, key, chat_id, "event", QUEUED.encode(event).encode())


class StoredItem(Struct, frozen=True):
    """Inbox item. ``attempts`` were begun and committed before; ``received_at`` in seconds since 1970."""

    id: int
    agency: str
    chat_id: int
    source: str
    body: bytes
    attempts: int
    received_at: float


class Item(StoredItem, frozen=True):
    """Waiting inbox item. ``hangs``: how often the process hung at its turn; ``None`` if never."""

    hangs: int | None = None


BODY, REASON = "inbox.body", "inbox.set_aside"
"""Encrypted columns, by the names used for their encryption."""

EMPTY = {"body": b"", "chat_id": None, "source": "", "set_aside": None}
"""Values of an item of which only the key stays."""
DONE: dict[str, Any] = {**EMPTY, "done_at": sa.bindparam("now")}

_ADD_ALL = BulkStatement(
    insert_or_ignore(INBOX).returning(*INBOX.c["id", "agency", "chat_id"]),
    columns(INBOX, "agency", "key", "chat_id", "source", "body", "received_at"),
)
_QUEUE_ALL = BulkStatement(insert_or_lock(INBOX_CHATS), columns(INBOX_CHATS, "agency", "chat_id", "item_id"))
_OLDEST_OF_CHATS = INBOX_CHATS.join(INBOX, INBOX.c.id == INBOX_CHATS.c.item_id)


def _take(*where: sa.ColumnElement[bool], order: sa.ColumnElement[Any] = INBOX_CHATS.c.item_id) -> Prepared:
    # The chats are chosen first: joined with the items before the limit, PostgreSQL may read the keys of all finished items.
    chosen = (
        sa.select(INBOX_CHATS.c.item_id)
        .where(*where)
        .order_by(order)
        .limit(sa.bindparam("n"))
        .with_for_update(skip_locked=True)
        .subquery("chosen")
    )
    return Prepared(
        sa.select(*INBOX.c[StoredItem.__struct_fields__], INBOX_TIMES)
        .join(chosen, INBOX.c.id == chosen.c.item_id)
        .order_by(INBOX.c.id)
    )


_TAKE_ONE = _take(INBOX_CHATS.c.item_id == sa.bindparam("item"))
_TAKE_OLDEST = _take()
_TAKE_BUT = _take(none_of(INBOX_CHATS.c.agency, "but"))
# Not in the order of the bare id: the planner would scan all other agencies' chats in it.
_TAKE_OF = _take(one_of(INBOX_CHATS.c.agency, "of"), order=INBOX_CHATS.c.item_id + 0)
_OLDEST = (
    sa.select(*INBOX.c["agency", "received_at"])
    .select_from(_OLDEST_OF_CHATS)
    .where(none_of(INBOX_CHATS.c.agency, "but"))
    .order_by(INBOX_CHATS.c.item_id)
    .limit(1)
)
_GET_OLDEST = Prepared(_OLDEST)
_AGENCIES = Prepared(agencies_in(INBOX_CHATS))
_WAITING_AMONG = sa.select(INBOX_CHATS.c.agency, INBOX_CHATS.c.chat_id).where(
    among(INBOX_CHATS.c.agency, INBOX_CHATS.c.chat_id)
)
_COUNT_ATTEMPT = Prepared(
    sa.update(INBOX).where(INBOX.c.id == sa.bindparam("item")).values(attempts=INBOX.c.attempts + 1)
)

_FOLLOWING = INBOX.alias("following")
_NEXT = Prepared(
    sa.select(
        INBOX_CHATS.c.agency,
        INBOX_CHATS.c.chat_id,
        sa.select(_FOLLOWING.c.id)
        .where(
            _FOLLOWING.c.agency == INBOX_CHATS.c.agency,
            _FOLLOWING.c.chat_id == INBOX_CHATS.c.chat_id,
            _FOLLOWING.c.done_at.is_(None),
            _FOLLOWING.c.id != INBOX_CHATS.c.item_id,
        )
        .order_by(_FOLLOWING.c.id)
        .limit(1)
        .correlate(INBOX_CHATS)
        .scalar_subquery(),
    ).where(one_of(INBOX_CHATS.c.item_id, "ids"))
)
_GO_ON_ALL = BulkStatement(
    sa.update(INBOX_CHATS).where(of_chat(INBOX_CHATS)).values(item_id=sa.bindparam("next_item")),
    {"of_agency": sa.Text(), "of_chat": sa.BigInteger(), "next_item": sa.BigInteger()},
)
_LEAVE = Prepared(sa.delete(INBOX_CHATS).where(one_of(INBOX_CHATS.c.item_id, "ids")))
_FINISH = Prepared(sa.update(INBOX).where(one_of(INBOX.c.id, "ids")).values(DONE))
_WHOSE = sa.select(INBOX.c.agency, INBOX.c.chat_id).where(INBOX.c.id == sa.bindparam("item"))
_SET_ASIDE = (
    sa.update(INBOX)
    .where(INBOX.c.id == sa.bindparam("item"))
    .values(done_at=sa.bindparam("now"), set_aside=sa.bindparam("reason"))
)
_KEYS = sa.delete(INBOX).where(INBOX.c.done_at.is_not(None), INBOX.c.set_aside.is_(None))
forget_keys = Expiry(_KEYS, INBOX.c.received_at, along=INBOX.c.id)
"""Expiry of the keys of finished items, by the time of their arrival, with which ids increase."""
_LOCK = sa.select(INBOX_CHATS.c.item_id).where(of_chat(INBOX_CHATS)).with_for_update()
_ABANDON = sa.update(INBOX).where(of_chat(INBOX), INBOX_WAITING).values(DONE)
_LEAVE_CHAT = sa.delete(INBOX_CHATS).where(of_chat(INBOX_CHATS))
_WAITING = sa.select(
    sa.select(sa.func.count())
    .select_from(INBOX)
    .where(INBOX_WAITING, none_of(INBOX.c.agency, "but"))
    .scalar_subquery(),
    _OLDEST.with_only_columns(INBOX.c.received_at).scalar_subquery(),
)


def add(tx: Transaction, items: Sequence[NewItem]) -> int:
    """Add items with new keys, in this order; return their number."""
    if not items:
        return 0
    added = _ADD_ALL.returning(
        tx,
        [
            {
                **asdict(item),
                "body": tx.encryption.encrypt(BODY, item.agency, item.chat_id, item.body),
                "received_at": tx.now,
            }
            for item in items
        ],
    )
    oldest: dict[tuple[str, int], int] = {}
    for item_id, agency, chat_id in added:
        oldest[agency, chat_id] = min(item_id, oldest.get((agency, chat_id), item_id))
    if oldest:
        _QUEUE_ALL.run(
            tx,
            # Sorted, to prevent deadlocks between processes.
            [
                {"agency": agency, "chat_id": chat_id, "item_id": oldest[agency, chat_id]}
                for agency, chat_id in sorted(oldest)
            ],
        )
        tx.fed.add(Queue.INBOX)
    return len(added)


def take(tx: Transaction, limit: int, but: Collection[str] = ()) -> list[Item]:
    """Take the oldest waiting item of up to ``limit`` chats, oldest first. Nothing is marked: the turn's commit finishes it.

    The chats are locked by this transaction until it ends; chats locked by another replica are left out, as are agencies
    in ``but``.
    """
    if but:
        return [_item(tx, row) for row in _TAKE_BUT.rows(tx, {"n": limit, "but": list(but)})]
    return [_item(tx, row) for row in _TAKE_OLDEST.rows(tx, {"n": limit})]


def take_of(tx: Transaction, limit: int, agencies: Collection[str]) -> list[Item]:
    """Take like :func:`take`, but only items of these agencies, without reading the rows of others."""
    return [_item(tx, row) for row in _TAKE_OF.rows(tx, {"n": limit, "of": list(agencies)})]


def agencies(tx: Transaction) -> frozenset[str]:
    """Return the agencies with waiting items."""
    return frozenset(agency for (agency,) in _AGENCIES.rows(tx))


def take_one(tx: Transaction, item_id: int) -> Item | None:
    """Take this item; ``None`` if it is done, its chat is locked by another replica, or an earlier item comes first."""
    row = _TAKE_ONE.first(tx, {"item": item_id, "n": 1})
    return None if row is None else _item(tx, row)


def _item(tx: Transaction, row: Sequence[Any]) -> Item:
    item_id, agency, chat_id, source, body, *rest = row
    return Item(item_id, agency, chat_id, source, tx.encryption.open(BODY, agency, chat_id, body), *rest)


def count_attempt(tx: Transaction, item_id: int) -> None:
    """Count an attempt at a turn in a transaction of its own before the turn, since a poison item may kill the process."""
    _COUNT_ATTEMPT.run(tx, {"item": item_id})


def finish(tx: Transaction, item_ids: Sequence[int]) -> bool:
    """Finish items: empty their bodies and chats, keep their keys to refuse repeats.

    Returns whether any of their chats has another one waiting.
    """
    if not item_ids:
        return False
    more = _advance(tx, item_ids)
    _FINISH.run(tx, {"ids": item_ids, "now": tx.now})
    return more


def set_aside(tx: Transaction, item_id: int, reason: str) -> None:
    """Set aside an item that cannot be processed. Its body is kept for the engineer until an erasure."""
    _advance(tx, [item_id])
    agency, chat_id = tx.connection.execute(_WHOSE, {"item": item_id}).one()
    kept = tx.encryption.encrypt_text(REASON, agency, chat_id, reason)
    tx.connection.execute(_SET_ASIDE, {"item": item_id, "now": tx.now, "reason": kept})


def _advance(tx: Transaction, item_ids: Sequence[int]) -> bool:
    """Advance the chats of these items to their next items; return whether any of them has one."""
    following = [
        {"of_agency": agency, "of_chat": chat_id, "next_item": item_id}
        for agency, chat_id, item_id in _NEXT.rows(tx, {"ids": item_ids})
        if item_id is not None
    ]
    if following:
        _GO_ON_ALL.run(tx, following)
    _LEAVE.run(tx, {"ids": item_ids})
    return bool(following)


def abandon(tx: Transaction, agency: str, chat_id: int) -> int:
    """Empty a chat's waiting items unprocessed; return their number. Waits for a turn in progress."""
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    tx.connection.execute(_LOCK, of_chat)
    abandoned = tx.connection.execute(_ABANDON, {**of_chat, "now": tx.now}).rowcount
    tx.connection.execute(_LEAVE_CHAT, of_chat)
    return abandoned


def waiting(tx: Transaction, but: Collection[str] = ()) -> Waiting:
    """Return the number of waiting items and when the oldest came, without agencies in ``but``."""
    count, oldest = tx.connection.execute(_WAITING, {"but": list(but)}).one()
    return Waiting(count, oldest)


def oldest(tx: Transaction, but: Collection[str]) -> tuple[str, float] | None:
    """Return the agency whose item has waited longest, and when that came, without agencies in ``but``."""
    found = _GET_OLDEST.first(tx, {"but": list(but)})
    return None if found is None else (found[0], found[1])


def waiting_among(tx: Transaction, chats: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return those of these chats, each ``(agency, chat_id)``, that have a waiting item."""
    if not chats:
        return set()
    return {(agency, chat_id) for agency, chat_id in tx.connection.execute(_WAITING_AMONG, chats_in_values(chats))}
