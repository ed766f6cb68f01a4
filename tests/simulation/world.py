"""World: servers, people and processes of the bot on one virtual clock, made from a seed."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import gc
import itertools
import logging
import math
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from unittest.mock import patch

import sqlalchemy as sa
from chaos.people import Manner, Simulated
from simulation.faults import QUIET, Climate, Trouble
from simulation.loop import Machine, Scheduler, Spinning, quiet
from simulation.nemesis import NO_STRIKES, STRIKES, Nemesis, Strikes
from simulation.network import Network
from simulation.oracle import NEVER, Evidence, judge
from simulation.people import Afterwards, Homeowner, Persistent, Silent, StaffMember
from simulation.poison import Poison
from simulation.processes import AGENCY, DATA_KEY, Process, SimThreads, sim_file
from simulation.randomness import EPOCH, Clock, replaced
from simulation.replicas import sessions, shared_file
from simulation.servers import LEAD_API, TELEGRAM, Servers

import bot.storage.backends.sqlite
import bot.storage.database
from bot.jobs.clock_shift import EVERY
from bot.storage.database import Database, DatabaseProblem
from bot.storage.leads import holds
from conversations.relay import IDLE
from support.older_copies import back_up, restore
from support.one_compiler import one_compiler

FOLDER = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


PATIENCE = 5400.0
"""Seconds that everybody is given to come to an end once nothing goes wrong any more."""


@dataclass(frozen=True)
class Plan:
    """What a world is made of. Times are in the world's seconds.

    ``pace`` is the longest pause between two acts of a person, ``comes_within`` until when everybody has come. ``persistent`` is
    the share of those who ask again if nothing comes (if they are ``patient``: if they are asked again), ``silent`` that of those
    who fall silent in the middle, ``adding``, ``asking``, ``withdrawing`` and ``deleting`` that of those who do so in the end,
    ``booking`` that of those who book a visit, which staff accept: where they have a group, no clock is set, and nothing forgotten;
    ``relaying`` that of those who let staff read the chat then, where the bot is never away for long either.
    ``staff``: the agency's staff have a group; ``data_key``: the database is encrypted. ``expires``: in the end the bot is away
    for longer than anything is kept, and comes back. ``settled_within`` is the longest until what was sent is noted, and
    ``hurry`` the longest until everybody is at an end once nothing goes wrong any more; ``patience`` is what is waited for it.
    ``poison``: somebody says something that ``fails``, ``kills`` or ``hangs``. ``forgets``: an older copy of the database comes
    back, so not everybody comes to an end. ``later``: how much later than others the world begins.
    """

    people: int = 3
    climate: Climate = QUIET
    strikes: Strikes = NO_STRIKES
    replicas: int = 1
    pace: float = 1.0
    comes_within: float = 10.0
    persistent: float = 0.0
    patient: bool = False
    silent: float = 0.0
    adding: float = 0.0
    asking: float = 0.0
    withdrawing: float = 0.0
    deleting: float = 0.15
    booking: float = 0.0
    relaying: float = 0.0
    staff: bool = False
    data_key: bool = False
    expires: bool = False
    settled_within: float = 40.0
    hurry: float = math.inf
    patience: float = PATIENCE
    poison: str = ""
    forgets: bool = False
    later: float = 0.0


_CLOCK = STRIKES.index("clock")
SILENCE = 95.0
"""Seconds for which a world goes on when everybody is at an end, for what comes late."""
STOPS_WITHIN = 60.0
RELEASED_AFTER = 30.0
"""Seconds until staff release the leads that an older copy held up."""
KEPT = AGENCY.retention.longest * 24 * 3600.0
"""Seconds after which nothing is held any more of what people told."""
REMOVED_WITHIN = 120.0
"""Seconds for which a bot runs that removes what is past its time."""
FAILED_STARTS_MAX, MENDED_FOR = 3, 30.0
"""After so many starts in a row that the disk refused somebody sees to it, for so many seconds."""
BAD_TIMES_MAX = 80.0
"""Seconds after which no strike begins where people do not act again: Telegram forgets what they tapped after 150."""
NOTICED_WITHIN = EVERY + 2.0
"""Seconds until a process has noted that the clock was set forward."""
LEASED_BEFORE = 10.0
"""Seconds for which something that was leased before the clock was set may be under way."""


@dataclass
class Outcome:
    """What a world came to. ``trace`` has a line for each thing that happened."""

    seed: str
    trace: list[str]
    checksum: int
    steps: int
    seconds: float
    kills: Counter[str]
    faults: Counter[str]
    people: int
    conversations: int
    leads: int
    problems: list[str]


class Place:
    """Where one process of the bot runs at a time; a service manager starts it again when it ended."""

    def __init__(self, world: World, number: int) -> None:
        self.process: Process | None = None
        self._world = world
        self._number = number
        self._wall = 0.0
        self._set_forward_at = -math.inf
        self._starts = itertools.count(1)
        self._closed = False
        self._failed_starts = 0

    def start(self) -> None:
        """Start a process."""
        if self._closed:
            return
        world = self._world
        machine = world.machine(f"bot {self._number}.{next(self._starts)}")
        machine.wall = self._wall
        world.say(f"{machine.name} starts")
        self.process = Process(machine, partial(world.database, machine), world.staff, self._ended)
        self.process.start()

    def close(self) -> None:
        """Start none any more."""
        self._closed = True

    def open(self) -> None:
        """Start one, after all."""
        self._closed = False
        self.start()

    def struck(self, kind: str, moment: str) -> None:
        assert self.process is not None
        self._world.struck(self.process.machine.name, kind, moment)

    def jump(self, seconds: float) -> None:
        self._wall += seconds
        if seconds > 0:
            self._set_forward_at = self._world.scheduler.now
        self._world.say(f"the clock is set by {seconds:+.0f} s")
        if self.process is not None:
            self.process.machine.wall = self._wall
        now = self._world.clock.true()
        # The lease of a lead may have run out: it is taken, and sent, again while it is under way.
        self._world.jumps += [now + 0.05 * number for number in range(int(LEASED_BEFORE / 0.05))]

    def back_up(self) -> None:
        back_up(self._world.folder / "bot.db", self._world.folder / "copy.db")

    def restore(self) -> None:
        world = self._world
        restore(world.folder / "copy.db", world.folder / "bot.db")
        world.say("an older copy of the database is put back")
        world.outside.call_later(RELEASED_AFTER, self._release)

    def _release(self) -> None:
        """Somebody of the staff lets the leads go that are held."""
        if self.process is None or not self.process.serves:
            self._world.outside.call_later(1.0, self._release)
            return
        with contextlib.suppress(DatabaseProblem):
            self._world.say(f"leads released: {self.process.command(holds.release)}")

    def _ended(self, process: Process, how: str) -> None:
        world = self._world
        world.say(f"{process.machine.name} ended: {how}")
        self.process = None
        world.absences += world.scheduler.now - self._set_forward_at < NOTICED_WITHIN
        if how not in ("killed", "stopped") and not how.startswith("database"):
            world.problem("ended by itself", f"{process.machine.name}: {how}")
        self._failed_starts = self._failed_starts + 1 if how.startswith("database") else 0
        if self._failed_starts >= FAILED_STARTS_MAX:  # or Telegram would forget what people tapped
            world.trouble.mend_disk(MENDED_FOR)
        delay = world.chance.uniform(0.0, world.chance.choice(world.plan.strikes.absence))
        world.outside.call_later(delay, self.start)


class World:
    """One world, to be run once."""

    def __init__(self, seed: str, plan: Plan) -> None:
        self.seed = seed
        self.plan = plan
        self.epoch = EPOCH + plan.later
        self.trace: list[str] = []
        self.problems: list[str] = []
        self.kills: Counter[str] = Counter()
        self.deaths: list[float] = []
        self.jumps: list[float] = []
        self.absences = 0
        self.chance = Random(f"{seed} world")
        self.scheduler = Scheduler(Random(f"{seed} order"))
        self.trouble = Trouble(Random(f"{seed} faults"), lambda: self.scheduler.now, plan.climate, self.say)
        self.network = Network(self.scheduler, self.trouble)
        self.people: list[Simulated] = []
        self.places = [Place(self, number) for number in range(plan.replicas)]
        self.staff: int | None = None
        """The chat id of the staff's group, if there is one."""
        self.staff_member: StaffMember | None = None
        self.clock: Clock
        self.servers: Servers
        self.folder: Path
        self.outside = self.machine("outside")
        self.nemesis = Nemesis(Random(f"{seed} strikes"), plan.strikes, self.places, self.outside, self.problem)
        self._strikes_over = False

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

    def struck(self, who: str, kind: str, moment: str) -> None:
        """Note that a process is struck."""
        self.kills[kind] += 1
        self.say(f"{kind} {who}, {moment}")
        if kind == "kill" or (kind == "freeze" and self.plan.replicas > 1):  # the others go on in its place
            self.deaths.append(self.clock.true())

    def database(self, machine: Machine) -> Database:
        """The database for a process on ``machine``."""
        path, keys = self.folder / "bot.db", (DATA_KEY,) * self.plan.data_key
        if self.plan.replicas > 1:
            return shared_file(path, machine, self.trouble, self.clock.true, keys)
        return sim_file(path, machine, self.trouble, keys)

    def run(self) -> Outcome:
        """Run it to its end, and judge it."""
        with ExitStack() as stack:
            self.folder = Path(tempfile.mkdtemp(prefix="world-", dir=FOLDER))
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            stack.callback(self.network.close)
            for name in ("bot.db", "bot.db.ledger"):
                shutil.copyfile(template() / name, self.folder / name)
            self.clock = stack.enter_context(replaced(self.scheduler, self.seed, self.epoch))
            stack.enter_context(patch.object(bot.storage.database, "Threads", self._threads))
            stack.enter_context(patch.object(bot.storage.backends.sqlite.sa, "create_engine", _create_engine))
            if self.plan.poison:
                url = f"sqlite:///{self.folder / 'bot.db'}"
                poison = Poison(self.scheduler, self.outside, self._poisoned, url, self.plan.poison)
                stack.enter_context(poison.spread())
            stack.enter_context(sessions(self.scheduler, self.trouble))
            stack.enter_context(_Uncollected())
            logging.disable(logging.CRITICAL)  # what the bot does shows outside
            stack.callback(logging.disable, logging.NOTSET)
            stack.callback(self._vanish)
            try:
                self._live()
            except Spinning as spinning:
                self.problem("spins", str(spinning))
            self._judge()
            return self._outcome()

    def _poisoned(self, machine: Machine) -> None:
        """A process dies of poison, or its watchdog ends it."""
        self.say(f"{machine.name} dies of poison")
        self.deaths.append(self.clock.true())
        for place in self.places:
            if place.process is not None and place.process.machine is machine:
                place.process.kill()

    def _threads(self, count: int, _name: str) -> SimThreads:
        machine = self.scheduler.current
        assert machine is not None
        return SimThreads(machine, count)

    def _live(self) -> None:
        self.outside.run_inside(self._found)
        self.network.listen(self.outside, TELEGRAM, self.servers.telegram)
        self.network.listen(self.outside, LEAD_API, self.servers.lead_api)
        for number in range(self.plan.people):
            self.outside.call_later(self.chance.uniform(0.0, self.plan.comes_within), self._comes, number)
        for place in self.places:
            place.start()
        self.outside.create_task(self._bad_times(), name="bad times")
        self.scheduler.run_until(lambda: self._strikes_over, max(PATIENCE, 5 * self.plan.patience))
        calm = self.scheduler.now
        self.scheduler.run_until(self._all_done, calm + self.plan.patience)
        if self.scheduler.now - calm > self.plan.hurry or (self.plan.hurry < math.inf and not self._all_done()):
            self.problem("waits too long", f"{self.scheduler.now - calm:.0f} s after the last fault")
        self.scheduler.run_until(lambda: False, self.scheduler.now + SILENCE)
        if self.plan.expires:
            self._expire()
        self._close()

    def _expire(self) -> None:
        """Stop the bot until everything is past its time, and run it again."""
        self._close()
        for place in self.places:
            self.outside.call_later(KEPT, place.open)
        self.scheduler.run_until(lambda: False, self.scheduler.now + KEPT + REMOVED_WITHIN)

    async def _bad_times(self) -> None:
        """Have things go wrong as long as anybody is there, for the strikes at least."""
        self.trouble.on_call = self._called
        self.trouble.on_commit = self.nemesis.at_commit
        await self.nemesis.run(math.inf if self.plan.persistent == 1.0 or self.plan.silent else BAD_TIMES_MAX)
        await asyncio.sleep(self.chance.uniform(0.0, 20.0))
        self.trouble.stop()
        self.say("nothing goes wrong any more")
        self._strikes_over = True

    def _called(self, call: str) -> None:
        self.say(f"call {call}")
        self.nemesis.on_call(call)

    def _found(self) -> None:
        self.servers = Servers(self.clock.true, self.trouble, self.say)
        if self.plan.staff:
            self.staff = self.servers.group("Staff")
            self.staff_member = StaffMember(self.servers.phone("staff"), self.staff)

    def _comes(self, number: int) -> None:
        chance = Random(f"{self.seed} person {number}")
        person = self._drawn(chance, number)
        self.people.append(person)
        self.outside.create_task(person.lives(), name=f"person {number}")

    def _drawn(self, chance: Random, number: int) -> Simulated:
        plan = self.plan
        kind: type[Simulated] = Persistent if chance.random() < plan.persistent else Homeowner
        later = Random(f"{self.seed} person {number} later")
        if later.random() < plan.silent:
            kind = Silent
        phone, manner = self.servers.phone(f"person{number}"), Manner.drawn(chance, plan.pace)
        person = kind(number, phone, self.servers.world, chance, manner)
        if isinstance(person, Homeowner):
            deleting = chance.random() < plan.deleting
            books = plan.staff and not plan.forgets and not any(plan.strikes.weights[_CLOCK:])
            talks = books and max(plan.strikes.absence) < IDLE.total_seconds() / 2
            shares = (plan.adding, plan.asking, plan.withdrawing, float(deleting), plan.booking * books)
            person.afterwards = Afterwards.drawn(later, *shares, plan.relaying * talks)
            person.staff = self.staff_member
            person.poisons = bool(plan.poison) and number == 0
        elif isinstance(person, Persistent) and plan.patient:
            person.asks_again_after = math.inf
        return person

    def _all_done(self) -> bool:
        return len(self.people) == self.plan.people and all(person.done for person in self.people)

    def _close(self) -> None:
        """End every process as it is to end, so that nothing is left in files that would go with time."""
        for place in self.places:
            place.close()
            if place.process is not None:
                place.process.stop()
        gone = self.scheduler.run_until(
            lambda: all(place.process is None for place in self.places), self.scheduler.now + STOPS_WITHIN
        )
        if not gone:
            self.problem("does not stop", "at the end")

    def _judge(self) -> None:
        evidence = Evidence(
            self.servers,
            self.people,
            self.deaths,
            [self.epoch + at for at in self.trouble.outages],
            self.jumps,
            self.plan.settled_within,
            account=self.plan.climate.account,
            clock_set=bool(self.kills["clock"]),
            answers_lost=bool(self.plan.climate.network),
            absences=self.absences,
            staff=self.staff,
            sealed=self.plan.data_key,
            expired=self.plan.expires,
            files=[
                file for file in sorted(self.folder.iterdir()) if file.name.startswith("bot.db") and file.stat().st_size
            ],
        )
        for what in judge(evidence):
            if self.plan.forgets and what.partition(":")[0] not in NEVER:
                continue
            self.say(f"PROBLEM {what}")
            self.problems.append(what)

    def _outcome(self) -> Outcome:
        journal = self.servers.journal
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
            sum(record.accepted for record in journal.leads),
            self.problems,
        )

    def _vanish(self) -> None:
        for place in self.places:
            place.close()
            if place.process is not None:
                place.process.kill()
        self.outside.kill()


_create_engine = one_compiler(sa.create_engine)


@cache
def template() -> Path:
    """A database that has been made already, which takes longer than all that a world does with it."""
    folder = Path(tempfile.mkdtemp(prefix="template-", dir=FOLDER))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder / 'bot.db'}")
    database.open()
    database.close()
    return folder


class _Uncollected:
    """No garbage is collected inside the block: what it would close, it would close at no moment that a seed decides."""

    def __enter__(self) -> None:
        gc.disable()

    def __exit__(self, *_: object) -> None:
        with quiet():
            gc.collect()
        gc.enable()
