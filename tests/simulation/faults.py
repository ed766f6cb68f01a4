"""What goes wrong in a world, and when: every choice is drawn from its seed.

Faults come and go in spells, so that they meet each other and what they leave behind. At the end of a world they stop: then
everybody has to come to an end.
"""

from __future__ import annotations

import errno
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar, cast

from simulation.loop import Machine
from simulation.network import Passage

from bot.storage.transaction import Transaction
from sandbox.faults import Account, Faults, LeadApiFault, TelegramFault

T = TypeVar("T")

SLOW_MAX = 1.5
"""Seconds of an answer that is slow, well below the bot's deadlines."""


@dataclass(frozen=True)
class Spells:
    """How bad it gets: the share of spells in which something is wrong, the share of occasions that are hit then, and the longest
    spell, in seconds."""

    foul: float = 0.4
    hit: float = 0.5
    longest: float = 3.0


class Spell:
    """Whether something is wrong just now, and what."""

    def __init__(self, chance: Random, now: Callable[[], float], spells: Spells, kinds: tuple[str, ...]) -> None:
        self._chance = chance
        self._now = now
        self._spells = spells
        self._kinds = kinds
        self._until = -1.0
        self._kind = ""
        self.over = False

    def kind(self) -> str:
        """The fault that hits this occasion; empty: none."""
        if self.over or not self._kinds or not self._spells.foul:
            return ""
        now = self._now()
        while now >= self._until:
            self._until = max(self._until, now) + self._chance.uniform(0.1, self._spells.longest)
            foul = self._chance.random() < self._spells.foul
            self._kind = self._chance.choice(self._kinds) if foul else ""
        return self._kind if self._kind and self._chance.random() < self._spells.hit else ""


TELEGRAM: dict[str, TelegramFault] = {
    "slow": TelegramFault("slow", seconds=SLOW_MAX),
    "slow poll": TelegramFault("slow", seconds=SLOW_MAX, method="getUpdates"),
    "busy": TelegramFault("busy", seconds=1),
    "busy for long": TelegramFault("busy", seconds=30, method="sendMessage"),
    "error": TelegramFault("error"),
    "dropped before": TelegramFault("drop_before"),
    "poll dropped before": TelegramFault("drop_before", method="getUpdates"),
    "dropped after": TelegramFault("drop_after"),
    "message dropped after": TelegramFault("drop_after", method="sendMessage"),
    "poll dropped after": TelegramFault("drop_after", method="getUpdates"),
    "garbage": TelegramFault("garbage"),
}
LEAD_API: dict[str, LeadApiFault] = {
    "slow": LeadApiFault("slow", seconds=SLOW_MAX),
    "very slow": LeadApiFault("slow", seconds=25),
    "unavailable": LeadApiFault("unavailable"),
    "error": LeadApiFault("error"),
    "busy": LeadApiFault("busy", seconds=1),
    "dropped before": LeadApiFault("drop_before"),
    "dropped after": LeadApiFault("drop_after"),
    "garbage": LeadApiFault("garbage"),
    "no estimate": LeadApiFault("no_estimate"),
    "firewall": LeadApiFault("firewall", text="@"),
    "refused inside": LeadApiFault("refused_inside"),
    "conflict": LeadApiFault("conflict"),
    "rejects": LeadApiFault("reject", field="source"),
    "rejects an answer": LeadApiFault("reject", field="property_type"),
    "key refused": LeadApiFault("key_refused"),
}
NETWORK = ("refused", "unreachable", "connect hangs", "request lost", "answer lost", "silence", "slow")
DISK = ("full", "failing")
SESSION = ("lost", "silent", "commit unanswered")


@dataclass(frozen=True)
class Climate:
    """What may go wrong in a world, by kind; the keys of the tables above. ``spells``: how badly.

    ``look_up``, ``lag``, ``others``, ``update`` and ``id_in`` are those of the account at the Lead API; see
    :class:`sandbox.faults.Account`.
    """

    telegram: tuple[str, ...] = tuple(TELEGRAM)
    lead_api: tuple[str, ...] = tuple(LEAD_API)
    network: tuple[str, ...] = NETWORK
    disk: tuple[str, ...] = DISK
    spells: Spells = field(default_factory=Spells)
    look_up: str = "works"
    lag: float = 0.0
    session: tuple[str, ...] = ()
    others: bool = False
    update: str = "merges"
    id_in: str = "data"

    @property
    def account(self) -> Account:
        """The account at the Lead API."""
        return Account(self.look_up, self.lag, self.others, self.update, self.id_in)


QUIET = Climate((), (), (), ())


