"""Scheduled summary for an agency's staff group.

One process at a time runs it. The time of the last summary is stored, so each is sent once, also after a restart or from
another replica. A summary missed during downtime is sent afterwards, but only the latest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from bot.core.agency import Agency
from bot.core.summary_time import SummaryTime
from bot.jobs.repeating import repeat
from bot.staff.notifications import say_to_staff
from bot.staff.summary import summary
from bot.storage.database import Database
from bot.storage.staff import notice_throttle
from bot.storage.transaction import Transaction

EVERY = 60.0
"""Seconds between two rounds."""
WHAT = "summary"


async def send_summaries(database: Database, agencies: Callable[[], Iterable[Agency]]) -> None:
    """Queue due summaries every minute, until cancelled. ``agencies`` returns the agencies."""
    work = partial(queue_due_summaries, database, agencies)
    await repeat(work, EVERY, "a summary could not be queued, trying again")


async def queue_due_summaries(database: Database, agencies: Callable[[], Iterable[Agency]]) -> None:
    """Queue the summaries that are due now."""
    for agency in agencies():
        when = agency.summary
        if when is not None and agency.staff_chat_id is not None:
            await database.run(partial(_summarise, agency=agency, when=when))


def _summarise(tx: Transaction, agency: Agency, when: SummaryTime) -> None:
    last = notice_throttle.last_sent(tx, agency.id, WHAT)
    if last is not None and last >= when.latest(tx.now):
        return
    notice_throttle.record(tx, agency.id, WHAT)
    if last is not None:  # a new bot has nothing to report
        say_to_staff(tx, agency, summary(tx, agency, daily=when.day is None))
