"""Contacts: the chats in which a phone number or email address was given, to notice one that is given in several.

A contact is stored as a hash with a key that is not in the database, so a row does not reveal the number or address. A
row is deleted with its chat's data, and by the retention of leads.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

import sqlalchemy as sa

from bot.storage.sql.bulk_predicates import one_of
from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.conditions import of_chat as _of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import CONTACTS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry

_ADD = BulkStatement(upsert(CONTACTS, "seen_at"), columns(CONTACTS, "agency", "contact", "chat_id", "seen_at"))
_ELSEWHERE = Prepared(
    sa.select(CONTACTS.c.contact)
    .where(
        of_agency(CONTACTS),
        one_of(CONTACTS.c.contact, "contacts"),
        CONTACTS.c.chat_id != sa.bindparam("of_chat"),
        CONTACTS.c.seen_at > sa.bindparam("since"),
    )
    .distinct()
)
_COUNT = sa.select(sa.func.count()).select_from(CONTACTS).where(_of_chat(CONTACTS))
expire = Expiry(sa.delete(CONTACTS), CONTACTS.c.seen_at, along=CONTACTS.c.seen_at)
"""Expiry of contacts by the time at which they were last given."""


def name(kind: str, value: str, key: bytes) -> str:
    """Return the hash of a contact; ``kind`` is ``phone`` or ``email``. Case is ignored."""
    return blake2b(f"{kind}:{value.casefold()}".encode(), key=key, digest_size=16).hexdigest()


def add(tx: Transaction, agency: str, contacts: Collection[str], chat_id: int) -> None:
    """Record that contacts, each a :func:`name`, were given in a chat now."""
    rows = [{"agency": agency, "contact": each, "chat_id": chat_id, "seen_at": tx.now} for each in sorted(contacts)]
    _ADD.run(tx, rows)


def elsewhere(tx: Transaction, agency: str, contacts: Collection[str], chat_id: int, since: float) -> set[str]:
    """Return those of ``contacts`` given in another chat of the agency after ``since`` (seconds since 1970)."""
    values = {"of_agency": agency, "contacts": list(contacts), "of_chat": chat_id, "since": since}
    return {contact for (contact,) in _ELSEWHERE.rows(tx, values)}


def of_chat(tx: Transaction, agency: str, chat_id: int) -> int:
    """Return the number of contacts recorded for a chat."""
    return tx.connection.execute(_COUNT, {"of_agency": agency, "of_chat": chat_id}).scalar_one()
