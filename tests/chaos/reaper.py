"""Kills processes, or has something else befall them: at a random moment, or at the very moment of a call that somebody died
on before."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

MOMENTS = {
    "at any time": "",
    "taking updates in": "getUpdates",
    "sending": "sendMessage",
    "answering a tap": "answerCallbackQuery",
    "sending a lead": "lead",
}
"""When: the call that arms the kill, none for any moment at all."""
AWAKE_WITHIN = 10.0
"""Seconds for the first call after a death: before it there is nothing to kill but a process that starts."""
PATIENCE = 3.0
"""For how many rests such a call is waited for; then it is any moment."""


class Victim(Protocol):
    """What can be killed, or struck in another way, and comes back."""

    kind: str

    def strike(self) -> bool:
        """Kill it, now. ``False`` if it is not there."""

    async def revive(self) -> None:
        """Start it again."""


class Reaper:
    """Kills ``victims``, one after the other. ``deaths`` are the times (unix seconds), ``kinds`` what died and when.

    ``moments`` are what to choose from, by their names in :data:`MOMENTS`. Whoever answers calls is to tell
    :meth:`on_call`.
    """

    def __init__(self, seed: str, rest: float, moments: Sequence[str] = tuple(MOMENTS)) -> None:
        self.deaths: list[float] = []
        self.kinds: Counter[str] = Counter()
        self._chance = random.Random(f"{seed} kills")
        self._rest = rest
        self._moments = moments
        self._armed: tuple[str, Callable[[], None]] | None = None
        self._calls_left = 0
        self._awake = asyncio.Event()

    def on_call(self, method: str) -> None:
        """A call came in, and nothing has been done about it yet."""
        if method in MOMENTS.values():
            self._awake.set()
        if self._armed is None or self._armed[0] != method:
            return
        self._calls_left -= 1
        if self._calls_left <= 0:
            strike = self._armed[1]
            self._armed = None
            # At once, or when the call has been acted on, or some steps later.
            delay = self._chance.choice((0.0, 0.0, self._chance.uniform(0.0, 0.05)))
            if delay:
                asyncio.get_running_loop().call_later(delay, strike)
            else:
                strike()

    async def reap(self, victim: Victim) -> None:
        """Let some time go by, kill the victim, and have it come back."""
        moment = self._chance.choice(self._moments)
        died = asyncio.Event()

        def strike() -> None:
            if not died.is_set():
                died.set()
                at = time.time()
                if victim.strike():
                    self.deaths.append(at)
                    self.kinds[f"{victim.kind}, {moment}"] += 1

        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), AWAKE_WITHIN)
        await asyncio.sleep(self._chance.uniform(0.0, self._rest))
        if MOMENTS[moment]:
            self._calls_left = self._chance.randint(1, 5)
            self._armed = (MOMENTS[moment], strike)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(died.wait(), PATIENCE * self._rest)
            self._armed = None
            if not died.is_set():
                moment = "at any time"
        strike()
        self._awake.clear()
        await victim.revive()
