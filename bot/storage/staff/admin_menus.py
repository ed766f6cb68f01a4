"""Admins whose chats show the admin commands, recorded before they are shown."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import insert_or_ignore, upsert
from bot.storage.tables import ADMIN_MENUS, OUTBOX_CHATS
from bot.storage.transaction import Transaction

_OF_AGENCY = of_agency(ADMIN_MENUS)
_NOTED = sa.select(ADMIN_MENUS.c.user_id).where(_OF_AGENCY)
_NOTE = insert_or_ignore(ADMIN_MENUS)
_BEGIN = upsert(ADMIN_MENUS, "begun_at", where=lambda noted, _: noted.begun_at.is_(None))
_REACHABLE = (
    sa.select(ADMIN_MENUS.c.user_id)
    .outerjoin(
        OUTBOX_CHATS,
        sa.and_(OUTBOX_CHATS.c.agency == ADMIN_MENUS.c.agency, OUTBOX_CHATS.c.chat_id == ADMIN_MENUS.c.user_id),
    )
    .where(_OF_AGENCY, ADMIN_MENUS.c.begun_at.is_not(None), OUTBOX_CHATS.c.unreachable_since.is_(None))
)
_FORGET = sa.delete(ADMIN_MENUS).where(_OF_AGENCY, ADMIN_MENUS.c.user_id == sa.bindparam("of_user"))


def note(tx: Transaction, agency: str, admins: Collection[int]) -> frozenset[int]:
    """Record that an agency's ``admins`` (user ids) see the menu from now on; return the other recorded admins."""
    noted = frozenset(tx.connection.execute(_NOTED, {"of_agency": agency}).scalars())
    new = sorted({*admins} - noted)
    if new:
        tx.connection.execute(_NOTE, [{"agency": agency, "user_id": admin} for admin in new])
    return noted.difference(admins)


def begin(tx: Transaction, agency: str, admin: int) -> None:
    """Record that an admin has started a chat with the bot."""
    tx.connection.execute(_BEGIN, {"agency": agency, "user_id": admin, "begun_at": tx.now})


def reachable(tx: Transaction, agency: str) -> frozenset[int]:
    """Return the recorded user ids that have started a chat with the bot and do not block it."""
    return frozenset(tx.connection.execute(_REACHABLE, {"of_agency": agency}).scalars())


def forget(tx: Transaction, agency: str, admins: Collection[int]) -> None:
    """Record that these admins no longer see the menu."""
    if admins:
        tx.connection.execute(_FORGET, [{"of_agency": agency, "of_user": admin} for admin in sorted(admins)])
