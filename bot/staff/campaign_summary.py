"""Campaign summary for staff, used wherever a campaign is shown."""

from __future__ import annotations

from bot.campaigns.office_list import KnownOffices
from bot.campaigns.places import OWN_SOURCE, UTM
from bot.campaigns.register import Listed
from bot.campaigns.sharing.recipes import url_of
from conversations.commands import Line
from conversations.lead import Campaign, LeadType

_LABEL_MAX = 40
"""Longest code on a button, in characters, that a phone shows uncut."""


def kind_line(lead_type: LeadType | None) -> Line:
    """Return the line with the kind: sale, let, or asked of the homeowner."""
    match lead_type:
        case LeadType.VENDOR:
            return Line("kind.sale")
        case LeadType.LANDLORD:
            return Line("kind.let")
        case None:
            return Line("kind.ask")


def office_line(office_id: int | None, offices: KnownOffices) -> Line:
    """Return the line with the office's name, marked if the account lacks the office."""
    if office_id is None:
        return Line("office.postcode")
    name = offices.name(office_id)
    if name is not None:
        return Line("office.named", {"office": name})
    return Line("office.number" if offices.has(office_id) else "office.gone", {"office": office_id})


def place_line(campaign: Campaign) -> Line:
    """Return the line with the place where the link is shared."""
    return Line("place.named", {"place": campaign.utm.source}) if campaign.utm.source else Line("place.none")


def code_label(code: str) -> Line:
    """Return a campaign's code as the label of a button."""
    return Line("plain", {"text": code if len(code) <= _LABEL_MAX else f"{code[: _LABEL_MAX - 1]}…"})


def summary(listed: Listed, chat_url: str, offices: KnownOffices) -> tuple[Line, ...]:
    """Return a campaign in full, as paragraphs of a message."""
    campaign = listed.campaign
    facts = [
        Line("shown.kind", {"kind": kind_line(campaign.lead_type)}),
        Line("shown.office", {"office": office_line(campaign.office_id, offices)}),
        Line("shown.place", {"place": place_line(campaign)}),
    ]
    utm = (("source", campaign.source or OWN_SOURCE), *((f"utm_{name}", getattr(campaign.utm, name)) for name in UTM))
    facts.append(Line("carries", {"fields": ", ".join(f"{name} = {value}" for name, value in utm if value)}))
    facts += [Line("noted", {"note": listed.note})] if listed.note else []
    facts += [Line("is_test")] if campaign.test else []
    facts += [Line("is_retired")] if listed.retired_at is not None else []
    return Line("link", {"link": url_of(chat_url, listed.code)}), Line("facts", {"facts": tuple(facts)})
