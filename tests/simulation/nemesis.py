"""Nemesis: what befalls the processes of a world, and when. It strikes, waits until the process is back, and strikes again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol

from simulation.loop import Machine
from simulation.processes import Died, Process

MOMENTS = (
    "at any time",
    "at any step",
    "before a commit",
    "after a commit",
    "before the ledger",
    "getUpdates",
    "sendMessage",
    "sendPhoto",
    "answerCallbackQuery",
    "lead",
    "look_up",
    "update",
)
"""When: at any time, at any await of the process, around a transaction, or at a call that it makes."""
STRIKES = ("kill", "stop", "freeze", "clock", "restore")
STOPS_WITHIN = 60.0
"""Seconds that a process has to end by itself once it is asked to."""
_PAUSE_MAX = 5.0
"""Seconds between two looks whether a process serves, at most: some are away for hours."""
_PATIENCE = 4.0
"""Seconds for which a moment is waited for."""


@dataclass(frozen=True)
class Strikes:
    """How often what is done, at which moments, and how long things take, in seconds: ``rest`` between a start and the next
    strike, ``frost`` of a process that freezes, ``absence`` before it is started again. ``jumps``: by what a clock is set."""

    count: int = 0
    weights: tuple[int, ...] = (8, 1, 1, 0)
    """Of each of :data:`STRIKES`."""
    moments: tuple[str, ...] = MOMENTS
    rest: float = 3.0
    frost: float = 15.0
    absence: tuple[float, ...] = (0.1, 0.5, 2.0, 20.0)
    jumps: tuple[float, ...] = (-3600.0, -300.0, 120.0, 3600.0)


NO_STRIKES = Strikes()


class Place(Protocol):
    """Where one process of the bot runs at a time."""

    process: Process | None

    def struck(self, kind: str, moment: str) -> None:
        """Take note that the process is struck."""

    def jump(self, seconds: float) -> None:
        """Set the clock of the machine, now and for the processes to come."""

    def back_up(self) -> None:
        """Take a copy of the database."""

    def restore(self) -> None:
        """Put the copy in its place, while no process runs."""


class Nemesis:
    """Strikes the processes of ``places``, one after the other."""

    def __init__(
        self,
        chance: Random,
        plan: Strikes,
        places: Sequence[Place],
        outside: Machine,
        problem: Callable[[str, str], None],
    ) -> None:
        self._chance = chance
        self._plan = plan
        self._places = places
        self._outside = outside
        self._problem = problem
        self._armed: tuple[str, int, Callable[[], None]] | None = None
        self._victim: Process | None = None

    async def run(self, within: float) -> None:
        """Strike as often as planned, but begin no strike later than ``within`` seconds after the world began."""
        for _ in range(self._plan.count):
            if self._outside.time() < within:
                await self._strike()

    def on_call(self, call: str) -> None:
        """A call came in at a server, and nothing has been done about it yet."""
        self._moment(call)

    def at_commit(self, machine: Machine, moment: str) -> None:
        """A transaction of ``machine`` is where ``moment`` says."""
        if self._victim is not None and machine is self._victim.machine:
            self._moment(moment)
            if not machine.alive:
                raise Died

    async def _strike(self) -> None:
        chance, plan = self._chance, self._plan
        place = chance.choice(self._places)
        pause = 0.05
        while place.process is None or not place.process.serves:
            await asyncio.sleep(pause)
            pause = min(1.2 * pause, _PAUSE_MAX)
        kind = chance.choices(STRIKES, [*plan.weights, 0, 0][: len(STRIKES)])[0]
        if kind == "restore":
            await asyncio.sleep(chance.uniform(0.0, plan.rest))
            place.back_up()
        await asyncio.sleep(chance.uniform(0.0, plan.rest))
        moment = chance.choice(plan.moments)
        victim: Process | None = place.process
        if victim is None:
            return
        done = asyncio.Event()

        def strike() -> None:
            if not done.is_set() and victim.machine.alive:
                done.set()
                place.struck(kind, moment)
                if kind in ("kill", "restore"):
                    victim.kill()
                if kind == "restore":
                    place.restore()

        self._victim = victim
        if moment == "at any step":
            self._outside.scheduler.alarm(victim.machine, chance.randint(1, 400), strike)
        elif moment != "at any time":
            self._armed = (moment, chance.randint(1, 6), strike)
        if moment != "at any time":
            try:
                async with asyncio.timeout(_PATIENCE):
                    await done.wait()
            except TimeoutError:
                moment = "at any time"
        self._armed = self._victim = None
        strike()
        await self._aftermath(kind, victim, place)

    async def _aftermath(self, kind: str, victim: Process, place: Place) -> None:
        match kind:
            case "stop":
                victim.stop()
                try:
                    async with asyncio.timeout(STOPS_WITHIN):
                        while victim.machine.alive:
                            await asyncio.sleep(0.1)
                except TimeoutError:
                    self._problem("does not stop", victim.machine.name)
                    victim.kill()
            case "freeze" if not victim.machine.frozen:  # one that hangs would go on
                victim.machine.freeze()
                await asyncio.sleep(self._chance.uniform(0.1, self._plan.frost))
                victim.machine.thaw()
            case "clock":
                place.jump(self._chance.choice(self._plan.jumps))

    def _moment(self, moment: str) -> None:
        if self._armed is None or self._armed[0] != moment:
            return
        name, left, strike = self._armed
        self._armed = (name, left - 1, strike)
        if left <= 1:
            self._armed = None
            delay = 0.0 if moment.endswith(("commit", "ledger")) else self._chance.choice((0.0, 0.0, 0.02, 0.2))
            if delay:
                self._outside.call_later(delay, strike)
            else:
                strike()
