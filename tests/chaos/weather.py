"""What goes wrong at both servers: faults that come and go by themselves, drawn from a seed."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sandbox.faults import Faults, LeadApiFault, TelegramFault

F = TypeVar("F", TelegramFault, LeadApiFault)

SLOW_MAX = 1.5
"""Seconds. Well below the bot's deadlines: a slow answer is no unknown outcome unless somebody dies meanwhile."""

_TELEGRAM = (
    TelegramFault("slow", seconds=SLOW_MAX),
    TelegramFault("slow", seconds=SLOW_MAX, method="getUpdates"),
    TelegramFault("busy", seconds=1),
    TelegramFault("error"),
    TelegramFault("drop_before"),
    TelegramFault("drop_before", method="getUpdates"),
    TelegramFault("drop_after"),
    TelegramFault("drop_after", method="sendMessage"),
    TelegramFault("garbage"),
)
_LEAD_API = (
    LeadApiFault("slow", seconds=SLOW_MAX),
    LeadApiFault("unavailable"),
    LeadApiFault("error"),
    LeadApiFault("busy", seconds=1),
    LeadApiFault("drop_before"),
    LeadApiFault("drop_after"),
    LeadApiFault("garbage"),
    LeadApiFault("no_estimate"),
)


@dataclass(frozen=True)
class Climate:
    """How bad it gets: the share of time with a fault, the share of calls that it hits then, and which ones there are.

    ``spell`` is the longest that one fault lasts, in seconds.
    """

    foul: float = 0.5
    hit: float = 0.6
    spell: float = 1.5
    telegram: tuple[TelegramFault, ...] = _TELEGRAM
    lead_api: tuple[LeadApiFault, ...] = _LEAD_API


class Weather(Faults):
    """The switches of a sandbox, moved by chance. ``on_call`` hears of every call before it is answered: it may kill."""

    def __init__(self, seed: str, climate: Climate) -> None:
        super().__init__()
        self.hits: Counter[str] = Counter()
        self.on_call: Callable[[str], None] = lambda _: None
        self._climate = climate
        self._telegram_spells = _Spells(random.Random(f"{seed} telegram"), climate, len(climate.telegram))
        self._lead_api_spells = _Spells(random.Random(f"{seed} lead api"), climate, len(climate.lead_api))
        self._over = False

    def clears_up(self) -> None:
        """No faults any more."""
        self._over = True

    def take_telegram(self, method: str, *, to_a_chat: bool) -> TelegramFault:
        self.on_call(method)
        number = None if self._over else self._telegram_spells.hit()
        fault = TelegramFault() if number is None else self._climate.telegram[number]
        if fault.method and fault.method != method:
            return TelegramFault()
        return self._counted("Telegram", fault)

    def take_lead_api(self, endpoint: str = "valuation") -> LeadApiFault:
        if endpoint == "valuation":
            self.on_call("lead")
        number = None if self._over else self._lead_api_spells.hit()
        return self._counted("Lead API", LeadApiFault() if number is None else self._climate.lead_api[number])

    def _counted(self, server: str, fault: F) -> F:
        if fault.mode != "none":
            self.hits[f"{server} {fault.mode.replace('_', ' ')}"] += 1
        return fault


class _Spells:
    """Spells of fair and foul weather, one after the other."""

    def __init__(self, chance: random.Random, climate: Climate, kinds: int) -> None:
        self._chance = chance
        self._climate = climate
        self._kinds = kinds
        self._until = 0.0
        self._kind: int | None = None

    def hit(self) -> int | None:
        """Return the number of the fault that hits a call now, or ``None``."""
        now = time.monotonic()
        if now >= self._until:
            self._until = now + self._chance.uniform(0.1, self._climate.spell)
            foul = self._kinds > 0 and self._chance.random() < self._climate.foul
            self._kind = self._chance.randrange(self._kinds) if foul else None
        return self._kind if self._chance.random() < self._climate.hit else None
