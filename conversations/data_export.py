"""What /mydata shows of a lead: everything that is held about the person in it (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers.reading import Value
from conversations.commands import Line, Param, Say, Shown
from conversations.events import LeadStatus
from conversations.lead import Estimate, Lead
from conversations.questions import OTHER

CONTACT_PREFERENCE = "contact_preference"
"""The note of a lead that says how its person would rather be reached."""


def preference_shown(preference: str) -> Line:
    """Return how somebody would rather be reached, in words."""
    return Line(f"preference.{preference.replace(' ', '_')}")


def held_lead(lead: Lead, status: LeadStatus, estimate: Estimate | None) -> Say:
    """Return everything that a lead's row holds, in words; ``estimate`` is ``None`` as long as there is none."""
    heading = Line("mydata.lead", {"reference": lead.reference, "status": Line(f"lead.status.{status}")})
    lines = [heading, Line("mydata.details", {"details": (*_answers(lead), *_circumstances(lead))})]
    if estimate is not None and estimate.sale is not None:
        lines.append(Line("estimate.sale", {"range": estimate.sale}))
    if estimate is not None and estimate.rent is not None:
        lines.append(Line("estimate.rent", {"range": estimate.rent}))
    return Say(tuple(lines))


def _answers(lead: Lead) -> Iterator[Line]:
    values: dict[str, Value] = {
        "sale_or_let": lead.lead_type.value,
        "name": lead.name,
        "phone": lead.phone,
        "email": lead.email,
        "address": lead.address,
        "postcode": lead.postcode,
        "bedrooms": lead.bedrooms,
        "property_type": OTHER if lead.property_type is None else lead.property_type.value,
        "message": lead.message,
    }
    for key, value in values.items():
        if value != "":
            note = lead.notes.get(key, "")
            shown: dict[str, Param] = {"answer": Shown(key, value), "note": note}
            yield _detail(Line(f"{key}.label"), Line("answer.noted" if note else "answer.shown", shown))
    for text, answer in lead.questionnaire:
        yield _detail(Line("own.label", {"text": text}), Line("answer.shown", {"answer": answer}))


def _circumstances(lead: Lead) -> Iterator[Line]:
    if preference := lead.notes.get(CONTACT_PREFERENCE):
        yield _detail(Line("preference.label"), preference_shown(preference))
    if lead.appointment:
        hours = ", ".join(f"{hour:%d/%m/%Y %H:%M} UTC" for hour in lead.appointment)
        yield _detail(Line("appointment.label"), Line("answer.shown", {"answer": hours}))
    if lead.campaign.code:
        yield Line("mydata.link", {"code": lead.campaign.code})
    consent = lead.consent
    yield Line("mydata.consent", {"date": f"{consent.at:%d/%m/%Y %H:%M} UTC", "wording": consent.wording})


def _detail(label: Line, answer: Line) -> Line:
    return Line("mydata.answer", {"label": label, "answer": answer})
