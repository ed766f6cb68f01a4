"""Call reminders: an admin who said that they will call is reminded shortly before the expected time.

The time follows from what the person was told or asked for (:mod:`bot.staff.call_times`). The message is queued in the
transaction that records the reminder as sent, so restarts and several replicas repeat nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.jobs.reminders import EVERY
from bot.jobs.repeating import repeat
from bot.staff.leads_command import call_due
from bot.staff.notifications import reachable_admins, say_to_admins, say_to_staff
from bot.storage.database import Database
from bot.storage.leads import calls, lead_records
from bot.storage.transaction import Transaction

PAGE = 50
"""Calls reminded of in one transaction."""


class CallReminderJob:
    """Job that queues due call reminders and then notifies ``wakeup``. One process at a time runs it.

    ``agencies`` returns the agencies.
    """

    def __init__(self, database: Database, wakeup: Wakeup, agencies: Callable[[], Iterable[Agency]]) -> None:
        self._database = database
        self._wakeup = wakeup
        self._agencies = agencies

    async def run(self) -> None:
        """Queue due reminders until cancelled."""
        await repeat(self.remind, EVERY, "calls cannot be reminded of, trying again")

    async def remind(self) -> None:
        """Queue the reminders that are due now."""
        agencies = {agency.id: agency for agency in self._agencies()}
        while (found := await self._database.run(partial(_remind, agencies=agencies))) > 0:
            self._wakeup.notify()
            if found < PAGE:
                break


def _remind(tx: Transaction, agencies: Mapping[str, Agency]) -> int:
    due = calls.take_due(tx, PAGE)
    for each in due:
        agency, row = agencies.get(each.agency), lead_records.get(tx, each.agency, each.reference)
        if agency is None or row is None or row.taken_back:
            continue
        if each.admin in reachable_admins(tx, agency):
            say_to_admins(tx, agency, {each.admin}, call_due(agency, row))
        else:  # removed from the list, or blocked the bot
            say_to_staff(tx, agency, call_due(agency, row, to_others=True))
    return len(due)
