"""Queue depths in the database, and its clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.storage.leads import holds, lead_queue, lead_records, pauses
from bot.storage.queues import dead_letters, inbox, outbox
from bot.storage.queues.backlog import Waiting
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Queues:
    """Reading of the queues, at ``at`` by the database's clock (seconds since 1970).

    ``leads_due`` is when the next lead is due; far in the past means that no worker takes it. ``updates_aside`` and
    ``leads_aside`` are the numbers of set-aside ones; ``paused`` the number of paused lead queues. ``held``: no lead of
    any agency is sent until the queue is released. ``clock_ahead``: seconds that the database's clock is ahead of Telegram's;
    ``None`` if Telegram gave no time recently.
    """

    at: float
    updates: Waiting
    replies: Waiting
    leads: Waiting
    leads_due: float | None
    updates_aside: int
    leads_aside: int
    paused: int
    held: bool
    clock_ahead: float | None = None


def unknown_agencies(tx: Transaction, known: Collection[str]) -> frozenset[str]:
    """Return the agencies with waiting rows that are not ``known``, most likely removed ones."""
    return (inbox.agencies(tx) | outbox.agencies(tx) | lead_queue.agencies(tx)) - frozenset(known)


def read(tx: Transaction, known: Collection[str]) -> Queues:
    """Read all queues of these agencies."""
    others = unknown_agencies(tx, known)
    paused = [pause.agency for pause in pauses.all_(tx) if pause.agency in known]
    held = holds.since(tx) is not None
    return Queues(
        at=tx.now,
        updates=inbox.waiting(tx, others),
        replies=outbox.waiting(tx, others),
        leads=lead_queue.waiting(tx, others),
        leads_due=None if held else lead_queue.next_due(tx, {*paused, *others}),
        updates_aside=dead_letters.count(tx),
        leads_aside=lead_records.count_set_aside(tx),
        paused=len(paused),
        held=held,
    )
