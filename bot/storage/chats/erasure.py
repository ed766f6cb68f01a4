"""Erasure of everything held about a chat: by /delete (:func:`erase`), and by ``python -m bot forget`` (:func:`forget`).

A new table whose rows name a chat is emptied in :func:`erase`.
"""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.chats import relays
from bot.storage.leads import lead_queue
from bot.storage.ledger import Tombstone, TombstoneKind
from bot.storage.queues import dead_letters, inbox, message_ids, outbox, outbox_results
from bot.storage.sql.conditions import of_chat
from bot.storage.tables import CHATS, CONTACTS, INBOX, METADATA, MOVED_GROUPS, OUTBOX, STAFF_DIALOGUES, VISITS
from bot.storage.transaction import Transaction
from bot.storage.upkeep import secure_erase
from conversations.events import LeadStanding

_HOLDING = [table for table in METADATA.tables.values() if "chat_id" in table.c and table is not MOVED_GROUPS]
"""Tables with rows of a chat, searched for the agencies that hold data about it."""
_ERASE = [sa.delete(table).where(of_chat(table)) for table in (CHATS, CONTACTS, STAFF_DIALOGUES, VISITS)]
"""Deletions from the tables of which a chat's rows need nothing but deleting."""
_STAMP = sa.select(CHATS.c.stamp).where(of_chat(CHATS))
_AGENCIES = sa.union(
    *(sa.select(table.c.agency).where(table.c.chat_id == sa.bindparam("of_chat")) for table in _HOLDING)
)


def _count(table: sa.Table) -> sa.Select[int]:
    return sa.select(sa.func.count()).where(of_chat(table))


_STATES, _MESSAGES, _ITEMS, _VISITS = _count(CHATS), _count(OUTBOX), _count(INBOX), _count(VISITS)


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Erase everything held about a chat: state, messages, leads, visits, hashes of contacts, dead letters.

    A lead in flight is emptied, and deleted when its result is recorded. Waiting inbox items stay, including the one that
    requested the erasure; messages added afterwards are sent. Topics in which staff read the chat, and messages that
    name its person to them, are deleted through the outbox. Call :meth:`bot.storage.database.Database.scrub` after the
    commit.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    stamp = tx.connection.execute(_STAMP, of_chat).scalar_one_or_none()
    if stamp is not None:
        tx.entry.tombstones.append(Tombstone(TombstoneKind.ERASED_CHAT, agency, str(stamp)))
    for statement in _ERASE:
        tx.connection.execute(statement, of_chat)
    dead_letters.erase(tx, agency, chat_id)
    outbox.erase(tx, agency, chat_id)  # before the leads, by which it finds what quotes this person to others
    outbox_results.remove_naming(tx, agency, chat_id)
    lead_queue.erase(tx, agency, chat_id)
    relays.erase(tx, agency, chat_id)
    secure_erase.request(tx)


class Forgotten(Struct, frozen=True):
    """Receipt of an erasure: counts of states, unsent replies, unprocessed updates, visits and topics, and the leads' statuses."""

    at: float
    states: int
    messages: int
    updates: int
    leads: tuple[LeadStanding, ...]
    visits: int = 0
    topics: int = 0


def agencies_of(tx: Transaction, chat_id: int) -> list[str]:
    """Return the agencies that hold data about a chat. Reads whole tables: for commands."""
    return sorted(tx.connection.execute(_AGENCIES, {"of_chat": chat_id}).scalars())


def forget(tx: Transaction, agency: str, chat_id: int) -> Forgotten:
    """Erase everything held about a chat, including unprocessed updates; return the receipt.

    A lead in flight is emptied, and deleted when its result is recorded. Scrub the database after the commit.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    items = tx.connection.execute(_ITEMS, of_chat).scalar_one()
    inbox.abandon(tx, agency, chat_id)  # first: a turn in progress may still write data to be erased
    found = Forgotten(
        at=tx.now,
        states=tx.connection.execute(_STATES, of_chat).scalar_one(),
        messages=tx.connection.execute(_MESSAGES, of_chat).scalar_one(),
        updates=items,
        leads=lead_queue.standings(tx, [(agency, chat_id)], hold=True).get((agency, chat_id), ()),
        visits=tx.connection.execute(_VISITS, of_chat).scalar_one(),
        topics=relays.of_chat_count(tx, agency, chat_id),
    )
    erase(tx, agency, chat_id)
    message_ids.erase(tx, agency, chat_id)
    return found
