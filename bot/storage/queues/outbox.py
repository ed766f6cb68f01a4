"""Outbox: messages to people, in order per chat, under a lease per chat.

A chat with waiting messages has a row in ``outbox_chats``: when it may be taken next, and whether its person blocked the
bot. Choosing chats reads only those rows. Adding a message locks the row, for the reason given in inbox.py. What becomes
of messages once they were taken is in outbox_results.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict

from bot.logging import tracing
from bot.storage.leases import among_leases, leases_in_values, new_lease, replica_of
from bot.storage.queues.backlog import Waiting, agencies_in
from bot.storage.sql.bulk_predicates import among, chats_in_values, none_of, one_of
from bot.storage.sql.bulk_statements import BulkStatement, columns
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.sql.inserts import insert_or_lock
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import ABOUT_A_LEAD, LEADS, OUTBOX, OUTBOX_CHATS, REACHABLE
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep.hangs import OUTBOX_TIMES


class NewMessage(Struct, frozen=True):
    """New outbox message: ``kind`` is ``message`` or ``toast``, ``body`` JSON made by the caller.

    ``about``, of a message that quotes a person to others, is the reference of that person's lead: an erasure of the person
    deletes it, although the chat is not theirs. ``cause``: what it follows from, if chats are traced
    (:mod:`bot.logging.tracing`); it is not stored.
    """

    agency: str
    chat_id: int
    kind: str
    body: str
    about: str | None = None
    cause: dict[str, str] | None = None


class QueuedMessage(Struct, frozen=True):
    """Message in a chat's queue. ``attempts`` failed before; ``created_at`` in seconds since 1970.

    ``about`` as in :class:`NewMessage`. ``hangs``: how often the process hung at sending it; ``None`` if never. ``cause`` as
    there; only if this process wrote the message, since it is not stored.
    """

    id: int
    kind: str
    body: str
    attempts: int
    created_at: float
    about: str | None = None
    hangs: int | None = None
    cause: dict[str, str] | None = None


class ChatQueue(Struct, frozen=True):
    """First messages of a chat's queue in sending order, and the lease required to record their results."""

    agency: str
    chat_id: int
    messages: tuple[QueuedMessage, ...]
    lease: int


BODY = "outbox.body"
"""Encrypted column, by the name used for its encryption."""
MESSAGES_PER_CHAT = 10
"""Messages of a chat sent under one lease."""

OF_CHAT, THE_CHAT = of_chat(OUTBOX), of_chat(OUTBOX_CHATS)
"""Conditions: a chat's messages, and its row."""
HAS_MESSAGES = (
    sa.select(sa.literal(1))
    .where(OUTBOX.c.agency == OUTBOX_CHATS.c.agency, OUTBOX.c.chat_id == OUTBOX_CHATS.c.chat_id)
    .correlate(OUTBOX_CHATS)
    .exists()
)

ADD_ALL = BulkStatement(
    sa.insert(OUTBOX).returning(OUTBOX.c.id),
    columns(OUTBOX, "agency", "chat_id", "kind", "body", "created_at", "about"),
)
QUEUE_ALL = BulkStatement(
    insert_or_lock(OUTBOX_CHATS).returning(*OUTBOX_CHATS.c["agency", "chat_id"]),
    columns(OUTBOX_CHATS, "agency", "chat_id", "due_at", "leased", "lease"),
)
"""Returns the chats that had no row."""

