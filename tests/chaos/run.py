"""One run: a sandbox, people, processes that die, weather, and the books in the end."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
import socket
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from chaos.balancer import Balancer
from chaos.books import Books, Problem, balance
from chaos.people import Manner, Simulated
from chaos.reaper import MOMENTS, Reaper, Victim
from chaos.weather import Climate, Weather

from bot.commands.console import DATABASE_EXIT
from sandbox import Sandbox
from sandbox.faults import Account
from sandbox.journal import Call, Journal
from support.forked import ForkServer
from support.nemeses import Proxy, frozen
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher

TOKEN = "1000001:token-of-the-chaos-run"
KEY = "key-of-the-chaos-run"
SILENCE = 2.0
"""Seconds without a call, but for polls and looks at the webhook, after which nothing more is to come."""
_IDLE = frozenset({"getUpdates", "getWebhookInfo", "getMe", "setMyCommands", "setWebhook"})
_READY = "database open"
_STARTS = 50
_CAPS = {"bot.telegram.backoff.delay": 0.5, "bot.lead_api.retry_policy.backoff": 0.5}
HASTY = {
    "bot.storage.bounded.Connection.patience": 1.0,
    "bot.storage.bounded.AsyncConnection.patience": 1.0,
    "bot.storage.backends.postgresql.BEGIN_WITHIN": 1.0,
    "bot.storage.backends.postgresql.SILENCE_MAX": 3.0,
    "bot.storage.backends.replica.BEAT": 0.3,
    "bot.storage.backends.replica.IDLE_MAX": 1.5,
    "bot.storage.backends.recovery.GRACE": 1.5,
    "bot.storage.leases.GRACE": 1.5,
}
"""What is waited for in a quick run before somebody silent is given up; in the order in which it is in earnest."""


@dataclass(frozen=True)
class Plan:
    """What is to happen.

    ``without`` is a guard (see guards.py) that is taken out. ``quick``: processes are forked from one that has its
    imports behind it, and never wait for longer than half a second after a failure; else they are ``python -m bot run``,
    as people start it. ``deploys``: nobody dies and nothing fails; processes are asked to end and begin anew, one after
    the other, as when a new version is installed. ``rest`` and ``pace`` are the longest pauses, in seconds, before a kill
    and between two acts of a person; ``patience`` is what everybody is given to come to an end once the kills are over;
    ``moments`` are when to kill (see reaper.py). ``nemeses``: besides being killed, processes freeze for up to ``frost``
    seconds, and the network to PostgreSQL forgets connections or is slow.
    """

    seed: str
    kills: int
    people: int
    database: str = "sqlite"
    replicas: int = 1
    webhook: bool = False
    quick: bool = False
    deploys: bool = False
    without: str = ""
    rest: float = 2.0
    pace: float = 1.0
    patience: float = 300.0
    climate: Climate = field(default_factory=Climate)
    moments: tuple[str, ...] = tuple(MOMENTS)
    nemeses: bool = False
    frost: float = 15.0


class _Replica:
    """One process of the bot, which comes back when it dies, as a service manager would have it."""

    kind = "a bot"

    def __init__(self, launcher: Launcher, plan: Plan, settings: dict[str, str | None]) -> None:
        self.died_by_itself: list[str] = []
        """What processes said that ended by themselves."""
        self.longest_end = 0.0
        """Seconds from being asked to end to the end."""
        self._launcher = launcher
        self._settings = settings
        removed = {"chaos.guards.removed.guard": plan.without} if plan.without else {}
        hasty = HASTY if plan.nemeses else {}
        # On a slow machine every kill of a quick run may hit the same update, which has done nothing.
        spared = {"bot.turns.turn_loop.ATTEMPTS": plan.kills + 1}
        self._bent = {"cap": _CAPS, "set": {**spared, **hasty, **removed}} if plan.quick else None
        self._process: BotProcess | None = None
        self._began = asyncio.Event()
        self._deploys = plan.deploys
        self._asked_at = 0.0

    async def attend(self) -> None:
        """Start it, again and again, until cancelled."""
        while True:
            self._process = process = await self._launcher.start(
                plan=self._bent, settings=self._settings, interpreter=self._bent is None
            )
            self._began.set()
            while (code := process.handle.poll()) is None:
                await asyncio.sleep(0.005)
            if self._deploys and (code == 0 or (code == -signal.SIGTERM and not process.stderr)):
                # The latter before it had begun.
                self.longest_end = max(self.longest_end, time.monotonic() - self._asked_at)
                continue
            if code not in (-signal.SIGKILL, DATABASE_EXIT):
                self.died_by_itself.append(f"{code}: {process.stderr[-500:]}")
            if code != -signal.SIGKILL:
                await asyncio.sleep(0.1)

    def strike(self) -> bool:
        if self._process is None or self._process.handle.poll() is not None:
            return False
        self._began.clear()
        self._asked_at = time.monotonic()
        self._process.handle.send_signal(signal.SIGTERM if self._deploys else signal.SIGKILL)
        return True

    @property
    def pid(self) -> int | None:
        """The process's number; ``None`` if there is none at the moment."""
        return None if self._process is None or self._process.handle.poll() is not None else self._process.handle.pid

    async def revive(self) -> None:
        await self._began.wait()
        while self._deploys and not await self._is_ready():
            await asyncio.sleep(0.02)

    async def _is_ready(self) -> bool:
        """Whether whoever deploys would go on to the next one."""
        port = self._settings.get("LISTEN_PORT")
        if port is None:
            return self._process is not None and _READY in self._process.stderr
        async with httpx.AsyncClient(trust_env=False) as client:
            try:
                return (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200
            except httpx.HTTPError:
                return False


class _Postmaster:
    """PostgreSQL's postmaster with all its children."""

    kind = "PostgreSQL"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    async def revive(self) -> None:
        for _ in range(_STARTS):
            # As long as a child of the dead one is still about to notice, a new one refuses to start.
            with contextlib.suppress(AssertionError):
                return await asyncio.to_thread(self._server.start)
            await asyncio.sleep(0.2)
        raise RuntimeError("PostgreSQL does not start again")

    def strike(self) -> bool:
        self._server.kill()
        return True


class _Frost:
    """A process of the bot that freezes for a while."""

    kind = "a bot, frozen"

    def __init__(self, replica: _Replica, plan: Plan, chance: random.Random) -> None:
        self._replica = replica
        self._longest = plan.frost
        self._chance = chance
        self._ice = contextlib.ExitStack()

    def strike(self) -> bool:
        pid = self._replica.pid
        if pid is not None:
            self._ice.enter_context(frozen(pid))
        return pid is not None

    async def revive(self) -> None:
        with self._ice:
            await asyncio.sleep(self._chance.uniform(0.1, self._longest))


class _Amnesia:
    """A network that forgets the connections to PostgreSQL, and tells nobody."""

    kind = "connections, half-open"

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy

    def strike(self) -> bool:
        self._proxy.forget()
        return True

    async def revive(self) -> None:
        """New connections get through as it is."""


class _Mud:
    """A network to PostgreSQL that is slow for a while."""

    kind = "connections, slow"

    def __init__(self, proxy: Proxy, chance: random.Random) -> None:
        self._proxy = proxy
        self._chance = chance

    def strike(self) -> bool:
        self._proxy.delay = self._chance.uniform(0.01, 0.1)
        return True

    async def revive(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.5, 3.0))
        self._proxy.delay = 0.0


