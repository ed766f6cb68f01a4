"""``make bench``: this bot against two peers over the real wire. See docs/performance.md.

    python -m benchmarks [--quick | --medium] [--only SECTION …] [--contestants NAME …] [--output FILE]

Sections: saturation, latency, slow-lead, growth, replicas, durability, profile. Results go to a JSON file, from which
``python -m benchmarks.report`` writes tables and plots. Figures depend on the machine and its load, so compare the rows
of one run only. Contestants take turns, round after round, and medians count.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import durability, stored, where
from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.form import STEPS
from benchmarks.runs import Measured, as_json, saturated, steady

SECTIONS = ("saturation", "latency", "slow-lead", "replicas", "durability", "profile", "growth")
LATENCIES = (0, 40)
SLOW_LEAD = 1.5
PEERS = ("aiogram", "ptb")
QUICK = ("sqlite", *PEERS)
"""Participants where all contestants would take too long: this bot with its defaults, and the peers."""
REPLICAS = ("postgresql", "postgresql-2")
CROWD = 220
"""People who keep two processes busy: with fewer each process has half as many, and shares fewer transactions."""
SHARE = 0.35
"""Share of a CPU for each replica: two of them, their database, the servers and the people then fit on two CPUs."""


@dataclass(frozen=True)
class Plan:
    """Size of a run: rounds, the seconds of a window, participants beyond saturation, and stored conversations."""

    rounds: int
    seconds: float
    latency_seconds: float
    everybody: bool
    growth: tuple[tuple[str, tuple[int, ...], float], ...]
    """Contestants, with how many conversations their stores hold, and the seconds of a run."""


STORED = (0, 1_000, 10_000, 100_000, 1_000_000)
FULL = Plan(
    rounds=3,
    seconds=10.0,
    latency_seconds=15.0,
    everybody=True,
    # The peers' runs outlast the minute after which PicklePersistence writes for the first time.
    growth=(("sqlite", STORED, 20.0), ("aiogram", STORED[:-1], 70.0), ("ptb", STORED[:-1], 70.0)),
)
MEDIUM = Plan(
    rounds=2,
    seconds=5.0,
    latency_seconds=8.0,
    everybody=False,
    growth=(("sqlite", STORED, 10.0),),
)
SHORT = Plan(rounds=1, seconds=5.0, latency_seconds=5.0, everybody=False, growth=())


class Book:
    """Results by section and name; the medians of several rounds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sections: dict[str, object] = {"machine": machine(), "steps": len(STEPS)}

    def put(self, section: str, value: object) -> None:
        self.sections[section] = value
        self._path.write_text(json.dumps(self.sections, indent=1), encoding="utf-8")


def machine() -> dict[str, object]:
    """Return a description of the machine."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    return {
        "cpus": os.cpu_count(),
        "model": model,
        "python": platform.python_version(),
        "load before": round(os.getloadavg()[0], 2),
        "at": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


async def rounds(
    entrants: Iterable[Contestant], count: int, measure: Callable[[Contestant], Awaitable[Measured]]
) -> dict[str, dict[str, object]]:
    """Let the contestants take turns; return the medians of each one's measurements."""
    entrants = tuple(entrants)
    found: dict[str, list[dict[str, object]]] = {each.name: [] for each in entrants}
    for _ in range(count):
        for contestant in entrants:
            try:
                found[contestant.name].append(as_json(await measure(contestant)))
            except (TimeoutError, RuntimeError) as error:
                print(f"  {contestant.title}: {error}")
            else:
                print(f"  {contestant.title}: {said(found[contestant.name][-1])}", flush=True)
    return {name: medians(runs) for name, runs in found.items() if runs}


def medians(runs: list[dict[str, object]]) -> dict[str, object]:
    """Return the median of every figure separately; other values are those of the last run.

    ``ranges`` has the least and the most of the two main figures.
    """
    joined = dict(runs[-1])
    cpu = [float(str(run["bot_cpu_ms"])) + float(str(run["store_cpu_ms"])) for run in runs]
    rates = [float(str(run["per_second"])) for run in runs]
    joined["ranges"] = {"cpu_ms": [min(cpu), max(cpu)], "per_second": [min(rates), max(rates)]}
    for key, value in joined.items():
        if isinstance(value, int | float):
            joined[key] = statistics.median(float(str(run[key])) for run in runs)
    return joined


def said(run: dict[str, Any]) -> str:
    return (
        f"{run['per_second']:.1f} conversations/s, {run['bot_cpu_ms']:.2f} + {run['store_cpu_ms']:.2f} ms CPU per update, "
        f"p50 {run['p50'] * 1000:.0f} ms, p99 {run['p99'] * 1000:.0f} ms, servers' CPU {run['own_cpu_share']:.0%}"
    )


