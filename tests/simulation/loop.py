"""Event loops on one virtual clock: every machine of a world has its own, and one scheduler runs them all.

The scheduler holds what is ready and what is due, of all machines, and draws which handle runs next. Time stands still while a
handle runs and moves on when nothing is ready. A machine can be killed (nothing of it ever runs again, no ``finally`` has an
effect) and frozen (what is due meanwhile runs when it thaws), which one event loop for everybody could not model.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import socket
import sys
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextvars import Context
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeVar
from unittest.mock import patch
from weakref import WeakSet

if TYPE_CHECKING:
    from simulation.network import Network

T = TypeVar("T")

SPIN_MAX: Final = 100_000
"""Handles that may run at one instant; more is a loop that never waits."""
_OUT_OF_ORDER = 0.1
"""How often another task than the one that has waited longest goes next."""


class Spinning(Exception):
    """Something runs again and again without waiting."""


class SimFuture(asyncio.Future[Any]):
    """A future whose place in a set depends on no address of memory."""

    number = 0

    def __hash__(self) -> int:
        return self.number

    __eq__ = object.__eq__


class SimTask(asyncio.Task[Any]):
    """The same for a task."""

    def __init__(self, *args: Any, number: int, **named: Any) -> None:
        self.number = number  # before it is registered, which asks for its hash
        super().__init__(*args, **named)

    def __hash__(self) -> int:
        return self.number

    __eq__ = object.__eq__


class Scheduler:
    """The clock, what is ready, and what is due. ``chance`` decides; ``now`` is in seconds since the world began.

    ``steps`` counts the handles that ran, and ``checksum`` is made of each of them: two runs are the same if theirs are.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.now = 0.0
        self._stamp = "0.0"
        """The same as a text, for the checksum."""
        self.steps = 0
        self.checksum = 0
        self.current: Machine | None = None
        self._ready: deque[asyncio.Handle] = deque()
        self._due: list[tuple[float, int, asyncio.TimerHandle]] = []
        self._numbers = 0
        self._at_this_instant = 0
        self._alarm: tuple[Machine, int, Callable[[], None]] | None = None

    def alarm(self, machine: Machine, steps: int, do: Callable[[], None]) -> None:
        """Call ``do`` before the handle of ``machine`` that comes after so many others; one alarm at a time is set."""
        self._alarm = (machine, steps, do)

    def number(self) -> int:
        """The next of the world's serial numbers."""
        self._numbers += 1
        return self._numbers

    def make_ready(self, handle: asyncio.Handle) -> None:
        """Have a handle run at this instant."""
        self._ready.append(handle)

    def make_due(self, timer: asyncio.TimerHandle) -> None:
        """Have a timer run at its time."""
        heapq.heappush(self._due, (timer.when(), self.number(), timer))  # of equals the one that was set first

    def run_until(self, done: Callable[[], bool], deadline: float) -> bool:
        """Run until ``done()``; ``False`` if that is not so when the clock passes ``deadline``, or nothing is left to run.

        It is asked before the clock moves on.
        """
        while True:
            while self._ready:
                self._step()
            if done():
                return True
            if not self._advance(deadline):
                return False

    def _advance(self, deadline: float) -> bool:
        """Go on to the next time at which something is due."""
        due = self._due
        while due and (due[0][2].cancelled() or not _machine_of(due[0][2]).alive):
            heapq.heappop(due)
        if not due or due[0][0] > deadline:
            return False
        if due[0][0] > self.now:
            self.now = due[0][0]
            self._stamp = repr(self.now)
            self._at_this_instant = 0
        while due and due[0][0] <= self.now:
            self._ready.append(heapq.heappop(due)[2])
        return True

    def _step(self) -> None:
        if len(self._ready) > 1 and self.chance.random() < _OUT_OF_ORDER:
            self._prefer_another()
        handle = self._ready.popleft()
        machine: Machine = handle._loop  # type: ignore[attr-defined]
        if not machine.alive or handle._cancelled:
            return
        if machine.frozen:
            machine.put_aside(handle)
            return
        if self._alarm is not None and self._alarm[0] is machine and self._rings():
            return
        self.steps += 1
        self._at_this_instant += 1
        if self._at_this_instant > SPIN_MAX:
            raise Spinning(f"{machine.name}: {_name_of(handle)}")
        self.checksum = zlib.crc32(f"{machine.name} {self._stamp} {_name_of(handle)}".encode(), self.checksum)
        self.current = machine
        asyncio._set_running_loop(machine)
        try:
            handle._run()
        finally:
            asyncio._set_running_loop(None)
            self.current = None

    def _rings(self) -> bool:
        """Count a handle of the machine that the alarm is set for; whether it rang, and the machine is no more."""
        assert self._alarm is not None
        machine, left, do = self._alarm
        self._alarm = None if left <= 0 else (machine, left - 1, do)
        if left <= 0:
            do()
        return not machine.alive

    def _prefer_another(self) -> None:
        """Put a task's step first that has not waited longest. Callbacks keep their order, as asyncio promises."""
        at = self.chance.randrange(1, min(len(self._ready), 8))
        handle = self._ready[at]
        if _is_step(handle):
            del self._ready[at]
            self._ready.appendleft(handle)


