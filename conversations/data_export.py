"""Export of a lead for /mydata: all data held about the person in it (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from conversations.commands import Line, Param, Say, Shown, copy_button
from conversations.events import LeadStatus
from conversations.lead import Estimate, Lead
from conversations.lead_answers import answers_of
from conversations.office_hours import LONDON
from conversations.questions import QUESTIONS, told_apart

CONTACT_PREFERENCE = "contact_preference"
"""Note of a lead: the person's preferred way of contact."""

PHONE_VERIFIED = "phone_verified"
"""Note of a lead whose phone number is verified: the channel that vouches for it."""

EMAIL_DOMAIN, PHONE_RANGE, OTHER_CHATS = "email_domain", "phone_range", "other_chats"
"""Notes of a lead with doubtful contacts. Values: ``disposable``; ``reserved``; and ``phone``, ``email`` or ``phone and
email``, whichever other chats have given too."""
DOUBTS = (EMAIL_DOMAIN, PHONE_RANGE, OTHER_CHATS)


def preference_shown(preference: str) -> Line:
    """Return the preferred way of contact in words."""
    return Line(f"preference.{preference.replace(' ', '_')}")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Follow-up of a lead by the agency's staff in their chat.

    ``seen``: they opened it. ``call`` is their note about calling (``taken``, ``called``, ``not_reached``, or empty),
    ``call_wanted`` the time at which the person would like a call (UTC).
    """

    seen: bool = False
    call: str = ""
    call_wanted: datetime | None = None


def held_lead(
    lead: Lead, status: LeadStatus, estimate: Estimate | None, lead_id: str = "", follow_up: FollowUp | None = None
) -> Say:
    """Return all that a lead's row holds, in words; ``estimate`` is ``None`` until there is one.

    ``lead_id`` is the Lead API's id of the lead, empty if unknown.
    """
    heading = Line("mydata.lead", {"reference": lead.reference, "status": Line(f"lead.status.{status}")})
    lines = [heading, Line("mydata.details", {"details": details(lead)})]
    if lead_id:
        lines.append(Line("mydata.lead_id", {"lead_id": lead_id}))
    if estimate is not None and estimate.sale is not None:
        lines.append(Line("estimate.sale", {"range": estimate.sale}))
    if estimate is not None and estimate.rent is not None:
        lines.append(Line("estimate.rent", {"range": estimate.rent}))
    lines += [] if follow_up is None else _followed_up(follow_up)
    return Say(tuple(lines), ((copy_button(lead.reference),),))


def _followed_up(follow_up: FollowUp) -> Iterator[Line]:
    if follow_up.call_wanted is not None:
        here = follow_up.call_wanted.astimezone(LONDON)
        day, time = Shown("on_date", here.date().isoformat()), Shown("time", f"{here:%H:%M}")
        yield Line("mydata.call_wanted", {"when": Line("visit.when", {"day": day, "time": time})})
    if follow_up.seen:
        yield Line("mydata.seen")
    if follow_up.call:
        yield Line(f"mydata.call.{follow_up.call}")


def details(lead: Lead) -> tuple[Line, ...]:
    """Return a lead's answers and circumstances, one per line."""
    return (*_answers(lead), *_circumstances(lead))


def _answers(lead: Lead) -> Iterator[Line]:
    for key, held in answers_of(lead):
        value, note = told_apart(key, held, lead.notes.get(key, ""))
        shown: dict[str, Param] = {"answer": Shown(key, value), "note": note}
        yield _detail(Line(f"{key}.label"), Line("answer.noted" if note and note != value else "answer.shown", shown))
    for text, answer in lead.questionnaire:
        yield _detail(Line("own.label", {"text": text}), Line("answer.shown", {"answer": answer}))


def _circumstances(lead: Lead) -> Iterator[Line]:
    if preference := lead.notes.get(CONTACT_PREFERENCE):
        yield _detail(Line("preference.label"), preference_shown(preference))
    for key, note in lead.notes.items():
        if key not in QUESTIONS and key != CONTACT_PREFERENCE:
            yield _detail(Line("own.label", {"text": key}), Line("answer.shown", {"answer": note}))
    if lead.campaign.code:
        yield Line("mydata.link", {"code": lead.campaign.code})
    consent = lead.consent
    yield Line("mydata.consent", {"date": f"{consent.at:%d/%m/%Y %H:%M} UTC", "wording": consent.wording})


def _detail(label: Line, answer: Line) -> Line:
    return Line("mydata.answer", {"label": label, "answer": answer})
