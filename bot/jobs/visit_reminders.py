"""Visit reminders: one per visit, the day before or that morning, in waking hours.

The conversation decides when a visit's reminder is due (:func:`conversations.visit.reminder_time`) and what it says. This
job puts it into the inbox in the transaction that records it, so restarts and several replicas repeat nothing.
"""

from __future__ import annotations

from bot.core.serialization import QUEUED
from bot.core.wakeup import Wakeup
from bot.jobs.reminders import EVERY, waking
from bot.jobs.repeating import repeat
from bot.storage.chats import visits
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import VisitReminderDue

PAGE = 50
"""Visits reminded of in one transaction."""


class VisitReminderJob:
    """Job that puts due visit reminders into the inbox and then notifies ``wakeup``. One process at a time runs it."""

    def __init__(self, database: Database, wakeup: Wakeup) -> None:
        self._database = database
        self._wakeup = wakeup

    async def run(self) -> None:
        """Queue due reminders until cancelled."""
        await repeat(self.remind, EVERY, "visit reminders cannot be queued, trying again")

    async def remind(self) -> None:
        """Put the reminders due now into the inbox; none at night."""
        while (found := await self._database.run(_remind)) > 0:
            self._wakeup.notify()
            if found < PAGE:
                break


def _remind(tx: Transaction) -> int:
    if not waking(tx.now):
        return 0
    due = visits.take_due(tx, PAGE)
    inbox.add(
        tx,
        [
            inbox.NewItem(
                each.agency,
                f"visit_reminder:{each.name}:{each.remind_at:.0f}",
                each.chat_id,
                "event",
                QUEUED.encode(VisitReminderDue(each.name)),
            )
            for each in due
        ],
    )
    return len(due)
