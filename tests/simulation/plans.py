"""Plans of worlds: each seed draws one, of one of several families that differ in what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from random import Random
from typing import Any

from simulation.faults import DISK, LEAD_API, NETWORK, SESSION, TELEGRAM, Climate, Spells
from simulation.nemesis import Strikes
from simulation.world import Plan

from sandbox.faults import ID_PLACES, LOOK_UPS, UPDATES

HURRY = 2000.0
"""Seconds that everybody has to come to an end once nothing goes wrong any more: far more than any pause between two tries."""
REFUSING = ("rejects", "rejects an answer", "refused inside", "conflict", "firewall")
"""Faults of the Lead API that end a request by an answer."""
BEFORE_MORNING = 13_800.0
"""Seconds from the begin of other worlds to 06:30: an hour and a half before anybody is reminded of anything."""
OLDER_COPIES = Plan(
    6,
    Climate((), ("unavailable",), (), (), Spells(0.7, 1.0, 10.0), "refused"),
    Strikes(3, weights=(0, 0, 0, 0, 1), moments=("at any time",), rest=14.0),
    pace=0.2,
    comes_within=6.0,
    deleting=0.0,
    patience=900.0,
    forgets=True,
)
"""Leads wait while copies are made of the database and put back."""


def family_of(seed: str) -> str:
    """The name of the family that a seed draws."""
    return _family(Random(f"{seed} plan")).__name__.removeprefix("_")


def plan_of(seed: str) -> Plan:
    """The plan that a seed draws."""
    chance = Random(f"{seed} plan")
    family = _family(chance)
    plan = family(chance)
    if family not in (_silent, _older_copies):
        plan = replace(plan, hurry=HURRY)
    return replace(plan, climate=_with_an_account(chance, plan.climate), **_with_a_life(chance))


def _family(chance: Random) -> Callable[[Random], Plan]:
    return chance.choices((*_FAMILIES,), (*_FAMILIES.values(),))[0]


def small_plan_of(seed: str) -> Plan:
    """The same for a world that is quickly played."""
    plan = plan_of(seed)
    return replace(
        plan,
        people=min(plan.people, 2),
        strikes=replace(plan.strikes, count=min(plan.strikes.count, 3)),
        comes_within=4.0,
    )


def _spells(chance: Random) -> Spells:
    return Spells(chance.choice((0.2, 0.5, 0.8)), chance.choice((0.2, 0.5, 1.0)), chance.choice((1.0, 3.0, 10.0)))


def _kills(chance: Random) -> Plan:
    """Nothing but deaths, many of them."""
    strikes = Strikes(chance.randint(6, 12), weights=(8, 1, 0, 0), rest=1.0, absence=(0.1, 0.5))
    return Plan(chance.randint(2, 4), strikes=strikes, settled_within=6.0)


def _mixed(chance: Random) -> Plan:
    """Everything at once."""
    climate = Climate(
        _some(chance, TELEGRAM),
        _some(chance, LEAD_API),
        _some(chance, NETWORK),
        DISK,
        _spells(chance),
    )
    return Plan(chance.randint(2, 4), climate, Strikes(chance.randint(3, 8), rest=2.0))


def _network(chance: Random) -> Plan:
    climate = Climate((), (), _some(chance, NETWORK), (), _spells(chance))
    return Plan(chance.randint(2, 4), climate, Strikes(chance.randint(0, 4), rest=5.0))


def _disk(chance: Random) -> Plan:
    climate = Climate((), (), (), DISK, _spells(chance))
    return Plan(chance.randint(2, 4), climate, Strikes(chance.randint(2, 8), rest=3.0))


def _absence(chance: Random) -> Plan:
    """The bot is away for so long that Telegram forgets taps, and people do again what they did."""
    strikes = Strikes(chance.randint(1, 4), rest=5.0, absence=(1.0, 200.0, 500.0))
    return Plan(chance.randint(2, 4), strikes=strikes, persistent=1.0, pace=10.0)


def _clock(chance: Random) -> Plan:
    """The machine's clock is set, back and forth."""
    jumps = (-3600.0, -300.0, 120.0, 3600.0, 72 * 3600.0)
    strikes = Strikes(chance.randint(2, 6), weights=(4, 1, 1, 6), rest=3.0, jumps=jumps)
    climate = Climate(_some(chance, TELEGRAM), _some(chance, LEAD_API), (), (), _spells(chance))
    return Plan(chance.randint(2, 4), climate, strikes)


