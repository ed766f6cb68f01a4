"""Relays by name: their chat, topic, queue and end. Messages are not stored in these rows.

Messages for a topic wait in the outbox under a number of the relay's own, its queue, which is not a chat: they are sent
in order, do not delay the staff group's cards or other topics, and are deleted with the homeowner's data. Queue numbers
are beyond all of Telegram's, which fit 52 bits.

After an erasure the relay belongs to nobody; its row is deleted with its topic.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.storage.queues import outbox
from bot.storage.queues.outbox import NewMessage
from bot.storage.sql.bulk_predicates import ALL_AGENCIES, AgencyFilter, whose
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.sql.due_rows import DueRows
from bot.storage.tables import RELAYS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import START, Chunk

OPEN, SAY, CLOSE, DELETE = "topic_open", "topic", "topic_close", "topic_delete"
"""Kinds of outbox rows in a relay's queue: create the topic (the body is its title), send a message (a message), close the
topic, delete it."""


class StoredRelay(Struct, frozen=True):
    """Row of a relay. ``chat_id`` is ``None`` once its homeowner was erased, ``topic`` until Telegram has created it."""

    agency: str
    name: str
    queue: int
    chat_id: int | None
    reference: str
    group_id: int
    topic: int | None = None


_T = RELAYS.c
_COLUMNS = tuple(_T[StoredRelay.__struct_fields__])
_THE = (of_chat(RELAYS), _T.name == sa.bindparam("of_name"))
_FIND = sa.select(*_COLUMNS).where(*_THE)
_OF_QUEUE = (of_agency(RELAYS), _T.queue == sa.bindparam("of_queue"))
_FIND_QUEUE = sa.select(*_COLUMNS).where(*_OF_QUEUE)
_IN_TOPIC = sa.select(*_COLUMNS).where(
    of_agency(RELAYS), _T.group_id == sa.bindparam("of_group"), _T.topic == sa.bindparam("of_topic")
)
_ADD = sa.insert(RELAYS)
_KEEP = sa.update(RELAYS).where(*_THE).values(ends_at=sa.bindparam("until"), changed_at=sa.bindparam("now"))
_NOTE_TOPIC = sa.update(RELAYS).where(*_OF_QUEUE).values(topic=sa.bindparam("made"))
_DROP = sa.delete(RELAYS).where(*_OF_QUEUE)
_DUE = DueRows(_T.ends_at, (*_COLUMNS, _T.ends_at))
_OF_CHAT = sa.select(*_COLUMNS).where(of_chat(RELAYS))
_OLD = sa.select(*_COLUMNS).where(
    _T.chat_id.is_not(None), _T.ends_at.is_(None), _T.changed_at < sa.bindparam("older_than"), whose(_T.agency)
)
_DETACH = sa.update(RELAYS).where(*_OF_QUEUE).values(chat_id=None, ends_at=None)


def add(tx: Transaction, agency: str, name: str, chat_id: int, reference: str, group_id: int) -> StoredRelay:
    """Store a new relay whose topic is to be created in this group."""
    # Below all of Telegram's numbers, and within 64 bits.
    queue = -(2**62) - secrets.randbelow(2**62)
    relay = StoredRelay(agency, name, queue, chat_id, reference, group_id)
    tx.connection.execute(_ADD, {**asdict(relay), "ends_at": None, "changed_at": tx.now})
    return relay


def find(tx: Transaction, agency: str, chat_id: int, name: str) -> StoredRelay | None:
    """Return a chat's relay of this name; ``None`` if it was erased."""
    return _one(tx, _FIND, {**_chat(agency, chat_id), "of_name": name})


def of_queue(tx: Transaction, agency: str, queue: int) -> StoredRelay | None:
    """Return the relay with this queue; ``None`` once its topic is deleted."""
    return _one(tx, _FIND_QUEUE, _queue(agency, queue))


def in_topic(tx: Transaction, agency: str, group_id: int, topic: int) -> StoredRelay | None:
    """Return the relay in this topic of a group."""
    return _one(tx, _IN_TOPIC, {"of_agency": agency, "of_group": group_id, "of_topic": topic})


def keep(tx: Transaction, relay: StoredRelay, ends_at: float | None) -> None:
    """Record when a relay ends by itself (seconds since 1970); ``None``: it is over."""
    where = {"of_agency": relay.agency, "of_chat": relay.chat_id, "of_name": relay.name}
    tx.connection.execute(_KEEP, {**where, "until": ends_at, "now": tx.now})


def note_topic(tx: Transaction, agency: str, queue: int, topic: int) -> None:
    """Record the id of the topic created by Telegram."""
    tx.connection.execute(_NOTE_TOPIC, {**_queue(agency, queue), "made": topic})


def drop(tx: Transaction, agency: str, queue: int) -> None:
    """Delete a relay, whose topic is gone."""
    tx.connection.execute(_DROP, _queue(agency, queue))


def take_due(tx: Transaction, limit: int) -> list[tuple[StoredRelay, float]]:
    """Return up to ``limit`` relays that have been idle long enough, and since when they are due; each once."""
    return [(StoredRelay(*row), ends_at) for *row, ends_at in _DUE.take(tx, limit)]


def of_chat_count(tx: Transaction, agency: str, chat_id: int) -> int:
    """Return the number of topics with messages of a chat's homeowner."""
    return len(tx.connection.execute(_OF_CHAT, _chat(agency, chat_id)).all())


def erase(tx: Transaction, agency: str, chat_id: int) -> int:
    """Detach a chat's relays from it, delete what waits for their topics, and queue the topics' deletion; return their number."""
    return _delete_topics(tx, _OF_CHAT, _chat(agency, chat_id))


def expire(tx: Transaction, older_than: float, of: AgencyFilter = ALL_AGENCIES, *, after: float = START) -> Chunk:  # noqa: ARG001  a single chunk
    """Erase, like :func:`erase`, all relays that ended before ``older_than`` (seconds since 1970)."""
    return Chunk(_delete_topics(tx, _OLD, {"older_than": older_than, **of.values()}), None)


def _delete_topics(tx: Transaction, which: sa.Select[Any], values: Mapping[str, object]) -> int:
    found = [StoredRelay(*row) for row in tx.connection.execute(which, values)]
    for each in found:
        outbox.erase(tx, each.agency, each.queue)
        tx.connection.execute(_DETACH, _queue(each.agency, each.queue))
    outbox.add(tx, [NewMessage(each.agency, each.queue, DELETE, "") for each in found])
    return len(found)


def _one(tx: Transaction, statement: sa.Select[Any], values: Mapping[str, object]) -> StoredRelay | None:
    row = tx.connection.execute(statement, values).one_or_none()
    return None if row is None else StoredRelay(*row)


def _chat(agency: str, chat_id: int) -> dict[str, object]:
    return {"of_agency": agency, "of_chat": chat_id}


def _queue(agency: str, queue: int) -> dict[str, object]:
    return {"of_agency": agency, "of_queue": queue}
