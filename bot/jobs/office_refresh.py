"""Hourly refresh of the office list; staff are notified when a link names a missing office."""

from __future__ import annotations

import random
from functools import partial
from itertools import groupby

from bot.campaigns import office_list
from bot.campaigns.office_list import MissingOffice, Office
from bot.jobs.repeating import repeat
from bot.lead_api import notices
from bot.lead_api.client import LeadApi
from bot.lead_api.notices import TellStaff
from bot.lead_api.offices import Offices
from bot.storage.database import Database
from bot.storage.transaction import Transaction

EVERY = 3600.0
"""Seconds between two fetches of the Lead API's list."""


class OfficeRefreshJob:
    """Job that fetches one agency's offices every hour. While the Lead API is down, the last list stays."""

    def __init__(self, database: Database, api: LeadApi, agency: str, tell_staff: TellStaff) -> None:
        self._database = database
        self._api = api
        self._agency = agency
        self._tell_staff = tell_staff

    async def run(self, first: tuple[Office, ...] | None = None) -> None:
        """Store ``first``, a list fetched at the start, or fetch the list; fetch it again every hour, until cancelled."""
        given = [] if first is None else [Offices(first)]

        async def refresh() -> float:
            fetched = given.pop() if given else await self._api.offices()
            if isinstance(fetched, Offices):
                await self.keep(fetched.offices)
            return EVERY * random.uniform(0.75, 1.25)  # noqa: S311  spreads the requests of many agencies

        await repeat(refresh, EVERY, "the offices could not be stored, trying again later")

    async def keep(self, listed: tuple[Office, ...]) -> None:
        """Store the list, and notify the staff of links that name a missing office, once per office."""
        await self._database.run(partial(self._keep, listed=listed))

    def _keep(self, tx: Transaction, listed: tuple[Office, ...]) -> None:
        gone = sorted(office_list.keep(tx, self._agency, listed), key=_office)
        for office, links in groupby(gone, key=_office):
            codes = [each.code for each in links]
            shown = ", ".join(codes[:5]) + (f" and {len(codes) - 5} more" if len(codes) > 5 else "")
            self._tell_staff(tx, self._agency, notices.OFFICE_GONE, {"office": str(office), "codes": shown})


def _office(missing: MissingOffice) -> int:
    return missing.office_id
