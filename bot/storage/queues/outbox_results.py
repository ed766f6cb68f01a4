"""Results of sending: messages sent, postponed, held back, or moved to another chat."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.storage.queues import message_ids, outbox
from bot.storage.queues.outbox import ADD_ALL, BODY, ERASE, HAS_MESSAGES, LEAVE_EMPTY, OF_CHAT, THE_CHAT
from bot.storage.sql.bulk_predicates import among, chats_in_values
from bot.storage.sql.bulk_statements import BulkStatement
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import LEADS, OUTBOX, OUTBOX_CHATS, REACHABLE
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import secure_erase
from bot.storage.upkeep.chunked_delete import ROWS, START, Chunk, at_most


@dataclass(slots=True)
class SendResult:
    """Result of sending a chat's messages: ids that were sent or given up, and the state of the remaining ones.

    ``lease`` is the one under which the chat was taken. ``retry_at`` (seconds since 1970) counts an attempt at the first
    remaining message and delays the whole chat. ``unreachable``: start (seconds since 1970) of the call that was refused
    because the person blocked the bot. ``moved_to``: the chat's new id, to which remaining messages go. ``shown`` are the
    message ids now visible to the person; ``naming`` those of messages that name a person to staff, each with the reference
    of that person's lead.
    """

    agency: str
    chat_id: int
    lease: int
    sent: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    retry_at: float | None = None
    unreachable: float | None = None
    shown: list[int] = field(default_factory=list)
    moved_to: int | None = None
    naming: list[tuple[int, str]] = field(default_factory=list)


_EARLIER = OUTBOX.alias("earlier")
_DELETE = sa.delete(OUTBOX).where(OUTBOX.c.id == sa.bindparam("message"), OF_CHAT)
_COUNT_ATTEMPT = Prepared(
    sa.update(OUTBOX)
    .where(
        OUTBOX.c.id
        == sa.select(_EARLIER.c.id).where(of_chat(_EARLIER)).order_by(_EARLIER.c.id).limit(1).scalar_subquery()
    )
    .values(attempts=OUTBOX.c.attempts + 1)
)
_LOCK = Prepared(
    sa.select(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id, OUTBOX_CHATS.c.lease)
    .where(among(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id))
    .order_by(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
    .with_for_update()
)
_UNLEASED = Prepared(sa.select(OUTBOX_CHATS.c.chat_id).where(THE_CHAT, ~OUTBOX_CHATS.c.leased).with_for_update())
_ALL_OF_CHAT = (
    sa.select(OUTBOX.c.kind, OUTBOX.c.body, OUTBOX.c.created_at, OUTBOX.c.about).where(OF_CHAT).order_by(OUTBOX.c.id)
)
_RELEASE = sa.update(OUTBOX_CHATS).where(THE_CHAT).values(leased=False, lease=None, due_at=sa.bindparam("due"))
_BLOCK = upsert(OUTBOX_CHATS, unreachable_since=sa.func.coalesce)
_UNBLOCK = Prepared(
    sa.update(OUTBOX_CHATS)
    .where(THE_CHAT, OUTBOX_CHATS.c.unreachable_since.is_not(None))
    .values(unreachable_since=None)
)
_BLOCKED = Prepared(
    sa.select(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id).where(
        among(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id), OUTBOX_CHATS.c.unreachable_since.is_not(None)
    )
)
_NEWER = Prepared(sa.select(sa.literal(1)).where(OF_CHAT, OUTBOX.c.created_at > sa.bindparam("since")).limit(1))
_DUE_NOW = Prepared(sa.update(OUTBOX_CHATS).where(THE_CHAT, ~OUTBOX_CHATS.c.leased).values(due_at=sa.bindparam("now")))
_LEAVE = sa.delete(OUTBOX_CHATS).where(THE_CHAT, REACHABLE, ~OUTBOX_CHATS.c.leased, ~HAS_MESSAGES)
_LEAVE_ONE = Prepared(_LEAVE)
_END = (
    sa.delete(OUTBOX_CHATS)
    .where(THE_CHAT, OUTBOX_CHATS.c.lease == sa.bindparam("of_lease"), REACHABLE, ~HAS_MESSAGES)
    .returning(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
)
_CHAT = {"of_agency": sa.Text(), "of_chat": sa.BigInteger()}
_END_ALL = BulkStatement(_END, {**_CHAT, "of_lease": sa.BigInteger()})
_DELETE_ALL = BulkStatement(_DELETE, {"message": sa.BigInteger(), **_CHAT})
_RELEASE_ALL = BulkStatement(_RELEASE, {**_CHAT, "due": sa.Float()})
_LEAVE_ALL = BulkStatement(_LEAVE, _CHAT)
_UNREACHABLE_BEFORE = OUTBOX_CHATS.c.unreachable_since < sa.bindparam("older_than")
_GIVEN_UP = (
    sa.select(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
    .where(_UNREACHABLE_BEFORE)
    .order_by(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id)
    .limit(sa.bindparam("limit"))
    .with_for_update()
)
_STILL_HELD = sa.select(LEADS.c.reference).where(
    of_agency(LEADS), LEADS.c.reference == sa.bindparam("of_reference"), LEADS.c.chat_id.is_not(None)
)
_DROP_CHAT = sa.delete(OUTBOX_CHATS).where(THE_CHAT)


def record(tx: Transaction, results: Sequence[SendResult]) -> bool:
    """Delete sent and dropped messages, keep the rest for ``retry_at`` (at once if ``None``), and release the leases.

    If a lease is another process's by now, only the deletions apply: a sent message stays sent, and the sooner this is
    recorded the better, but the chat's queue belongs to the other process. Returns whether anything is left to be sent.
    """
    if not results:
        return False
    if tx.replica:  # in the common locking order, to prevent deadlocks
        _LOCK.rows(tx, chats_in_values([(result.agency, result.chat_id) for result in results]))
    gone = [{"message": message, **_of(result)} for result in results for message in (*result.sent, *result.dropped)]
    if gone:
        _DELETE_ALL.run(tx, gone)
    # Not of groups, where a person cannot have messages removed.
    shown = [each for each in results if each.shown and each.chat_id > 0]
    message_ids.add(tx, [message_ids.Shown(each.agency, each.chat_id, tuple(each.shown)) for each in shown])
    for result in results:
        if result.naming:
            _note_naming(tx, result)
    # The usual case, everything sent and nothing added, takes one statement.
    smooth = [
        {**_of(result), "of_lease": result.lease}
        for result in results
        if result.retry_at is None and result.unreachable is None and result.moved_to is None
    ]
    ended = {(agency, chat_id) for agency, chat_id in _END_ALL.returning(tx, smooth)} if smooth else set()
    rest = [result for result in results if (result.agency, result.chat_id) not in ended]
    return bool(rest) and _settle_rest(tx, rest)


def _note_naming(tx: Transaction, result: SendResult) -> None:
    """Record the messages that name a person to staff; remove those whose person was erased while they were being sent."""
    agency, chat_id = result.agency, result.chat_id
    for message_id, about in result.naming:
        if tx.connection.execute(_STILL_HELD, {"of_agency": agency, "of_reference": about}).first() is not None:
            message_ids.add(tx, [message_ids.Shown(agency, chat_id, (message_id,), about)])
        else:
            outbox.add(tx, [outbox.NewMessage(agency, chat_id, "remove", json.dumps([message_id]))])


def remove_naming(tx: Transaction, agency: str, chat_id: int) -> None:
    """Queue the removal of the messages that name a chat's person to staff. Call it before the chat's leads are erased."""
    removals = message_ids.take_naming(tx, agency, chat_id).items()
    outbox.add(tx, [outbox.NewMessage(agency, where, "remove", json.dumps(ids)) for where, ids in removals if ids])


def _of(result: SendResult) -> dict[str, object]:
    """Return the parameters that identify a result's chat."""
    return {"of_agency": result.agency, "of_chat": result.chat_id}


