"""Activity record of each thread, readable by the watchdog even while the interpreter is blocked.

The record is memory that :mod:`bot.watchdog.process` shares with the bot's process. It holds a counter that the event
loop increments every second, and one slot per thread: a generation number, odd while the thread is working; the operating
system's thread id; the start time; and a name for the work, such as ``inbox 17``. Names consist of a kind of work and a
row's number or reference, never personal data.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import mmap
import struct
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

BEAT = 1.0
"""Seconds between two heartbeats of the event loop."""
SLOTS = 64
"""Threads that can be recorded; about a dozen are used."""
NAME_MAX = 128
"""Longest name, in bytes; longer ones are cut."""

_LOOP = struct.Struct("<Q")
_SLOT = struct.Struct(f"<QQd{NAME_MAX}s")
_GENERATION = struct.Struct("<Q")
_SIZE = _LOOP.size + SLOTS * _SLOT.size


@dataclass(frozen=True, slots=True)
class Work:
    """Current work of a thread. ``since`` is a monotonic time; ``thread`` the operating system's thread id."""

    slot: int
    generation: int
    thread: int
    since: float
    name: str


class Record:
    """Activity record of a process, in ``memory`` that can be shared with another process."""

    def __init__(self, memory: bytearray | mmap.mmap | None = None) -> None:
        self.memory: Any = bytearray(_SIZE) if memory is None else memory
        self._numbers = itertools.count()
        self._local = threading.local()

    def beat(self) -> None:
        """Record a heartbeat of the event loop."""
        _LOOP.pack_into(self.memory, 0, self.beats + 1)

    def rest(self) -> None:
        """Record that no event loop runs, so no heartbeat is expected."""
        _LOOP.pack_into(self.memory, 0, 0)

    @property
    def beats(self) -> int:
        """Number of heartbeats of the event loop; 0 if none runs."""
        beats: int = _LOOP.unpack_from(self.memory, 0)[0]
        return beats

    def begin(self, name: str) -> None:
        """Record the start of this thread's work; :meth:`end` has to follow."""
        slot = self._slot()
        if slot is None:
            return
        offset, generation, thread = slot
        slot[1] = generation + 1
        _SLOT.pack_into(self.memory, offset, generation + 1, thread, time.monotonic(), name.encode()[:NAME_MAX])

    def end(self) -> None:
        """Record the end of this thread's work."""
        slot = self._slot()
        if slot is not None:
            slot[1] += 1
            _GENERATION.pack_into(self.memory, slot[0], slot[1])

    def works(self) -> Iterator[Work]:
        """Return the work in progress."""
        for number in range(SLOTS):
            generation, thread, since, name = _SLOT.unpack_from(self.memory, _LOOP.size + number * _SLOT.size)
            if generation % 2:
                yield Work(number, generation, thread, since, name.rstrip(b"\0").decode(errors="replace"))

    def _slot(self) -> list[int] | None:
        """Return this thread's offset, generation and id; ``None`` if all slots are taken."""
        try:
            slot: list[int] | None = self._local.slot
        except AttributeError:
            number = next(self._numbers)
            offset = _LOOP.size + number * _SLOT.size
            slot = [offset, 0, threading.get_native_id()] if number < SLOTS else None
            self._local.slot = slot
        return slot


_record = Record()


def share() -> Record:
    """Move this process's record into memory shared with forked processes. Call it before there are threads."""
    global _record  # noqa: PLW0603  one record per process
    _record = Record(mmap.mmap(-1, _SIZE))
    return _record


@contextlib.contextmanager
def working_on(name: str) -> Iterator[None]:
    """Record ``name`` as this thread's work inside the block, which must not wait for the event loop."""
    _record.begin(name)
    try:
        yield
    finally:
        _record.end()


def work_on(name: str, function: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Call a function while :func:`working_on` ``name``."""
    with working_on(name):
        return function(*args, **named)


async def tracked(name: str, function: Callable[P, Coroutine[Any, Any, T]], *args: P.args, **named: P.kwargs) -> T:
    """Call a coroutine function, :func:`working_on` ``name`` while it runs but not while it waits."""
    result: T = await _Tracked(name, function(*args, **named))
    return result


class _Tracked:
    def __init__(self, name: str, coroutine: Coroutine[Any, Any, Any]) -> None:
        self._name = name
        self._coroutine = coroutine

    def __await__(self) -> Generator[Any, Any, Any]:
        resume = partial(self._coroutine.send, None)
        while True:
            _record.begin(self._name)
            try:
                awaited = resume()
            except StopIteration as end:
                return end.value
            finally:
                _record.end()
            try:
                sent = yield awaited
            except BaseException as error:  # noqa: BLE001  passed on to the coroutine, cancellation among them
                resume = partial(self._coroutine.throw, error)
            else:
                resume = partial(self._coroutine.send, sent)


@contextlib.asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Record a heartbeat of the event loop every second inside the block."""

    async def beat() -> None:
        while True:
            _record.beat()
            await asyncio.sleep(BEAT)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        _record.rest()


def stuck(seconds: float) -> list[str]:
    """Return the kinds of work that have occupied a thread of this process for longer than the given number of seconds."""
    now = time.monotonic()
    return sorted({work.name.partition(" ")[0] for work in _record.works() if now - work.since > seconds})
