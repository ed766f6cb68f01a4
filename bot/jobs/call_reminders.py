"""Call reminders: an admin who said that they will call is reminded shortly before the expected time.

The time follows from what the person was told or asked for (:mod:`bot.staff.call_times`). The message is queued in the
transaction that records the reminder as sent, so restarts and several replicas repeat nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.core.agency import Agency
from bot.jobs.repeating import PAGE, DueRowsJob
from bot.staff.leads_command import call_due
from bot.staff.notifications import reachable_admins, say_to, say_to_staff
from bot.storage.database import Database
from bot.storage.leads import calls, lead_records
from bot.storage.transaction import Transaction


def call_reminders(database: Database, agency: Callable[[str], Agency | None]) -> DueRowsJob:
    """Return the job that queues due call reminders; ``agency`` looks an agency up by its id, in any thread."""
    take = partial(_remind, agency_of=agency)
    return DueRowsJob(database, take, "calls cannot be reminded of, trying again")


def _remind(tx: Transaction, agency_of: Callable[[str], Agency | None]) -> int:
    due = calls.take_due(tx, PAGE)
    for each in due:
        agency, row = agency_of(each.agency), lead_records.get(tx, each.agency, each.reference)
        if agency is None or row is None or row.taken_back:
            continue
        if each.admin in reachable_admins(tx, agency):
            say_to(tx, agency, {each.admin}, call_due(agency, row))
        else:  # removed from the list, or blocked the bot
            say_to_staff(tx, agency, call_due(agency, row, to_others=True))
    return len(due)