def _settle_rest(tx: Transaction, results: Sequence[SendResult]) -> bool:
    rows = _LOCK.rows(tx, chats_in_values([(result.agency, result.chat_id) for result in results]))
    leases = {(agency, chat_id): lease for agency, chat_id, lease in rows}
    held = [result for result in results if leases.get((result.agency, result.chat_id)) == result.lease]
    failed = [result for result in held if result.retry_at is not None]
    if failed:
        _COUNT_ATTEMPT.each(tx, [_of(result) for result in failed])
    if held:
        _RELEASE_ALL.run(
            tx,
            [{**_of(result), "due": tx.now if result.retry_at is None else result.retry_at} for result in held],
        )
    for result in held:
        # A message queued after the refused call began is an answer: the person wrote meanwhile, so it is tried.
        if result.unreachable is not None and not _NEWER.first(tx, {**_of(result), "since": result.unreachable}):
            set_reachable(tx, result.agency, result.chat_id, reachable=False)
        if result.moved_to is not None:
            _carry(tx, result.agency, result.chat_id, result.moved_to)
    if held:
        _LEAVE_ALL.run(tx, [_of(result) for result in held])
    return True


def move(tx: Transaction, agency: str, chat_id: int, moved_to: int) -> None:
    """Move a chat's waiting messages to its new id; no effect while a process is sending to the chat.

    That process will learn the new id itself and record it.
    """
    row = _UNLEASED.first(tx, {"of_agency": agency, "of_chat": chat_id})
    if row is not None:
        _carry(tx, agency, chat_id, moved_to)
        tx.connection.execute(LEAVE_EMPTY, {"of_agency": agency, "of_chat": chat_id})


