"""Profile of this bot: samples of its stacks under load, by part of the work."""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from pathlib import Path

from benchmarks.contestants import CONTESTANTS, PEERS_PYTHON
from benchmarks.runs import window, world

PARTS = (
    ("turn: the conversation's step", r"/conversations/flow/step\.py"),
    ("turn: words of the reply", r"/conversations/(effects\.py|languages/)"),
    ("turn: reading the update", r"/bot/telegram/updates\.py"),
    ("turn: what people do, counted", r"/bot/statistics/"),
    ("storage: encryption", r"/bot/storage/encryption\.py"),
    ("storage: statements", r"/bot/storage/sql/|/sqlalchemy/"),
    ("storage: begin and commit", r"/bot/storage/backends/(sqlite|postgresql)\.py:\d+\)$"),
    ("states and messages to and from JSON", r"/bot/core/serialization\.py"),
    ("picture of the estimate", r"/bot/drawing/"),
    ("Lead API: request, over httpx", r"/bot/lead_api/client\.py"),
    ("Lead API: worker and outcomes", r"/bot/lead_api/"),
    ("turn: rest", r"/bot/turns/"),
    ("Telegram: the connection", r"/bot/http_client/"),
    ("Telegram: request and answer", r"/bot/telegram/(request|client)\.py"),
    ("Telegram: poller", r"/bot/telegram/(polling|update_batches)\.py"),
    ("Telegram: webhook", r"/bot/web/"),
    ("Telegram: sender", r"/bot/telegram/"),
    ("storage: rest", r"/bot/storage/"),
    ("log", r"/bot/logging/|/structlog/"),
    ("event loop", r"asyncio|selectors|uvloop|/bot/commands/cli\.py"),
)
"""In this order: the first that a stack shows counts."""


async def shares(seconds: int) -> dict[str, float] | str:
    """Return the share of samples by part; or why there are none."""
    spy = Path(PEERS_PYTHON).with_name("py-spy")
    if not spy.exists():
        return f"{spy} is missing"
    async with world(CONTESTANTS[0]) as place:
        await place.telegram.people.crowd(CONTESTANTS[0].busy(0), 60)
        output = place.folder / "stacks.txt"
        watcher = await asyncio.create_subprocess_exec(
            str(spy), "record", "--rate", "400", "--duration", str(seconds), "--format", "raw", "--gil", "--full-filenames",
            "--output", str(output), "--pid", str(place.running.bots[0]),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, env=dict(os.environ),
        )  # fmt: skip
        await window(place, seconds)
        await watcher.wait()
        place.telegram.people.stop()
        if not output.exists():
            return "py-spy may not look at processes here"
        return _by_part(output.read_text())


def _by_part(stacks: str) -> dict[str, float]:
    counted: Counter[str] = Counter()
    for line in stacks.splitlines():
        stack, _, samples = line.rpartition(" ")
        counted[next((name for name, pattern in PARTS if re.search(pattern, stack)), "rest")] += int(samples)
    total = counted.total() or 1
    return {name: samples / total for name, samples in counted.most_common()}
