"""Staff notices: a card per lead, and one per fault that needs a person, with buttons.

A card describes the property, never the person: no name, no contact, no street and no full postcode, unless the agency
enables that. A continuing fault is one message: further notices are counted, and the count is added to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import cast

from bot.core.agency import Agency
from bot.core.phrases import clause
from bot.staff import visit_buttons
from bot.staff.call_times import clock
from bot.staff.campaign_summary import kind_line
from bot.storage.staff import notice_throttle
from bot.storage.transaction import Transaction
from conversations.answers.sale_or_let import BOTH
from conversations.commands import Button, Line, Param, Quoted, Say, Shown
from conversations.data_export import CONTACT_PREFERENCE, EMAIL_DOMAIN, OTHER_CHATS, PHONE_RANGE, PHONE_VERIFIED
from conversations.lead import Estimate, Lead, LeadType

DELIVERED = "card.delivered"
"""Key of a delivered lead's card."""
SET_ASIDE = "staff.set_aside"
GROUP_MOVED = "notice.group_moved"
"""Parameters: ``setting``, its name, and ``number``, its new value."""
STOPS = frozenset({"staff.withdrawn", "staff.deleted", "staff.withdrawn_late"})
"""Notices about a person whom the agency must not contact any more. Parameter ``reference``."""
GROUP_REFUSES = "notice.group_refuses"
LEAD_LIMIT = "notice.lead_limit"
"""Parameter ``leads``: the leads accepted from one chat within a day; no more are taken from it."""
HELD_BACK = frozenset({SET_ASIDE, "staff.repeats", "staff.rejected", LEAD_LIMIT})
"""Notices sent at most once in :data:`EVERY` seconds for the same reason."""
_NOTED: Mapping[str, str] = {
    PHONE_VERIFIED: "card.verified",
    EMAIL_DOMAIN: "card.disposable_email",
    PHONE_RANGE: "card.reserved_phone",
    OTHER_CHATS: "card.other_chats",
}
"""Sentences about a lead's contacts, by the note that each is about."""
_TOLD_APART = frozenset({"sale_or_let", CONTACT_PREFERENCE, *_NOTED})
"""Notes of a lead that have lines of their own."""
EVERY = 3600.0
LEAD = "staff:lead:"
RETRY, RETRY_ALL = f"{LEAD}retry:", f"{LEAD}all"
"""Callback data of the buttons below a set-aside lead."""
SHOW = "staff:leads:show:"
"""Callback data of the button that opens a lead, followed by its reference: a button of /leads."""
ABOUT_SOMEBODY = frozenset({
    DELIVERED, SET_ASIDE, "staff.rejected", "staff.other_contact", "staff.added", "staff.call_time", "staff.relay_failed",
    "notice.addition_failed",
    *visit_buttons.REQUESTED, visit_buttons.AGREED,
})  # fmt: skip
"""Notices about a person whom the agency may contact."""


def delivered(lead: Lead, estimate: Estimate, lead_id: str = "") -> Mapping[str, Param]:
    """Return the parameters of a delivered lead's card, for :func:`card`; ``lead_id`` is the Lead API's id."""
    return {
        "reference": lead.reference,
        "side": side(lead),
        "office": "" if lead.campaign.office_id is None else str(lead.campaign.office_id),
        "facts": _facts(lead, estimate, lead_id),
        "person": (_person(lead), *_preference(lead)),
    }


def side(lead: Lead) -> Line:
    """Return the line with what the person wants to know: the price of a sale, of a let, or both."""
    return Line("kind.both") if _wants_both(lead) else kind_line(lead.lead_type)


def brief(lead: Lead) -> Line:
    """Return a lead in a few words without names."""
    return Line("leads.brief", {"side": side(lead), "home": _bedrooms(lead), "area": area(lead.postcode)})


def in_full(lead: Lead, estimate: Estimate | None, lead_id: str, office: Line) -> tuple[Line, ...]:
    """Return everything that a lead tells the agency, its person included. ``estimate`` is ``None`` while there is none."""
    lines = [*_facts(lead, estimate, lead_id), Line("lead.office", {"office": office}), *_preference(lead)]
    lines += [Line("card.appointment", clock(begins)) for begins in lead.appointment]
    answers = [
        *lead.questionnaire,
        *((key.replace("_", " "), note) for key, note in lead.notes.items() if key not in _TOLD_APART),
    ]
    answers += [("message", lead.message)] if lead.message else []
    lines += [Line("card.answer", {"question": Quoted(what), "answer": Quoted(said)}) for what, said in answers]
    consent: dict[str, Param] = {"wording": lead.consent.wording, **clock(lead.consent.at)}
    return _person(lead), Line("facts", {"facts": (*lines, Line("card.consent", consent))})


