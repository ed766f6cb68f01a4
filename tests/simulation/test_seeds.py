"""Worlds of some seeds, in every run of the tests; ``make simulate`` plays as many as there is time for."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from simulation.plans import FAMILIES, family_of, read, small_plan_of, written
from simulation.world import World

CORPUS = Path(__file__).parent / "corpus.json"
"""Worlds in which something was found once: a seed, its plan, and what it was."""
EACH = 3
"""Worlds of a family. The worlds of test_guards.py, in which nothing may be wrong either, come on top."""


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_wrong_in_worlds_of_each_family(family: str) -> None:
    seeds = (seed for number in itertools.count() if family_of(seed := f"small {number}") == family)
    wrong = {}
    for seed in itertools.islice(seeds, 1 if family == "silent" else EACH):  # those who fall silent do so for hours
        outcome = World(seed, small_plan_of(seed)).run()
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