def _replicas(chance: Random) -> Plan:
    """Two or three processes on one database die and freeze, and their sessions with it break."""
    climate = Climate(
        _some(chance, TELEGRAM),
        _some(chance, LEAD_API),
        (),
        (),
        _spells(chance),
        session=_some(chance, SESSION),
    )
    strikes = Strikes(chance.randint(3, 8), weights=(5, 1, 4, 0), rest=2.0, frost=20.0)
    return Plan(chance.randint(2, 4), climate, strikes, replicas=chance.choice((2, 2, 3)), deleting=0.0)


def _older_copies(chance: Random) -> Plan:
    return replace(
        OLDER_COPIES, people=chance.randint(2, 4), strikes=replace(OLDER_COPIES.strikes, count=chance.randint(1, 3))
    )


def _poison(chance: Random) -> Plan:
    """Somebody says what no turn survives, and processes die besides."""
    strikes = Strikes(chance.randint(0, 3), rest=5.0)
    return Plan(chance.randint(2, 3), strikes=strikes, poison=chance.choice(("fails", "kills", "hangs")))


def _silent(chance: Random) -> Plan:
    """People fall silent in the middle of the night, and the bot dies, or is away until the next day."""
    strikes = Strikes(chance.randint(1, 3), rest=20.0, absence=(1.0, chance.choice((30.0, 40_000.0))))
    return Plan(chance.randint(1, 3), strikes=strikes, silent=1.0, patience=60_000.0, later=BEFORE_MORNING)


def _refusals(chance: Random) -> Plan:
    """The Lead API refuses leads, for an answer or for good, with a 4xx or in a 200, and processes die besides."""
    climate = Climate(_some(chance, TELEGRAM), REFUSING, (), (), Spells(0.8, 0.7, 6.0))
    return Plan(chance.randint(2, 3), climate, Strikes(chance.randint(0, 5), rest=3.0), comes_within=6.0)


def _expires(chance: Random) -> Plan:
    """Everybody is gone for longer than anything is kept."""
    climate = Climate((), _some(chance, LEAD_API), (), (), _spells(chance))
    return Plan(chance.randint(1, 3), climate, Strikes(chance.randint(0, 3), rest=2.0), expires=True)


_FAMILIES: Mapping[Callable[[Random], Plan], int] = {
    _kills: 4,
    _mixed: 6,
    _network: 2,
    _disk: 2,
    _absence: 2,
    _clock: 3,
    _replicas: 4,
    _silent: 1,
    _expires: 1,
    _poison: 1,
    _refusals: 2,
    _older_copies: 1,
}
"""How often each is drawn."""
FAMILIES = tuple(family.__name__.removeprefix("_") for family in _FAMILIES)
"""Their names."""


def _with_an_account(chance: Random, climate: Climate) -> Climate:
    return replace(
        climate,
        look_up=chance.choice(("works", "works", *LOOK_UPS)),
        lag=chance.choice((0.0, 0.0, 5.0, 45.0, 59.0)),
        others=chance.random() < 0.3,
        update=chance.choice(("merges", *UPDATES)),
        id_in=chance.choice(("data", *ID_PLACES)),
    )


def _with_a_life(chance: Random) -> dict[str, Any]:
    """What comes after the leads of a plan, in the fields of a plan."""
    return {
        "adding": chance.choice((0.0, 0.5, 1.0)),
        "asking": chance.choice((0.0, 0.3)),
        "withdrawing": chance.choice((0.0, 0.5)),
        "staff": chance.random() < 0.5,
        "data_key": chance.random() < 0.5,
        "booking": chance.choice((0.0, 0.5)),
        "relaying": chance.choice((0.0, 0.5)),
    }


def _some(chance: Random, kinds: object) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if chance.random() < 0.6)  # type: ignore[attr-defined]


def written(plan: Plan) -> dict[str, Any]:
    """A plan as JSON, for the corpus."""
    return asdict(plan)


def read(plan: Mapping[str, Any]) -> Plan:
    """A plan from JSON."""
    climate, strikes = (_tuples(plan[name]) for name in ("climate", "strikes"))
    spells = Spells(**climate.pop("spells"))
    return Plan(**{**plan, "climate": Climate(**climate, spells=spells), "strikes": Strikes(**strikes)})


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
