"""Conversation states."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.sql.bulk_predicates import among, chats_in_values
from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import CHATS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry


class SavedState(Struct, frozen=True):
    """Conversation state as JSON.

    ``quiet``: the bot itself caused the change, so the save time stays: retention and the reminder count from the
    person's last action.
    """

    agency: str
    chat_id: int
    state: str
    quiet: bool = False


class LastSaved(Struct, frozen=True):
    """Conversation state and its save time (seconds since 1970)."""

    agency: str
    chat_id: int
    state: str
    saved_at: float

    @property
    def name(self) -> str:
        """Deterministic name of this state of this chat, for keys; not derivable without both."""
        of = f"{self.agency}\0{self.chat_id}\0{self.saved_at!r}"
        return hashlib.sha256(of.encode()).hexdigest()[:32]


_STATE = "chats.state"

_LOAD = Prepared(sa.select(*CHATS.c["agency", "chat_id", "state"]).where(among(CHATS.c.agency, CHATS.c.chat_id)))
_SAVE = upsert(CHATS, "state", "saved_at", stamp=sa.func.coalesce)
_SAVE_QUIETLY = sa.update(CHATS).where(of_chat(CHATS)).values(state=sa.bindparam("state"))
_EARLIER = CHATS.alias("earlier")
_SAVED_BEFORE = (
    sa.select(*CHATS.c["agency", "chat_id", "state", "saved_at"])
    .where(
        CHATS.c.saved_at < sa.bindparam("before"),
        CHATS.c.saved_at
        >= sa.func.coalesce(
            sa.select(_EARLIER.c.saved_at)
            .where(_EARLIER.c.saved_at < sa.bindparam("before"), _EARLIER.c.saved_at >= sa.bindparam("since"))
            .order_by(_EARLIER.c.saved_at.desc())
            .limit(1)
            .offset(sa.bindparam("last"))
            .scalar_subquery(),
            sa.bindparam("since"),
        ),
    )
    .order_by(CHATS.c.saved_at.desc(), CHATS.c.agency, CHATS.c.chat_id)
)
_SAVE_ALL = BulkStatement(_SAVE, columns(CHATS, "agency", "chat_id", "state", "saved_at", "stamp"))
expire = Expiry(sa.delete(CHATS), CHATS.c.saved_at, along=CHATS.c.saved_at, scrub=True)
"""Expiry of the states by the time at which they were last saved."""
_WITH_STAMP = sa.select(CHATS.c.chat_id).where(of_agency(CHATS), CHATS.c.stamp == sa.bindparam("of_stamp"))


def load(tx: Transaction, chats: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the states of these chats, each ``(agency, chat_id)``; new and erased chats are missing."""
    if not chats:
        return {}
    rows = _LOAD.rows(tx, chats_in_values(chats))
    found = {
        (agency, chat_id): tx.encryption.decrypt_text(_STATE, agency, chat_id, state) for agency, chat_id, state in rows
    }
    return {chat: found[chat] for chat in chats if chat in found}


def save(tx: Transaction, states: Sequence[SavedState]) -> None:
    """Replace the states of these chats; of several for one chat the last counts. A quiet one requires an earlier state."""
    last = {
        (each.agency, each.chat_id): tx.encryption.encrypt_text(_STATE, each.agency, each.chat_id, each.state)
        for each in states
        if not each.quiet
    }
    quiet = [
        {
            "of_agency": each.agency,
            "of_chat": each.chat_id,
            "state": tx.encryption.encrypt_text(_STATE, each.agency, each.chat_id, each.state),
        }
        for each in states
        if each.quiet
    ]
    if quiet:  # reminders: a few per minute
        tx.connection.execute(_SAVE_QUIETLY, quiet)
    if last:
        _SAVE_ALL.run(
            tx,
            [
                # Sorted, to prevent deadlocks between processes.
                {
                    "agency": agency,
                    "chat_id": chat_id,
                    "state": last[agency, chat_id],
                    "saved_at": tx.now,
                    "stamp": stamp,
                }
                for (agency, chat_id), stamp in zip(sorted(last), _stamps(len(last)), strict=True)
            ],
        )


def saved_before(tx: Transaction, before: float, since: float, limit: int) -> list[LastSaved]:
    """Return ``limit`` states last saved between ``since`` and ``before``, latest first.

    States saved in one transaction stay together, so there may be a few more. Times in seconds since 1970.
    """
    rows = tx.connection.execute(_SAVED_BEFORE, {"before": before, "since": since, "last": limit - 1})
    return [
        LastSaved(agency, chat_id, tx.encryption.decrypt_text(_STATE, agency, chat_id, state), saved_at)
        for agency, chat_id, state, saved_at in rows
    ]


def _stamps(count: int) -> tuple[int, ...]:
    """Return ``count`` random 63-bit numbers from one draw, as in :mod:`bot.core.references`."""
    return tuple(drawn >> 1 for drawn in struct.unpack(f"<{count}Q", os.urandom(8 * count)))


def with_stamp(tx: Transaction, agency: str, stamp: int) -> int | None:
    """Return the chat whose conversation has this stamp. Reads the whole table: only for restored backups."""
    return tx.connection.execute(_WITH_STAMP, {"of_agency": agency, "of_stamp": stamp}).scalars().first()
