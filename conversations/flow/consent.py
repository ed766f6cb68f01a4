"""Consent: the only place that makes a lead; also declining, withdrawing and erasing."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.commands import Erase, Line, RemoveMessages, Say, SendLead, TellStaff, Typing, WithdrawLead
from conversations.data_export import CONTACT_PREFERENCE, PHONE_VERIFIED
from conversations.events import Event, LeadStatus
from conversations.flow.outcomes import same_lead
from conversations.flow.prompts import asked, contacts, go, staff_know
from conversations.flow.turn import Turn, consent_version, say, with_button, with_copies
from conversations.flow.visits import dropped
from conversations.form import Form
from conversations.intents import Intent
from conversations.lead import Consent, Lead
from conversations.lead_answers import attributes
from conversations.state import Collecting, Ended, Fresh, Sent, State


def consents(state: State, phase: Collecting, revision: int) -> bool:
    """Return whether a yes given at ``revision`` answers the current consent question."""
    return phase.reviewed and revision == state.revision and phase.consent_shown == consent_version(state)


def send(form: Form, state: State, phase: Collecting, event: Event) -> Turn:
    """Make the lead with its consent and send it. Raises ``AssertionError`` if a question is unanswered, which is a bug."""
    if asked(form, phase) or phase.pending is not None or not phase.reviewed:
        raise AssertionError("consent was taken before everything was answered and reviewed")
    if event.limit_reached and event.same_lead is None and not phase.reference:
        return _beyond_the_limit(form, state, phase)
    consent = Consent(consent_version(state), state.language, event.at)
    lead = Lead(
        reference=phase.reference or event.fresh_reference,
        consent=consent,
        campaign=phase.campaign,
        host=form.agency_url or form.chat_url,
        variant=form.variant,
        **attributes(form, phase.answers),
    )
    notes = {CONTACT_PREFERENCE: state.contact_preference} if state.contact_preference else {}
    if phase.answers["phone"].vouched:
        notes[PHONE_VERIFIED] = "telegram"
    lead = replace(lead, notes={**lead.notes, **notes})
    sent = state.revised(phase=Sent(lead.reference, phase.answers, phase.campaign))
    if event.same_lead is not None and not phase.reference:
        return same_lead(form, sent, event.same_lead, lead)
    return Turn(sent, (SendLead(lead), Say((Line("sent.thanks"),)), Typing()))


def _beyond_the_limit(form: Form, state: State, phase: Collecting) -> Turn:
    """Say that nothing was sent and whom to contact instead; the answers stay, so that the lead can be sent later."""
    ended = state.revised(phase=Ended("cancelled", phase.answers, phase.campaign))
    return say(form, ended, Line("limit"), *contacts(form))


def decline(form: Form, state: State, phase: Collecting) -> Turn:
    """End without sending anything; the answers stay until they are deleted or the person resumes.

    The offers that follow (carry on, delete) are those of ``prompts.prompt`` for ``Ended``.
    """
    ended = state.revised(phase=Ended("declined", phase.answers, phase.campaign))
    return say(form, ended, Line("declined"))


def withdraw(form: Form, state: State, event: Event) -> Turn:
    """Withdraw all leads of this chat, and say for each whether it had reached the agency."""
    leads = [lead for lead in event.leads if lead.status is not LeadStatus.WITHDRAWN]
    phase = state.phase
    visit = state.visit
    if not leads:
        if isinstance(phase, Fresh):
            return say(form, state, Line("withdraw.nothing"))
        ended = state.revised(phase=Ended("declined", phase.answers, phase.campaign), visit=None)
        return say(form, ended, Line("withdraw.nothing" if visit is None else "visit.cancelled")).after(*dropped(visit))
    state = replace(state, contact_preference="", visit=None)
    reached = [lead for lead in leads if lead.may_have_reached]
    references = tuple(lead.reference for lead in leads)
    ended = state.revised(phase=Ended("withdrawn", {}, phase.campaign, references))
    lines = [Line("withdraw.reached", {"reference": lead.reference}) for lead in reached]
    if len(reached) < len(leads):
        lines.insert(0, Line("withdraw.cancelled"))
    if any(lead.withdrawable for lead in reached):
        lines.append(Line("withdraw.marking"))
    lines += [] if visit is None else [Line("visit.cancelled")]
    if reached:
        lines += staff_know(form, event, Line("staff_told.withdrawn"))
    turn = with_copies(say(form, ended, *lines), (lead.reference for lead in reached))
    withdrawals = tuple(WithdrawLead(reference) for reference in references)
    staff = tuple(TellStaff(Line("staff.withdrawn", {"reference": lead.reference})) for lead in reached)
    return turn.after(*withdrawals, *dropped(visit), *staff)


def delete(form: Form, state: State, event: Event) -> Turn:
    """Erase all data about this chat; staff are told of leads that may have reached the agency."""
    reached = [lead for lead in event.leads if lead.may_have_reached]
    staff = tuple(TellStaff(Line("staff.deleted", {"reference": lead.reference})) for lead in reached)
    fresh = State(language=state.language, contact_keyboard=state.contact_keyboard, revision=state.revision + 1)
    told = [Line("deleted")]
    told += [Line("deleted.agency_copy", {"reference": lead.reference}) for lead in reached]
    if any(lead.withdrawable for lead in reached):
        told.append(Line("deleted.marking"))
    if reached:
        told += staff_know(form, event, Line("staff_told.deleted"))
    told += [] if state.visit is None else [Line("visit.cancelled")]
    told += [Line("deleted.count")] if event.counted else []
    turn = say(form, fresh, *told)
    turn = with_button(turn, go(fresh, Intent.CLEAR))
    turn = with_copies(turn, (lead.reference for lead in reached))
    # A fresh state is not stored; the language is for this reply.
    return replace(turn, state=State(language=state.language)).after(*dropped(state.visit), *staff, Erase())


def clear(form: Form, state: State, _: Event) -> Turn:
    """Delete the messages of this chat, as far as a bot may, and say how to clear the rest (duty 9)."""
    return say(form, state, Line("cleared")).after(RemoveMessages())
