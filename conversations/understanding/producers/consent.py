"""Producer of consent: the closed list of :mod:`conversations.answers.consent`, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.answers import consent
from conversations.understanding.candidates import Candidate, Consent, Evidence, Kind
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance


def consents(said: Utterance, _: Scene) -> Iterator[Candidate]:
    """Yield a clear yes in the person's own words, or a clear no."""
    match consent.read(said.raw):
        case consent.Consent.YES if said.own:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=True))
        case consent.Consent.NO:
            yield Candidate(Kind.CONSENT, Evidence.EXACT, Consent(agreed=False))
        case _:
            return
