"""``make bench``: this bot against two peers over the real wire. See docs/performance.md.

    python -m benchmarks [--quick] [--only SECTION …] [--contestants NAME …] [--million] [--output FILE]

Sections: saturation, latency, slow-lead, growth, durability, profile. Results go to a JSON file, from which
``python -m benchmarks.report`` writes tables and plots. Figures depend on the machine and on what else it does: compare
the rows of one run. That is why the contestants take turns, round after round, and medians count.
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
from pathlib import Path

from benchmarks import durability, stored, where
from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.form import STEPS
from benchmarks.runs import Measured, as_json, saturated, steady

SECTIONS = ("saturation", "latency", "slow-lead", "growth", "durability", "profile")
LATENCIES = (0, 40)
SLOW_LEAD = 1.5
PEERS = ("aiogram", "ptb")
QUICK = ("sqlite", *PEERS)


@dataclass(frozen=True)
class Plan:
    """How much is measured: rounds, and the seconds of a window."""

    rounds: int
    seconds: float
    stored: tuple[int, ...]
    growth_seconds: float


FULL = Plan(rounds=3, seconds=10.0, stored=(0, 1_000, 10_000, 100_000), growth_seconds=70.0)
"""A growth run outlasts the minute after which PicklePersistence writes for the first time."""
SHORT = Plan(rounds=1, seconds=5.0, stored=(), growth_seconds=0.0)


class Book:
    """The results, by section and name; the medians of several rounds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sections: dict[str, object] = {"machine": machine(), "steps": len(STEPS)}

    def put(self, section: str, value: object) -> None:
        self.sections[section] = value
        self._path.write_text(json.dumps(self.sections, indent=1), encoding="utf-8")


def machine() -> dict[str, object]:
    """What the figures were measured on."""
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
    """Let the contestants take turns; for each the medians of what was measured."""
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
    """The median of every figure, each by itself; what is no figure is the last run's."""
    joined = dict(runs[-1])
    for key, value in joined.items():
        if isinstance(value, int | float):
            joined[key] = statistics.median(float(str(run[key])) for run in runs)
    return joined


def said(run: dict[str, object]) -> str:
    return (
        f"{run['per_second']:.1f} conversations/s, {run['bot_cpu_ms']:.2f} + {run['store_cpu_ms']:.2f} ms CPU per update, "
        f"p50 {run['p50'] * 1000:.0f} ms, p99 {run['p99'] * 1000:.0f} ms, servers' CPU {run['own_cpu_share']:.0%}"
    )


async def saturation(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    results = {}
    for latency in LATENCIES:
        print(f"\nSaturation, Telegram at {latency} ms")
        results[str(latency)] = await rounds(
            entrants,
            plan.rounds,
            lambda each, ms=latency: saturated(each, latency_ms=ms, seconds=plan.seconds),
        )
    book.put("saturation", results)


async def equal_load(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """At half of what the slowest peer can do."""
    results = {}
    for latency in LATENCIES:
        rate = half_of_slowest(book, latency)
        print(f"\nLatency at {rate:.2f} conversations/s, Telegram at {latency} ms")
        results[str(latency)] = {
            "rate": rate,
            "runs": await rounds(
                entrants,
                plan.rounds,
                lambda each, ms=latency, per=rate: _measured(each, per, plan.seconds, latency_ms=ms),
            ),
        }
    book.put("latency", results)


async def _measured(contestant: Contestant, rate: float, seconds: float, **more: object) -> Measured:
    # A conversation takes some five seconds of thinking: by then people stand at all steps.
    measured, _ = await steady(contestant, per_second=rate, seconds=seconds, warm_up=7.0, **more)  # type: ignore[arg-type]
    return measured


def half_of_slowest(book: Book, latency: int) -> float:
    """Half the conversations per second of the slowest peer (of all, if no peer ran)."""
    runs = book.sections["saturation"][str(latency)]  # type: ignore[index]
    rates = [run["per_second"] for name, run in runs.items() if name in PEERS] or [
        r["per_second"] for r in runs.values()
    ]
    return max(0.5, math.floor(min(rates) * 50) / 100)


async def slow_lead(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """What a Lead API that takes its time does to the replies to other people."""
    rate = half_of_slowest(book, 0)
    results: dict[str, object] = {"rate": rate, "seconds": SLOW_LEAD}
    for delay in (0.0, SLOW_LEAD):
        print(f"\nA Lead API that takes {delay} s, {rate:.2f} conversations/s")
        results[str(delay)] = await rounds(
            entrants,
            plan.rounds,
            lambda each, wait=delay: _measured(each, rate, plan.seconds, lead_seconds=wait),
        )
    book.put("slow-lead", results)


async def growth(plan: Plan, entrants: tuple[Contestant, ...], book: Book) -> None:
    """What a store that is full already costs."""
    results: dict[str, dict[str, object]] = {}
    for count in plan.stored:
        for contestant in entrants:
            if contestant.name not in stored.STORES:
                continue
            with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
                folder = Path(name)
                took = await asyncio.to_thread(stored.made, contestant.name, folder, count)
                disk = stored.size(folder)
                print(f"\n{contestant.title}: {count:,} conversations stored in {took:.0f} s")
                measured, start = await steady(
                    contestant, per_second=3.0, seconds=plan.growth_seconds, warm_up=7.0, folder=folder
                )
                run = as_json(measured) | {"start": start, "disk": disk}
                print(f"  start {start:.1f} s, {said(run)}, {disk / 2**20:.1f} MB on disk")
                results.setdefault(contestant.name, {})[str(count)] = run
    book.put("growth", results)


async def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--quick", action="store_true", help="under three minutes: one round, fewer sections")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, help="these sections; latency needs saturation")
    parser.add_argument("--contestants", nargs="+", choices=[each.name for each in CONTESTANTS])
    parser.add_argument("--million", action="store_true", help="growth up to a million; takes long to store")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results.json"))
    chosen = parser.parse_args()
    plan = SHORT if chosen.quick else FULL
    if chosen.million:
        plan = Plan(plan.rounds, plan.seconds, (*FULL.stored, 1_000_000), FULL.growth_seconds)
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
    work = {"saturation": saturation, "latency": equal_load, "slow-lead": slow_lead, "growth": growth}
    for section in sections:
        if section in work:
            await work[section](plan, tuple(entrants), book)
    if "durability" in sections:
        book.put("durability", {"pragmas": durability.pragmas(), "syncs": await durability.syncs(5.0)})
        print("\nDurability:", book.sections["durability"])
    if "profile" in sections:
        book.put("profile", await where.shares(10))
    print(f"\nTook {time.perf_counter() - began:.0f} s. Results: {chosen.output}")


if __name__ == "__main__":
    asyncio.run(main())
