"""Visit reminders: one per visit, the day before or that morning, in waking hours.

The conversation decides when a visit's reminder is due (:func:`conversations.visit.reminder_time`) and what it says. This
job puts it into the inbox in the transaction that records it, so restarts and several replicas repeat nothing.
"""

from __future__ import annotations

from bot.jobs.reminders import waking
from bot.jobs.repeating import PAGE, DueRowsJob
from bot.storage.chats import visits
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import VisitReminderDue


def visit_reminders(database: Database) -> DueRowsJob:
    """Return the job that puts due visit reminders into the inbox; none at night."""
    return DueRowsJob(database, _remind, "visit reminders cannot be queued, trying again")


def _remind(tx: Transaction) -> int:
    if not waking(tx.now):
        return 0
    due = visits.take_due(tx, PAGE)
    items = [
        inbox.event_item(
            each.agency, f"visit_reminder:{each.name}:{each.remind_at:.0f}", each.chat_id, VisitReminderDue(each.name)
        )
        for each in due
    ]
    inbox.add(tx, items)
    return len(due)
