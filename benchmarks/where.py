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
    ("Lead API: client", r"lead_api/client\.py"),
    ("Lead API: worker", r"bot/lead_api/"),
    ("Telegram: form, answer, errors", r"bot_api/request\.py(?!.*wire/connections\.py)"),
    ("Telegram: the connection", r"wire/connections\.py"),
    ("Telegram: from outbox row to call", r"bot_api/replies\.py"),
    ("Telegram: sender", r"bot_api/(sender|client)\.py"),
    ("Telegram: poller", r"bot_api/polling\.py"),
    ("turn: reading the update", r"bot_api/updates\.py"),
    ("turn: the conversation's step", r"conversations/conversation\.py"),
    ("turn: words", r"wording/render\.py"),
    ("turn: state and messages to and from JSON", r"pydantic|bot/codec\.py"),
    ("what people do, counted", r"bot/statistics/"),
    ("storage: begin and commit", r"transact \([^;]*bot/storage/sqlite\.py:\d+\)$|do_commit|do_begin"),
    ("storage: SQLite", r"storage/prepared\.py:\d+\)$|do_execute"),
    ("storage: SQLAlchemy", r"sqlalchemy"),
    ("storage: rest", r"bot/storage"),
    ("turn: rest", r"bot/turns\.py"),
    ("log", r"logging/|structlog"),
    ("threads: waiting for each other", r"concurrent/futures"),
    ("event loop", r"asyncio|selectors|uvloop"),
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