def _carry(tx: Transaction, agency: str, chat_id: int, moved_to: int) -> None:
    """Move a chat's messages to the end of another chat's queue, in order and with their age."""
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    rows = [
        {
            "agency": agency,
            "chat_id": moved_to,
            "kind": kind,
            "body": tx.encryption.encrypt_text(
                BODY, agency, moved_to, tx.encryption.decrypt_text(BODY, agency, chat_id, body)
            ),
            "created_at": created_at,
            "about": about,
        }
        for kind, body, created_at, about in tx.connection.execute(_ALL_OF_CHAT, of_chat)
    ]
    if rows:
        tx.connection.execute(ERASE, of_chat)
        ADD_ALL.returning(tx, rows)
        outbox.queue(tx, [(agency, moved_to)])
        tx.fed.add(Queue.OUTBOX)


def set_reachable(tx: Transaction, agency: str, chat_id: int, reachable: bool) -> None:
    """Hold messages back while the person blocks the bot; send them when the person unblocks it.

    :func:`drop_unreachable` deletes the record of a block and its messages.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    if reachable:
        _UNBLOCK.run(tx, of_chat)
        _DUE_NOW.run(tx, {**of_chat, "now": tx.now})  # a group that refused waits for its next try
        _LEAVE_ONE.run(tx, of_chat)
        tx.fed.add(Queue.OUTBOX)
    else:
        row = {"agency": agency, "chat_id": chat_id, "due_at": tx.now, "leased": False, "unreachable_since": tx.now}
        tx.connection.execute(_BLOCK, row)


def mark_reachable(tx: Transaction, chats: Collection[tuple[str, int]]) -> None:
    """Mark these ``(agency, chat_id)`` as reachable, because their people just wrote.

    Call it after queueing the answers, which locks the chats' rows.
    """
    if chats:
        blocked = {(agency, chat_id) for agency, chat_id in _BLOCKED.rows(tx, chats_in_values(chats))}
        for agency, chat_id in sorted(blocked & {*chats}):
            set_reachable(tx, agency, chat_id, reachable=True)


def drop_unreachable(tx: Transaction, older_than: float, *, after: float = START, limit: int = ROWS) -> Chunk:
    """Delete the messages of a chunk of the chats unreachable since before ``older_than`` (seconds since 1970)."""
    found = tx.connection.execute(_GIVEN_UP, {"older_than": older_than, "limit": limit})
    given_up = [{"of_agency": agency, "of_chat": chat_id} for agency, chat_id in found]
    if not given_up:
        return Chunk(0, None)
    dropped = tx.connection.execute(ERASE, given_up).rowcount
    tx.connection.execute(_DROP_CHAT, given_up)
    if dropped:
        secure_erase.request(tx)
    return Chunk(dropped, at_most(len(given_up), after, limit).after)
