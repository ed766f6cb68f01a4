"""The same seed is the same world: twice in one process, and in processes whose hashes and addresses differ."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from simulation.faults import Climate
from simulation.nemesis import Strikes
from simulation.world import Outcome, Plan, World

ROOT = Path(__file__).resolve().parents[2]
ROUGH = Plan(people=2, climate=Climate(), strikes=Strikes(4, weights=(3, 1, 1, 1)))
WITH_STAFF = Plan(people=4, staff=True, replicas=2)
"""Several queues get work in one transaction, and several processes hear of it."""


def played(seed: str, plan: Plan = ROUGH) -> Outcome:
    return World(seed, plan).run()


def test_a_quiet_world_comes_to_its_end() -> None:
    outcome = played("quiet", Plan(people=3))
    assert outcome.conversations == outcome.people == 3
    assert outcome.problems == []


def test_the_same_seed_is_the_same_world_twice_in_one_process() -> None:
    first, again, other = played("1"), played("1"), played("2")
    assert first.trace == again.trace
    assert (first.checksum, first.steps) == (again.checksum, again.steps)
    assert first.checksum != other.checksum


@pytest.mark.parametrize("plan", ["ROUGH", "WITH_STAFF"])
def test_the_same_seed_is_the_same_world_in_another_process_whatever_its_hashes(plan: str) -> None:
    script = f"import simulation.test_determinism as t; o = t.played('1', t.{plan}); print(o.checksum, o.steps)"
    hashes = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    there = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    here = played("1", globals()[plan])
    assert there == f"{here.checksum} {here.steps}\n"


def test_no_real_event_loop_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def make(_: object) -> asyncio.AbstractEventLoop:
        made.append("a loop")  # noted, for what a dead process raises nobody hears
        raise RuntimeError("there is a running loop")

    monkeypatch.setattr(asyncio.DefaultEventLoopPolicy, "new_event_loop", make)
    assert played("1", Plan(people=2, strikes=Strikes(4))).problems == []
    assert made == []
