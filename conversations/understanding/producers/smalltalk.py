"""Producers of small talk, and of the fallback for texts without another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.answers import appointment
from conversations.answers.reading import Refused
from conversations.languages import is_foreign
from conversations.questions import Trait, having
from conversations.understanding import courtesies
from conversations.understanding.candidates import Begin, Candidate, Evidence, Kind, Tell
from conversations.understanding.courtesies import Courtesy
from conversations.understanding.producers.answer import asks_about, heard_at
from conversations.understanding.producers.topics import likely, told
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance

_TOLD_APART = having(Trait.EXACT | Trait.COUNT | Trait.EVERYDAY)
"""Questions whose answers are distinct from the words around them: a sentence without one is about something else."""
_A_SENTENCE = 5
"""Minimum number of words of a statement at questions with everyday words as answers."""
_A_STATEMENT = 2
"""The same at questions with letters and digits as answers."""
_NOTHING_LIKE_IT = (".not_a_number", ".no_at", ".not_a_postcode", ".not_understood")
"""Endings of the reasons for refusing a text without any trace of an answer."""
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]")
"""Dot between letters, a sign of an intended email address."""
_ANYTHING = frozenset({"courtesy.question", "review.which", "consent.unclear"})
"""Replies to a text that was not understood any further."""


def smalltalk(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a courtesy, a refusal, or a statement that there is no answer; an unknown question as possible evidence."""
    act = _AT[scene.place](said, scene) if scene.place in _AT else None
    if act is not None:
        evidence = Evidence.POSSIBLE if _ANYTHING.intersection(act.codes[:1]) else Evidence.CLEAR
        yield Candidate(Kind.SMALLTALK, evidence, act)


def _at_question(said: Utterance, scene: Scene) -> Tell | None:
    key, text = scene.key, said.raw
    heard = courtesies.heard(said) or (Courtesy.QUESTION if asks_about(text) else None)
    personal = scene.question.about_person and not scene.question.optional
    if personal and heard in (None, Courtesy.THANKS) and courtesies.declines(said):
        heard = Courtesy.REFUSAL
    if key == "postcode" and heard is not Courtesy.SWEARING and courtesies.has_no_postcode(said):
        return Tell(("postcode.new_build",), no_postcode=True)
    if key == "postcode" and heard in (None, Courtesy.REFUSAL) and courtesies.does_not_know(said):
        return Tell(("postcode.find",), refuse=True)
    if key == "bedrooms" and heard is Courtesy.QUESTION and courtesies.asks_what_counts(said):
        return Tell(("bedrooms.counts",), refuse=True)
    if heard is None or (key == "name" and heard in (Courtesy.GREETING, Courtesy.SWEARING, Courtesy.QUESTION)):
        return None
    return Tell((f"courtesy.{heard}",), refuse=heard in courtesies.FAILURES, languages=heard is Courtesy.QUESTION)


def _at_review(said: Utterance, scene: Scene) -> Tell | None:
    heard = courtesies.heard(said)
    if heard in (Courtesy.GREETING, Courtesy.THANKS, Courtesy.BYE, Courtesy.LATER, Courtesy.HERE):
        asked = ("consent.unclear",) if scene.place is Place.CONSENT and heard is Courtesy.THANKS else ()  # yes, or no
        return Tell((f"courtesy.{heard}", *asked))
    # An unknown question is admitted as such, not taken for an unclear yes.
    owned_up = ("courtesy.question",) if heard is Courtesy.QUESTION and said.begins_as_question else ()
    if scene.place is Place.CONSENT:
        return Tell((*owned_up, "consent.unclear"), languages=True)
    return Tell(owned_up or ("review.which",), languages=True)


def _beside_a_form(said: Utterance, scene: Scene) -> Tell | None:
    heard = courtesies.heard(said)
    if heard is None or (scene.place is Place.AFTER and heard is Courtesy.LATER and _says_when(said, scene)):
        return None
    codes = () if heard in (Courtesy.REFUSAL, Courtesy.SAME) else (f"courtesy.{heard}",)
    adds = heard is Courtesy.REFUSAL and scene.place is Place.AFTER and _says_more(said)
    return Tell(codes, passes_on=adds or heard is Courtesy.QUESTION)


def _says_more(said: Utterance) -> bool:
    """Return whether a refusal says more than no: "never come on a Sunday", unlike "no thanks"."""
    return courtesies.tells(said) and not courtesies.declines(said)


def _says_when(said: Utterance, scene: Scene) -> bool:
    """Return whether a text tells the agency of a day or hours: "I'm out tomorrow, call me after 2"."""
    return courtesies.tells(said) and any(appointment.named(said.bare, scene.at))


_AT = {
    Place.QUESTION: _at_question,
    Place.REVIEW: _at_review,
    Place.CONSENT: _at_review,
    Place.AFTER: _beside_a_form,
    Place.ENDED: _beside_a_form,
}


def _is_statement(said: Utterance, scene: Scene) -> bool:
    """Return whether a text was not meant as an answer: words without a digit or part of an email address."""
    if any(map(str.isdigit, said.raw)) or (scene.key == "email" and _DOTTED.search(said.raw)):
        return False
    if is_foreign(said.raw):
        return True
    return len(said.words) >= (_A_STATEMENT if scene.question.traits & (Trait.EXACT | Trait.COUNT) else _A_SENTENCE)


def nothing(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the reply to a text without another meaning."""
    if scene.place is Place.FIRST:
        found = told(said, scene)
        direct = found is not None and found.evidence > Evidence.POSSIBLE
        act = Begin(topic=found.topic) if found is not None and direct else Begin(likely=likely(said, scene))
        yield Candidate(Kind.NOTHING, Evidence.POSSIBLE, act)
        return
    if scene.place is not Place.QUESTION:
        yield Candidate(Kind.NOTHING, Evidence.POSSIBLE, Tell((), passes_on=courtesies.tells(said), languages=True))
        return
    reading = heard_at(said, scene).reading
    code = reading.reason.value if isinstance(reading, Refused) else "courtesy.question"
    if scene.key in _TOLD_APART and code.endswith(_NOTHING_LIKE_IT) and _is_statement(said, scene):
        # "My son normally does this for me", "kettle's on": no failed answer.
        yield Candidate(Kind.NOTHING, Evidence.POSSIBLE, Tell(("courtesy.statement",), refuse=True, languages=True))
        return
    yield Candidate(Kind.NOTHING, Evidence.POSSIBLE, Tell((code,), refuse=True, languages=True))
