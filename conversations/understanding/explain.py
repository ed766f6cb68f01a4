"""Explanation of a decision: all candidates of a text in the order of the ranking, and the winner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conversations.understanding.candidates import Candidate
from conversations.understanding.decide import decide
from conversations.understanding.producers import candidates
from conversations.understanding.ranking import RANKING
from conversations.understanding.scene import Scene
from conversations.understanding.utterance import Utterance


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
