"""What people type: commands and wishes first, then answers, questions in the middle, corrections, and consent."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.answers import bedrooms, yes_no
from conversations.answers import consent as consent_answer
from conversations.answers.everyday_words import is_everyday
from conversations.answers.frame import unframed
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.answers.smalltalk import FILLERS
from conversations.answers.text import words
from conversations.commands import Line
from conversations.events import Event, Said
from conversations.flow.answering import (
    Heard,
    answer,
    asks_about,
    asks_what_stands,
    corrections,
    first_heard,
    labelled,
    listen,
    refuse,
    take,
)
from conversations.flow.clarification import pick, picked_in_words, told_instead
from conversations.flow.consent import consents, decline, send
from conversations.flow.intent_handlers import back, edit, informed, offer_language, say_languages, speak, talk, want
from conversations.flow.prompts import asked
from conversations.flow.starting import begin, first_phase, greeting
from conversations.flow.turn import Turn, say
from conversations.form import Form
from conversations.intents import COMMANDS, Intent, Topic
from conversations.languages import catalogue, named_language
from conversations.languages.catalogue import STATEMENTS
from conversations.questions import OWN
from conversations.state import Collecting, Ended, Fresh, State
from conversations.understanding import smalltalk
from conversations.understanding.partial_corrections import amended, amended_unit
from conversations.understanding.slot_filling import HARD, find
from conversations.understanding.smalltalk import Courtesy

_SPOKEN_OF = frozenset({"sale_or_let", "name"})
"""Questions that people answer and explain in one breath: "selling my mum's house"."""
_NOTHING_TO_SAY = frozenset({"title", "message", "appointment"})
"""Optional questions to which a no is no answer."""
_THEIRS = frozenset({"name", "phone", "email"})
"""What people may not want to tell, or not have."""
_EXACT = frozenset({"phone", "email", "postcode"})
"""Questions whose answers cannot be mistaken for words about them."""
_AFTER_ADDRESS = frozenset({"postcode", "property_type"})
"""Questions to which the number of a flat is no answer; to that of the bedrooms it may be."""
_SHORT = 40
"""Characters of a correction that is a number and hardly more."""
_TOLD_APART = frozenset({"sale_or_let", "bedrooms", "property_type", "phone", "email", "postcode"})
"""Questions whose answers are told from the words around them."""


def understood(form: Form, state: State, event: Event, said: Said) -> Turn:
    """Return what a text comes to, wherever the conversation is."""
    text = said.text
    command = command_in(text)
    if command is not None:
        intent = COMMANDS.get(command)
        return say(form, state, Line("unknown_command")) if intent is None else want(form, state, event, intent)
    phase = state.phase
    spoken = named_language(text)
    if spoken and not (isinstance(phase, Collecting) and asked(form, phase) == "name" and " " not in text.strip()):
        return speak(form, state, spoken)
    language, bare = catalogue(state.language), unframed(text)
    wanted = language.intent(text) or (language.intent(bare) if bare != text else None)
    if isinstance(phase, Fresh):
        return _first_said(form, state, event, text, wanted)
    if not isinstance(phase, Collecting):
        return _said_beside_a_form(form, state, event, text, wanted)
    if phase.pending is not None and (instead := told_instead(phase.pending, text)):
        reading = form.question(phase.pending.question).read(instead, state.at)
        text, bare = (instead, unframed(instead)) if isinstance(reading, Understood) else (text, bare)
    picked = picked_in_words(phase.pending, text) if phase.pending is not None else None
    if picked is not None:
        return pick(form, state, phase, event, picked)
    if wanted is not None:
        return want(form, state, event, wanted)
    if "?" in text and not text.strip("? "):
        return want(form, state, event, Intent.WHY)
    way = language.way_back(bare, form.questions)
    if way is not None:
        named, steps_back = way
        return edit(form, state, phase, named) if named in phase.answers else back(form, state, steps_back)
    key = phase.pending.question if phase.pending is not None else asked(form, phase)
    if not key:
        return _said_at_the_end(form, state, phase, event, said)
    if key in _NOTHING_TO_SAY and yes_no.adds_nothing(text):
        return want(form, state, event, Intent.SKIP)
    return _answered(form, state, phase, event, key, text, bare)


def _answered(form: Form, state: State, phase: Collecting, event: Event, key: str, text: str, bare: str) -> Turn:
    """Read what was typed while the question ``key`` is asked; ``bare`` is ``text`` without what only stands around it."""
    language = catalogue(state.language)
    # Most answers are about nothing else; what they might be about is looked for only where it matters.
    looked = language.may_be_about(text) or (bare != text and language.may_be_about(bare))
    topic = _about(state, text, bare) if looked else None
    heard = listen(form, state, phase, key, text, bare)
    if key == "postcode" and isinstance(heard.reading, Understood) and smalltalk.is_approximate(text):
        phase = replace(phase, no_postcode=True)
    if key in _AFTER_ADDRESS and (unit := amended_unit(form, state, phase, bare)) and unit.reading is not None:
        kind = {key: heard.reading} if key == "property_type" and isinstance(heard.reading, Understood) else {}
        return take(form, state, phase, {unit.key: unit.reading, **kind}, event.message)
    if topic is not None and language.outright(bare, topic):
        if not isinstance(heard.reading, Understood) or not (key in HARD or _tells(key, topic)):
            return _inform(form, state, event, topic)
        # An answer and a question in one message: both are heard.
        return answer(form, state, phase, key, heard, event.message, _told(form, state, topic))
    if isinstance(heard.reading, Refused) and not heard.others and heard.doubt is None:
        if phase.editing == key and phase.pending is None and yes_no.confirms(text):
            return want(form, state, event, Intent.KEEP)
        if not looked:
            topic = _about(state, text, bare)
        if topic is not None:
            return _inform(form, state, event, topic)
        if turn := (
            _amended(form, state, phase, event, text)
            or _corrected(form, state, phase, event, text, key)
            or _recounted(form, state, phase, event, key, bare)
        ):
            return turn
        if (likely := language.topic_by_words(text)) is not None:
            return _inform(form, state, event, likely)
        return _said_nothing(form, state, phase, event, key, heard.reading, text)
    turn = answer(form, state, phase, key, heard, event.message)
    return offer_language(turn, text) if heard.others else turn


def _about(state: State, text: str, bare: str) -> Topic | None:
    """Return what ``text`` is about, as it is or without what only stands around it."""
    language = catalogue(state.language)
    return language.topic(text) or (language.topic(bare) if bare != text else None)


def _tells(key: str, topic: Topic) -> bool:
    """Return whether a statement about ``topic`` is an answer to the question ``key`` as well."""
    free = key == "message" or key.startswith(OWN)
    if free:
        return topic in STATEMENTS - {Topic.DELETE} or topic is Topic.FOR_AGENCY
    return topic in STATEMENTS and key in _SPOKEN_OF


def _amended(form: Form, state: State, phase: Collecting, event: Event, text: str) -> Turn | None:
    """Take or ask what ``text`` corrects in a part of an answer: "not Singer, Sinclair"."""
    named = catalogue(state.language).question(text, form.questions)
    amendment = amended(form, state, phase, unframed(text), named)
    if amendment is None:
        return None
    if amendment.reading is None:
        return edit(form, state, phase, amendment.key)
    return take(form, state, phase, {amendment.key: amendment.reading}, event.message)


def _corrected(form: Form, state: State, phase: Collecting, event: Event, text: str, key: str = "") -> Turn | None:
    """Take or ask what ``text`` wants changed, by a question's name: "bedrooms should be 4", "wrong postcode".

    ``key`` is the question being asked.
    """
    language = catalogue(state.language)
    text = unframed(text)
    named = language.question(text, form.questions)
    if not named or named == key or (named in _SPOKEN_OF and asks_about(text)):
        return None
    value = None if named == "sale_or_let" else labelled(form, state, named, language.label(text, named))
    if not isinstance(value, Understood) and named in _TOLD_APART:
        reading = form.question(named).read(text, state.at)
        value = reading if isinstance(reading, Understood) else value
    given, doubtful = phase.answers.get(named), False
    if isinstance(value, Unclear):
        # A slip in a correction is offered back, as one in an answer is.
        if named in _EXACT and given is not None:
            return answer(form, state, phase, named, Heard(value), event.message)
        doubtful, value = True, None
    if value is not None and given is not None and given.value == value.value:
        asks = language.asks.match(language.said(text)) is not None  # "is now a good time to sell" says nothing again
        return say(form, state, Line("answer.same")) if key and not asks else None
    if value is not None:
        return take(form, state, phase, {named: value}, event.message)
    changes = language.correction(text, form.questions) or (
        not key and not phase.reviewed and (doubtful or language.names_only(text, form.questions))
    )
    return edit(form, state, phase, named) if changes and named in phase.answers else None


def _recounted(form: Form, state: State, phase: Collecting, event: Event, key: str, bare: str) -> Turn | None:
    """Ask back a number alone at the question of the type, which comes after the bedrooms.

    It is a correction of these, or counts the buttons.
    """
    given = phase.answers.get("bedrooms")
    said = [word for word in words(bare[:_SHORT]) if word not in FILLERS and not is_everyday(word)]
    if key != "property_type" or given is None or len(said) != 1:
        return None
    reading = bedrooms.read(said[0])
    if not isinstance(reading, Understood) or not said[0].isdigit():
        return None
    if reading.value == given.value:
        return say(form, state, Line("answer.same"))
    return answer(form, state, phase, "bedrooms", Heard(Unclear(bedrooms.Reason.MISSPELT, (reading,))), event.message)


def _first_said(form: Form, state: State, event: Event, text: str, wanted: Intent | None) -> Turn:
    """Greet somebody who begins by writing; what they said already is taken, what they asked is answered."""
    if wanted not in (None, Intent.RESTART, Intent.ANOTHER, Intent.RESUME):
        return want(form, state, event, wanted)
    phase = first_phase(form.unlinked, state.at)
    found, doubt = first_heard(form, phase, text)
    if found or doubt is not None:
        taken = take(form, state, phase, found, event.message, before=greeting(form, phase, begun=True), doubt=doubt)
        return offer_language(taken, text)
    topic = catalogue(state.language).topic(text)
    turn = begin(form, state, form.unlinked, *(_told(form, state, topic) if topic is not None else ()))
    return say_languages(turn, text)


def _said_beside_a_form(form: Form, state: State, event: Event, text: str, wanted: Intent | None) -> Turn:
    """Answer what is said while nothing is asked: a lead is on its way, was valued, or was given up."""
    leaves = wanted is Intent.CANCEL and smalltalk.heard(text) is Courtesy.BYE
    if wanted is not None and not leaves:
        return want(form, state, event, wanted)
    language = catalogue(state.language)
    if not isinstance(state.phase, Ended) and language.another(text):
        return want(form, state, event, Intent.ANOTHER)
    topic = language.topic(text)
    if topic is not None:
        return _inform(form, state, event, topic)
    asks = language.asks.match(" ".join(words(text))) is not None
    if not isinstance(state.phase, Ended) and (
        language.correction(text, form.questions) or (not asks and _tells_an_answer(form, text))
    ):
        return say(form, state, Line("after.changed"))
    if isinstance(state.phase, Ended) and yes_no.read(text) is yes_no.YesNo.YES:
        return want(form, state, event, Intent.RESUME)
    heard = smalltalk.heard(text)
    turn = say(
        form, state, *([Line(f"courtesy.{heard}")] if heard not in (None, Courtesy.REFUSAL, Courtesy.SAME) else [])
    )
    return turn if heard else offer_language(turn, text)


def _tells_an_answer(form: Form, text: str) -> bool:
    """Whether ``text`` has an answer in it that might change one given; "less than next door sold for" has none."""
    heard = find(text)
    return not (heard.found.keys() - heard.weak).isdisjoint(form.questions)


def _said_nothing(
    form: Form, state: State, phase: Collecting, event: Event, key: str, reading: Refused, text: str
) -> Turn:
    """Answer what is no answer: a courtesy with a courtesy, the rest with what is missing."""
    heard = smalltalk.heard(text) or (Courtesy.QUESTION if asks_about(text) else None)
    if heard is Courtesy.SAME and phase.editing == key and phase.pending is None:
        return want(form, state, event, Intent.KEEP)
    if key in _THEIRS and heard in (None, Courtesy.THANKS) and smalltalk.declines(text):
        heard = Courtesy.REFUSAL
    if key == "postcode" and heard is not Courtesy.SWEARING and smalltalk.has_no_postcode(text):
        return say(form, replace(state, phase=replace(phase, no_postcode=True)), Line("postcode.new_build"))
    if key == "postcode" and heard in (None, Courtesy.REFUSAL) and smalltalk.does_not_know(text):
        return refuse(form, state, phase, key, Line("postcode.find"))
    if key == "bedrooms" and heard is Courtesy.QUESTION and smalltalk.asks_what_counts(text):
        return refuse(form, state, phase, key, Line("bedrooms.counts"))
    if heard is None or (key == "name" and heard in (Courtesy.GREETING, Courtesy.SWEARING, Courtesy.QUESTION)):
        return say_languages(refuse(form, state, phase, key, Line(reading.reason.value)), text)
    said = Line(f"courtesy.{heard}")
    return refuse(form, state, phase, key, said) if heard in smalltalk.FAILURES else say(form, state, said)


def _inform(form: Form, state: State, event: Event, topic: Topic) -> Turn:
    """Answer what was asked in the middle; the question follows again."""
    if topic is Topic.TALK:
        return talk(form, state, event)
    if topic is Topic.WHY:
        return want(form, state, event, Intent.WHY)
    return say(form, state, *informed(form, state, topic))


def _told(form: Form, state: State, topic: Topic) -> tuple[Line, ...]:
    """Return the answer to what was asked, beside something else that is said."""
    return () if topic is Topic.WHY else informed(form, state, topic)


def _said_at_the_end(form: Form, state: State, phase: Collecting, event: Event, said: Said) -> Turn:
    """Read what was typed at the review or at the consent question."""
    text, own = said.text, said.own
    if phase.reviewed:
        match consent_answer.read(text):
            case consent_answer.Consent.YES if own and consents(state, phase, state.revision):
                return send(form, state, phase, event)
            case consent_answer.Consent.NO:
                return decline(form, state, phase)
            case _:
                pass
    language = catalogue(state.language)
    topic = language.topic(text)
    if topic is not None:
        return _inform(form, state, event, topic)
    if turn := _amended(form, state, phase, event, text):
        return turn
    changes = corrections(form, phase, text)
    if changes and asks_what_stands(text):
        # The review shows it; what is only asked about changes nothing.
        return back(form, state, 1) if phase.reviewed else say(form, state, Line("review.which"))
    if changes:
        return take(form, state, phase, changes, event.message)
    if turn := _corrected(form, state, phase, event, text):
        return turn
    if not phase.reviewed and (
        yes_no.goes_on(text) or (yes_no.read(text) is yes_no.YesNo.YES and yes_no.says_no_more(text))
    ):
        return want(form, state, event, Intent.REVIEWED)
    if (likely := language.topic_by_words(text)) is not None:
        return _inform(form, state, event, likely)
    heard = smalltalk.heard(text)
    if heard in (Courtesy.LATER, Courtesy.HERE) or (
        not phase.reviewed and heard in (Courtesy.GREETING, Courtesy.THANKS)
    ):
        return say(form, state, Line(f"courtesy.{heard}"))
    # A question that nobody foresaw is owned up to, not taken for an unclear yes.
    asks = heard is Courtesy.QUESTION and language.asks.match(" ".join(words(text))) is not None
    owned_up = [Line("courtesy.question")] if asks else []
    if phase.reviewed:
        return say(form, state, *owned_up, Line("consent.unclear"))
    return say(form, state, *(owned_up or [Line("review.which")]))


def command_in(text: str) -> str | None:
    """Return the name of a slash command, without the bot's name and what follows; ``None`` for other text."""
    if not text.startswith("/"):
        return None
    words = text[1:].split(maxsplit=1)
    return words[0].split("@", 1)[0].lower() if words else ""
