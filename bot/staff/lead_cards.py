"""Staff notices: a card per lead, and one per fault that needs a person, with buttons.

A card describes the property, never the person: no name, no contact, no street and no full postcode, unless the agency
enables that. A continuing fault is one message: further notices are counted, and the count is added to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from bot.core.agency import Agency
from bot.core.phrases import clause
from bot.staff import visit_buttons
from bot.staff.call_times import clock
from bot.storage.staff import notice_throttle
from bot.storage.transaction import Transaction
from conversations.answers.sale_or_let import BOTH
from conversations.commands import Button, Line, Param, Quoted, Say, Shown
from conversations.data_export import CONTACT_PREFERENCE, EMAIL_DOMAIN, OTHER_CHATS, PHONE_RANGE, PHONE_VERIFIED
from conversations.lead import Estimate, Lead, LeadType, Range

DELIVERED = "card.delivered"
"""Key of a delivered lead's card."""
SET_ASIDE = "staff.set_aside"
GROUP_MOVED = "notice.group_moved"
"""Parameters: ``setting``, its name, and ``number``, its new value."""
LEAD_LIMIT = "notice.lead_limit"
"""Parameter ``leads``: the leads accepted from one chat within a day; no more are taken from it."""
HELD_BACK = frozenset({SET_ASIDE, "staff.repeats", "staff.rejected", LEAD_LIMIT})
"""Notices sent at most once in :data:`EVERY` seconds for the same reason."""
_TOLD_APART = frozenset({"sale_or_let", CONTACT_PREFERENCE, PHONE_VERIFIED, EMAIL_DOMAIN, PHONE_RANGE, OTHER_CHATS})
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
    selling, both = lead.lead_type is LeadType.VENDOR, _wants_both(lead)
    figures, other = (estimate.sale, estimate.rent) if selling else (estimate.rent, estimate.sale)
    home: tuple[Line, ...] = (_bedrooms(lead),)
    if lead.property_type is not None:
        home = (*home, Line("card.type", {"type": Shown("property_type", lead.property_type.value)}))
    return {
        "reference": lead.reference,
        "lead_id": lead_id,
        "side": side(lead),
        "home": home,
        "area": area(lead.postcode),
        "estimate": _estimate(lead.lead_type, figures),
        "rent": Line("card.estimate.rent", {"range": other}) if both and other is not None else "",
        "code": lead.campaign.code,
        "office": "" if lead.campaign.office_id is None else str(lead.campaign.office_id),
        "test": "yes" if lead.campaign.test else "",
        "name": Quoted(" ".join(part for part in (lead.name.title, lead.name.first, lead.name.last) if part)),
        "phone": lead.phone,  # digits only, so that a tap calls the number
        "email": Quoted(lead.email),
        "address": Quoted(f"{lead.address}, {lead.postcode}"),
        "verified": "yes" if PHONE_VERIFIED in lead.notes else "",
        "disposable_email": "yes" if EMAIL_DOMAIN in lead.notes else "",
        "reserved_phone": "yes" if PHONE_RANGE in lead.notes else "",
        "other_chats": lead.notes.get(OTHER_CHATS, ""),
        "preference": lead.notes.get(CONTACT_PREFERENCE, ""),
    }


def side(lead: Lead) -> Line:
    """Return the line with what the person wants to know: the price of a sale, of a let, or both."""
    selling = lead.lead_type is LeadType.VENDOR
    return Line("kind.both" if _wants_both(lead) else "kind.sale" if selling else "kind.let")


def brief(lead: Lead) -> Line:
    """Return a lead in a few words without names."""
    return Line("leads.brief", {"side": side(lead), "home": _bedrooms(lead), "area": area(lead.postcode)})


def in_full(lead: Lead, estimate: Estimate | None, lead_id: str, office: Line) -> tuple[Line, ...]:
    """Return everything that a lead tells the agency, its person included. ``estimate`` is ``None`` while there is none."""
    params = delivered(lead, estimate or Estimate(), lead_id)
    lines = [line for line in _facts(params) if estimate is not None or line.key not in {"card.estimate", "card.rent"}]
    lines.append(Line("lead.office", {"office": office}))
    lines += [Line("card.preference", params)] if params["preference"] else []
    for begins in lead.appointment:
        lines.append(Line("card.appointment", clock(begins)))
    answers = [
        *lead.questionnaire,
        *((key.replace("_", " "), note) for key, note in lead.notes.items() if key not in _TOLD_APART),
    ]
    answers += [("message", lead.message)] if lead.message else []
    lines += [Line("card.answer", {"question": Quoted(what), "answer": Quoted(said)}) for what, said in answers]
    consent: dict[str, Param] = {"wording": lead.consent.wording, **clock(lead.consent.at)}
    return (
        Line("card.details", params),
        Line("facts", {"facts": (*lines, Line("card.consent", consent))}),
    )


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
    lines = _facts(params)
    lines += [Line("card.office", params)] if params["office"] else []
    if agency.staff_details:
        lines.append(Line("card.details", params))
        lines += [Line("card.preference", params)] if params.get("preference") else []
    return Line(DELIVERED, params), Line("facts", {"facts": tuple(lines)})


def _facts(params: Mapping[str, Param]) -> list[Line]:
    """Return the lines about a lead that contain no names."""
    lines = [Line("card.home", params), Line("card.estimate", params)]
    lines += [Line("card.rent", params)] if params.get("rent") else []
    lines.append(Line("card.link" if params["code"] else "card.no_link", params))
    # Cards queued by an earlier version lack it.
    lines += [Line("card.lead_id", params)] if params.get("lead_id") else []
    lines += [Line("card.test")] if params["test"] else []
    facts = {
        "verified": Line("card.verified"),
        "disposable_email": Line("card.disposable_email"),
        "reserved_phone": Line("card.reserved_phone"),
        "other_chats": Line("card.other_chats", params),
    }
    return [*lines, *(line for name, line in facts.items() if params.get(name))]


def _estimate(lead_type: LeadType, figures: Range | None) -> Line:
    if figures is None:
        return Line("card.estimate.none")
    return Line("card.estimate.sale" if lead_type is LeadType.VENDOR else "card.estimate.rent", {"range": figures})
