"""Worlds of some seeds, in every run of the tests; ``make simulate`` plays as many as there is time for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from simulation.plans import read, small_plan_of, written
from simulation.world import World

CORPUS = Path(__file__).parent / "corpus.json"
"""Worlds in which something was found once: a seed, its plan, and what it was."""
BATCHES = 12
EACH = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_is_wrong_in_these_worlds(batch: int) -> None:
    wrong = {}
    for number in range(batch * EACH, (batch + 1) * EACH):
        outcome = World(f"small {number}", small_plan_of(f"small {number}")).run()
        if outcome.problems:
            wrong[outcome.seed] = outcome.problems
    assert wrong == {}


def test_what_was_found_once_stays_mended() -> None:
    wrong = {}
    for kept in json.loads(CORPUS.read_text(encoding="utf-8")):
        outcome = World(kept["seed"], read(kept["plan"])).run()
        if outcome.problems:
            wrong[kept["found"]] = outcome.problems
    assert wrong == {}


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = small_plan_of("some")
    assert read(json.loads(json.dumps(written(plan)))) == plan
