"""Relay timeouts: a relay in which nobody wrote for an hour ends.

When that is stands in its row (:data:`conversations.relay.IDLE` after each message). Here the end is put into the inbox in the
transaction that notes so, and the conversation decides: somebody may have written meanwhile.
"""

from __future__ import annotations

from bot.core.serialization import QUEUED
from bot.core.wakeup import Wakeup
from bot.jobs.repeating import repeat
from bot.storage.chats import relays
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import RelayIdle

EVERY = 60.0
"""Seconds between two looks."""
PAGE = 50
"""Relays ended in one transaction."""


class RelayTimeoutJob:
    """Job that puts the ends of silent relays into the inbox. One process at a time runs it. ``wakeup`` is rung when it does."""

    def __init__(self, database: Database, wakeup: Wakeup) -> None:
        self._database = database
        self._wakeup = wakeup

    async def run(self) -> None:
        """End until cancelled."""
        await repeat(self.end, EVERY, "idle relays cannot be ended, trying again")

    async def end(self) -> None:
        """Put the ends that are due now into the inbox."""
        while (found := await self._database.run(_end)) > 0:
            self._wakeup.notify()
            if found < PAGE:
                break


def _end(tx: Transaction) -> int:
    due = relays.take_due(tx, PAGE)
    items = [
        inbox.NewItem(
            each.agency,
            f"relay:{each.queue}:idle:{ends_at}",
            each.chat_id,
            "event",
            QUEUED.encode(RelayIdle(each.name)),
        )
        for each, ends_at in due
        if each.chat_id is not None
    ]
    inbox.add(tx, items)
    return len(due)
