"""``make simulate``: play the worlds of many seeds, or one again; what fails is shrunk and written down."""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import logging
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.plans import plan_of
from simulation.shrink import describe, shrunk
from simulation.world import Outcome, Plan, World, template

ROOT = Path(__file__).resolve().parents[2]
NOTES = ROOT / ".simulation"
"""Where it is noted how far a run has come, and what failed."""
_SAY_EVERY = 10.0


@dataclass
class Tally:
    """What the worlds so far came to. ``code`` tells versions of the program apart: each begins anew."""

    code: str
    done: int = 0
    seconds: float = 0.0
    steps: int = 0
    people: int = 0
    conversations: int = 0
    leads: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count a world."""
        self.done += 1
        self.steps += outcome.steps
        self.people += outcome.people
        self.conversations += outcome.conversations
        self.leads += outcome.leads
        self.kills.update(outcome.kills)
        self.faults.update(outcome.faults)
        if outcome.problems:
            self.failed.append(outcome.seed)

    def line(self) -> str:
        """How it stands, in a line."""
        rate = 60 * self.done / self.seconds if self.seconds else 0.0
        strikes = ", ".join(f"{count} {kind}s" for kind, count in sorted(self.kills.items()))
        return (
            f"{self.done} seeds, {rate:.0f} a minute; {strikes}; {sum(self.faults.values())} faults; "
            f"{self.conversations} of {self.people} conversations at their end, {self.leads} leads; "
            f"{len(self.failed)} failed"
        )


def played(seed: str, plan: Plan | None = None) -> Outcome:
    """The world of a seed."""
    return World(seed, plan or plan_of(seed)).run()


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=300, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--seed", default="", help="play this one alone, and show all that happened in it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--fresh", action="store_true", help="do not go on where the last run stopped")
    asked = parser.parse_args()
    logging.getLogger().setLevel(logging.CRITICAL + 1)
    if asked.seed:
        return _replay(asked.seed)
    tally = _tally(fresh=asked.fresh)
    seeds = [str(number) for number in range(asked.first + tally.done, asked.first + asked.seeds)]
    began, said, before = time.monotonic(), time.monotonic(), tally.seconds
    for outcome in _outcomes(seeds, asked.jobs):
        tally.add(outcome)
        tally.seconds = before + time.monotonic() - began
        if outcome.problems:
            _say(f"seed {outcome.seed} fails: {outcome.problems[0]}")
        if time.monotonic() - said > _SAY_EVERY:
            said = time.monotonic()
            _say(tally.line())
            _keep(tally)
    _keep(tally)
    _say(tally.line())
    for kind, count in sorted(tally.faults.items()):
        _say(f"  {kind}: {count}")
    for seed in tally.failed:
        _say(f"SEED={seed} fails; make simulate SEED={seed} replays and shrinks it")
    return 1 if tally.failed else 0


def _outcomes(seeds: list[str], jobs: int) -> Iterator[Outcome]:
    """Play all; in the order of the seeds, so that a run that was broken off goes on where it was."""
    if jobs <= 1:
        yield from map(_light, _warmed(seeds))
        return
    template()  # made once, and removed when this process ends: those that are forked never say goodbye
    with multiprocessing.get_context("fork").Pool(jobs, initializer=_warm) as pool:
        yield from pool.imap(_light, seeds, chunksize=1)


def _warmed(seeds: Iterable[str]) -> Iterable[str]:
    _warm()
    return seeds


def _warm() -> None:
    """Have everything imported and compiled that a world needs, and out of the garbage collector's way."""
    World("warm", Plan(people=1)).run()
    gc.collect()
    gc.freeze()


def _light(seed: str) -> Outcome:
    outcome = played(seed)
    outcome.trace = []
    return outcome


def _replay(seed: str) -> int:
    plan = plan_of(seed)
    outcome = played(seed, plan)
    _say("\n".join(outcome.trace))
    _say(f"checksum {outcome.checksum} of {outcome.steps} steps; {describe(plan)}")
    if not outcome.problems:
        _say("nothing is wrong")
        return 0
    _say("shrinking")
    smaller = shrunk(seed, plan, outcome)
    again = played(seed, smaller)
    NOTES.mkdir(exist_ok=True)
    note = NOTES / f"seed-{seed}.txt"
    note.write_text("\n".join([describe(smaller), *again.trace]) + "\n")
    _say("\n".join(again.trace[-60:]))
    _say(f"the smallest world that fails so: {describe(smaller)}; its trace is in {note}")
    return 1


def _tally(*, fresh: bool) -> Tally:
    code = _code()
    with_notes = NOTES / "progress.json"
    if not fresh and with_notes.exists():
        known: dict[str, Any] = json.loads(with_notes.read_text())
        if known["code"] == code:
            return Tally(**{**known, "kills": Counter(known["kills"]), "faults": Counter(known["faults"])})
    return Tally(code)


def _keep(tally: Tally) -> None:
    NOTES.mkdir(exist_ok=True)
    (NOTES / "progress.json").write_text(json.dumps(vars(tally)))


def _code() -> str:
    sources = sorted(
        path for part in ("bot", "conversations", "sandbox", "tests") for path in (ROOT / part).rglob("*.py")
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
