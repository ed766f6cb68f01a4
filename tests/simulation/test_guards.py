"""Every guard has a world that needs it: with the guard nothing is wrong there, without it something is."""

from __future__ import annotations

from pathlib import Path

import pytest
from simulation.guards import GUARDS, without
from simulation.world import World

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"
SEEDS = 12
"""Worlds that are played at most until the guard is missed; mostly the first or the second will do."""


@pytest.mark.parametrize("name", GUARDS)
def test_a_world_needs_it(name: str) -> None:
    guard = GUARDS[name]
    for number in (guard.first, *(number for number in range(SEEDS) if number != guard.first)):
        seed = f"{name} {number}"
        with without(name):
            missed = {problem.partition(":")[0] for problem in World(seed, guard.plan).run().problems}
        if missed & {*guard.finds}:
            assert World(seed, guard.plan).run().problems == []
            return
    raise AssertionError(f"nothing is wrong without {name} in {SEEDS} worlds")


def test_the_page_about_faults_has_each_of_them() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Guards")[2]
    assert [
        name for name, guard in GUARDS.items() if f"| {guard.what} | {name} |" not in table or guard.where not in table
    ] == []
