"""Router for typed text: takes the decision of :mod:`conversations.understanding` and performs its act."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.callback_data import Action, parse
from conversations.commands import Line
from conversations.events import Event, Said
from conversations.flow import visits
from conversations.flow.additions import OR_ELSE, noted, with_offer
from conversations.flow.answering import answer, refuse, take
from conversations.flow.clarification import pick
from conversations.flow.consent import consents, decline, send
from conversations.flow.intent_handlers import (
    back,
    edit,
    for_agency,
    inform,
    informed,
    offer_language,
    say_languages,
    speak,
    suggest,
    want,
    with_ask,
)
from conversations.flow.prompts import asked
from conversations.flow.starting import begin, first_phase, greeting
from conversations.flow.turn import Turn, say
from conversations.form import Form
from conversations.intents import Intent
from conversations.state import Collecting, Ended, Fresh, Refusal, State
from conversations.understanding import candidates as acts
from conversations.understanding.decide import decide
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance


def understood(form: Form, state: State, event: Event, said: Said) -> Turn:
    """Return the turn for a text in any phase."""
    scene = scene_of(form, state)
    act = decide(Utterance(said.text, state.language, said.own), scene).act
    return perform(form, scene.state if isinstance(act, acts.Begin) else state, event, said.text, act)


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


def perform(form: Form, state: State, event: Event, text: str, act: acts.Act) -> Turn:
    """Return the turn for ``act``, the winning meaning of ``text``."""
    match act:
        case acts.Want(intent):
            return want(form, state, event, intent)
        case acts.Speak(language):
            return speak(form, state, language)
        case acts.Inform(topic):
            kept = noted(state, event, text) if for_agency(form, state, topic) else state
            return with_offer(inform(form, kept, event, topic), state)
        case acts.Suggest(topics, heard):
            told = informed(form, state, heard) if heard else ()
            state = _doubted(form, state, text)
            kept = noted(state, event, text)
            asking = () if kept is not state else (Line("suggest.more" if told else "suggest"),)
            return with_offer(suggest(form, say(form, kept, *told, *asking), topics), state, OR_ELSE)
        case acts.Press(data) if (tap := parse(data)) is not None:
            return (
                visits.tapped(form, state, event, tap)
                if tap.action is Action.VISIT
                else want(form, state, event, Intent(tap.value))
            )
        case acts.Schedule() if state.slot_asked is not None:
            return visits.typed(form, state, event, state.slot_asked, act)
        case acts.Begin():
            return _begin(form, state, event, text, act)
        case acts.Tell() if not isinstance(state.phase, Collecting):
            kept = noted(state, event, text) if act.passes_on else state
            turn = with_offer(with_ask(say(form, kept, *map(Line, act.codes))), state)
            return say_languages(turn, text) if act.languages else turn
        case _:
            return _collecting(form, state, event, text, act)


def _doubted(form: Form, state: State, text: str) -> State:
    """Return ``state`` with a statement that resembles a topic noted: repeated, it is taken as the answer."""
    phase = state.phase
    if not isinstance(phase, Collecting) or "?" in text or Utterance(text, state.language).begins_as_question:
        return state
    return replace(state, phase=replace(phase, refused=Refusal.of(asked(form, phase), text)))


def _collecting(form: Form, state: State, event: Event, text: str, act: acts.Act) -> Turn:
    """Return the turn for an act while the form is being filled in."""
    phase = state.phase
    if not isinstance(phase, Collecting):
        return say(form, state)
    match act:
        case acts.Consent(agreed=True):
            agreed = consents(state, phase, state.revision)
            return send(form, state, phase, event) if agreed else say(form, state, Line("consent.changed"))
        case acts.Consent():
            return decline(form, state, phase)
        case acts.Prefer(preference):
            # The wording of the consent question changes, so buttons of the earlier one are outdated.
            noted = replace(phase, consent_shown="")
            state = state.revised(phase=noted, contact_preference=preference.value)
            return say(form, state)
        case acts.Pick(code):
            return pick(form, state, phase, event, code)
        case acts.GoBack(steps):
            return back(form, state, event, steps)
        case acts.Edit(key):
            return edit(form, state, phase, key)
        case acts.Take(found):
            return take(form, state, phase, found, event.message)
        case acts.Fill(key, heard, topic, no_postcode):
            phase = replace(phase, no_postcode=True) if no_postcode else phase
            told = informed(form, state, topic) if topic else ()
            turn = answer(form, state, phase, key, heard, event.message, told, text)
            return offer_language(turn, text) if heard.others and not topic else turn
        case acts.Tell():
            return _tell(form, state, phase, text, act)
        case _:
            raise AssertionError(f"nothing follows on {act}")


def _tell(form: Form, state: State, phase: Collecting, text: str, act: acts.Tell) -> Turn:
    if act.no_postcode:
        state = replace(state, phase=replace(phase, no_postcode=True))
    key = phase.pending.question if phase.pending is not None else asked(form, phase)
    if act.refuse:
        turn = with_ask(refuse(form, state, phase, key, Line(act.codes[0]), text))
    else:
        turn = with_ask(say(form, state, *map(Line, act.codes)))
    return say_languages(turn, text) if act.languages else turn


def _begin(form: Form, state: State, event: Event, text: str, act: acts.Begin) -> Turn:
    """Greet a person whose first message is a text; take the answers in it and answer its question."""
    phase = state.phase
    if isinstance(phase, Collecting) and (act.found or act.doubt is not None):
        turn = take(
            form, state, phase, act.found, event.message, before=greeting(form, phase, begun=True), doubt=act.doubt
        )
        return offer_language(turn, text)
    told = informed(form, state, act.topic) if act.topic else ()
    begun = begin(form, state, form.unlinked, *told)
    return say_languages(suggest(form, begun, act.likely), text)
