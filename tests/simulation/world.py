"""World: servers, people and processes of the bot on one virtual clock, made from a seed."""

from __future__ import annotations

import atexit
import gc
import itertools
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from chaos.people import Manner, Simulated
from simulation.faults import QUIET, Climate, Trouble
from simulation.loop import Machine, Scheduler
from simulation.network import Network
from simulation.processes import Process, SimFile, SimThreads, sim_file
from simulation.randomness import Clock, replaced
from simulation.servers import LEAD_API, TELEGRAM, Servers

import bot.storage.database
from bot.storage.database import Database

FOLDER = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


@dataclass(frozen=True)
class Plan:
    """What a world is made of. Times are in the world's seconds."""

    people: int = 3
    kills: int = 0
    climate: Climate = QUIET
    replicas: int = 1
    pace: float = 1.0
    comes_within: float = 5.0
    rest: float = 3.0
    """The longest pause between a start and the next kill."""
    patience: float = 4 * 3600.0
    """What everybody is given to come to an end once nothing goes wrong any more."""


@dataclass
class Outcome:
    """What a world came to."""

    seed: str
    trace: list[str] = field(default_factory=list)
    checksum: int = 0
    steps: int = 0
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    people: int = 0
    conversations: int = 0
    problems: list[str] = field(default_factory=list)


class World:
    """One world, to be run once. ``trace`` says what happened in it, a line for each thing, with its time."""

    def __init__(self, seed: str, plan: Plan) -> None:
        self.seed = seed
        self.plan = plan
        self.trace: list[str] = []
        self.problems: list[str] = []
        self.kills: Counter[str] = Counter()
        self.deaths: list[float] = []
        self.chance = Random(f"{seed} world")
        self.scheduler = Scheduler(Random(f"{seed} order"))
        self.trouble = Trouble(Random(f"{seed} faults"), lambda: self.scheduler.now, plan.climate, self.say)
        self.trouble.on_call = lambda call: self.say(f"call {call}")
        self.network = Network(self.scheduler, self.trouble)
        self.people: list[Simulated] = []
        self.processes: list[Process] = []
        self.clock: Clock
        self.servers: Servers
        self.folder: Path
        self._numbers = itertools.count(1)
        self._over = False

    def say(self, what: str) -> None:
        """Add a line to the trace."""
        self.trace.append(f"{self.scheduler.now:12.6f} {what}")

    def machine(self, name: str) -> Machine:
        """A new machine."""
        return Machine(self.scheduler, self.network, name, partial(self.problem, "nobody caught"))  # type: ignore[abstract]

    def problem(self, kind: str, what: str) -> None:
        """Note that something is wrong."""
        self.say(f"PROBLEM {kind}: {what}")
        self.problems.append(f"{kind}: {what}")

    def run(self) -> Outcome:
        """Run it to its end."""
        with ExitStack() as stack:
            self.folder = Path(tempfile.mkdtemp(prefix="world-", dir=FOLDER))
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            stack.callback(self.network.close)
            shutil.copyfile(_template(), self.folder / "bot.db")
            self.clock = stack.enter_context(replaced(self.scheduler, self.seed))
            stack.enter_context(patch.object(bot.storage.database, "Threads", self._threads))
            stack.enter_context(_Uncollected())
            self._live()
            stack.callback(self._end)
            return Outcome(
                self.seed,
                self.trace,
                self.scheduler.checksum,
                self.scheduler.steps,
                self.scheduler.now,
                self.kills,
                self.trouble.hits,
                len(self.people),
                sum(person.done for person in self.people),
                self.problems,
            )

    def _threads(self, count: int, name: str) -> SimThreads:
        machine = self.scheduler.current
        assert machine is not None
        return SimThreads(machine)

    def _live(self) -> None:
        self.outside = outside = self.machine("outside")
        hosts = [self.machine(name) for name in (TELEGRAM, LEAD_API)]
        outside.run_inside(self._found)
        self.network.listen(hosts[0], TELEGRAM, self.servers.telegram)
        self.network.listen(hosts[1], LEAD_API, self.servers.lead_api)
        for number in range(self.plan.people):
            outside.call_later(self.chance.uniform(0.0, self.plan.comes_within), self._comes, number)
        self._start(0)
        self.scheduler.run_until(self._all_done, self.plan.patience)

    def _found(self) -> None:
        self.servers = Servers(self.clock.true, self.trouble)

    def _comes(self, number: int) -> None:
        chance = Random(f"{self.seed} person {number}")
        person = Simulated(
            number,
            self.servers.phone(f"person{number}"),
            self.servers.world,
            chance,
            Manner.drawn(chance, self.plan.pace),
        )
        self.people.append(person)
        self.outside.create_task(person.lives(), name=f"person {number}")

    def _all_done(self) -> bool:
        return len(self.people) == self.plan.people and all(person.done for person in self.people)

    # Processes.

    def _start(self, place: int) -> None:
        machine = self.machine(f"bot {place}.{next(self._numbers)}")
        process = Process(machine, partial(self._database, machine), partial(self._ended, place))
        self.processes.append(process)
        self.say(f"{machine.name} starts")
        process.start()

    def _database(self, machine: Machine) -> Database:
        return sim_file(self.folder / "bot.db", machine, self.trouble, SimFile)

    def _ended(self, place: int, process: Process, how: str) -> None:
        self.say(f"{process.machine.name} ended: {how}")
        if not self._over:
            self.outside.call_later(self.chance.uniform(0.05, 1.0), self._start, place)

    def _end(self) -> None:
        self._over = True
        for process in self.processes:
            process.kill()
        self.outside.kill()


@cache
def _template() -> Path:
    """A database that has been made already, which takes longer than all that a world does with it."""
    folder = Path(tempfile.mkdtemp(prefix="template-", dir=FOLDER))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder / 'bot.db'}")
    database.open()
    database.close()
    return folder / "bot.db"


class _Uncollected:
    """No garbage is collected inside the block: what it would close, it would close at no moment that a seed decides."""

    def __enter__(self) -> None:
        gc.collect()
        gc.freeze()  # what is here already need not be looked at after each world
        gc.disable()

    def __exit__(self, *_: object) -> None:
        gc.enable()
        gc.unfreeze()
