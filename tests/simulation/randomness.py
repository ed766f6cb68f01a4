"""Clock and randomness of the whole process, replaced at their sources while a world is simulated."""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any
from unittest.mock import patch

from simulation.loop import Scheduler

import bot.lead_api.client

EPOCH = 1_770_000_000.0
"""When worlds begin, in seconds since 1970: a Monday morning in February, at 02:40; some begin later that day."""


class Clock:
    """The world's true time, and what the clocks of machines say."""

    def __init__(self, scheduler: Scheduler, epoch: float) -> None:
        self._scheduler = scheduler
        self._epoch = epoch

    def true(self) -> float:
        """Seconds since 1970."""
        return self._epoch + self._scheduler.now

    def wall(self) -> float:
        """The same by the clock of the machine that asks."""
        machine = self._scheduler.current
        return self.true() + (0.0 if machine is None else machine.wall)

    def steady(self) -> float:
        """Seconds on a clock that is never set."""
        return 1000.0 + self._scheduler.now


@contextlib.contextmanager
def replaced(scheduler: Scheduler, seed: str, epoch: float) -> Iterator[Clock]:
    """Inside the block every clock is the world's, which begins at ``epoch``, and all randomness comes from ``seed``."""
    clock = Clock(scheduler, epoch)
    bytes_of_chance = random.Random(f"{seed} randomness").randbytes
    state = random.getstate()

    class Datetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(clock.wall(), tz)

    with contextlib.ExitStack() as stack:
        for owner, name, stand_in in (
            (time, "time", clock.wall),
            (time, "monotonic", clock.steady),
            (time, "perf_counter", clock.steady),
            (time, "clock_gettime", lambda _: clock.steady()),
            (time, "sleep", _never),
            (os, "urandom", bytes_of_chance),
            (random, "_urandom", bytes_of_chance),
        ):
            stack.enter_context(patch.object(owner, name, stand_in))
        stack.enter_context(patch.object(bot.lead_api.client, "datetime", Datetime))
        random.seed(f"{seed} random")
        try:
            yield clock
        finally:
            random.setstate(state)


def _never(seconds: float) -> None:
    raise AssertionError(f"the event loop's thread sleeps for {seconds} s")