async def saturation(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    results = {}
    for latency in LATENCIES:
        print(f"\nSaturation, Telegram at {latency} ms")
        results[str(latency)] = await rounds(
            entrants if not latency else few(plan, entrants),
            plan.rounds,
            partial(saturated, latency_ms=latency, seconds=plan.seconds),
        )
    book.put("saturation", results)


async def equal_load(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """Measure at half of the slowest peer's capacity."""
    results = {}
    for latency in LATENCIES:
        rate = half_of_slowest(book, latency)
        print(f"\nLatency at {rate:.2f} conversations/s, Telegram at {latency} ms")
        results[str(latency)] = {
            "rate": rate,
            "runs": await rounds(
                few(plan, entrants),
                plan.rounds if not latency else 1,
                # At 40 ms the slowest peer's capacity is so small that few updates come in a second.
                partial(
                    _measured,
                    rate=rate,
                    seconds=plan.latency_seconds * (2.5 if latency else 1),
                    latency_ms=latency,
                ),
            ),
        }
    book.put("latency", results)


def few(plan: Plan, entrants: tuple[Contestant, ...]) -> tuple[Contestant, ...]:
    """Return all contestants, or only the standard ones, by the plan."""
    return tuple(each for each in entrants if plan.everybody or each.name in QUICK)


async def _measured(contestant: Contestant, rate: float, seconds: float, **more: object) -> Measured:
    # A conversation includes some five seconds of thinking: by then people are at all steps.
    measured, _ = await steady(contestant, per_second=rate, seconds=seconds, warm_up=7.0, **more)  # type: ignore[arg-type]
    return measured


def half_of_slowest(book: Book, latency: int) -> float:
    """Return half the conversations per second of the slowest peer (of all, if no peer ran)."""
    runs = book.sections["saturation"][str(latency)]  # type: ignore[index]
    rates: list[float] = [run["per_second"] for name, run in runs.items() if name in PEERS] or [
        r["per_second"] for r in runs.values()
    ]
    return max(0.5, math.floor(min(rates) * 50) / 100)


async def slow_lead(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """Measure how a slow Lead API affects the replies to other people."""
    rate = half_of_slowest(book, 0)
    results: dict[str, object] = {"rate": rate, "seconds": SLOW_LEAD}
    for delay in (0.0, SLOW_LEAD):
        print(f"\nA Lead API that takes {delay} s, {rate:.2f} conversations/s")
        results[str(delay)] = await rounds(
            few(plan, entrants),
            plan.rounds if plan.everybody else 1,
            partial(_measured, rate=rate, seconds=plan.latency_seconds, lead_seconds=delay),
        )
    book.put("slow-lead", results)


async def growth(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """What a store that is full already costs."""
    results: dict[str, dict[str, object]] = {}
    by_name = {each.name: each for each in entrants}
    for name, counts, seconds in plan.growth:
        for count in counts if name in by_name else ():
            contestant = by_name[name]
            with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as place:
                folder = Path(place)
                took = await asyncio.to_thread(stored.made, contestant.name, folder, count)
                disk = stored.size(folder)
                print(f"\n{contestant.title}: {count:,} conversations stored in {took:.0f} s")
                measured, start = await steady(contestant, per_second=3.0, seconds=seconds, warm_up=7.0, folder=folder)
                run = as_json(measured) | {"start": start, "disk": disk, "stored_in": took}
                print(f"  start {start:.1f} s, {said(run)}, {disk / 2**20:.1f} MB on disk")
                results.setdefault(contestant.name, {})[str(count)] = run
    book.put("growth", results)


async def replicas(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """Measure the gain by a second process on one PostgreSQL, each with the same share of a CPU."""
    chosen = tuple(each for each in entrants if each.name in REPLICAS)
    print(f"\nReplicas, each with {SHARE:.0%} of a CPU")
    try:
        runs = await rounds(
            chosen,
            plan.rounds,
            lambda each: saturated(each, latency_ms=0, seconds=plan.seconds * 1.5, people=CROWD, share=SHARE),
        )
    except OSError as error:
        print(f"  no shares can be given here: {error}")
        return
    book.put("replicas", {"share": SHARE, "runs": runs})


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="under three minutes: one round, fewer sections")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, help="these sections; latency needs saturation")
    parser.add_argument("--contestants", nargs="+", choices=[each.name for each in CONTESTANTS])
    parser.add_argument(
        "--medium", action="store_true", help="a quarter of an hour: every section, fewer and shorter runs"
    )
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results.json"))
    chosen = parser.parse_args()
    plan = SHORT if chosen.quick else MEDIUM if chosen.medium else FULL
    sections = chosen.only or (("saturation", "latency", "durability") if chosen.quick else SECTIONS)
    names = chosen.contestants or (QUICK if chosen.quick else [each.name for each in CONTESTANTS])
    entrants = []
    for contestant in CONTESTANTS:
        missing = contestant.missing() if contestant.name in names else "not asked for"
        if not missing:
            entrants.append(contestant)
        elif contestant.name in names:
            print(f"Without {contestant.title}: {missing}")
    book = Book(chosen.output)
    began = time.perf_counter()
    work = {
        "saturation": saturation,
        "latency": equal_load,
        "slow-lead": slow_lead,
        "growth": growth,
        "replicas": replicas,
    }
    for section in sections:
        if section in work:
            await work[section](plan, tuple(entrants), book)
        elif section == "durability":
            book.put("durability", {"pragmas": durability.pragmas(), "syncs": await durability.syncs(5.0)})
            print("\nDurability:", book.sections["durability"])
        else:
            book.put("profile", await where.shares(10))
    book.put("took", time.perf_counter() - began)
    print(f"\nTook {time.perf_counter() - began:.0f} s. Results: {chosen.output}")


if __name__ == "__main__":
    asyncio.run(main())
