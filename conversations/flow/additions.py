"""Additions: texts after the delivery of a lead, which the bot offers to pass on to the agency."""

from __future__ import annotations

import re

from msgspec.structs import replace

from conversations.answers import appointment
from conversations.answers.reading import Understood
from conversations.callback_data import Action, Tap
from conversations.commands import Button, Line, Param, PassOn, Say, TellStaff
from conversations.events import Event, LeadStatus
from conversations.flow.turn import Turn, say
from conversations.form import Form
from conversations.intents import Intent
from conversations.state import State, Valued

ADDITION_MAX = 500
"""Maximum length of an addition, in characters; the guide allows 2,048 bytes for a questionnaire."""

_CONTACT = re.compile(r"@|\d(?:[ ().-]?\d){6}")
"""Approximate pattern of an email address or a phone number, which the lead system never changes in an existing lead."""


SHALL_I, OR_ELSE = Line("after.pass_on"), Line("suggest.or")
"""Questions whether to pass a text on: alone, and after suggested topics."""


def noted(state: State, event: Event, text: str) -> State:
    """Return ``state`` with ``text`` stored as the addition to pass on; unchanged if no lead was delivered."""
    phase = state.phase
    said = " ".join(text.split())[:ADDITION_MAX]
    if not said or not isinstance(phase, Valued) or not _delivered(event, phase.reference):
        return state
    return state.revised(phase=replace(phase, addition=said))


def with_offer(turn: Turn, before: State, asking: Line = SHALL_I) -> Turn:
    """Add the question and the button for passing on an addition noted since ``before``; unchanged without one."""
    *others, last = turn.commands
    if turn.state.revision == before.revision or not isinstance(last, Say):
        return turn
    lines = [line for line in last.lines if line.key != "valued.next"]
    button = Button(Line("button.pass_on"), Tap(Action.GO, turn.state.revision, "", Intent.PASS_ON).data(), "success")
    offering = replace(last, lines=(*lines, asking), buttons=((button,), *last.buttons))
    return Turn(turn.state, (*others, offering))


def remembered(turn: Turn) -> Turn:
    """Return the turn with ``offering`` set by whether its last message offers to pass something on."""
    phase = turn.state.phase
    said = [command for command in turn.commands if isinstance(command, Say)]
    if not isinstance(phase, Valued) or not said:
        return turn
    offering = any(line in (SHALL_I, OR_ELSE) for line in said[-1].lines)
    return Turn(replace(turn.state, phase=replace(phase, offering=offering)), turn.commands)


def _delivered(event: Event, reference: str) -> bool:
    return any(lead.reference == reference and lead.status is LeadStatus.DELIVERED for lead in event.leads)


def pass_on(form: Form, state: State, event: Event) -> Turn:
    """Add the last addition offered to the lead. Staff are told by reference; of other contact details in any case."""
    phase = state.phase
    if not isinstance(phase, Valued) or not phase.addition or not _delivered(event, phase.reference):
        return say(form, state)
    text = phase.addition
    reading = appointment.read(text, event.at)
    suiting = reading.value if isinstance(reading, Understood) and appointment.valid(reading.value) else ""
    times = appointment.hours(suiting) if isinstance(suiting, str) and suiting else ()
    command = PassOn(phase.reference, text, min(times, default=None))
    about: dict[str, Param] = {"reference": phase.reference}
    staff: tuple[TellStaff, ...] = ()
    if _CONTACT.search(text):
        staff = (TellStaff(Line("staff.other_contact", about)),)
    elif form.visits and event.staff_told:  # there is a staff chat to tell
        staff = (TellStaff(Line("staff.added", about)),)
    done = state.revised(phase=replace(phase, addition=""))
    turn = say(form, done, Line("passed_on"))
    return Turn(turn.state, (command, *staff, *turn.commands))
