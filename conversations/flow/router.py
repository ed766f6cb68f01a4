"""Router for typed text: takes the decision of :mod:`conversations.understanding` and performs its act."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.events import Event, Said
from conversations.flow.acts import perform
from conversations.flow.prompts import asked
from conversations.flow.starting import first_phase
from conversations.flow.turn import Turn
from conversations.form import Form
from conversations.state import Collecting, Ended, Fresh, State
from conversations.understanding.candidates import Begin
from conversations.understanding.decide import decide
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance


def understood(form: Form, state: State, event: Event, said: Said) -> Turn:
    """Return the turn for a text in any phase."""
    scene = scene_of(form, state)
    act = decide(Utterance(said.text, state.language, said.own), scene).act
    return perform(form, scene.state if isinstance(act, Begin) else state, event, said.text, act)


def scene_of(form: Form, state: State) -> Scene:
    """Return the scene of a text. For a first message it has a new form."""
    match state.phase:
        case Fresh():
            return Scene(form, replace(state, phase=first_phase(form.unlinked, state.at)), Place.FIRST)
        case Collecting() as phase:
            key = phase.pending.question if phase.pending is not None else asked(form, phase)
            place = Place.QUESTION if key else Place.CONSENT if phase.reviewed else Place.REVIEW
            return Scene(form, state, place, key)
        case Ended():
            return Scene(form, state, Place.ENDED)
        case _:
            return Scene(form, state, Place.AFTER)
