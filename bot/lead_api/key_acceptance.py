"""Acceptance of an agency's key: distinguishes a refusal of one lead (by a firewall) from a refusal of the key."""

from __future__ import annotations

import asyncio
import math

from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Offices

RECENT = 60.0
"""Seconds for which an accepted lead proves the key. If the key is revoked within that time, one lead waits by itself before
the queue is paused."""

ASKING_MAX = 10.0
"""Seconds allowed for the check. Together with the longest call it fits into the worker's lease on a lead."""


class Acceptance:
    """Acceptance of each agency's key, as known to this process. For the lead worker."""

    def __init__(self) -> None:
        self._accepted: dict[str, float] = {}
        """When a lead was last accepted, by the event loop's clock."""
        self._asking: dict[str, asyncio.Task[bool]] = {}

    def note(self, agency: str) -> None:
        """Record that a lead of this agency was just accepted."""
        self._accepted[agency] = asyncio.get_running_loop().time()

    async def proven(self, agency: str, api: LeadApi) -> bool:
        """Return whether the key is accepted: a lead was just accepted, or the office list is returned now.

        Leads refused at the same time share one request.
        """
        if self._recent(agency):
            return True
        asking = self._asking.get(agency)
        if asking is None:
            asking = self._asking[agency] = asyncio.create_task(_lists_offices(api))
            asking.add_done_callback(lambda _: self._asking.pop(agency))
        return await asyncio.shield(asking) or self._recent(agency)

    def stop(self) -> None:
        """Cancel requests in progress."""
        for asking in self._asking.values():
            asking.cancel()

    def _recent(self, agency: str) -> bool:
        return asyncio.get_running_loop().time() - self._accepted.get(agency, -math.inf) <= RECENT


async def _lists_offices(api: LeadApi) -> bool:
    try:
        async with asyncio.timeout(ASKING_MAX):
            return isinstance(await api.offices(), Offices)
    except Exception:  # noqa: BLE001  any error means not proven: the queue is paused and probed
        return False
