"""Producers of consent and of going on, based only on :mod:`conversations.answers.consent`."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers import consent, contact_preference, sale_or_let
from conversations.answers.reading import Refused, Unclear
from conversations.intents import Intent
from conversations.languages import DEFAULT
from conversations.questions import Question, Trait, having
from conversations.understanding.candidates import Candidate, Consent, Evidence, Kind, Prefer, Want
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance

_TOLD_APART = having(Trait.EVERYDAY | Trait.COUNT) - {"sale_or_let"}
"""Questions whose answers are distinct from the words around them; but "we're not selling" and "let me think" refuse."""

_CORRECTION = 6
"""Maximum number of words of a correction that names its question: "no, not my number". A longer text gives a reason."""


def consents(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a clear yes in the person's own words, or a clear no. A no with a reason is clear unless it names an answer."""
    text = consent.without_name(said.raw, scene.form.agency)
    match consent.read(text, said.assent):
        case consent.Consent.YES if said.own:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=True))
        case consent.Consent.NO:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=False))
        case _ if _declines_for_a_reason(text, said, scene):
            yield Candidate(Kind.CONSENT, Evidence.CLEAR, Consent(agreed=False))
        case _:
            return


def _declines_for_a_reason(text: str, said: Utterance, scene: Scene) -> bool:
    if said.begins_as_question or not consent.declines_for_a_reason(text, said.assent, said.vocabulary):
        return False
    told = said.volunteered
    corrects = len(said.words) <= _CORRECTION and said.catalogue.mentioned(said.raw, scene.form.questions) - {
        "sale_or_let"
    }
    asked = map(scene.form.question, _TOLD_APART & set(scene.form.questions))
    return not (
        set(told.found) - {"sale_or_let"}
        or told.doubts
        or corrects
        or sale_or_let.denies_one(said.bare)
        or any(_names_one(each, said, scene) for each in asked)
    )


def _names_one(question: Question, said: Utterance, scene: Scene) -> bool:
    """Return whether a text names an answer to ``question``; words that fit every answer name none: "a price"."""
    reading = question.read(said.bare, scene.at)
    every = isinstance(reading, Unclear) and len(reading.likely) == len(question.choices(scene.at))
    return not isinstance(reading, Refused) and not every


def preferences(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield a preferred way of contact: "email only". A yes or no beside it does not count."""
    preference = contact_preference.read(said.raw, said.catalogue.contact, DEFAULT.contact)
    if preference is not None and said.own:
        yield Candidate(Kind.PREFERENCE, Evidence.CLEAR, Prefer(preference))


def goes_on(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a clear yes to the review, or to resuming an abandoned form."""
    if consent.goes_on(said.raw, said.assent):
        intent = Intent.REVIEWED if scene.place is Place.REVIEW else Intent.RESUME
        yield Candidate(Kind.GO_ON, Evidence.CLEAR, Want(intent))
