"""Every place in a conversation at which a text can arrive: each question, doubt, review, consent and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from conversations.callback_data import Action, Tap
from conversations.events import Body, Event, Said, Tapped
from conversations.flow.prompts import asked
from conversations.flow.step import step
from conversations.flow.turn import Turn
from conversations.form import OwnQuestion
from conversations.intents import Intent
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, State
from support.person import ANSWERS, FORM, NOON, Person, received

WHOLE_FORM = replace(
    FORM,
    questions=(*DEFAULT_ORDER, "title", "message", "appointment", "questionnaire"),
    own_questions=(OwnQuestion("How did you hear of us?"),),
)
"""The form that all these states belong to: every question there is."""
_DOUBTFUL = {
    "name": "Marla",
    "email": "cloud9@gmial.com",
    "address": "High Street",
    "postcode": "DE1 IJX",
    "bedrooms": "3 or 4",
    "property_type": "studio",
}
"""Answers that are offered back, by question."""


def places(language: str) -> Mapping[str, State]:
    """Return the state at each place of a conversation in ``language``, by the place's name."""
    person = Person(form=WHOLE_FORM, language=language)
    found = {"fresh": person.state}
    person.starts()
    while key := asked(WHOLE_FORM, _phase(person)):
        found[key] = person.state
        if key in _DOUBTFUL:
            found[f"{key} in doubt"] = _after(person, _DOUBTFUL[key])
        person.says(ANSWERS.get(key, "/skip"))
    found["review"] = person.state
    found["editing"] = _after(person, "/back")
    found["cancelled"] = _after(person, "/cancel")
    person.happens(_tapped(person, Tap(Action.GO, person.state.revision, "", Intent.REVIEWED)))
    found["consent"] = person.state
    person.happens(_tapped(person, Tap(Action.CONSENT, person.state.revision, "", "yes")))
    found["sent"] = person.state
    person.happens(received(person.sent[-1].reference))
    found["valued"] = person.state
    return found


def said_at(state: State, text: str) -> Turn:
    """Return what the core makes of ``text``, typed in ``state``."""
    return happens_at(state, Said(text))


def happens_at(state: State, body: Body) -> Turn:
    """Return what the core makes of ``body`` in ``state``, an hour after it began."""
    return step(WHOLE_FORM, state, Event(NOON + timedelta(hours=1), body, "VB-0000000001", state.language, "1"))


def _tapped(person: Person, tap: Tap) -> Tapped:
    assert tap.revision == person.state.revision
    return Tapped(tap.data())


def _phase(person: Person) -> Collecting:
    assert isinstance(person.state.phase, Collecting)
    return person.state.phase


def _after(person: Person, text: str) -> State:
    other = Person(form=person.form, language=person.language, state=person.state, events=person.events)
    other.says(text)
    return other.state
