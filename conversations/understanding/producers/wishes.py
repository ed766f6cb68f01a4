"""Producers of wishes: commands, intents in words, another language, going back, skipping."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers import appointment, yes_no
from conversations.intents import COMMANDS, Intent
from conversations.questions import Trait, having
from conversations.state import Valued
from conversations.understanding import courtesies
from conversations.understanding.candidates import Candidate, Edit, Evidence, GoBack, Kind, Press, Speak, Tell, Want
from conversations.understanding.scene import Place, Scene
from conversations.understanding.topics import indexes, wished
from conversations.understanding.utterance import Utterance
from conversations.visit import Suggested

_BEGINNINGS = frozenset({Intent.RESTART, Intent.ANOTHER, Intent.RESUME, Intent.WHY})
"""Intents that any first message fulfils."""
_DECLINED = having(Trait.DECLINED)
_A_MESSAGE = 3
"""Minimum number of words of a message to the agency."""


def command_in(text: str) -> str | None:
    """Return the name of a slash command, without the bot's name and arguments; ``None`` for other text."""
    if not text.startswith("/"):
        return None
    spoken = text[1:].split(maxsplit=1)
    return spoken[0].split("@", 1)[0].lower() if spoken else ""


def commands(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield a slash command."""
    name = command_in(said.raw)
    if name is not None:
        intent = COMMANDS.get(name)
        act = Tell(("unknown_command",)) if intent is None else Want(intent)
        yield Candidate(Kind.COMMAND, Evidence.EXACT, act)


def languages(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the request for a language: its name, or "can we do this in Welsh". A single word may be a person's name."""
    spoken = next(filter(None, (known.language(said.raw) for known in indexes(scene.form, said.language))), "")
    if spoken and not (scene.key == "name" and " " not in said.raw.strip()):
        yield Candidate(Kind.LANGUAGE, Evidence.EXACT, Speak(spoken))


def intents(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield an intent expressed by a phrase or a button's label."""
    texts = (said.raw,) if said.bare == said.raw else (said.raw, said.bare)
    intent = next(filter(None, (wished(scene.form, said.language, text) for text in texts)), None)
    if intent is None:
        if scene.place in (Place.QUESTION, Place.REVIEW, Place.CONSENT) and said.only_question_marks:
            yield Candidate(Kind.INTENT, Evidence.EXACT, Want(Intent.WHY))
        elif _agrees_to_pass_on(said, scene):
            yield Candidate(Kind.INTENT, Evidence.EXACT, Want(Intent.PASS_ON))
        elif scene.place is Place.AFTER and said.catalogue.another(said.raw):
            yield Candidate(Kind.INTENT, Evidence.CLEAR, Want(Intent.ANOTHER))
        elif scene.place is Place.AFTER and said.catalogue.perhaps_another(said.raw):
            yield Candidate(Kind.INTENT, Evidence.CLEAR, Want(Intent.ASK_ANOTHER))
        return
    if scene.place is Place.FIRST and intent in _BEGINNINGS:
        return
    if intent is Intent.TALK and len(said.words) >= _A_MESSAGE and scene.key and Trait.FREE in scene.question.traits:
        return  # "I want to speak to a person" may be the message itself
    if intent is Intent.REVIEWED and "?" in said.raw:
        return  # the button's label as a question is no yes
    if intent is Intent.CANCEL and only_goodbye(said, scene):
        return
    yield Candidate(Kind.INTENT, Evidence.EXACT, Want(intent))


def only_goodbye(said: Utterance, scene: Scene) -> bool:
    """Return whether the text is a goodbye without anything left to stop."""
    return scene.place in (Place.AFTER, Place.ENDED) and courtesies.heard(said) is courtesies.Courtesy.BYE


def _agrees_to_pass_on(said: Utterance, scene: Scene) -> bool:
    """Return whether a text is a yes to passing on the last addition."""
    phase = scene.state.phase
    return isinstance(phase, Valued) and phase.offering and yes_no.confirms(said.raw, said.assent)


def confirmations(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a yes or a no to the question of the last message. A forwarded text is neither."""
    asked = scene.state.yes_no_asked
    if asked is None or not said.own or _names_another_time(said, scene):
        return
    if yes_no.confirms(said.raw, said.assent):
        yield Candidate(Kind.CONFIRMATION, Evidence.EXACT, Press(asked.yes))
    elif yes_no.read(said.raw, said.assent) is yes_no.YesNo.NO:
        yield Candidate(Kind.CONFIRMATION, Evidence.EXACT, Press(asked.no))


def _names_another_time(said: Utterance, scene: Scene) -> bool:
    """Return whether the text names another day or hour than staff suggest for the visit: "yes, but Tuesday"."""
    visit = scene.state.visit
    if not isinstance(visit, Suggested):
        return False
    suggested, hour, _ = appointment.parts(visit.instead)
    day, within = appointment.named(said.bare, scene.at)
    if day is None and within is None:
        return any(map(str.isdigit, said.raw))  # "yes at 11"
    return day not in (None, suggested) or (within is not None and not within[0] <= hour < within[1])


def backs(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the wish to go back by a number of questions, or to a named one."""
    way = said.catalogue.way_back(said.bare, scene.form.questions)
    if way is not None:
        key, steps = way
        yield Candidate(Kind.BACK, Evidence.CLEAR, Edit(key) if key in scene.answers else GoBack(steps))


def skips(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a skip for a no to an optional question."""
    if scene.key in _DECLINED and yes_no.adds_nothing(said.raw, said.assent):
        yield Candidate(Kind.SKIP, Evidence.EXACT, Want(Intent.SKIP))
