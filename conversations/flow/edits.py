"""Edited messages: read again for the question that each answered."""

from __future__ import annotations

from msgspec.structs import replace

from conversations import events
from conversations.answers.reading import Refused, Understood
from conversations.commands import Line
from conversations.flow.answering import answer, take
from conversations.flow.turn import Turn, say
from conversations.flow.typed_text import perform, scene_of
from conversations.form import Form
from conversations.state import Collecting, State
from conversations.understanding.candidates import Heard
from conversations.understanding.producers import topics
from conversations.understanding.producers.answer import listen
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance


def edited(form: Form, state: State, event: events.Event, text: str) -> Turn:
    """Read an edited message again for the question it answered; it is never taken as a new answer."""
    for urgent in topics.urgent(Utterance(text, state.language), scene_of(form, state)):
        return perform(form, state, event, text, urgent.act)
    phase = state.phase
    if not isinstance(phase, Collecting):
        return say(form, state, Line("edited.too_late"))
    answered = [key for key, answer in phase.answers.items() if answer.message and answer.message == event.message]
    if answered:
        return _edited_answers(form, state, phase, event, text, answered)
    scene = scene_of(form, state)
    key = scene.key
    if key:
        heard = listen(Utterance(text, state.language), scene)
        if not isinstance(heard.reading, Refused):
            # A text that was not understood has been corrected.
            return answer(form, state, phase, key, Heard(heard.reading), event.message)
    return say(form, state, Line("edited.unknown"))


def _edited_answers(
    form: Form, state: State, phase: Collecting, event: events.Event, text: str, answered: list[str]
) -> Turn:
    """Correct the answers given by an edited message; answers to other questions in it are ignored."""
    key = answered[0]
    others = {each: given for each, given in phase.answers.items() if each not in answered}
    before = replace(state, phase=replace(phase, answers=others, editing="", pending=None))
    heard = listen(Utterance(text, state.language), Scene(form, before, Place.QUESTION, key))
    reading = heard.reading
    found = dict(heard.others)
    if isinstance(reading, Understood):
        found |= {each: Understood(value) for each, value in reading.also.items()} | {key: reading}
    changed = {
        each: found[each] for each in answered if each in found and found[each].value != phase.answers[each].value
    }
    if changed:
        return take(form, state, phase, changed, event.message)
    if isinstance(reading, Understood):
        return say(form, state, Line("edited.same"))
    editing = replace(phase, editing=key, pending=None, reviewed=False, consent_shown="")
    return answer(form, state, editing, key, Heard(reading), event.message)
