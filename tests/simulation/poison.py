"""Poison: an update that no turn survives. It fails, it ends the process, or it hangs; then the watchdog is the only help."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from simulation.loop import Machine, Scheduler
from simulation.people import POISON
from simulation.processes import Died

import bot.turns.batch
from bot.core import activity
from bot.storage.database import note_hang
from bot.watchdog.process import TICK, HangDetector, Progress

_TICKS = 1000
"""Looks of the watchdog after which it never finds a hang."""


class Poison:
    """What becomes of a process that takes the poison: it ``fails``, ``kills`` or ``hangs``.

    The watchdog is the bot's own judgement of a hang, on looks that see what they would see of this process.
    """

    def __init__(
        self, scheduler: Scheduler, outside: Machine, kill: Callable[[Machine], None], url: str, how: str
    ) -> None:
        self._scheduler = scheduler
        self._outside = outside
        self._kill = kill
        self._url = url
        self._how = how

    @contextlib.contextmanager
    def spread(self) -> Iterator[None]:
        """Inside the block the text is poison."""
        step = bot.turns.batch.step

        def poisoned(form: Any, state: Any, event: Any) -> Any:
            if POISON in repr(event):
                self._take()
            return step(form, state, event)

        with patch.object(bot.turns.batch, "step", poisoned):
            yield

    def _take(self) -> None:
        machine = self._scheduler.current
        assert machine is not None
        if self._how == "fails":
            raise RuntimeError("poison")
        if self._how == "hangs":
            self._hang(machine)
        else:
            self._kill(machine)
        raise Died

    def _hang(self, machine: Machine) -> None:
        machine.freeze()
        names = [work.name for work in activity._record.works()]
        watchdog = HangDetector()
        for tick in range(1, _TICKS):
            hang = watchdog.look({number: Progress(1, tick * TICK, name) for number, name in enumerate(names)})
            if hang is not None:
                self._outside.call_later(tick * TICK, self._end, machine, hang.blamed)
                return

    def _end(self, machine: Machine, blamed: tuple[str, ...]) -> None:
        for name in blamed:
            note_hang(self._url, name)
        self._kill(machine)
