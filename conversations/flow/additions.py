"""Additions: what somebody tells once their lead was delivered, offered to be passed on to the agency."""

from __future__ import annotations

import re

from msgspec.structs import replace

from conversations.answers import appointment
from conversations.answers.reading import Understood
from conversations.callback_data import Action, Tap
from conversations.commands import Line, PassOn, TellStaff
from conversations.events import Event, LeadStatus
from conversations.flow.turn import Turn, say, with_button
from conversations.form import Form
from conversations.intents import Intent
from conversations.state import State, Valued

ADDITION_MAX = 500
"""Characters of an addition that are passed on; the guide gives a questionnaire 2,048 bytes."""

_CONTACT = re.compile(r"@|\d(?:[ ().-]?\d){6}")
"""An email address or a phone number, roughly: the lead system changes neither in a lead that it has."""


def noted(state: State, event: Event, text: str) -> State:
    """Return ``state`` with ``text`` kept as what could be passed on; as it is where no lead was delivered."""
    phase = state.phase
    said = " ".join(text.split())[:ADDITION_MAX]
    if not said or not isinstance(phase, Valued) or not _delivered(event, phase.reference):
        return state
    return state.revised(phase=replace(phase, addition=said))


def with_offer(turn: Turn, before: State) -> Turn:
    """Add the button that passes on what was noted since ``before``, if anything was."""
    if turn.state.revision == before.revision:
        return turn
    tap = Tap(Action.GO, turn.state.revision, "", Intent.PASS_ON)
    return with_button(turn, Line("button.pass_on"), tap)


def _delivered(event: Event, reference: str) -> bool:
    return any(lead.reference == reference and lead.status is LeadStatus.DELIVERED for lead in event.leads)


def pass_on(form: Form, state: State, event: Event) -> Turn:
    """Pass on what was offered last: to the lead, and of other contact details the staff are told by reference."""
    phase = state.phase
    if not isinstance(phase, Valued) or not phase.addition or not _delivered(event, phase.reference):
        return say(form, state)
    text = phase.addition
    reading = appointment.read(text, event.at)
    suiting = reading.value if isinstance(reading, Understood) and appointment.valid(reading.value) else ""
    times = appointment.hours(suiting) if isinstance(suiting, str) and suiting else ()
    command = PassOn(phase.reference, text, min(times, default=None))
    staff = (TellStaff(Line("staff.other_contact", {"reference": phase.reference})),) if _CONTACT.search(text) else ()
    done = state.revised(phase=replace(phase, addition=""))
    turn = say(form, done, Line("passed_on"))
    return Turn(turn.state, (command, *staff, *turn.commands))
