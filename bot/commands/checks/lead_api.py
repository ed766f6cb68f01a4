"""Checks of the Lead API account: key, offices, look-up of leads, last probe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from functools import partial

from bot.agencies.runtime import AgencySetup
from bot.campaigns import register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed
from bot.commands import account_probe
from bot.commands.checks.finding import Finding, Rows, good, note, wrong
from bot.core.agency import Agency
from bot.core.phrases import clause
from bot.core.serialization import LEAD
from bot.lead_api.key_probe import KeyRefused, KeyUnproven, probe
from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer
from bot.lead_api.offices import Offices
from bot.storage.leads import account_probes, lead_records

ACCOUNT_TELLS = "For the newest lead the lead system returned"
GONE_SHOWN = 5
"""Links to missing offices that are listed one by one."""


async def key_and_offices(setup: AgencySetup, rows: Rows) -> AsyncIterator[Finding]:
    """Check the key, and that the account has the offices of the settings and of the links."""
    agency = setup.agency
    offices: tuple[Office, ...] | None = None
    async with setup.connections.lead_api() as api:
        answer = await probe(api)
    match answer:
        case KeyRefused(sentence) | KeyUnproven(sentence):
            yield wrong(sentence)
        case Offices(found):
            offices = found
            names = ", ".join(office.name or str(office.id) for office in found[:5]) or "no office yet"
            yield good(f"The Lead API accepts the key; offices: {names}.")
    stored = rows.read(partial(register.all_, agency=agency.id))
    for finding in () if stored is None else campaigns(agency, stored, offices):
        yield finding


def campaigns(agency: Agency, stored: Iterable[Listed], offices: tuple[Office, ...] | None) -> Iterator[Finding]:
    """Check the links in the database and those that the campaign file adds at the next start.

    ``offices`` are the account's; ``None`` if they are not known.
    """
    links = {each.code.lower(): each.campaign for each in stored if each.retired_at is None}
    links |= {code.lower(): campaign for code, campaign in agency.campaigns.items()}
    if agency.default_campaign and agency.default_campaign.lower() not in links:
        yield wrong(f"DEFAULT_CAMPAIGN is {agency.default_campaign}, but no link has that code.")
    if offices is None:
        return
    ids = {office.id for office in offices}
    for number in sorted(agency.form.offices.keys() - ids):
        yield wrong(
            f"OFFICES describes office {number}, which the account does not have; `python -m bot offices` lists them."
        )
    gone = [each for each in links.values() if each.office_id is not None and each.office_id not in ids]
    for each in gone[:GONE_SHOWN]:
        yield wrong(
            f"Campaign {each.code} names office {each.office_id}, which the account does not have: leads go by postcode."
        )
    if len(gone) > GONE_SHOWN:
        yield wrong(f"So do {len(gone) - GONE_SHOWN} more: `python -m bot links` lists them.")


async def last_probe(setup: AgencySetup, rows: Rows) -> AsyncIterator[Finding]:
    """Report the last probe of the account; no finding before the first one."""
    kept = rows.read(partial(account_probes.latest, agency=setup.agency.id))
    if kept is None:
        return
    try:
        full, text = account_probe.told(account_probe.PROBE.decode(kept[0]), kept[1])
    except ValueError:  # from another version
        return
    yield good(text) if full else note(text)


async def look_up(setup: AgencySetup, rows: Rows) -> AsyncIterator[Finding]:
    """Look up the newest delivered lead, as is done after a lost answer; no finding before the first lead."""
    row = rows.read(partial(lead_records.latest_delivered, agency=setup.agency.id))
    if row is None:
        return
    try:
        lead = LEAD.decode(row.lead)
    except ValueError:  # from another version
        return
    async with setup.connections.lead_api() as api:
        shown = await api.look_up(lead.email, lead.reference)
    yield _looked_up(shown, lead.reference)
    if row.lead_id or (isinstance(shown, Found) and shown.lead_id):
        yield good(f"{ACCOUNT_TELLS} its number, so a withdrawal is marked there.")
    else:
        yield note(f"{ACCOUNT_TELLS} no number, so a withdrawal has to be noted there by hand.")


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