class Machine(asyncio.AbstractEventLoop):
    """One process: an event loop that can die. ``wall`` is what its clock is ahead of the world's, in seconds.

    ``on_error`` hears of every exception that nobody caught. While ``inline`` is set, work for threads is done at once: its
    main thread waits for it.
    """

    def __init__(self, scheduler: Scheduler, network: Network, name: str, on_error: Callable[[str], None]) -> None:
        self.scheduler = scheduler
        self.network = network
        self.name = name
        self.alive = True
        self.frozen = False
        self.inline = False
        self.wall = 0.0
        self._on_error = on_error
        self._aside: list[asyncio.Handle] = []
        self._endings: list[Callable[[], None]] = []
        self._readers: dict[int, Callable[[], object]] = {}
        self._tasks: WeakSet[SimTask] = WeakSet()

    # Life and death.

    def at_death(self, do: Callable[[], None]) -> None:
        """Have the operating system do this when the process ends, however it does."""
        self._endings.append(do)

    def kill(self) -> None:
        """End the process at once: SIGKILL."""
        if not self.alive:
            return
        self.alive = False
        for do in self._endings:
            do()
        with quiet(), _as_if_on(self):
            for task in sorted((task for task in self._tasks if not task.done()), key=hash):
                task._log_destroy_pending = False  # type: ignore[attr-defined]  # nobody is left to be warned
                bury(task.get_coro())

    def freeze(self) -> None:
        """Stop the process: SIGSTOP, or a virtual machine that is paused."""
        self.frozen = True

    def thaw(self) -> None:
        """Have it go on."""
        self.frozen = False
        aside, self._aside = self._aside, []
        for handle in aside:
            self.scheduler.make_ready(handle)

    def put_aside(self, handle: asyncio.Handle) -> None:
        """Keep what became due for when the process thaws."""
        self._aside.append(handle)

    def run_inside(self, do: Callable[[], T]) -> T:
        """Call ``do`` as if this machine's main thread did, outside of its loop."""
        before = self.scheduler.current
        loop = asyncio._get_running_loop()
        self.scheduler.current = self
        asyncio._set_running_loop(None)
        self.inline = True
        try:
            return do()
        finally:
            self.inline = False
            self.scheduler.current = before
            asyncio._set_running_loop(loop)

    # What asyncio's classes, and those of libraries, ask of a loop.

    def time(self) -> float:
        return self.scheduler.now

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return self.scheduler.current is self

    def is_closed(self) -> bool:
        return not self.alive

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:  # type: ignore[override]
        handle = asyncio.Handle(callback, args, self, context)
        if self.alive:
            self.scheduler.make_ready(handle)
        return handle

    call_soon_threadsafe = call_soon  # type: ignore[assignment]  # there is one thread

    def call_later(  # type: ignore[override]
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self.scheduler.now + max(delay, 0.0), callback, *args, context=context)

    def call_at(  # type: ignore[override]
        self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        timer = asyncio.TimerHandle(when, callback, args, self, context)
        if self.alive:
            self.scheduler.make_due(timer)
        return timer

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        """It is passed over when its time comes."""

    def create_future(self) -> asyncio.Future[Any]:
        future = SimFuture(loop=self)
        future.number = self.scheduler.number()
        return future

    def create_task(  # type: ignore[override]
        self, coro: Coroutine[Any, Any, T], *, name: str | None = None, context: Context | None = None
    ) -> asyncio.Task[T]:
        number = self.scheduler.number()
        task = SimTask(coro, loop=self, name=name or f"Task-{number}", context=context, number=number)
        self._tasks.add(task)
        return task

    def add_reader(self, fd: Any, callback: Callable[..., object], *args: Any) -> None:  # type: ignore[override]
        self._readers[fd] = partial(callback, *args)

    def remove_reader(self, fd: Any) -> bool:
        return self._readers.pop(fd, None) is not None

    def readable(self, descriptor: int) -> None:
        """Tell whoever watches a descriptor that there is something to read."""
        if descriptor in self._readers:
            self._readers[descriptor]()

    def get_task_factory(self) -> None:
        return None

    def run_in_executor(  # type: ignore[override]
        self, _executor: object, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """Have ``func`` called at a drawn moment, as a thread of the pool would."""
        future = self.create_future()

        def call() -> None:
            try:
                result = func(*args)
            except BaseException as error:  # noqa: BLE001  passed on to whoever waits for it
                if not future.done():
                    future.set_exception(error)
            else:
                if not future.done():
                    future.set_result(result)

        self.call_later(self.thread_delay(), call)
        return future

    def thread_delay(self) -> float:
        """Seconds until a thread comes to do what it was given."""
        return self.scheduler.chance.random() * 0.004

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if self.alive:
            self._on_error(f"{self.name}: {context.get('message')}: {error!r}")

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        self.call_exception_handler(context)

    async def getaddrinfo(self, host: Any, port: Any, **named: Any) -> Any:
        return await self.network.resolve(self, host, port)

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        await self.network.connect(self, sock, address)

    async def create_connection(self, protocol_factory: Callable[[], Any], *args: Any, **named: Any) -> Any:
        return await self.network.create_connection(self, protocol_factory, *args, **named)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Inside the block nobody is warned of what dead processes left open or did not await."""
    with warnings.catch_warnings(), patch.object(sys, "unraisablehook", lambda _: None):
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _as_if_on(machine: Machine) -> Iterator[None]:
    """Inside the block what asks for a running loop gets that of ``machine``, dead or not, instead of a real one."""
    before, loop = machine.scheduler.current, asyncio._get_running_loop()
    machine.scheduler.current = machine
    asyncio._set_running_loop(machine)
    try:
        yield
    finally:
        machine.scheduler.current = before
        asyncio._set_running_loop(loop)


def bury(coroutine: Any) -> None:
    """Close the coroutine of a dead process; whatever it still does on the way has no effect."""
    for _ in range(20):
        try:
            coroutine.close()
        except BaseException:  # noqa: BLE001  a finally that waits, or fails: nobody sees it
            continue
        return


def _machine_of(handle: asyncio.Handle) -> Machine:
    return handle._loop  # type: ignore[attr-defined, no-any-return]


def _is_step(handle: asyncio.Handle) -> bool:
    callback = handle._callback  # type: ignore[attr-defined]
    return isinstance(getattr(callback, "__self__", None), asyncio.Task)


def _name_of(handle: asyncio.Handle) -> str:
    callback = handle._callback  # type: ignore[attr-defined]
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return owner.get_name()
    return getattr(callback, "__qualname__", "") or type(callback).__name__
