"""Inbox keys of updates, distinct per bot.

Each bot numbers its updates itself, so with the number alone another bot's first updates would look like repeats. Keys of
an agency's first bot are the number alone: keys stored by the previous version keep refusing repeats, and vice versa
while both versions run. Keys of every other bot include its id.
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
    """Return the id of the agency's first bot; ``None`` if none was recorded yet."""
    return tx.connection.execute(_FIRST, {"of_agency": agency}).scalar_one_or_none()


def note(tx: Transaction, agency: str, bot_id: int) -> None:
    """Record the agency's first bot; no effect if there is one."""
    tx.connection.execute(_CLAIM, {"agency": agency, "bot_id": bot_id})


def of_another_bot(items: Sequence[NewItem], bot_id: int) -> list[NewItem]:
    """Return the items under the keys of a bot other than the agency's first."""
    return [replace(item, key=f"{_PREFIX}{bot_id}:{item.key.removeprefix(_PREFIX)}") for item in items]
