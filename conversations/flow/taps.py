"""Taps: the effect of a pressed button, current or outdated."""

from __future__ import annotations

from conversations import events
from conversations.answers.name import read as read_name
from conversations.answers.reading import Understood
from conversations.callback_data import Action, Tap, parse
from conversations.commands import Line, Toast
from conversations.flow import visits
from conversations.flow.additions import pass_on_earlier
from conversations.flow.answering import take
from conversations.flow.clarification import pick
from conversations.flow.consent import consents, decline, send
from conversations.flow.intent_handlers import edit, inform, speak, want
from conversations.flow.prompts import value_of
from conversations.flow.starting import begin
from conversations.flow.turn import Turn, outdated, say
from conversations.form import Form
from conversations.intents import MOVES, Intent
from conversations.languages import catalogue
from conversations.lead import Name
from conversations.questions import told_apart
from conversations.state import Collecting, Fresh, Sent, State
from conversations.understanding.topics import ASK, own_topic

ACCOUNT = "account"
"""Value of the button for the name of the sender's account."""


def account_name(event: events.Event) -> Name | None:
    """Return the name of the sender's account if it reads as a first and a last name, which many do not."""
    reading = read_name(" ".join(filter(None, event.account)))
    return reading.value if isinstance(reading, Understood) and isinstance(reading.value, Name) else None


def tapped(form: Form, state: State, event: events.Event, data: str) -> Turn:
    """Return the turn for a tap on a button with this callback data."""
    tap = parse(data)
    phase = state.phase
    if tap is None or (tap.question not in form.questions and (tap.question or tap.action is Action.ANSWER)):
        return _outdated(form, state)
    if tap.action is Action.LANGUAGE:
        return speak(form, state, tap.value)
    if tap.action is Action.TOPIC:
        return _tapped_topic(form, state, event, tap)
    if tap.action in (Action.VISIT, Action.CALL_TIME):
        return visits.tapped(form, state, event, tap)
    if tap.action is Action.GO:
        return _tapped_intent(form, state, event, tap)
    if not isinstance(phase, Collecting):
        if isinstance(phase, Fresh):
            return begin(form, state, form.unlinked)
        agreed = tap.action is Action.CONSENT and tap.value == "yes"
        twice = isinstance(phase, Sent) and agreed and tap.revision == state.revision - 1
        return Turn(state, (Toast(Line("toast.sent")),)) if twice else say(form, state, Line("tap.too_late"))
    match tap.action:
        case Action.ANSWER:
            return _tapped_choice(form, state, phase, tap, event)
        case Action.EDIT:
            return edit(form, state, phase, tap.question)
        case Action.PICK if phase.pending is not None and tap.revision == state.revision:
            return pick(form, state, phase, event, tap.value)
        case Action.CONSENT if tap.value == "no" and (phase.reviewed or phase.ever_reviewed):
            return decline(form, state, phase)
        case Action.CONSENT if tap.value == "yes" and consents(state, phase, tap.revision):
            return send(form, state, phase, event)
        case Action.CONSENT:
            # Never only "noted": people would think that the lead was sent.
            return say(form, state, Line("consent.changed"))
        case _:
            return _outdated(form, state, tap)


def _tapped_choice(form: Form, state: State, phase: Collecting, tap: Tap, event: events.Event) -> Turn:
    account = account_name(event) if (tap.question, tap.value) == ("name", ACCOUNT) else None
    chosen = value_of(form, state, tap.value, tap.question) if account is None else (account, "")
    if chosen is None:
        return _outdated(form, state)
    value, note = chosen
    given = phase.answers.get(tap.question)
    stands = given and told_apart(tap.question, given.value, given.note) == told_apart(tap.question, *chosen)
    if stands and phase.editing != tap.question:
        return Turn(state, (Toast(Line("toast.noted")),))
    # A button of an earlier question corrects that answer; the conversation then goes on where it was.
    return take(form, state, phase, {tap.question: Understood(value, note)}, "", said=None)


def _tapped_topic(form: Form, state: State, event: events.Event, tap: Tap) -> Turn:
    """Answer a topic that was offered, whatever was said since: it changes nothing."""
    known = tap.value == ASK or tap.value in catalogue(state.language).topics
    if not known and own_topic(form, state.language, tap.value) is None:
        return _outdated(form, state)
    return inform(form, state, event, tap.value)


def _tapped_intent(form: Form, state: State, event: events.Event, tap: Tap) -> Turn:
    try:
        intent = Intent(tap.value)
    except ValueError:
        return _outdated(form, state)
    if intent is Intent.PASS_ON and tap.revision != state.revision:
        # Several texts in a row have a button each.
        return pass_on_earlier(form, state, event, tap.revision) or _outdated(form, state, tap)
    if intent in MOVES and tap.revision != state.revision:
        return _outdated(form, state, tap)
    return want(form, state, event, intent)


def _outdated(form: Form, state: State, tap: Tap | None = None) -> Turn:
    return outdated(state, say(form, state), tap)
