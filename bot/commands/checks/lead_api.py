"""Checks of the Lead API account: key, offices, look-up of leads, last probe."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

from bot.agencies.runtime import AgencySetup, Endpoints
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed
from bot.commands import account_probe
from bot.commands.checks.finding import Finding, Verdict, good, note, stored, wrong
from bot.core.agency import Agency
from bot.core.phrases import clause
from bot.core.serialization import LEAD
from bot.lead_api.key_probe import KeyRefused, KeyUnproven, probe
from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer
from bot.lead_api.offices import Offices
from bot.settings.schema import Settings
from bot.storage.leads import account_probes, lead_records

ACCOUNT_TELLS = "For the newest lead the lead system returned"


GONE_SHOWN = 5
"""Links to missing offices that are listed one by one."""


async def api_key(connections: Endpoints) -> tuple[Finding, tuple[Office, ...] | None]:
    """Check the key; also return the account's offices, if they could be fetched."""
    async with connections.lead_api() as api:
        answer = await probe(api)
    match answer:
        case KeyRefused(sentence) | KeyUnproven(sentence):
            return wrong(sentence), None
        case Offices(offices):
            names = ", ".join(office.name or str(office.id) for office in offices[:5]) or "no office yet"
            return good(f"The Lead API accepts the key; offices: {names}."), offices


def campaign_links(agency: Agency, stored: Iterable[Listed], offices: tuple[Office, ...] | None) -> list[Finding]:
    """Check the links in the database and those that the campaign file adds at the next start."""
    campaigns = {each.code.lower(): each.campaign for each in stored if each.retired_at is None}
    campaigns |= {code.lower(): campaign for code, campaign in agency.campaigns.items()}
    findings = []
    if agency.default_campaign and agency.default_campaign.lower() not in campaigns:
        findings.append(wrong(f"DEFAULT_CAMPAIGN is {agency.default_campaign}, but no link has that code."))
    if offices is None:
        return findings
    ids = {office.id for office in offices}
    findings += [
        wrong(
            f"OFFICES describes office {number}, which the account does not have; `python -m bot offices` lists them."
        )
        for number in agency.form.offices
        if number not in ids
    ]
    gone = [each for each in campaigns.values() if each.office_id is not None and each.office_id not in ids]
    findings += [
        wrong(
            f"Campaign {each.code} names office {each.office_id}, which the account does not have: leads go by postcode."
        )
        for each in gone[:GONE_SHOWN]
    ]
    if len(gone) > GONE_SHOWN:
        findings.append(wrong(f"So do {len(gone) - GONE_SHOWN} more: `python -m bot links` lists them."))
    return findings


async def look_up(setup: AgencySetup, chosen: Settings, places: asyncio.Semaphore) -> list[Finding]:
    """Look up the newest delivered lead, as is done after a lost answer; no finding before the first lead."""
    row = stored(chosen, partial(lead_records.latest_delivered, agency=setup.agency.id))
    if row is None:
        return []
    try:
        lead = LEAD.decode(row.lead)
    except ValueError:  # from another version
        return []
    async with places, setup.connections.lead_api() as api:
        shown = await api.look_up(lead.email, lead.reference)
    number = row.lead_id or (shown.lead_id if isinstance(shown, Found) else "")
    numbered = (
        f"{ACCOUNT_TELLS} its number, so a withdrawal is marked there."
        if number
        else f"{ACCOUNT_TELLS} no number, so a withdrawal has to be noted there by hand."
    )
    return [_looked_up(shown, lead.reference), Finding(Verdict.GOOD if number else Verdict.NOTE, numbered)]


def _looked_up(shown: LookUp, reference: str) -> Finding:
    repeats = "a lead whose answer is lost is sent again and marked as a possible repeat."
    match shown:
        case Found():
            return good(f"The Lead API's look-up shows the newest lead, {reference}: no lead is sent twice.")
        case Absent():
            return note(
                f"The Lead API's look-up does not show the newest lead, {reference}. If it is there, and older than a "
                "minute, LEAD_LOOKUP_SECONDS should be more."
            )
        case Inconclusive(why):
            return note(f"The Lead API does not support looking up leads ({clause(why)}): {repeats}")
        case NoAnswer(why):
            return note(f"Could not find out whether the Lead API supports looking up leads ({clause(why)}).")


def last_probe(agency: Agency, chosen: Settings) -> list[Finding]:
    """Report the last probe of the account; no finding before the first one."""
    kept = stored(chosen, partial(account_probes.latest, agency=agency.id))
    if kept is None:
        return []
    try:
        good, text = account_probe.told(account_probe.PROBE.decode(kept[0]), kept[1])
    except ValueError:  # from another version
        return []
    return [Finding(Verdict.GOOD if good else Verdict.NOTE, text)]