class _Pulse:
    """How late this process's event loop is at times, in seconds: on a busy machine what happens is recorded later."""

    def __init__(self) -> None:
        self.most = 0.0

    async def beat(self) -> None:
        """Watch until cancelled."""
        while True:
            begun = time.monotonic()
            await asyncio.sleep(0.02)
            self.most = max(self.most, time.monotonic() - begun - 0.02)


async def run(plan: Plan, forks: ForkServer, say: Callable[[str], None] = lambda _: None) -> Books:
    """Carry out ``plan`` with processes from ``forks``; returns the books. ``say`` hears how it goes."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        weather = Weather(plan.seed, Climate(foul=0.0) if plan.deploys else plan.climate)
        # In every other run, and where a guard is to be missed, leads go again as on an account without look-ups.
        looks = not plan.without and random.Random(f"{plan.seed} account").random() < 0.5
        weather.set(account=Account(look_up="without_estimate" if looks else "refused"))
        sandbox = await stack.enter_async_context(
            Sandbox(
                token=TOKEN,
                api_keys=[KEY],
                username="example_valuation_bot",
                journal=Journal(calls=deque(), updates=deque(), leads=deque(), offices=deque()),
                faults=weather,
                webhook_pause=lambda attempt: min(0.05 * attempt, 0.5),
            )
        )
        reaper = Reaper(plan.seed, plan.rest, plan.moments)
        weather.on_call = reaper.on_call
        launcher = Launcher(
            folder,
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": sandbox.base_url,
                "LEAD_API_URL": sandbox.base_url,
                "LEAD_API_KEY": KEY,
                "LEAD_LOOKUP_SECONDS": "0",
                "DATABASE_URL": f"sqlite:///{folder}/bot.db",
                "DATA_KEY": "off",
            },
            forks,
        )
        stack.push_async_callback(launcher.end_all)
        victims: list[Victim] = []
        chance = random.Random(f"{plan.seed} nemeses")
        if plan.database == "postgresql":
            server = await asyncio.to_thread(PostgresServer)
            stack.callback(server.stop)
            url = launcher.settings["DATABASE_URL"] = await asyncio.to_thread(server.make_database)
            if not plan.deploys:
                victims.append(_Postmaster(server))
            if plan.nemeses:
                proxy = await stack.enter_async_context(Proxy(server.port))
                launcher.settings["DATABASE_URL"] = proxy.url(url)
                victims += [_Amnesia(proxy), _Mud(proxy, chance)]
        ports: list[int | None] = [None] * plan.replicas
        if plan.webhook:
            ports = [_free_port() for _ in ports]
            balancer = await stack.enter_async_context(Balancer([port for port in ports if port is not None]))
            launcher.settings["WEBHOOK_URL"] = f"http://127.0.0.1:{balancer.port}/telegram/updates"
        replicas = [_Replica(launcher, plan, {"LISTEN_PORT": None if port is None else str(port)}) for port in ports]
        attending = [asyncio.create_task(replica.attend()) for replica in replicas]
        stack.push_async_callback(_end, attending)
        victims += replicas * 4  # a database is killed less often than those who use it
        if plan.nemeses:
            victims += [_Frost(replica, plan, chance) for replica in replicas]

        if plan.deploys:
            await asyncio.gather(*(replica.revive() for replica in replicas))
        people = [_person(plan, sandbox, number) for number in range(plan.people)]
        pulse = asyncio.create_task((lateness := _Pulse()).beat())
        lives: list[asyncio.Task[None]] = []
        stack.push_async_callback(_end, lives)
        await _play(plan, reaper, victims, people, lives, say)
        weather.clears_up()
        say(f"the kills are over after {time.monotonic() - began:.0f} s; the weather clears up")
        await _quiet(plan, sandbox, people)
        await _end([*lives, pulse])
        books = balance(sandbox, people, () if plan.deploys else reaper.deaths, lateness.most)
        books.rows = {
            "seed": plan.seed,
            "database": f"{plan.database}, {plan.replicas} process{'es' if plan.replicas > 1 else ''}",
            "mode": "webhook" if plan.webhook else "polling",
            "seconds": round(time.monotonic() - began),
            "sandbox late by, at most": f"{lateness.most:.2f} s",
            "deploys" if plan.deploys else "kills": len(reaper.deaths),
            **{f"  {kind}": count for kind, count in sorted(reaper.kinds.items())},
            "faults": sum(weather.hits.values()),
            **{f"  {kind}": count for kind, count in sorted(weather.hits.items())},
            **books.rows,
            "longest wait for an answer": f"{max(person.longest_wait for person in people):.2f} s",
            **({"longest end": f"{max(replica.longest_end for replica in replicas):.2f} s"} if plan.deploys else {}),
            "tracebacks in logs": sum("Traceback" in process.stderr for process in launcher.processes),
        }
        for replica in replicas:
            books.problems += [Problem("died by itself", None, how) for how in replica.died_by_itself]
        return books


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _play(
    plan: Plan,
    reaper: Reaper,
    victims: Sequence[Victim],
    people: list[Simulated],
    lives: list[asyncio.Task[None]],
    say: Callable[[str], None],
) -> None:
    """Kill, and let people come evenly meanwhile. ``lives`` gets theirs, which may go on afterwards."""
    chance = random.Random(f"{plan.seed} victims")
    for number in range(plan.kills):
        # The first third of the people come before the first kill: it is to hit somebody.
        come = (
            len(people) if number + 1 == plan.kills else len(people) // 3 + len(people) * 2 // 3 * number // plan.kills
        )
        lives += [asyncio.create_task(person.lives()) for person in people[len(lives) : come]]
        await reaper.reap(chance.choice(victims))
        _raise_first(lives)
        if (number + 1) % 50 == 0:
            say(f"{number + 1} kills, {sum(person.done for person in people)} people done")


def _raise_first(lives: list[asyncio.Task[None]]) -> None:
    """Let a bug of a simulated person end the run."""
    for life in lives:
        if life.done():
            life.result()


async def _quiet(plan: Plan, sandbox: Sandbox, people: list[Simulated]) -> None:
    """Wait until everybody has come to an end and nothing happens any more, within the plan's patience."""
    deadline = time.monotonic() + plan.patience
    while time.monotonic() < deadline:
        await asyncio.sleep(0.1)
        busy = any(call.method not in _IDLE for call in _since(sandbox, time.time() - SILENCE))
        taken = all(update.confirmed_at for update in sandbox.journal.updates)
        if all(person.done for person in people) and taken and not busy:
            return


def _since(sandbox: Sandbox, at: float) -> list[Call]:
    recent = []
    for call in reversed(sandbox.journal.calls):
        if call.time < at:
            break
        recent.append(call)
    return recent


def _person(plan: Plan, sandbox: Sandbox, number: int) -> Simulated:
    chance = random.Random(f"{plan.seed} person {number}")
    manner = Manner.drawn(chance, plan.pace)
    return Simulated(number, sandbox.person(f"person{number}"), sandbox.world, chance, manner)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
