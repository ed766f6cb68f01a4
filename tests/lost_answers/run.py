"""One run: leads of whose requests no outcome is learnt, from processes that are killed, and what was made of them."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import structs

from bot.core.serialization import LEAD
from bot.storage.database import Database
from bot.storage.leads import lead_queue
from bot.storage.tables import LEADS
from bot.storage.transaction import Transaction
from conversations.events import LeadStatus
from conversations.lead import Consent
from sandbox import Sandbox
from sandbox.faults import Account, Faults, LeadApiFault
from sandbox.journal import Journal
from support.forked import ForkServer
from support.marla import MARLA
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher

TOKEN = "1000001:token-of-the-lost-answers"
KEY = "key-of-the-lost-answers"
FIRST_CHAT = 5_000_000


@dataclass(frozen=True)
class Plan:
    """What is to happen.

    ``look_up`` is what the account shows (see :class:`sandbox.faults.Account`), a lead ``lag`` seconds after it was made.
    ``settle`` is ``LEAD_LOOKUP_SECONDS``, and has to be more than ``lag`` and the longest wait of a request for its answer (24
    seconds) together: a request that outlives its process counts from the process's death. Of the first requests some are
    answered ``slow`` seconds late, and, with ``timeouts``, some later than anybody waits. One process of ``replicas`` is killed
    ``kills`` times while these are made.
    """

    seed: str
    leads: int = 300
    database: str = "sqlite"
    replicas: int = 1
    look_up: str = "works"
    kills: int = 10
    settle: int = 60
    lag: float = 10.0
    slow: float = 3.0
    timeouts: bool = True
    patience: float = 540.0


@dataclass(frozen=True)
class Found:
    """What came of the leads. ``unknown``: some attempt's outcome was not learnt; ``unmarked``: made again without a mark."""

    leads: int
    unknown: int
    lost: int
    twice: int
    unmarked: int
    not_delivered: int
    kills: int
    seconds: float
    faults: Mapping[str, int]

    def table(self) -> str:
        """Return it as lines of a name and a number."""
        rows: dict[str, Any] = {
            "leads": self.leads,
            "of unknown outcome": self.unknown,
            "lost": self.lost,
            "made twice": self.twice,
            "  without a mark": self.unmarked,
            "not delivered in the end": self.not_delivered,
            "kills": self.kills,
            **{f"requests: {name}": many for name, many in sorted(self.faults.items())},
            "seconds": round(self.seconds),
        }
        return "\n".join(f"{name:<44}{value}" for name, value in rows.items())


