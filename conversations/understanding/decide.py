"""The decision: producers run in the order of the ranking, and the first candidate that holds wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.intents import Topic
from conversations.languages.catalogue import STATEMENTS
from conversations.questions import OWN
from conversations.understanding.candidates import Candidate, Evidence, Fill, Inform, Kind
from conversations.understanding.producers import PRODUCERS
from conversations.understanding.ranking import RANKING
from conversations.understanding.scene import Place, Scene
from conversations.understanding.slot_filling import HARD
from conversations.understanding.utterance import Utterance

_SPOKEN_OF = frozenset({"sale_or_let", "name"})
"""Questions that people answer and explain in one breath: "selling my mum's house"."""


def decide(said: Utterance, scene: Scene) -> Candidate:
    """Return the candidate that wins. Pure; every scene's ranking ends with a kind that always has one."""
    return next(decided for decided in considered(said, scene) if decided is not None)


def considered(said: Utterance, scene: Scene) -> Iterator[Candidate]:
    """Yield the candidates in the order of the ranking, those that win nothing last."""
    made: dict[Kind, list[Candidate]] = {}
    for kind, least in RANKING[scene.place]:
        if kind not in made:
            made[kind] = list(PRODUCERS[kind](said, scene))
        for candidate in made[kind]:
            if candidate.evidence >= least:
                yield _combined(candidate, said, scene)


def _combined(candidate: Candidate, said: Utterance, scene: Scene) -> Candidate:
    """Return a question in the middle together with the answer that stands beside it, where both are certain."""
    act = candidate.act
    if scene.place is not Place.QUESTION or not isinstance(act, Inform) or candidate.evidence is not Evidence.EXACT:
        return candidate
    for answer in PRODUCERS[Kind.ANSWER](said, scene):
        if (
            answer.evidence >= Evidence.CLEAR
            and isinstance(answer.act, Fill)
            and (scene.key in HARD or _tells(scene.key, act.topic))
        ):
            return replace(answer, act=replace(answer.act, topic=act.topic))
    return candidate


def _tells(key: str, topic: Topic) -> bool:
    """Return whether a statement about ``topic`` is an answer to the question ``key`` as well."""
    free = key == "message" or key.startswith(OWN)
    if free:
        return topic in STATEMENTS - {Topic.DELETE} or topic is Topic.FOR_AGENCY
    return topic in STATEMENTS and key in _SPOKEN_OF
