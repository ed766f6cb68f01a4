"""One run: a contestant, the two servers, people; and the measurements."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.bot_api import Telegram
from benchmarks.contestants import PATIENCE, Contestant, Place, Running, wait_for_port
from benchmarks.form import STEPS
from benchmarks.lead_api import LeadApi
from benchmarks.people import Tally
from benchmarks.processes import cpu_seconds, resident
from benchmarks.share import limited


@dataclass
class Measured:
    """Measurements of one window of time. Seconds, bytes; latencies are of replies, from the update's sending on."""

    seconds: float
    updates: int
    per_second: float
    """Conversations: updates answered, divided by the steps of one."""
    bot_cpu_ms: float
    """Milliseconds of CPU per update, the bot's own processes."""
    store_cpu_ms: float
    cpu_share: float
    """CPUs that bot and store kept busy."""
    own_cpu_share: float
    """The same for this process, people and servers: near 1, and it would be the bottleneck."""
    p50: float
    p99: float
    longest: float
    waiting: int
    """People without a reply at the end."""
    estimates: int
    estimate_p50: float
    bot_memory: int
    store_memory: int
    strays: int
    calls: dict[str, float] = field(default_factory=dict)
    """Calls of the Bot API per conversation, getUpdates aside, which depend on how many share a batch."""


@dataclass
class World:
    """Both servers, a running contestant, and its folder."""

    telegram: Telegram
    lead_api: LeadApi
    running: Running
    folder: Path
    started_in: float
    """Seconds from its start to its first poll."""


@asynccontextmanager
async def world(
    contestant: Contestant, *, latency_ms: int = 0, lead_seconds: float = 0.0, folder: Path | None = None
) -> AsyncIterator[World]:
    """A contestant that runs. ``folder`` may hold its store already."""
    own = Path(tempfile.mkdtemp(prefix="bench-")) if folder is None else folder
    telegram, lead_api = Telegram(), LeadApi()
    lead_api.delay = lead_seconds
    await telegram.open(latency_ms / 2000)
    await lead_api.server.open()
    loop = asyncio.get_running_loop()
    with ExitStack() as stack:
        began = time.perf_counter()
        place = Place(own, telegram.server.address, lead_api.server.address)
        running = await loop.run_in_executor(None, contestant.start, place, stack)
        telegram.replicas = running.ports
        try:
            async with asyncio.timeout(PATIENCE * 3):
                await telegram.ready.wait()
                for port in running.ports:
                    await loop.run_in_executor(None, wait_for_port, port)
        except TimeoutError:
            logs = "\n".join(path.read_text(errors="replace")[-2000:] for path in own.glob("*.log"))
            raise RuntimeError(f"{contestant.title} did not start:\n{logs}") from None
        try:
            yield World(telegram, lead_api, running, own, time.perf_counter() - began)
        finally:
            telegram.people.stop()
            # Processes take a moment to end, and say goodbye to the servers meanwhile.
            await loop.run_in_executor(None, stack.close)
            await telegram.close()
            await lead_api.server.close()
            await asyncio.sleep(0)
            if folder is None:
                shutil.rmtree(own, ignore_errors=True)


async def window(place: World, seconds: float) -> Measured:
    """Measure for ``seconds`` while the people are busy."""
    people = place.telegram.people
    bots, stores = place.running.bot_pids(), place.running.store_pids()
    people.reset()
    calls = place.telegram.calls.copy()
    began, own = time.perf_counter(), time.process_time()
    bot_cpu, store_cpu = cpu_seconds(bots), cpu_seconds(stores)
    await asyncio.sleep(seconds)
    took, own = time.perf_counter() - began, time.process_time() - own
    bot_cpu, store_cpu = cpu_seconds(bots) - bot_cpu, cpu_seconds(stores) - store_cpu
    tally: Tally = people.reset()
    updates = max(len(tally.replies), 1)
    conversations = updates / len(STEPS)
    counted = {name: round(n / conversations, 2) for name, n in (place.telegram.calls - calls).items()}
    counted.pop("getUpdates", None)
    latencies = sorted(tally.replies) or [float("nan")]
    return Measured(
        took,
        len(tally.replies),
        conversations / took,
        bot_cpu / updates * 1000,
        store_cpu / updates * 1000,
        (bot_cpu + store_cpu) / took,
        own / took,
        quantile(latencies, 0.5),
        quantile(latencies, 0.99),
        latencies[-1],
        people.unanswered,
        len(tally.estimates),
        quantile(sorted(tally.estimates) or [float("nan")], 0.5),
        resident(bots),
        resident(stores),
        tally.strays,
        counted,
    )


def quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def saturated(
    contestant: Contestant, *, latency_ms: int, seconds: float, people: int = 0, share: float | None = None
) -> Measured:
    """As many people as keep it busy, each answering at once. ``share``: of a CPU, what each of its processes gets."""
    async with world(contestant, latency_ms=latency_ms) as place, AsyncExitStack() as stack:
        if share is not None:
            stack.enter_context(limited(place.running.bots, share))
        await place.telegram.people.crowd(people or contestant.busy(latency_ms), PATIENCE * 2)
        measured = await window(place, seconds)
        place.telegram.people.stop()
        return measured


async def steady(
    contestant: Contestant,
    *,
    per_second: float,
    seconds: float,
    latency_ms: int = 0,
    lead_seconds: float = 0.0,
    warm_up: float = 3.0,
    folder: Path | None = None,
) -> tuple[Measured, float]:
    """People who come at a fixed rate. Returns what was measured after the warm-up, and the seconds that the start took."""
    async with world(contestant, latency_ms=latency_ms, lead_seconds=lead_seconds, folder=folder) as place:
        coming = asyncio.create_task(place.telegram.people.stream(per_second, warm_up + seconds))
        await asyncio.sleep(warm_up)
        measured = await window(place, seconds)
        coming.cancel()
        place.telegram.people.stop()
        return measured, place.started_in


def as_json(measured: Measured) -> dict[str, object]:
    return asdict(measured)
