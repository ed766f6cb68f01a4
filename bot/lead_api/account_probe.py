"""Account probe: one test lead that shows what a Lead API account reveals about its leads and which changes it allows."""

from __future__ import annotations

import time
from asyncio import sleep
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.lead_api.client import LeadApi
from bot.lead_api.lookups import Absent, Found, Inconclusive, NoAnswer, meta_in
from bot.lead_api.outcomes import Busy, Outcome, Received, Unavailable, Unknown, reason_of
from bot.lead_api.payload import payload
from bot.lead_api.updates import WITHDRAWAL
from conversations.lead import Campaign, Consent, Lead, LeadType, Name

PATIENCE = 120.0
"""Seconds for which the test lead is looked up."""
EVERY = 2.0
"""Seconds between two look-ups."""
WORDING = "probe"
"""Consent wording of a test lead: there is no person who could consent."""
_BEFORE, _AFTER = "probe_before", "probe_after"
"""Notes in ``meta`` that show whether an update merges or replaces it."""


class Shown(StrEnum):
    """Result of the test lead's look-up."""

    WITH_META = "with_meta"
    WITHOUT_META = "without_meta"
    """Leads without ``meta``, an answer that is not a list of leads, or a refused look-up."""
    NOT_SHOWN = "not_shown"
    NO_ANSWER = "no_answer"


class Updated(StrEnum):
    """Result of the test lead's update."""

    MERGED = "merged"
    REPLACED = "replaced"
    ACCEPTED = "accepted"
    """The update was accepted, but its effect could not be observed."""
    REFUSED = "refused"
    FAILED = "failed"
    NO_ID = "no_id"
    """The lead's id is unknown, so nothing could be updated."""


class AccountProbe(Struct, frozen=True):
    """Result of a probe. ``seconds``: delay until the look-up showed the lead; ``why``: the problem, if any.

    ``id_told``: the answer that made the lead has its id. ``withdrawn``: the consent could be marked as withdrawn.
    """

    reference: str
    lead_id: str
    id_told: bool
    shown: Shown
    seconds: float | None
    updated: Updated
    withdrawn: bool
    why: str = ""


class ProbeRefused(Exception):
    """The test lead was refused. The text gives the reason."""


def lead_of_nobody(email: str, reference: str, at: datetime) -> Lead:
    """Return a fictitious lead with ``email`` that is marked as a test; its phone number is reserved and reaches nobody."""
    return Lead(
        reference=reference,
        lead_type=LeadType.VENDOR,
        name=Name("Test", "Please ignore"),
        phone="+447700900000",
        email=email,
        address="1 Test Street",
        postcode="DE1 1JX",
        bedrooms=3,
        property_type=None,
        consent=Consent(WORDING, "en", at),
        campaign=Campaign(test=True),
        notes={_BEFORE: "1"},
        message="A test of the connection by the valuation bot. There is nobody to call.",
    )


async def probe_account(api: LeadApi, lead: Lead, host: str) -> AccountProbe:
    """Create the test lead, look it up until it appears, update it, and withdraw its consent. Raises :class:`ProbeRefused`."""
    request = payload(lead, host=host)
    outcome = await api.create(request)
    began = time.monotonic()
    if not isinstance(outcome, Received):
        raise ProbeRefused(reason_of(outcome))
    told = outcome.lead_id
    shown, seconds, found, why = await _look(api, lead, began)
    number = told or found
    updated, withdrawn = Updated.NO_ID, False
    if number:
        updated, withdrawn, problem = await _update(api, request, number)
        why = why or problem
    return AccountProbe(lead.reference, number, bool(told), shown, seconds, updated, withdrawn, why)


async def _look(api: LeadApi, lead: Lead, began: float) -> tuple[Shown, float | None, str, str]:
    """Look up the lead until it appears; return what was shown, the delay in seconds, the lead's id, and the problem, if any."""
    last: Absent | NoAnswer = NoAnswer("not asked")
    waited = 0.0
    while waited <= PATIENCE:
        looked = await api.look_up(lead.email, lead.reference)
        seconds = max(time.monotonic() - began, waited)
        match looked:
            case Found(lead_id):
                return Shown.WITH_META, seconds, lead_id, ""
            case Inconclusive(why):
                return Shown.WITHOUT_META, None, "", why
            case Absent() | NoAnswer():
                last = looked
        await sleep(EVERY)
        waited += EVERY
    return (Shown.NOT_SHOWN if isinstance(last, Absent) else Shown.NO_ANSWER), None, "", last.why


async def _update(api: LeadApi, request: Mapping[str, object], number: str) -> tuple[Updated, bool, str]:
    """Update ``meta``, then withdraw the consent; return the update's result, whether the withdrawal worked, and the problem."""
    meta = request["meta"]
    if not isinstance(meta, Mapping):
        raise TypeError("a request has its meta")
    changed = {name: value for name, value in meta.items() if name != _BEFORE} | {_AFTER: "1"}
    outcome = await api.update(number, {"meta": changed})
    updated, why = _updated(outcome), reason_of(outcome)
    if updated is Updated.ACCEPTED:
        shown = await api.lead(number)
        there = {} if shown is None or isinstance(shown, NoAnswer) else meta_in(shown) or {}
        if _AFTER in there:
            updated = Updated.MERGED if _BEFORE in there else Updated.REPLACED
    ended = await api.update(number, WITHDRAWAL)
    return updated, isinstance(ended, Received), why or reason_of(ended)


def _updated(outcome: Outcome) -> Updated:
    if isinstance(outcome, Received):
        return Updated.ACCEPTED
    return Updated.FAILED if isinstance(outcome, Busy | Unavailable | Unknown) else Updated.REFUSED
