"""Keys of updates in the inbox, apart by bot.

Each bot numbers its updates by itself, so the number alone would take the first updates of another bot for repeats. The first
bot of an agency keeps keys of the number alone: those that the version before stored go on refusing repeats, and where that
version runs beside this one it refuses what this one stored. The keys of every other bot have its id as well.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec.structs import replace

from bot.storage.queues.inbox import NewItem
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.inserts import insert_or_ignore
from bot.storage.tables import BOTS
from bot.storage.transaction import Transaction

_FIRST = sa.select(BOTS.c.bot_id).where(of_agency(BOTS))
_CLAIM = insert_or_ignore(BOTS)
_PREFIX = "telegram:"


def key(number: int) -> str:
    """Return the key of an update of the agency's first bot."""
    return f"{_PREFIX}{number}"


def first_bot(tx: Transaction, agency: str) -> int | None:
    """Return the id of the agency's first bot; ``None`` if no bot was noted yet."""
    first: int | None = tx.connection.execute(_FIRST, {"of_agency": agency}).scalar_one_or_none()
    return first


def note(tx: Transaction, agency: str, bot_id: int) -> None:
    """Note the agency's first bot; without effect if there is one."""
    tx.connection.execute(_CLAIM, {"agency": agency, "bot_id": bot_id})


def of_another_bot(items: Sequence[NewItem], bot_id: int) -> list[NewItem]:
    """Return the items under the keys of a bot that is not the agency's first."""
    return [replace(item, key=f"{_PREFIX}{bot_id}:{item.key.removeprefix(_PREFIX)}") for item in items]
