"""Decision: producers run in the order of the ranking, and the first candidate with enough evidence wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from conversations.questions import Trait
from conversations.understanding.candidates import Candidate, Evidence, Fill, Inform, Kind
from conversations.understanding.producers import answer, changes, choices, consent, slots, smalltalk, topics, wishes
from conversations.understanding.ranking import RANKING
from conversations.understanding.scene import Place, Scene
from conversations.understanding.utterance import Utterance

PRODUCERS: Mapping[Kind, Callable[[Utterance, Scene], Iterator[Candidate]]] = MappingProxyType(
    {
        Kind.COMMAND: wishes.commands,
        Kind.URGENT: topics.urgent,
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
        Kind.CONFIRMATION: wishes.confirmations,
        Kind.SLOT: slots.slots,
        Kind.NAMED: changes.named,
        Kind.RECOUNT: changes.recounts,
        Kind.TOPIC: topics.topics,
        Kind.SUGGESTION: topics.suggestions,
        Kind.SMALLTALK: smalltalk.smalltalk,
        Kind.NOTHING: smalltalk.nothing,
    }
)
_HARD = Trait.EXACT | Trait.COUNT
_OF_READINGS = frozenset({Kind.INSTEAD, Kind.CHOICE})
"""Kinds of answers to readings offered back."""


def candidates(kind: Kind, said: Utterance, scene: Scene) -> list[Candidate]:
    """Return the candidates of a kind."""
    if kind in _OF_READINGS and scene.pending is None:
        return []
    return list(PRODUCERS[kind](said, scene))


def decide(said: Utterance, scene: Scene) -> Candidate:
    """Return the winning candidate. Pure; every ranking ends with a kind that always has one."""
    return next(considered(said, scene))


def considered(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the candidates whose evidence is enough at their rank, in the order of the ranking."""
    made: dict[Kind, list[Candidate]] = {}
    for kind, least in RANKING[scene.place]:
        if kind not in made:
            made[kind] = candidates(kind, said, scene)
        for candidate in made[kind]:
            if candidate.evidence >= least:
                yield _combined(candidate, said, scene, made.get(Kind.TOPIC, []))


@dataclass(frozen=True, slots=True)
class Row:
    """Candidate at its rank (from 1). ``holds``: its evidence is enough there. ``wins``: it decides the turn."""

    rank: int
    candidate: Candidate
    holds: bool
    wins: bool


def explain(said: Utterance, scene: Scene) -> Iterator[Row]:
    """Yield a row per candidate and rank. The first row that holds is the only one that wins."""
    winner, won = decide(said, scene), False
    for rank, (kind, least) in enumerate(RANKING[scene.place], start=1):
        for candidate in candidates(kind, said, scene):
            holds = candidate.evidence >= least
            wins = holds and not won
            won = won or wins
            yield Row(rank, winner if wins else candidate, holds, wins)


def _combined(candidate: Candidate, said: Utterance, scene: Scene, asked: list[Candidate]) -> Candidate:
    """Return an answer and a question in the middle as one candidate, if the text certainly has both."""
    if scene.place is not Place.QUESTION or candidate.kind is Kind.URGENT:
        return candidate
    act = candidate.act
    if isinstance(act, Inform) and candidate.evidence is Evidence.EXACT:
        for answer in candidates(Kind.ANSWER, said, scene):
            if isinstance(answer.act, Fill) and answer.evidence >= Evidence.CLEAR and _tells(said, scene, act.topic):
                return replace(answer, act=replace(answer.act, topic=act.topic))
    if isinstance(act, Fill) and candidate.evidence >= Evidence.CLEAR:
        for topic in asked:
            if isinstance(topic.act, Inform) and _goes_with(said, scene, topic.act.topic, topic.evidence):
                return replace(candidate, act=replace(act, topic=topic.act.topic))
    return candidate


def _goes_with(said: Utterance, scene: Scene, topic: str, evidence: Evidence) -> bool:
    """Return whether a topic next to an answer is certainly not part of it: "Tŷ Nain, Bangor" may be a house."""
    traits = scene.question.traits
    if traits & Trait.FREE:
        return _tells(said, scene, topic)
    known = said.catalogue.topics.get(topic)
    may_be_a_house = scene.key == "address" and known is not None and known.statement
    return bool(traits & _HARD) or (evidence >= Evidence.CLEAR and not may_be_a_house)


def _tells(said: Utterance, scene: Scene, topic: str) -> bool:
    """Return whether a text about ``topic`` is also an answer to the current question."""
    traits = scene.question.traits
    known = said.catalogue.topics.get(topic)
    statement, contacts = (known.statement, known.contacts) if known is not None else (False, False)
    if traits & Trait.FREE:
        to_us = (known is not None and known.fixed) or said.catalogue.asks_something(said.raw)
        return statement or contacts or not to_us
    return bool(traits & _HARD) or (statement and scene.key != "address")
