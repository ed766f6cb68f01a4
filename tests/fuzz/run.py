"""A real process of the bot is sent updates that nobody would send, while honest people talk to it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fuzz.mutations import bent, body_of, seeds

from bot.http_client.address import Address
from bot.http_client.connection import Limits
from bot.http_client.pool import Connections
from bot.telegram.updates import ALLOWED_UPDATES
from bot.telegram.webhook_receiver import secret_of
from sandbox import Sandbox
from support.forked import ForkServer
from support.homeowner import Homeowner
from support.processes import BotProcess, Launcher
from support.waiting import eventually

TOKEN, KEY = "1000001:canary-token-of-the-fuzzer", "canary-key-of-the-fuzzer"
CONNECTIONS = 50
CHATS = 200
_EXPECTED = "UnreadableUpdate"
"""The one reason for which an update may be set aside."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do. ``polling``: the updates are fetched, structured ones only; else they come by webhook, any bytes.

    An honest person talks in each of the ``slices`` of the updates.
    """

    seed: str
    updates: int
    polling: bool = False
    slices: int = 10
    patience: float = 120.0


@dataclass(slots=True)
class Found:
    """What came of it. ``problems`` is to be empty; ``memory`` is megabytes (RSS) at the start of each slice and the end."""

    answers: Counter[int] = field(default_factory=Counter)
    set_aside: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    alone: float = 0.0
    """Seconds of an honest person's conversation before."""
    meanwhile: list[float] = field(default_factory=list)
    """Seconds of each of theirs meanwhile."""
    leads: int = 0
    seconds: float = 0.0

    def table(self) -> str:
        """What came of it, in lines."""
        slowest, median = max(self.meanwhile), sorted(self.meanwhile)[len(self.meanwhile) // 2]
        times = f"meanwhile median {median:.1f}, slowest {slowest:.1f} ({slowest / self.alone:.1f} times)"
        return "\n".join((
            f"answers by status:      {dict(self.answers)}",
            f"set aside, by reason:   {dict(self.set_aside)}",
            f"honest conversations:   {len(self.meanwhile) + 1} complete, {self.leads} leads",
            f"  seconds:              {self.alone:.1f} alone; {times}",
            f"memory (RSS, MB):       {self.memory}",
            f"seconds:                {self.seconds:.0f}",
            *(f"PROBLEM: {each}" for each in self.problems),
        ))  # fmt: skip


async def run(plan: Plan, forks: ForkServer, say: Callable[[str], None] = lambda _: None) -> Found:
    """Carry out ``plan`` with a process from ``forks``; ``say`` is told how far it is."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with Sandbox(token=TOKEN, api_keys=[KEY]) as sandbox:
            port = _free_port()
            settings = {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": sandbox.base_url,
                "LEAD_API_URL": sandbox.base_url,
                "LEAD_API_KEY": KEY,
                "DATABASE_URL": f"sqlite:///{folder}/bot.db",
                "DATA_KEY": "off",
                "LISTEN_PORT": str(port),
            }
            if not plan.polling:
                settings["WEBHOOK_URL"] = f"http://127.0.0.1:{port}/hook"
            bots = Launcher(folder, settings, forks)
            try:
                return await _Fuzz(plan, sandbox, await bots.start(plan={}), folder / "bot.db", port, say).run()
            finally:
                await bots.end_all()


class _Fuzz:
    def __init__(
        self, plan: Plan, sandbox: Sandbox, bot: BotProcess, database: Path, port: int, say: Callable[[str], None]
    ) -> None:
        self._plan = plan
        self._sandbox = sandbox
        self._bot = bot
        self._database = database
        self._port = port
        self._say = say
        self._found = Found()
        self._rng = random.Random(plan.seed)
        self._chats = [sandbox.person(f"fuzzed{number}").id for number in range(CHATS)]

    async def run(self) -> Found:
        found, began = self._found, time.monotonic()
        found.alone = await self._honest("before")
        updates = self._updates()
        size = self._plan.updates // self._plan.slices
        for number in range(self._plan.slices):
            found.memory.append(self._memory())
            honest = asyncio.create_task(self._honest(f"slice{number}"))
            await (self._queue(updates, size) if self._plan.polling else self._post(updates, size))
            found.meanwhile.append(await honest)
            self._say(f"{(number + 1) * size} updates, {self._memory()} MB, a person took {found.meanwhile[-1]:.1f} s")
        await eventually(lambda: self._waiting() == 0, lambda: f"{self._waiting()} updates wait", self._plan.patience)
        found.memory.append(self._memory())
        found.seconds = time.monotonic() - began
        found.leads = len(self._sandbox.journal.leads)
        self._judge()
        return found

    def _updates(self) -> Iterator[dict[str, Any]]:
        number = 900_000_000
        while True:
            number += 1
            whole = seeds(self._rng, self._rng.choice(self._chats), number)
            yield bent(self._rng, whole, self._rng.choice((0, 0, 1, 1, 2, 5)))

    async def _post(self, updates: Iterator[dict[str, Any]], size: int) -> None:
        address = Address.of(f"http://127.0.0.1:{self._port}/hook")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret_of(TOKEN)}
        bodies = (body_of(self._rng, next(updates)) for _ in range(size))

        with contextlib.closing(Connections(CONNECTIONS, headers)) as connections:

            async def sender() -> None:
                for body in bodies:
                    answer = await connections.request(
                        "POST", address, Limits(60, 60, 60, 1 << 20), content_type="application/json", body=body
                    )
                    self._found.answers[answer.status] += 1

            await asyncio.gather(*(sender() for _ in range(CONNECTIONS)))
        await eventually(lambda: self._waiting() < CONNECTIONS, "the updates' turns", self._plan.patience)

    async def _queue(self, updates: Iterator[dict[str, Any]], size: int) -> None:
        queue = self._sandbox.world.updates
        for _ in range(size):
            update = next(updates)
            kind = next((each for each in ALLOWED_UPDATES if each in update), "message")
            content: Any = update.get(kind)  # of any type, or missing: that is what the fuzzer tries
            queue.add(kind, content, "fuzzed")
            if len(queue) > 1000:
                await eventually(lambda: len(queue) < 500, "polls", self._plan.patience)
        await eventually(lambda: not len(queue) and self._waiting() < CONNECTIONS, "their turns", self._plan.patience)

    async def _honest(self, slug: str) -> float:
        began = time.monotonic()
        await Homeowner(self._sandbox.person(slug)).reaches("estimate")
        return time.monotonic() - began

    def _memory(self) -> int:
        """Megabytes that the process holds (RSS)."""
        status = Path(f"/proc/{self._bot.handle.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) // 1024

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    def _waiting(self) -> int:
        return int(self._rows("SELECT count(*) FROM inbox WHERE done_at IS NULL")[0][0])

    def _judge(self) -> None:
        found = self._found
        for (reason,) in self._rows("SELECT set_aside FROM inbox WHERE set_aside IS NOT NULL"):
            found.set_aside[bytes(reason).decode()] += 1
        found.problems += [f"set aside: {each}" for each in found.set_aside if not each.startswith(_EXPECTED)]
        found.problems += [f"answered with {each}" for each in found.answers if each not in {200, 413}]
        for line in self._bot.stderr.splitlines():
            if "Traceback" in line or "turns failed" in line or ("an item failed" in line and _EXPECTED not in line):
                found.problems.append(line)
        if self._bot.handle.poll() is not None:
            found.problems.append(f"the process ended: {self._bot.handle.poll()}")
        if found.leads != self._plan.slices + 1:
            found.problems.append(f"{found.leads} leads of {self._plan.slices + 1} honest people")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
