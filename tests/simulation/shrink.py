"""Shrinking: the smallest plan under which the world of a seed fails in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from simulation.faults import Climate, Spells
from simulation.nemesis import MOMENTS, Strikes
from simulation.world import Outcome, Plan, World

TRIES = 80
"""Worlds that are played at most to find a smaller one."""


def shrunk(seed: str, plan: Plan, outcome: Outcome, tries: int = TRIES) -> Plan:
    """The smallest plan found under which this seed has a problem of the same kind as the first one of ``outcome``."""
    kind = kind_of(outcome.problems[0])
    while True:
        for smaller in _smaller(plan):
            tries -= 1
            if tries < 0:
                return plan
            if kind in map(kind_of, World(seed, smaller).run().problems):
                plan = smaller
                break
        else:
            return plan


def kind_of(problem: str) -> str:
    """What kind of problem it is, whoever has it."""
    return problem.partition(":")[0]


def _smaller(plan: Plan) -> Iterator[Plan]:
    """Plans with a little less in them, the most at first."""
    if plan.people > 1:
        yield replace(plan, people=1)
        yield replace(plan, people=plan.people - 1)
    for count in sorted({plan.strikes.count // 2, plan.strikes.count - 1}):
        if 0 <= count < plan.strikes.count:
            yield replace(plan, strikes=replace(plan.strikes, count=count))
    climate = plan.climate
    for name in ("telegram", "lead_api", "network", "disk"):
        kinds: tuple[str, ...] = getattr(climate, name)
        if kinds:
            yield replace(plan, climate=_with(climate, name, ()))
            if len(kinds) > 1:
                for kind in kinds:
                    yield replace(plan, climate=_with(climate, name, tuple(k for k in kinds if k != kind)))
    for at, weight in enumerate(plan.strikes.weights):
        if weight and sum(map(bool, plan.strikes.weights)) > 1:
            weights = tuple(0 if n == at else w for n, w in enumerate(plan.strikes.weights))
            yield replace(plan, strikes=replace(plan.strikes, weights=weights))
    for moment in plan.strikes.moments:
        if plan.strikes.count and len(plan.strikes.moments) > 1:
            yield replace(plan, strikes=replace(plan.strikes, moments=(moment,)))


def _with(climate: Climate, name: str, kinds: tuple[str, ...]) -> Climate:
    changed: dict[str, Any] = {name: kinds}
    return replace(climate, **changed)


def describe(plan: Plan) -> str:
    """A plan in a line: what of it is not as usual."""
    usual = asdict(Plan(strikes=Strikes(), climate=Climate(spells=Spells())))
    said = []
    for name, value in asdict(plan).items():
        if isinstance(value, dict):
            said += [f"{name}.{each}={of}" for each, of in value.items() if of != usual[name][each] and of != MOMENTS]
        elif value != usual[name]:
            said.append(f"{name}={value}")
    return ", ".join(said)
