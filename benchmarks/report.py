"""Tables and plots from a benchmark's results.

    python -m benchmarks.report RESULTS.json docs/performance.md

The tables replace what stands between the document's two marks; the plots go beside it, into images/.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
TITLES = {
    "sqlite": "this bot, SQLite, polling",
    "sqlite-webhook": "this bot, SQLite, webhook",
    "sqlite-plain": "this bot, SQLite, polling, not encrypted",
    "postgresql-polling": "this bot, PostgreSQL, polling",
    "postgresql-polling-2": "this bot, PostgreSQL, polling, two processes",
    "postgresql": "this bot, PostgreSQL, webhook",
    "postgresql-2": "this bot, PostgreSQL, webhook, two processes",
    "aiogram": "aiogram 3, RedisStorage",
    "ptb": "python-telegram-bot, ConversationHandler",
}
COLOURS = {"sqlite": "#1f6feb", "aiogram": "#d97706", "ptb": "#9ca3af"}
Run = dict[str, Any]


def main() -> None:
    results, document = Path(sys.argv[1]), Path(sys.argv[2])
    found = json.loads(results.read_text(encoding="utf-8"))
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    images = document.parent / "images"
    images.mkdir(exist_ok=True)
    figures = "\n".join(part for part in sections(found, plots(found, images)) if part)
    document.write_text(f"{before}{BEGIN}\n\n{figures}\n{END}{after}", encoding="utf-8")


def sections(found: Run, drawn: set[str]) -> Iterable[str]:
    machine = found["machine"]
    yield (
        f"Measured {machine['at']} UTC on {machine['cpus']} CPUs ({machine['model']}), Python {machine['python']}; "
        f"load before the run: {machine['load before']}"
        + (f"; {found['took'] / 60:.0f} minutes" if "took" in found else "")
        + ". In brackets after a figure: the least and the most of the rounds.\n"
    )
    reached = list(aims(found))
    if reached:
        yield "### Against the aim\n"
        yield table(("aim", "measured", "reached"), reached)
    for latency, runs in found.get("saturation", {}).items():
        yield f"### As much as it can, Telegram at {latency} ms a call\n"
        yield saturation_table(runs)
    if "performance.svg" in drawn:
        yield "![CPU per update and conversations per second](images/performance.svg)\n"
    for latency, part in found.get("latency", {}).items():
        yield f"### Equal load: {part['rate']:.2f} conversations/s, Telegram at {latency} ms a call\n"
        yield latency_table(part["runs"])
    if "slow-lead" in found:
        part = found["slow-lead"]
        yield f"### A Lead API that takes {part['seconds']} s, at {part['rate']:.2f} conversations/s\n"
        yield slow_lead_table(part["0.0"], part[str(part["seconds"])])
    if "replicas" in found:
        yield f"### A second process, each with {found['replicas']['share']:.0%} of a CPU, on one PostgreSQL\n"
        yield replicas_table(found["replicas"]["runs"])
    if "growth" in found:
        yield "### Growth: what stored conversations cost, at 3 conversations/s\n"
        yield growth_table(found["growth"])
        if "growth.svg" in drawn:
            yield "![Growth](images/growth.svg)\n"
    if "durability" in found:
        yield durability(found["durability"])
    if isinstance(found.get("profile"), dict):
        yield "### Where this bot's time goes\n"
        yield table(
            ("part of the work", "share of the interpreter's time"),
            [(name, f"{share:.1%}") for name, share in found["profile"].items()],
        )


def aims(found: Run) -> Iterable[tuple[str, str, str]]:
    """Return the aims, the measurements, and whether the aims were reached."""
    runs = found.get("saturation", {}).get("0", {})
    for name, aim, least in (("sqlite", 3, 2.5), ("postgresql-polling", 2.5, 2)):
        if {name, "aiogram"} <= runs.keys():
            ours, theirs = runs[name], runs["aiogram"]
            less, more = cpu(theirs) / cpu(ours), ours["per_second"] / theirs["per_second"]
            for what, ratio in (("CPU per update below", less), ("conversations/s above", more)):
                reached = "yes" if ratio >= aim else f"the minimum, {least}" if ratio >= least else "**no**"
                yield f"{TITLES[name]}: {what} aiogram's, {aim} times", times(ratio), reached
    if {"sqlite", "aiogram", "ptb"} <= runs.keys():
        mine, least_p99 = runs["sqlite"]["p99"], min(runs[peer]["p99"] for peer in ("aiogram", "ptb"))
        yield "p99 at saturation below both peers'", f"{ms(mine)} ms against {ms(least_p99)}", yes(mine < least_p99)
    runs = found.get("latency", {}).get("0", {}).get("runs", {})
    if "sqlite" in runs and len(runs) > 1:
        others = [run["p99"] for name, run in runs.items() if name in ("aiogram", "ptb")]
        least = min(others, default=float("nan"))
        mine = runs["sqlite"]["p99"]
        yield "p99 at equal load below both peers'", f"{ms(mine)} ms against {ms(least)}", yes(mine < least)
    slow = found.get("slow-lead", {})
    if "sqlite" in slow.get("0.0", {}) and "sqlite" in slow.get(str(slow["seconds"]), {}):
        quick, late = (slow[key]["sqlite"] for key in ("0.0", str(slow["seconds"])))
        told = f"p50 {ms(quick['p50'])} → {ms(late['p50'])} ms, p99 {ms(quick['p99'])} → {ms(late['p99'])} ms"
        # Two runs with nothing between them differ by as much.
        same = late["p50"] <= quick["p50"] * 1.25 + 0.002 and late["p99"] <= quick["p99"] * 1.5 + 0.01
        yield "a slow Lead API delays nobody else", told, yes(same)
    grown = found.get("growth", {}).get("sqlite", {})
    if {"0", "1000000"} <= grown.keys():
        empty, full = grown["0"], grown["1000000"]
        start, memory = full["start"] - empty["start"], (full["bot_memory"] - empty["bot_memory"]) / 2**20
        yield "a million stored: starts within a second of an empty one", f"{start:+.1f} s", yes(start <= 1)
        yield "a million stored: memory within 10 MB", f"{memory:+.0f} MB", yes(memory <= 10)
        told = f"p50 {ms(empty['p50'])} → {ms(full['p50'])} ms, p99 {ms(empty['p99'])} → {ms(full['p99'])} ms"
        yield "a million stored: latency flat", told, yes(full["p50"] <= empty["p50"] * 1.25 + 0.002)
    pair = found.get("replicas", {}).get("runs", {})
    if {"postgresql", "postgresql-2"} <= pair.keys():
        ratio = pair["postgresql-2"]["per_second"] / pair["postgresql"]["per_second"]
        yield "a second process brings at least 1.7 times as much", times(ratio), yes(ratio >= 1.7)


def yes(reached: bool) -> str:
    return "yes" if reached else "**no**"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def cpu(run: Run) -> float:
    total: float = run["bot_cpu_ms"] + run["store_cpu_ms"]
    return total


def ranged(run: Run, key: str, shown: str, digits: int) -> str:
    """Return a figure with the range of the rounds."""
    least, most = run.get("ranges", {}).get(key, (0.0, 0.0))
    return shown if least == most else f"{shown} ({least:.{digits}f}–{most:.{digits}f})"  # noqa: RUF001  a range


def ms(seconds: float) -> str:
    return "–" if seconds != seconds else f"{seconds * 1000:,.0f}"  # noqa: PLR0124, RUF001  nan; a dash


def mb(size: float) -> str:
    return f"{size / 2**20:,.0f}"


def times(ratio: float) -> str:
    return f"{ratio:.1f} ×"  # noqa: RUF001  a ratio


def against(runs: dict[str, Run], figure: Callable[[Run], float], *, fewer: bool) -> dict[str, str]:
    """Return how many times better than aiogram each is (than the first, if aiogram did not run)."""
    base = figure(runs.get("aiogram", next(iter(runs.values()))))
    return {
        name: times((base / figure(run) if fewer else figure(run) / base) if figure(run) and base else 0.0)
        for name, run in runs.items()
    }


def saturation_table(runs: dict[str, Run]) -> str:
    less, more = against(runs, cpu, fewer=True), against(runs, lambda run: run["per_second"], fewer=False)
    return table(
        (
            "bot", "CPU ms per update", "of it the store", "less than aiogram", "conversations/s", "more than aiogram",
            "p50 ms", "p99 ms", "memory MB (store)", "calls per conversation", "servers' CPU",
        ),
        [
            (
                TITLES[name],
                ranged(run, "cpu_ms", f"{cpu(run):.2f}", 2),
                f"{run['store_cpu_ms']:.2f}",
                less[name],
                ranged(run, "per_second", f"{run['per_second']:.1f}", 1),
                more[name],
                ms(run["p50"]),
                ms(run["p99"]),
                f"{mb(run['bot_memory'])} ({mb(run['store_memory'])})",
                ", ".join(f"{count:.1f} {method}" for method, count in sorted(run["calls"].items())),
                f"{run['own_cpu_share']:.0%}",
            )
            for name, run in runs.items()
        ],
    )  # fmt: skip


def latency_table(runs: dict[str, Run]) -> str:
    return table(
        ("bot", "p50 ms", "p99 ms", "longest ms", "CPU ms per update", "waiting at the end"),
        [
            (
                TITLES[name],
                ms(run["p50"]),
                ms(run["p99"]),
                ms(run["longest"]),
                f"{cpu(run):.2f}",
                f"{run['waiting']:.0f}",
            )
            for name, run in runs.items()
        ],
    )


def slow_lead_table(quick: dict[str, Run], slow: dict[str, Run]) -> str:
    return table(
        ("bot", "p50 ms", "with the slow API", "p99 ms", "with the slow API", "waiting at the end"),
        [
            (
                TITLES[name],
                ms(quick[name]["p50"]),
                ms(run["p50"]),
                ms(quick[name]["p99"]),
                ms(run["p99"]),
                f"{run['waiting']:.0f}",
            )
            for name, run in slow.items()
            if name in quick
        ],
    )


def replicas_table(runs: dict[str, Run]) -> str:
    base = next(iter(runs.values()))["per_second"]
    return table(
        ("bot", "conversations/s", "times one process", "CPU ms per update", "of it PostgreSQL", "p50 ms", "p99 ms"),
        [
            (
                TITLES[name],
                ranged(run, "per_second", f"{run['per_second']:.1f}", 1),
                times(run["per_second"] / base),
                ranged(run, "cpu_ms", f"{cpu(run):.2f}", 2),
                f"{run['store_cpu_ms']:.2f}",
                ms(run["p50"]),
                ms(run["p99"]),
            )
            for name, run in runs.items()
        ],
    )


def growth_table(growth: dict[str, dict[str, Run]]) -> str:
    return table(
        (
            "bot",
            "stored",
            "start s",
            "memory MB (store)",
            "CPU ms per update",
            "p50 ms",
            "p99 ms",
            "longest ms",
            "on disk MB",
        ),
        [
            (
                TITLES[name],
                f"{int(count):,}",
                f"{run['start']:.1f}",
                f"{mb(run['bot_memory'])} ({mb(run['store_memory'])})",
                f"{cpu(run):.2f}",
                ms(run["p50"]),
                ms(run["p99"]),
                ms(run["longest"]),
                mb(run["disk"]),
            )
            for name, runs in growth.items()
            for count, run in runs.items()
        ],
    )


def durability(found: Run) -> str:
    pragmas = ", ".join(f"`{name}` = {value}" for name, value in found["pragmas"].items())
    syncs = found["syncs"]
    counted = (
        f"{syncs['per_second']:.0f} syncs per second, {syncs['per_update']:.2f} per update (strace)"
        if isinstance(syncs, dict)
        else f"syncs not counted: {syncs}"
    )
    return f"Durable commits: read back from SQLite, {pragmas} (2 is FULL); {counted}.\n"


def plots(found: Run, folder: Path) -> set[str]:
    """Draw the available results; return the names of the files."""
    try:
        import matplotlib as mpl  # noqa: PLC0415  only the benchmark's own environment has it
    except ImportError:
        return set()
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "benchmarks"
    from matplotlib import pyplot as plt  # noqa: PLC0415

    drawn = set()
    runs = found.get("saturation", {}).get("0", {})
    names = [name for name in ("sqlite", "aiogram", "ptb") if name in runs]
    if len(names) > 1:
        figure, (left, right) = plt.subplots(1, 2, figsize=(9, 2.6), constrained_layout=True)
        colours = [COLOURS[name] for name in names]
        labels = [TITLES[name].replace(", ", "\n", 1) for name in names]
        left.barh(labels, [cpu(runs[name]) for name in names], color=colours)
        left.set_title("CPU ms per update (less is better)", fontsize=10)
        right.barh(labels, [runs[name]["per_second"] for name in names], color=colours)
        right.set_title("conversations per second", fontsize=10)
        right.set_yticks([])
        for axes in (left, right):
            axes.invert_yaxis()
            axes.bar_label(axes.containers[0], fmt="%.1f", padding=2, fontsize=9)
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(folder / "performance.svg", metadata={"Date": None})
        drawn.add("performance.svg")
    growth = found.get("growth", {})
    if growth:
        figure, panels = plt.subplots(1, 3, figsize=(10, 2.8), constrained_layout=True)
        wanted = (
            ("p99", 1000, "p99 of a reply, ms"),
            ("bot_memory", 1 / 2**20, "memory of the bot, MB"),
            ("start", 1, "start, s"),
        )
        for axes, (key, factor, title) in zip(panels, wanted, strict=True):
            for name, by_count in growth.items():
                counts = [max(int(count), 1) for count in by_count]
                values = [run[key] * factor for run in by_count.values()]
                axes.plot(counts, values, marker="o", color=COLOURS[name], label=TITLES[name])
            axes.set_xscale("log")
            axes.set_yscale("log")
            axes.set_title(title, fontsize=10)
            axes.set_xlabel("stored conversations")
        panels[0].legend(fontsize=6)
        figure.savefig(folder / "growth.svg", metadata={"Date": None})
        drawn.add("growth.svg")
    return drawn


if __name__ == "__main__":
    main()
