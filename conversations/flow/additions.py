"""Additions: texts after the delivery of a lead, which the bot offers to pass on to the agency."""

from __future__ import annotations

import re

from msgspec.structs import replace

from conversations.answers import appointment
from conversations.answers.reading import Understood
from conversations.commands import Line, Param, PassOn, TellStaff
from conversations.events import Event
from conversations.flow.prompts import go
from conversations.flow.turn import Turn, say
from conversations.form import Form
from conversations.intents import Intent
from conversations.state import Offered, State, Valued

ADDITION_MAX = 500
"""Maximum length of an addition, in characters; the guide allows 2,048 bytes for a questionnaire."""
OFFERED_MAX = 5
"""Maximum number of texts that can be passed on, of which the oldest is dropped."""

_CONTACT = re.compile(r"@|\d(?:[ ().-]?\d){6}")
"""Approximate pattern of an email address or a phone number, which the lead system never changes in an existing lead."""


SHALL_I, OR_ELSE = Line("after.pass_on"), Line("suggest.or")
"""Questions whether to pass a text on: alone, and after suggested topics."""


def noted(state: State, event: Event, text: str) -> State:
    """Return ``state`` with ``text`` stored as the addition to pass on; unchanged if no lead was delivered."""
    phase = state.phase
    said = " ".join(text.split())[:ADDITION_MAX]
    if not said or not isinstance(phase, Valued) or not event.delivered(phase.reference):
        return state
    offered = (*phase.offered, Offered(state.revision + 1, said))[-OFFERED_MAX:]
    return state.revised(phase=replace(phase, addition=said, offered=offered))


def texts(phase: Valued) -> tuple[str, ...]:
    """Return the texts that can be passed on, the oldest first."""
    return tuple(filter(None, dict.fromkeys((*(each.text for each in phase.offered), phase.addition))))


def with_offer(turn: Turn, before: State, asking: Line = SHALL_I) -> Turn:
    """Add the question and the button for passing on an addition noted since ``before``; unchanged without one."""
    last = turn.last
    if turn.state.revision == before.revision or last is None:
        return turn
    lines = [line for line in last.lines if line.key != "valued.next"]
    button = go(turn.state, Intent.PASS_ON, style="success")
    return turn.with_last(lines=(*lines, asking), buttons=((button,), *last.buttons))


def remembered(turn: Turn, phase: Valued) -> Turn:
    """Return the turn with ``offering`` set by whether its last message offers to pass something on."""
    if not turn.messages:
        return turn
    offering = any(line in (SHALL_I, OR_ELSE) for line in turn.messages[-1].lines)
    return replace(turn, state=replace(turn.state, phase=replace(phase, offering=offering)))


def pass_on_earlier(form: Form, state: State, event: Event, revision: int) -> Turn | None:
    """Add the text offered with the button of an earlier revision to the lead; ``None`` if it cannot be passed on any more."""
    phase = state.phase
    if not isinstance(phase, Valued) or not event.delivered(phase.reference):
        return None
    text = next((each.text for each in phase.offered if each.revision == revision), "")
    return _pass_on(form, state, event, phase, text) if text else None


def pass_on(form: Form, state: State, event: Event) -> Turn:
    """Add the last addition offered to the lead."""
    phase = state.phase
    if not isinstance(phase, Valued) or not phase.addition or not event.delivered(phase.reference):
        return say(form, state)
    return _pass_on(form, state, event, phase, phase.addition)


def _pass_on(form: Form, state: State, event: Event, phase: Valued, text: str) -> Turn:
    """Add ``text`` to the lead. Staff are told by reference; of other contact details in any case."""
    offered = tuple(each for each in phase.offered if each.text != text)
    phase = replace(phase, addition="" if text == phase.addition else phase.addition, offered=offered)
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
    return say(form, state.revised(phase=phase), Line("passed_on")).after(command, *staff)
