"""The admins who may see the commands of admins in their chats' menus at Telegram: noted before they are shown."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

# See inbox.py on this import.
from sqlalchemy.dialects.postgresql import insert

from bot.storage.tables import ADMIN_MENUS
from bot.storage.transaction import Transaction

_OF_AGENCY = ADMIN_MENUS.c.agency == sa.bindparam("of_agency")
_NOTED = sa.select(ADMIN_MENUS.c.user_id).where(_OF_AGENCY)
_NOTE = insert(ADMIN_MENUS).on_conflict_do_nothing(index_elements=["agency", "user_id"])
_FORGET = sa.delete(ADMIN_MENUS).where(_OF_AGENCY, ADMIN_MENUS.c.user_id == sa.bindparam("of_user"))


def note(tx: Transaction, agency: str, admins: Collection[int]) -> frozenset[int]:
    """Note that an agency's ``admins`` (user ids) see the menu from now on; return who is noted beside them."""
    noted = frozenset(tx.connection.execute(_NOTED, {"of_agency": agency}).scalars())
    new = sorted({*admins} - noted)
    if new:
        tx.connection.execute(_NOTE, [{"agency": agency, "user_id": admin} for admin in new])
    return noted.difference(admins)


def forget(tx: Transaction, agency: str, admins: Collection[int]) -> None:
    """Note that these do not see the menu any more."""
    if admins:
        tx.connection.execute(_FORGET, [{"of_agency": agency, "of_user": admin} for admin in sorted(admins)])
