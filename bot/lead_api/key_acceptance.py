"""Acceptance of an agency's key: tells a refusal of one lead (a firewall) from a refusal of the key."""

from __future__ import annotations

import asyncio
import math

from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Offices

RECENT = 60.0
"""Seconds for which a lead that was accepted proves the key. If it is withdrawn within that time, one lead waits for itself
before the queue is paused."""

ASKING_MAX = 10.0
"""Seconds that the question may take. With the longest call it stays within the lease that the worker holds on a lead."""


class Acceptance:
    """Acceptance of each agency's key, as this process knows it. For the lead worker."""

    def __init__(self) -> None:
        self._accepted: dict[str, float] = {}
        """When a lead was accepted last, by the event loop's clock."""
        self._asking: dict[str, asyncio.Task[bool]] = {}

    def note(self, agency: str) -> None:
        """Record that a lead of this agency was accepted just now."""
        self._accepted[agency] = asyncio.get_running_loop().time()

    async def proven(self, agency: str, api: LeadApi) -> bool:
        """Return whether the key is accepted: a lead was accepted a moment ago, or the list of offices is returned now.

        Leads that are refused at the same time share one question.
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
    except Exception:  # noqa: BLE001  not proven then, whatever it was: the queue pauses and is probed
        return False
