"""Reminders: one per unfinished form, in waking hours, never a second.

A form is looked at once, ``REMINDER_HOURS`` after its last change; reminders due at night are sent in the morning. The
conversation decides who is reminded (nobody who stopped, was reminded before or declined reminders) and records it. Each
reminder is an inbox event with its own key, so restarts and several replicas repeat nothing.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial

from bot.jobs.repeating import repeat
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from conversations.events import ReminderDue
from conversations.office_hours import LONDON

EVERY = 60.0
"""Seconds between two rounds."""
CATCH_UP = 24 * 3600.0
"""Seconds that a reminder may be late because of the night or downtime; later ones are dropped."""
WAKING = range(8, 20)
"""Hours of the day, in London, in which people are reminded: from 08:00 to 19:59."""
PAGE = 50
"""Reminders per round, within Telegram's limits."""


class ReminderJob:
    """Job that puts due reminders into the inbox. One process at a time runs it.

    ``hours`` maps each agency to the delay of its reminders after a form's last change; agencies not in it send none.
    """

    def __init__(self, database: Database, hours: Callable[[], Mapping[str, float]]) -> None:
        self._database = database
        self._hours = hours
        self._seen: dict[float, float] = {}
        """By delay: forms last changed before this time (seconds since 1970) were looked at."""

    async def run(self) -> None:
        """Queue due reminders until cancelled."""
        await repeat(self.remind, EVERY, "reminders cannot be queued, trying again")

    async def remind(self) -> None:
        """Put the reminders due now into the inbox; none at night."""
        agencies: dict[float, set[str]] = defaultdict(set)
        for agency, hours in self._hours().items():
            agencies[hours].add(agency)
        if not agencies:
            return
        now = await self._database.run(lambda tx: tx.now)
        if not waking(now):
            return
        for hours, those in agencies.items():
            await self._remind(now - hours * 3600.0, hours, those)

    async def _remind(self, due: float, hours: float, agencies: Collection[str]) -> None:
        since = max(self._seen.get(hours, 0.0), due - CATCH_UP)
        before: float | None = due
        while before is not None and before > since:
            before = await self._database.run(partial(_remind, before=before, since=since, agencies=agencies))
            if before is not None:
                await asyncio.sleep(1.0)
        self._seen[hours] = due


def waking(now: float) -> bool:
    """Return whether ``now`` (seconds since 1970) is within the hours in which people are reminded."""
    return datetime.fromtimestamp(now, UTC).astimezone(LONDON).hour in WAKING


def _remind(tx: Transaction, *, before: float, since: float, agencies: Collection[str]) -> float | None:
    """Queue a page of reminders. Return the time before which the next page begins, if any."""
    saved = chat_states.saved_before(tx, before, since, PAGE)
    items = [
        inbox.event_item(each.agency, f"reminder:{each.name}", each.chat_id, ReminderDue())
        for each in saved
        if each.chat_id > 0 and each.agency in agencies
    ]
    inbox.add(tx, items)
    return saved[-1].saved_at if len(saved) >= PAGE else None
