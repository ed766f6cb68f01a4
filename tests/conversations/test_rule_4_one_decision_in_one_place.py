"""Rule 4: one decision, in one place, that can be read.

Which meaning of a text wins is said by the table in ``ranking.py`` alone: each kind has one producer, no producer knows of the
table, and another order of its rows is another decision.
"""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from conversations.flow.typed_text import scene_of
from conversations.understanding import decide as decision
from conversations.understanding.candidates import Kind
from conversations.understanding.decide import PRODUCERS, considered, decide
from conversations.understanding.ranking import RANKING
from conversations.understanding.scene import Place
from conversations.understanding.utterance import Utterance
from support.held_out import ready

ROOT = Path(__file__).parents[2] / "conversations"
PAGE = 120
"""Lines."""
ALWAYS = {Kind.SMALLTALK, Kind.NOTHING}
"""Kinds of which every text has a candidate."""


def importers(module: str) -> set[str]:
    """Return the files that import a module of the understanding."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.ImportFrom(module=str(source)) if source == f"conversations.understanding.{module}":
                    found.add(path.relative_to(ROOT).as_posix())
                case ast.ImportFrom(module="conversations.understanding", names=names) if module in {
                    each.name for each in names
                }:
                    found.add(path.relative_to(ROOT).as_posix())
                case _:
                    pass
    return found


def test_every_kind_has_one_producer_and_a_rank() -> None:
    assert set(PRODUCERS) == set(Kind)
    assert Counter(PRODUCERS.values()).most_common(1)[0][1] == 1
    assert {kind for ranks in RANKING.values() for kind, _ in ranks} == set(Kind)


def test_every_place_has_a_ranking_and_the_last_rank_always_wins() -> None:
    assert set(RANKING) == set(Place)
    assert all(ranks[-1][0] in ALWAYS for ranks in RANKING.values())
    assert all(len(set(ranks)) == len(ranks) for ranks in RANKING.values())


def test_the_table_fits_on_a_page_and_only_the_decision_reads_it() -> None:
    assert len((ROOT / "understanding" / "ranking.py").read_text("utf-8").splitlines()) <= PAGE
    assert importers("ranking") == {"understanding/decide.py"}
    assert not {each for each in importers("decide") if "producers" in each}


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("bedrooms", "3 bedrooms, how accurate is it?"),
        ("phone", "stop"),
        ("review", "no, it's 4 bedrooms"),
        ("consent", "email only please"),
        ("valued", "thanks, what happens next?"),
    ],
)
def test_another_order_of_the_ranks_is_another_decision(place: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form, state = ready(place, "en")
    said = Utterance(text, "en")
    first = decide(said, scene_of(form, state)).kind
    kinds = list(dict.fromkeys(each.kind for each in considered(said, scene_of(form, state))))
    assert len(kinds) > 1, "a text that may be several things"
    for other in kinds[1:]:
        ranks = RANKING[scene_of(form, state).place]
        moved = (*(each for each in ranks if each[0] is other), *(each for each in ranks if each[0] is not other))
        monkeypatch.setattr(decision, "RANKING", {**RANKING, scene_of(form, state).place: moved})
        assert decide(said, scene_of(form, state)).kind is other is not first
