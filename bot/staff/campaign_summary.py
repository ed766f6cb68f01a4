"""Campaign summary for staff, used wherever a campaign is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.campaigns.office_list import KnownOffices
from bot.campaigns.places import carried
from bot.campaigns.register import Listed, Standing
from bot.campaigns.sharing.recipes import url_of
from bot.staff.call_times import clock
from bot.storage.campaigns.campaigns import LinkChange
from conversations.commands import Line, Param
from conversations.lead import Campaign, LeadType

_LABEL_MAX = 40
"""Longest code on a button, in characters, that a phone shows uncut."""


def kind_line(lead_type: LeadType | None) -> Line:
    """Return the line with the kind: sale, let, or asked of the homeowner."""
    return Line("kind.ask" if lead_type is None else "kind.sale" if lead_type is LeadType.VENDOR else "kind.let")


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
        Line("carries", {"fields": carried(campaign)}),
    ]
    facts += [Line("noted", {"note": listed.note})] if listed.note else []
    facts += [Line("is_test")] if campaign.test else []
    facts += [Line(f"is_{listed.standing}")] if listed.standing is not Standing.IN_USE else []
    return Line("link", {"link": url_of(chat_url, listed.code)}), Line("facts", {"facts": tuple(facts)})


def _as_stored(value: str, _: KnownOffices) -> Line:
    return Line("plain", {"text": value}) if value else Line("change.none")


_VALUES: Mapping[str, Callable[[str, KnownOffices], Line]] = {
    "kind": lambda value, _: kind_line(LeadType(value) if value else None),
    "office": lambda value, offices: office_line(int(value) if value else None, offices),
    "standing": lambda value, _: Line(f"standing.{value}"),
}
"""How a logged value is shown, by the field; values of other fields are shown as they are stored."""


def change_line(change: LinkChange, offices: KnownOffices) -> Line:
    """Return the line about a change, made or planned: the field, its old value and its new one."""
    shown = _VALUES.get(change.field, _as_stored)
    before, after = (shown(value, offices) for value in (change.before, change.after))
    return Line("change", {"field": Line(f"change.{change.field}"), "before": before, "after": after})


def logged_line(change: LinkChange, offices: KnownOffices, admin: int) -> Line:
    """Return a logged change with its time and author, as shown to ``admin``."""
    who = "change.outside" if change.admin == 0 else "call.you" if change.admin == admin else "call.colleague"
    at = datetime.fromtimestamp(change.changed_at, UTC)
    shown: dict[str, Param] = {"change": change_line(change, offices), "who": Line(who), "year": f"{at:%Y}"}
    return Line("change.logged", {**shown, **clock(at)})
