"""Producers of consent and of going on: the closed lists of :mod:`conversations.answers.consent`, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers import consent, contact_preference
from conversations.intents import Intent
from conversations.languages import DEFAULT
from conversations.understanding.candidates import Candidate, Consent, Evidence, Kind, Prefer, Want
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance


def consents(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield a clear yes in the person's own words, or a clear no."""
    match consent.read(said.raw, said.assent):
        case consent.Consent.YES if said.own:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=True))
        case consent.Consent.NO:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=False))
        case _:
            return


def preferences(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield how the person would rather be reached: "email only", also beside a yes or a no, which then is neither."""
    preference = contact_preference.read(said.raw, said.catalogue.contact, DEFAULT.contact)
    if preference is not None and said.own:
        yield Candidate(Kind.PREFERENCE, Evidence.CLEAR, Prefer(preference))


def goes_on(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield a clear yes to the review, or to going on with a form that was given up."""
    if consent.goes_on(said.raw, said.assent):
        intent = Intent.REVIEWED if scene.place is Place.REVIEW else Intent.RESUME
        yield Candidate(Kind.GO_ON, Evidence.CLEAR, Want(intent))
