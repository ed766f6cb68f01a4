"""Probe of the API key at the start."""

from __future__ import annotations

from msgspec import Struct

from bot.core.phrases import clause
from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Offices
from bot.lead_api.outcomes import Busy, Misconfigured, Unavailable


class KeyRefused(Struct, frozen=True):
    """401 or 403: no lead can be delivered. ``sentence`` is for an engineer."""

    sentence: str


class KeyUnproven(Struct, frozen=True):
    """No verdict on the key; leads will wait if this lasts. ``sentence`` gives the reason."""

    sentence: str


ProbeResult = Offices | KeyRefused | KeyUnproven
"""The account's offices are the answer to an accepted key."""


async def probe(api: LeadApi) -> ProbeResult:
    """Fetch the offices from the Lead API, within the client's deadline. Raises no network errors."""
    answer = await api.offices()
    match answer:
        case Offices():
            return answer
        case Misconfigured(key_refused=True):
            return KeyRefused("The Lead API refuses the key. Check LEAD_API_KEY and LEAD_API_URL.")
        case Busy():
            return KeyUnproven(
                "The Lead API is busy, so its key could not be checked. Leads are sent as soon as it answers."
            )
        case Unavailable(why):
            return KeyUnproven(f"The Lead API could not be reached: {clause(why)}. Leads wait until it can be.")
        case Misconfigured(why):
            return KeyUnproven(f"The list of offices could not be read: {clause(why)}. Check LEAD_API_URL.")
        case _:
            return KeyUnproven("The Lead API's list of offices could not be read. Check LEAD_API_URL.")