class _Losses(Faults):
    """Faults of which each of the first requests for a lead draws one, and later ones none."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.drawn: Counter[str] = Counter()
        self.late_until = 0.0
        """When the last of the late requests is carried out, by the monotonic clock."""
        self._plan = plan
        self._chance = random.Random(plan.seed)

    @property
    def requests(self) -> int:
        """How many requests have drawn."""
        return self.drawn.total()

    def take_lead_api(self, endpoint: str = "valuation") -> LeadApiFault:
        if endpoint != "valuation" or self.requests >= self._plan.leads:
            return LeadApiFault()
        kinds = {
            "dropped after it was taken": LeadApiFault("drop_after"),
            "dropped before it was taken": LeadApiFault("drop_before"),
            "answered with a page": LeadApiFault("garbage"),
            "answered late": LeadApiFault("slow", seconds=self._plan.slow),
        }
        if self._plan.timeouts:
            kinds["answered when nobody waits"] = LeadApiFault("slow", seconds=24)
        weights = (4, 3, 1, 3, 1)[: len(kinds)]
        (kind,) = self._chance.choices(list(kinds), weights)
        self.drawn[kind] += 1
        fault = kinds[kind]
        if fault.mode == "slow":
            self.late_until = max(self.late_until, time.monotonic() + fault.seconds)
        return fault


async def run(plan: Plan, forks: ForkServer, say: Callable[[str], None] = lambda _: None) -> Found:
    """Carry out ``plan`` with processes from ``forks``. ``say`` hears how it goes.

    Raises :class:`TimeoutError` if it does not end in its time.
    """
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lost-answers-")))
        losses = _Losses(plan)
        losses.set(account=Account(look_up=plan.look_up, lag=plan.lag))
        journal = Journal(calls=deque(), updates=deque(), leads=deque(), offices=deque())
        sandbox = await stack.enter_async_context(
            Sandbox(token=TOKEN, api_keys=[KEY], username="example_valuation_bot", faults=losses, journal=journal)
        )
        url = f"sqlite:///{folder}/bot.db"
        if plan.database == "postgresql":
            server = await asyncio.to_thread(PostgresServer)
            stack.callback(server.stop)
            url = await asyncio.to_thread(server.make_database)
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.base_url,
            "LEAD_API_URL": sandbox.base_url,
            "LEAD_API_KEY": KEY,
            "LEAD_LOOKUP_SECONDS": str(plan.settle),
            "DATABASE_URL": url,
            "DATA_KEY": "off",
        }
        launcher = Launcher(folder, settings, forks)
        stack.push_async_callback(launcher.end_all)
        await asyncio.to_thread(_queue, url, plan.leads)
        running = [await _start(launcher) for _ in range(plan.replicas)]
        say(f"{plan.leads} leads wait; {plan.replicas} to deliver them")
        kills = 0
        async with asyncio.timeout(plan.patience):
            while kills < plan.kills:
                while losses.requests < plan.leads * (kills + 1) // (plan.kills + 1):
                    await asyncio.sleep(0.01)
                await running.pop(0).kill()
                running.append(await _start(launcher))
                kills += 1
            say(f"{kills} kills, {losses.requests} requests; nothing goes wrong from here on")
            while await asyncio.to_thread(_under_way, url) or time.monotonic() < losses.late_until + 1:
                await asyncio.sleep(0.5)
        for process in running:
            await process.stop()
        rows = await asyncio.to_thread(_rows, url)
    return _found(plan, sandbox, rows, losses.drawn, kills, time.monotonic() - began)


async def _start(launcher: Launcher) -> BotProcess:
    process = await launcher.start(plan={"cap": {"bot.lead_api.retry_policy.backoff": 0.5}})
    await process.says("database open")
    return process


def _with(url: str, job: Callable[[Transaction], Any]) -> Any:
    database = Database(url)
    database.open(exclusive=False)
    try:
        return database.run_sync(job)
    finally:
        database.close()


def _queue(url: str, leads: int) -> None:
    consent = Consent("2026-1", "en", datetime.now(UTC))

    def put(tx: Transaction) -> None:
        for number in range(leads):
            lead = structs.replace(
                MARLA, reference=f"VB-{number:010}", email=f"marla{number}@example.com", consent=consent
            )
            body = LEAD.encode(lead)
            lead_queue.put(tx, lead_queue.NewLead("default", FIRST_CHAT + number, lead.reference, body))

    database = Database(url)
    database.open()
    database.run_sync(put)
    database.close()


def _under_way(url: str) -> int:
    return int(_with(url, lambda tx: lead_queue.waiting(tx).count))


def _rows(url: str) -> list[tuple[str, str, bool]]:
    chosen = sa.select(LEADS.c.reference, LEADS.c.status, LEADS.c.possible_repeat)
    return [tuple(row) for row in _with(url, lambda tx: tx.connection.execute(chosen).all())]


def _found(
    plan: Plan, sandbox: Sandbox, rows: list[tuple[str, str, bool]], faults: Counter[str], kills: int, seconds: float
) -> Found:
    made: dict[str, list[bool]] = {reference: [] for reference, _, _ in rows}
    for lead in sandbox.leads.made:
        made[lead.meta["reference"]].append("possible_repeat" in lead.meta)
    return Found(
        leads=plan.leads,
        unknown=sum(unknown for _, _, unknown in rows),
        lost=sum(not marks for marks in made.values()),
        twice=sum(len(marks) > 1 for marks in made.values()),
        # The first request is carried out after its repeat, at times: one of them has no mark, in whatever order they are made.
        unmarked=sum(marks.count(False) > 1 for marks in made.values()),
        not_delivered=sum(status != LeadStatus.DELIVERED for _, status, _ in rows),
        kills=kills,
        seconds=seconds,
        faults=dict(faults),
    )


quick = partial(Plan, leads=16, kills=1, settle=2, lag=0.0, slow=0.5, timeouts=False, patience=100.0)
"""A run of some seconds. What is late is there long before it counts as absent, and shows at once."""