def _wants_both(lead: Lead) -> bool:
    return lead.notes.get("sale_or_let") == BOTH


def _bedrooms(lead: Lead) -> Line:
    return Line("card.bedrooms", {"bedrooms": Shown("bedrooms", lead.bedrooms)})


def area(postcode: str) -> str:
    """Return the postcode's district, for example DE1 for ``DE1 1JX``."""
    return postcode.split(" ", maxsplit=1)[0]


def card(agency: Agency, line: Line) -> Say:
    """Return a notice's message, with details and buttons."""
    reference = str(line.params.get("reference", ""))
    shown = ((show_button(reference),),) if line.key in ABOUT_SOMEBODY else ()
    if line.key == DELIVERED:
        copied = Button(Line("button.copy_reference", line.params), copy=reference)
        return Say(_delivered(agency, line.params), ((copied,), *shown))
    if "reason" in line.params:  # the Lead API's text, which may quote the person
        line = Line(line.key, {**line.params, "reason": Quoted(clause(str(line.params["reason"])))})
    if line.key != SET_ASIDE:
        return Say((line,), (*visit_buttons.buttons(line), *shown))
    again = (Button(Line("button.retry"), f"{RETRY}{reference}"), Button(Line("button.retry_all"), RETRY_ALL))
    return Say((line, Line("card.what_to_do")), (again, *shown))


def show_button(reference: str) -> Button:
    """Return the button that shows an admin, in their private chat, whose lead this is."""
    return Button(Line("button.show_who"), f"{SHOW}{reference}")


def quotes(agency: Agency, line: Line) -> bool:
    """Return whether a notice names a person."""
    return line.key == DELIVERED and agency.staff_details


def throttled(tx: Transaction, agency: Agency, line: Line) -> tuple[Line, ...] | None:
    """Return the extra lines of a notice; ``None`` if a similar one was sent recently and this one is held back."""
    if line.key not in HELD_BACK:
        return ()
    reason = blake2b(str(line.params.get("reason", "")).encode(errors="replace"), digest_size=8).hexdigest()
    held_back = notice_throttle.record(tx, agency.id, f"{line.key} {reason}", every=EVERY)
    if held_back is None:
        return None
    return (Line("card.more", {"count": held_back}),) if held_back else ()


def _delivered(agency: Agency, params: Mapping[str, Param]) -> tuple[Line, ...]:
    facts, person = (cast("tuple[Line, ...]", params[each]) for each in ("facts", "person"))
    office = [Line("card.office", params)] if params["office"] else []
    shown = (*facts, *office, *(person if agency.staff_details else ()))
    return Line(DELIVERED, params), Line("facts", {"facts": shown})


def _facts(lead: Lead, estimate: Estimate | None, lead_id: str) -> tuple[Line, ...]:
    """Return the lines about a lead that contain no names."""
    home = [_bedrooms(lead)]
    if lead.property_type is not None:
        home.append(Line("card.type", {"type": Shown("property_type", lead.property_type.value)}))
    lines = [Line("card.home", {"home": tuple(home), "area": area(lead.postcode)})]
    lines += [] if estimate is None else _estimates(lead, estimate)
    code = lead.campaign.code
    lines.append(Line("card.link", {"code": code}) if code else Line("card.no_link"))
    lines += [Line("card.lead_id", {"lead_id": lead_id})] if lead_id else []
    lines += [Line("card.test")] if lead.campaign.test else []
    return *lines, *(Line(key, {"note": lead.notes[note]}) for note, key in _NOTED.items() if note in lead.notes)


def _estimates(lead: Lead, estimate: Estimate) -> list[Line]:
    """Return the line with the requested estimate, and one with the other if the person wants both."""
    known = [("card.estimate.sale", estimate.sale), ("card.estimate.rent", estimate.rent)]
    (key, figures), (other_key, other) = known if lead.lead_type is LeadType.VENDOR else known[::-1]
    lines = [Line("card.estimate.none") if figures is None else Line(key, {"range": figures})]
    return [*lines, Line(other_key, {"range": other})] if other is not None and _wants_both(lead) else lines


def _person(lead: Lead) -> Line:
    params: dict[str, Param] = {
        "name": Quoted(" ".join(part for part in (lead.name.title, lead.name.first, lead.name.last) if part)),
        "phone": lead.phone,  # digits only, so that a tap calls the number
        "email": Quoted(lead.email),
        "address": Quoted(f"{lead.address}, {lead.postcode}"),
    }
    return Line("card.details", params)


def _preference(lead: Lead) -> list[Line]:
    wanted = lead.notes.get(CONTACT_PREFERENCE)
    return [Line("card.preference", {"preference": wanted})] if wanted else []
