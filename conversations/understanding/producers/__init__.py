"""Producers of candidates: one per kind, each from an utterance and its scene."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from conversations.understanding.candidates import Candidate, Kind
from conversations.understanding.producers import answer, changes, choices, consent, smalltalk, topics, wishes
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance

Producer = Callable[[Utterance, Scene], Iterator[Candidate]]

PRODUCERS: Mapping[Kind, Producer] = MappingProxyType(
    {
        Kind.COMMAND: wishes.commands,
        Kind.LANGUAGE: wishes.languages,
        Kind.INTENT: wishes.intents,
        Kind.BACK: wishes.backs,
        Kind.SKIP: wishes.skips,
        Kind.GO_ON: consent.goes_on,
        Kind.CONSENT: consent.consents,
        Kind.PREFERENCE: consent.preferences,
        Kind.INSTEAD: choices.instead,
        Kind.CHOICE: choices.choices,
        Kind.ANSWER: answer.answers,
        Kind.AGAIN: answer.again,
        Kind.BEGINNING: answer.begun,
        Kind.KEEP: answer.kept,
        Kind.UNIT: changes.units,
        Kind.PART: changes.parts,
        Kind.CHANGE: changes.changed,
        Kind.TOO_LATE: changes.too_late,
        Kind.NAMED: changes.named,
        Kind.RECOUNT: changes.recounts,
        Kind.TOPIC: topics.topics,
        Kind.SUGGESTION: topics.suggestions,
        Kind.SMALLTALK: smalltalk.smalltalk,
        Kind.NOTHING: smalltalk.nothing,
    }
)

NEEDS: Mapping[Kind, Callable[[Scene], object]] = MappingProxyType(
    {
        Kind.INSTEAD: lambda scene: scene.pending,
        Kind.CHOICE: lambda scene: scene.pending,
        Kind.AGAIN: lambda scene: scene.collecting.refused,
        Kind.KEEP: lambda scene: scene.collecting.editing,
        Kind.RECOUNT: lambda scene: scene.key == "property_type",
    }
)
"""Precondition of each kind on the scene; without it the producer is not called."""


def candidates(kind: Kind, said: Utterance, scene: Scene) -> list[Candidate]:
    """Return the candidates of a kind."""
    needs = NEEDS.get(kind)
    return list(PRODUCERS[kind](said, scene)) if needs is None or needs(scene) else []
