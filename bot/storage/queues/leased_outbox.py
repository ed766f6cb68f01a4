"""Outbox messages leased, in the same transaction, to the process that writes them.

A process that writes messages and also sends them need not query which chats are due. The lease is stored all the same,
so recovery after a crash works as for any other lease.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from bot.storage.queues import outbox
from bot.storage.queues.outbox import (
    BODY,
    MESSAGES_PER_CHAT,
    QUEUE_ALL,
    ChatQueue,
    NewMessage,
    QueuedMessage,
    messages_of_chats,
)
from bot.storage.sql.bulk_predicates import among, chats_in_values, one_of
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import OUTBOX_CHATS
from bot.storage.transaction import Queue, Transaction

Chat = tuple[str, int]


class LeasedMessages(Struct, frozen=True):
    """Leased messages: the ``leased`` chats belong to this process, with all their waiting messages.

    ``grown``: chats leased by it before, and what waits for each now, including messages being sent. ``known``: chats that
    had messages waiting, or whose person blocks the bot.
    """

    leased: Sequence[ChatQueue] = ()
    grown: Sequence[ChatQueue] = ()
    known: Collection[Chat] = ()


_MESSAGES = Prepared(
    messages_of_chats(OUTBOX_CHATS.c.lease).where(
        among(OUTBOX_CHATS.c.agency, OUTBOX_CHATS.c.chat_id), one_of(OUTBOX_CHATS.c.lease, "held")
    )
)


def add_leased(
    tx: Transaction,
    messages: Sequence[NewMessage],
    *,
    lease: int,
    seconds: float,
    places: int,
    barred: Collection[str] = (),
    held: Collection[int],
) -> LeasedMessages:
    """Queue these messages like :func:`bot.storage.queues.outbox.add`, and lease their chats for ``seconds``.

    Leases up to ``places`` chats that had nothing waiting, under the number ``lease``, except those of ``barred``
    agencies; ``held`` are the leases already held by the caller. Messages of other chats wait in the outbox for any
    sender.
    """
    if not messages:
        return LeasedMessages()
    queues = _add(tx, messages)
    chats = sorted(queues)  # sorted, to prevent deadlocks between processes
    mine = set([chat for chat in chats if chat[0] not in barred][: max(places, 0)])
    rows = [
        {
            "agency": chat[0],
            "chat_id": chat[1],
            "due_at": tx.now + seconds if chat in mine else tx.now,
            "leased": chat in mine,
            "lease": lease if chat in mine else None,
        }
        for chat in chats
    ]
    new = {(agency, chat_id) for agency, chat_id in QUEUE_ALL.returning(tx, rows)}
    leased = [ChatQueue(*chat, tuple(queues[chat]), lease) for chat in chats if chat in mine and chat in new]
    known = [chat for chat in chats if chat not in new]
    grown = _grown(tx, known, held)
    if len(leased) + len(grown) < len(chats):
        tx.fed.add(Queue.OUTBOX)
    return LeasedMessages(leased, grown, known)


def _add(tx: Transaction, messages: Sequence[NewMessage]) -> dict[Chat, list[QueuedMessage]]:
    queues: dict[Chat, list[QueuedMessage]] = {}
    for message, number in zip(messages, outbox.insert(tx, messages), strict=True):
        queued = QueuedMessage(number, message.kind, message.body, 0, tx.now, message.about, cause=message.cause)
        queues.setdefault((message.agency, message.chat_id), []).append(queued)
    return queues


def _grown(tx: Transaction, chats: Collection[Chat], held: Collection[int]) -> list[ChatQueue]:
    if not chats or not held:
        return []
    asked = {**chats_in_values(chats), "held": list(held), "last": MESSAGES_PER_CHAT - 1}
    found: dict[tuple[str, int, int], list[QueuedMessage]] = {}
    for agency, chat_id, message_id, kind, body, attempts, created_at, about, lease in _MESSAGES.rows(tx, asked):
        if (agency, chat_id) in chats:
            text = tx.encryption.decrypt_text(BODY, agency, chat_id, body)
            queued = QueuedMessage(message_id, kind, text, attempts, created_at, about)
            found.setdefault((agency, chat_id, lease), []).append(queued)
    return [ChatQueue(agency, chat_id, tuple(queue), lease) for (agency, chat_id, lease), queue in found.items()]
