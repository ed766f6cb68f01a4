"""Relay timeouts: a relay without a message for an hour ends.

The time is in the relay's row (:data:`conversations.relay.IDLE` after each message). This job puts the end into the inbox
in the transaction that records it, and the conversation decides, since a message may have come meanwhile.
"""

from __future__ import annotations

from bot.jobs.repeating import PAGE, DueRowsJob
from bot.storage.chats import relays
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import RelayIdle


def relay_timeouts(database: Database) -> DueRowsJob:
    """Return the job that puts the ends of idle relays into the inbox."""
    return DueRowsJob(database, _end, "idle relays cannot be ended, trying again")


def _end(tx: Transaction) -> int:
    due = relays.take_due(tx, PAGE)
    items = [
        inbox.event_item(each.agency, f"relay:{each.queue}:idle:{ends_at}", each.chat_id, RelayIdle(each.name))
        for each, ends_at in due
        if each.chat_id is not None
    ]
    inbox.add(tx, items)
    return len(due)