_DUE = (
    sa.select(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
    .where(
        REACHABLE,
        OUTBOX_CHATS.c.due_at <= sa.bindparam("now"),
        sa.or_(OUTBOX_CHATS.c.lease.is_(None), none_of(OUTBOX_CHATS.c.lease, "held")),
    )
    .limit(sa.bindparam("n"))
    .with_for_update(skip_locked=True)
)
_OF = one_of(OUTBOX_CHATS.c.agency, "of")


def _lease(due: sa.Select[Any]) -> Prepared:
    chosen = due.cte("due")
    return Prepared(
        sa.update(OUTBOX_CHATS)
        .where(OUTBOX_CHATS.c.agency == chosen.c.agency, OUTBOX_CHATS.c.chat_id == chosen.c.chat_id)
        .values(leased=True, lease=sa.bindparam("to_lease"), due_at=sa.bindparam("until"))
        .returning(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
    )


_LEASE = _lease(_DUE.order_by(OUTBOX_CHATS.c.due_at))
# Not the bare time: the planner would scan all other agencies' chats in its order.
_LEASE_OF = _lease(_DUE.where(_OF).order_by(OUTBOX_CHATS.c.due_at + 0))
_EARLIER = OUTBOX.alias("earlier")


def messages_of_chats(*more: sa.ColumnElement[Any]) -> sa.Select[*tuple[Any, ...]]:
    """Select chats with their messages in order, the first ``last`` + 1 of each chat, and ``more`` columns of each."""
    return (
        sa.select(
            *OUTBOX_CHATS.c["agency", "chat_id"],
            *OUTBOX.c["id", "kind", "body", "attempts", "created_at", "about"],
            *more,
        )
        .select_from(OUTBOX_CHATS)
        .join(
            OUTBOX,
            sa.and_(
                OUTBOX.c.agency == OUTBOX_CHATS.c.agency,
                OUTBOX.c.chat_id == OUTBOX_CHATS.c.chat_id,
                # The last id that fits bounds the index scan, so that a long queue is not read to its end.
                OUTBOX.c.id
                <= sa.func.coalesce(
                    sa.select(_EARLIER.c.id)
                    .where(_EARLIER.c.agency == OUTBOX_CHATS.c.agency, _EARLIER.c.chat_id == OUTBOX_CHATS.c.chat_id)
                    .order_by(_EARLIER.c.id)
                    .limit(1)
                    .offset(sa.bindparam("last"))
                    .correlate(OUTBOX_CHATS)
                    .scalar_subquery(),
                    sa.literal_column("9223372036854775807"),
                ),
            ),
        )
        .order_by(OUTBOX.c.id)
    )


_MESSAGES = Prepared(
    messages_of_chats(OUTBOX_TIMES).where(
        among(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id), OUTBOX_CHATS.c.lease == sa.bindparam("with_lease")
    )
)
"""A separate statement after the lease, so that it sees what the previous holder committed."""

LEAVE_EMPTY = sa.delete(OUTBOX_CHATS).where(THE_CHAT, ~HAS_MESSAGES)
ERASE = sa.delete(OUTBOX).where(OF_CHAT)
_ERASE_QUOTING = sa.delete(OUTBOX).where(
    of_agency(OUTBOX), ABOUT_A_LEAD, OUTBOX.c.about.in_(sa.select(LEADS.c.reference).where(of_chat(LEADS)))
)
_ERASE_CHAT = sa.delete(OUTBOX_CHATS).where(THE_CHAT, ~OUTBOX_CHATS.c.leased)


_NEXT_DUE = Prepared(sa.select(sa.func.min(OUTBOX_CHATS.c.due_at)).where(REACHABLE))
_NEXT_DUE_OF = Prepared(
    sa.select(OUTBOX_CHATS.c.agency, sa.func.min(OUTBOX_CHATS.c.due_at))
    .where(REACHABLE, _OF)
    .group_by(OUTBOX_CHATS.c.agency)
)
_AGENCIES = Prepared(agencies_in(OUTBOX_CHATS))
_WAITING = (
    sa.select(sa.func.count(), sa.func.min(OUTBOX.c.created_at))
    .select_from(OUTBOX_CHATS)
    .join(OUTBOX, sa.and_(OUTBOX.c.agency == OUTBOX_CHATS.c.agency, OUTBOX.c.chat_id == OUTBOX_CHATS.c.chat_id))
    .where(REACHABLE, none_of(OUTBOX_CHATS.c.agency, "but"))
)
_RELEASE = (
    sa.update(OUTBOX_CHATS).where(OUTBOX_CHATS.c.leased).values(leased=False, lease=None, due_at=sa.bindparam("now"))
)
_RECOVER = _RELEASE.where(among_leases(OUTBOX_CHATS.c.lease))
_DISOWN = _RELEASE.where(
    replica_of(OUTBOX_CHATS.c.lease) == sa.bindparam("replica"), none_of(OUTBOX_CHATS.c.lease, "keep")
)
_LEASES = sa.select(OUTBOX_CHATS.c.lease).where(OUTBOX_CHATS.c.lease.is_not(None)).distinct()


def add(tx: Transaction, messages: Sequence[NewMessage]) -> set[tuple[str, int]]:
    """Queue these messages, each at the end of its chat's queue, in this order; return the chats as :func:`queue` does."""
    if not messages:
        return set()
    insert(tx, messages)
    tx.fed.add(Queue.OUTBOX)
    return queue(tx, {(message.agency, message.chat_id) for message in messages})


def insert(tx: Transaction, messages: Sequence[NewMessage]) -> list[int]:
    """Insert these messages, each at the end of its chat's queue; return their ids, in this order."""
    sealed = (tx.encryption.encrypt_text(BODY, each.agency, each.chat_id, each.body) for each in messages)
    rows = [{**asdict(each), "body": body, "created_at": tx.now} for each, body in zip(messages, sealed, strict=True)]
    ids = sorted(number for (number,) in ADD_ALL.returning(tx, rows))  # they increase in the order of the rows
    if tracing.enabled():
        for message, number in zip(messages, ids, strict=True):
            with tracing.traced(message.agency, message.chat_id, message.cause):
                tracing.step("a message was queued", row=number, kind=message.kind)
    return ids


def queue(tx: Transaction, chats: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Make these ``(agency, chat_id)``, which have new messages, due now unless they wait already.

    Returns those that wait already, or whose person blocks the bot.
    """
    new = {"due_at": tx.now, "leased": False, "lease": None}
    # Sorted, to prevent deadlocks between processes.
    rows = [{"agency": agency, "chat_id": chat_id, **new} for agency, chat_id in sorted(chats)]
    return {*chats} - {(agency, chat_id) for agency, chat_id in QUEUE_ALL.returning(tx, rows)}


def take(
    tx: Transaction,
    limit: int,
    lease: float,
    messages_per_chat: int = MESSAGES_PER_CHAT,
    *,
    of: Collection[str] | None = None,
    held: Collection[int] = (),
) -> list[ChatQueue]:
    """Lease up to ``limit`` due chats for ``lease`` seconds, longest waiting first.

    Each comes with its first ``messages_per_chat`` messages. A chat whose lease expired is due, unless the lease is one
    of ``held``: the caller still sends under those, and the clock was set forward. ``of``: only chats of these agencies.
    """
    if limit <= 0 or (of is not None and not of):
        return []
    until: dict[str, object] = {"now": tx.now, "n": limit, "until": tx.now + lease, "held": list(held)}
    until["to_lease"] = mine = new_lease(tx.replica)
    rows = _LEASE.rows(tx, until) if of is None else _LEASE_OF.rows(tx, {**until, "of": list(of)})
    leased = [(agency, chat_id) for agency, chat_id in rows]
    if not leased:
        return []
    queues: dict[tuple[str, int], list[QueuedMessage]] = {}
    of_leased = {**chats_in_values(leased), "with_lease": mine, "last": messages_per_chat - 1}
    for agency, chat_id, message_id, kind, body, *rest in _MESSAGES.rows(tx, of_leased):
        opened = tx.encryption.decrypt_text(BODY, agency, chat_id, body)
        queues.setdefault((agency, chat_id), []).append(QueuedMessage(message_id, kind, opened, *rest))
    if len(queues) < len(leased):  # erased under a lease that was never released
        tx.connection.execute(
            LEAVE_EMPTY, [{"of_agency": agency, "of_chat": chat} for agency, chat in sorted({*leased} - queues.keys())]
        )
    return [ChatQueue(agency, chat, tuple(queue), mine) for (agency, chat), queue in queues.items()]


def next_due(tx: Transaction) -> float | None:
    """Return when the next chat may be taken, counting ends of leases; ``None`` if nothing waits."""
    return _NEXT_DUE.value(tx)


def next_due_of(tx: Transaction, agencies: Collection[str]) -> dict[str, float]:
    """Return the time of :func:`next_due` for each of these agencies with waiting messages."""
    if not agencies:
        return {}
    return dict(_NEXT_DUE_OF.rows(tx, {"of": list(agencies)}))


def agencies(tx: Transaction) -> frozenset[str]:
    """Return the agencies with chats that have waiting messages or block the bot."""
    return frozenset(agency for (agency,) in _AGENCIES.rows(tx))


def waiting(tx: Transaction, but: Collection[str] = ()) -> Waiting:
    """Return the number of messages for reachable chats and when the oldest came, without agencies in ``but``."""
    count, oldest = tx.connection.execute(_WAITING, {"but": list(but)}).one()
    return Waiting(count, oldest)


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Delete a chat's messages, and messages to others that quote its person; call it while the leads still exist.

    A lease survives, so that messages being sent and later ones stay in order.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    tx.connection.execute(ERASE, of_chat)
    tx.connection.execute(_ERASE_CHAT, of_chat)
    # Last: recording results locks chats first, so this order prevents deadlocks.
    tx.connection.execute(_ERASE_QUOTING, of_chat)


def recover(tx: Transaction, leases: Collection[int] | None = None) -> int:
    """Release the chats under these leases of dead replicas; all if ``None``. Returns their number."""
    return tx.connection.execute(_RECOVER, {"now": tx.now, **leases_in_values(leases)}).rowcount


def disown(tx: Transaction, keep: Collection[int]) -> int:
    """Release this replica's leases other than those in ``keep``. Returns the number of chats.

    For a process that lost the answer to :func:`take`: it may have been committed, with leases that no process knows.
    """
    values = {"now": tx.now, "replica": tx.replica, "keep": list(keep)}
    return tx.connection.execute(_DISOWN, values).rowcount


def leases(tx: Transaction) -> set[int]:
    """Return the leases under which chats are held."""
    return set(tx.connection.execute(_LEASES).scalars())
