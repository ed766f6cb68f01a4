"""Hourly refresh of the office list; staff are notified when a link names a missing office."""

from __future__ import annotations

import random
from functools import partial
from itertools import groupby
from operator import attrgetter

from bot.campaigns import office_list
from bot.campaigns.office_list import Office
from bot.jobs.repeating import repeat
from bot.lead_api import notices
from bot.lead_api.client import LeadApi
from bot.lead_api.notices import TellStaff
from bot.lead_api.offices import Offices
from bot.storage.database import Database
from bot.storage.transaction import Transaction

EVERY = 3600.0
"""Seconds between two fetches of the Lead API's list."""


async def refresh_offices(
    database: Database, api: LeadApi, agency: str, tell_staff: TellStaff, first: tuple[Office, ...] | None = None
) -> None:
    """Store ``first``, a list fetched at the start, or fetch an agency's list; fetch it again every hour, until cancelled.

    While the Lead API is down, the last list stays. The staff are notified of links that name a missing office, once per
    office.
    """
    given = [] if first is None else [Offices(first)]

    async def refresh() -> float:
        fetched = given.pop() if given else await api.offices()
        if isinstance(fetched, Offices):
            await database.run(partial(_keep, agency=agency, listed=fetched.offices, tell_staff=tell_staff))
        return EVERY * random.uniform(0.75, 1.25)  # noqa: S311  spreads the requests of many agencies

    await repeat(refresh, EVERY, "the offices could not be stored, trying again later")


def _keep(tx: Transaction, agency: str, listed: tuple[Office, ...], tell_staff: TellStaff) -> None:
    gone = sorted(office_list.keep(tx, agency, listed), key=attrgetter("office_id"))
    for office, links in groupby(gone, key=attrgetter("office_id")):
        codes = [each.code for each in links]
        shown = ", ".join(codes[:5]) + (f" and {len(codes) - 5} more" if len(codes) > 5 else "")
        tell_staff(tx, agency, notices.OFFICE_GONE, {"office": str(office), "codes": shown})