class Trouble(Faults):
    """All faults of a world. ``hits`` counts them; ``on_call`` hears of each call at the servers before it is acted on."""

    def __init__(self, chance: Random, now: Callable[[], float], climate: Climate, say: Callable[[str], None]) -> None:
        super().__init__(account=climate.account)
        self.hits: Counter[str] = Counter()
        self.on_call: Callable[[str], None] = lambda _: None
        self.on_commit: Callable[[Machine, str], None] = lambda _machine, _moment: None
        self.outages: list[float] = []
        """When the disk failed, in the world's seconds."""
        self._chance = chance
        self._say = say
        self._now = now

        def spell(kinds: tuple[str, ...]) -> Spell:
            return Spell(chance, now, climate.spells, kinds)

        self._telegram = spell(climate.telegram)
        self._lead_api = spell(climate.lead_api)
        self._network = spell(climate.network)
        self._disk = spell(climate.disk)
        self._session = spell(climate.session)
        self._disk_mended_until = 0.0

    def stop(self) -> None:
        """Nothing goes wrong any more."""
        for each in (self._telegram, self._lead_api, self._network, self._disk, self._session):
            each.over = True

    def mend_disk(self, seconds: float) -> None:
        """Somebody sees to the disk: for so long nothing is wrong with it."""
        self._disk_mended_until = self._now() + seconds

    def _hit(self, where: str, kind: str) -> None:
        self.hits[f"{where}: {kind}"] += 1
        self._say(f"fault at {where}: {kind}")

    # At the servers: what the sandbox asks.

    def take_telegram(self, method: str, *, to_a_chat: bool) -> TelegramFault:
        self.on_call(method)
        kind = self._telegram.kind()
        if not kind or TELEGRAM[kind].method not in ("", method):
            return TelegramFault()
        self._hit("Telegram", kind)
        return TELEGRAM[kind]

    def take_lead_api(self, endpoint: str = "valuation") -> LeadApiFault:
        self.on_call({"valuation": "lead"}.get(endpoint, endpoint))
        kind = self._lead_api.kind()
        if not kind:
            return LeadApiFault()
        self._hit("Lead API", kind)
        return LEAD_API[kind]

    # On the way: what the network asks.

    def connecting(self) -> tuple[float, OSError | None]:
        delay = self._delay()
        match self._network.kind():
            case "refused" as kind:
                error: OSError | None = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
            case "unreachable" as kind:
                error = OSError(errno.EHOSTUNREACH, "No route to host")
            case "connect hangs" as kind:
                delay, error = 120.0, TimeoutError(errno.ETIMEDOUT, "Connection timed out")
            case _:
                return delay, None
        self._hit("network", kind)
        return delay, error

    def passing(self, *, outward: bool) -> Passage:
        delay = self._delay()
        match self._network.kind():
            case "request lost" as kind if outward:
                passage = Passage(delay, arrives=False, breaks=True)
            case "answer lost" as kind if not outward:
                passage = Passage(delay, arrives=False, breaks=True)
            case "silence" as kind:
                passage = Passage(delay, arrives=False)
            case "slow" as kind:
                passage = Passage(self._chance.uniform(0.1, SLOW_MAX))
            case _:
                return Passage(delay)
        self._hit("network", kind)
        return passage

    def _delay(self) -> float:
        return 0.0005 + self._chance.random() ** 3 * 0.03

    # At the disk: what a transaction asks.

    def around(self, machine: Machine, job: Callable[[Transaction], T]) -> Callable[[Transaction], T]:
        kind = self._disk.kind() if self._now() >= self._disk_mended_until else ""

        def under_fault(tx: Transaction) -> T:
            before = _changes(tx)
            result = job(tx)
            self.at_commit(machine, "before a commit")
            if kind and _changes(tx) != before:
                self._hit("disk", kind)
                self.outages.append(self._now())
                error = sqlite3.OperationalError(f"the disk is {kind}")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL if kind == "full" else sqlite3.SQLITE_IOERR_FSYNC
                raise error
            return result

        return under_fault

    def unanswered(self) -> bool:
        unanswered = self._session.kind() == "commit unanswered"
        if unanswered:
            self._hit("session", "commit unanswered")
            self.outages.append(self._now())
        return unanswered

    def session(self) -> str:
        """What befalls a statement of a replica's session; empty: nothing."""
        kind = self._session.kind()
        if kind in ("lost", "silent"):
            self._hit("session", kind)
            return kind
        return ""

    def committed(self, machine: Machine) -> None:
        self.at_commit(machine, "after a commit")

    def at_commit(self, machine: Machine, moment: str) -> None:
        self.on_commit(machine, moment)


def _changes(tx: Transaction) -> int:
    return cast(sqlite3.Connection, tx.driver).total_changes
