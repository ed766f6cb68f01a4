"""Watchdog process: ends the bot when it hangs, so that it is restarted.

A turn that never ends, for example in a pattern with exponential backtracking, can hold the interpreter's lock. Then no
thread of the bot runs, no signal handler, nothing by which the bot could help itself. So the watchdog is a forked process,
which reads from shared memory (:mod:`bot.core.activity`) whether the bot makes progress.

Hangs, by the watchdog's own clock, which stops while the machine is suspended:

- One piece of work has used :data:`CPU_BOUND` seconds of processor time, or the event loop has not run while the process
  used as much. This is proof: waiting for a disk, a server or a lock uses no processor time, nor does a stopped process
  (SIGSTOP, a debugger, ``docker pause``).
- The event loop has not run for :data:`LOOP_BOUND` seconds, or one piece of work has taken :data:`WORK_BOUND`, whatever the
  reason, while the process was not stopped.

In the first case the work is recorded (``note``) before the bot is ended, for the next process or another replica: work
that hung twice is set aside. A process that was killed, or that waited too long, leaves no record, since no work is to
blame.

Then SIGABRT: :mod:`faulthandler` writes the stack of every thread (files, lines, names of functions; no values) to standard
error without needing the interpreter, and the process ends. If it does not, SIGKILL follows.

Processor time is read from ``/proc``; on a system without it only the second rule applies.

The watchdog is forked before the bot's modules are imported, so that it does not keep a copy of their memory; it imports
what it needs for the log and the record when it has found a hang.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import logging
import os
import pickle
import resource
import select
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.core import activity

log = logging.getLogger(__name__)

TICK = 0.5
"""Seconds between two observations."""
CPU_BOUND = 10.0
"""Seconds of processor time for one piece of work, which normally takes milliseconds."""
LOOP_BOUND = 120.0
"""Seconds that the event loop may stand still: it never waits, but may be starved, for example by swapping."""
WORK_BOUND = 300.0
"""Seconds for one piece of work, including waits: a statement may wait for a minute for PostgreSQL's locks."""
NOTE_WITHIN = 10.0
"""Seconds for the note to reach the database."""
END_WITHIN = 5.0
"""Seconds for the log, and for the process to end by SIGABRT."""
RECEIVED_MAX = 65536
"""Bytes received at once of what :meth:`Watchdog.prepare` sends."""

Note = Callable[[str], None]
"""Records durably, for the next process, that the process hung at the work with this name."""
EVENT_LOOP = "the event loop"
_LOOP = -1
"""Key of the event loop among the threads' slots."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of one activity: ``mark`` changes as it advances; ``cpu`` is the processor time used so far, in seconds."""

    mark: int
    cpu: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hang:
    """Hang: a description, its seconds and processor seconds, and the names of the work that caused it."""

    what: str
    seconds: float
    cpu: float
    blamed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Since:
    mark: int
    cpu: float
    ticks: int = 0


@dataclass(slots=True)
class HangDetector:
    """Detector of hangs from observations of a process, one every ``TICK`` seconds."""

    _known: dict[int, _Since] = field(default_factory=dict)

    def look(self, seen: Mapping[int, Progress] | None) -> Hang | None:
        """Add an observation: the progress of every activity. ``None``: the process is stopped, so nothing can advance."""
        if seen is None:
            self._known.clear()
            return None
        self._known = {slot: since for slot, since in self._known.items() if slot in seen}
        for slot, progress in seen.items():
            since = self._known.get(slot)
            if since is None or since.mark != progress.mark:
                self._known[slot] = _Since(progress.mark, progress.cpu)
            else:
                since.ticks += 1
        for slot, progress in sorted(seen.items(), reverse=True):  # the event loop last: it waits for the others
            since = self._known[slot]
            seconds, cpu = since.ticks * TICK, progress.cpu - since.cpu
            if seconds >= CPU_BOUND * 0.9 and cpu >= CPU_BOUND:
                blamed = (progress.name,) if progress.name else self._blamed(seen)
                return Hang(", ".join(blamed) or EVENT_LOOP, seconds, cpu, blamed)
            if seconds >= (LOOP_BOUND if slot == _LOOP else WORK_BOUND):
                return Hang(progress.name or EVENT_LOOP, seconds, cpu)
        return None

    def _blamed(self, seen: Mapping[int, Progress]) -> tuple[str, ...]:
        """Return the names of the work that used up the processor time while the event loop stood still, if any."""
        used = {progress.name: progress.cpu - self._known[slot].cpu for slot, progress in seen.items() if progress.name}
        return tuple(name for name, cpu in used.items() if cpu >= CPU_BOUND / 2)


class Watchdog:
    """Handle of a running watchdog in the watched process, number ``watched``. ``descriptor`` becomes readable when it ends."""

    def __init__(self, watched: int, pid: int, link: socket.socket) -> None:
        self.watched = watched
        self._pid = pid
        self._link = link

    def prepare(self, configure: Callable[[], None], note: Note) -> None:
        """Tell the watchdog how to configure the log and how to record work, in its own process; both are pickled.

        Until then hangs are not recorded.
        """
        with contextlib.suppress(OSError):  # it has ended, which is reported where its descriptor is watched
            self._link.sendall(pickle.dumps((configure, note)))

    @property
    def descriptor(self) -> int:
        """A file descriptor that becomes readable when the watchdog's process ends."""
        return self._link.fileno()

    def stop(self) -> None:
        """End the watchdog."""
        global _started  # noqa: PLW0603  one watchdog per process
        _started = None
        self._link.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def leave_no_core() -> None:
    """Disable core dumps of this process and its children: memory holds keys and personal data."""
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


_started: Watchdog | None = None


def start() -> Watchdog:
    """Start watching this process; return its watchdog, which may be running already.

    Call it before the process has threads, locks or exclusive files. Raises :class:`OSError` if the system allows no
    further process.
    """
    global _started  # noqa: PLW0603  one watchdog per process
    watched = os.getpid()
    if _started is not None and _started.watched == watched:
        return _started
    leave_no_core()
    faulthandler.enable()
    record = activity.share()
    ours, theirs = socket.socketpair()
    try:
        pid = os.fork()
    except OSError:
        ours.close()
        theirs.close()
        raise
    if pid:
        theirs.close()
        _started = Watchdog(watched, pid, ours)
        return _started
    ours.close()
    code = 1
    try:
        # Sent to the whole group, not meant for this process.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _watch(watched, record, theirs)
        code = 0
    finally:
        os._exit(code)


def _watch(watched: int, record: activity.Record, link: socket.socket) -> None:
    """Observe the process every ``TICK`` seconds until it ends; end it if it hangs."""
    gc.disable()
    detector, prepared = HangDetector(), b""
    while True:
        if _readable(link, TICK):
            received = link.recv(RECEIVED_MAX)
            if not received:  # the watched process has ended, which closes its end of the link
                return
            prepared += received
            continue
        hang = detector.look(_look(watched, record))
        if hang is not None:
            _end(watched, link, hang, prepared)
            return


def _readable(link: socket.socket, seconds: float) -> bool:
    """Wait for this long; return whether something came, or the link's other end was closed."""
    return bool(select.select([link], [], [], seconds)[0])


def _end(watched: int, link: socket.socket, hang: Hang, prepared: bytes) -> None:
    notes: list[Note] = []

    def get_ready() -> None:
        configure, note = pickle.loads(prepared)  # noqa: S301  from this process's own parent
        configure()
        notes.append(note)

    _within(NOTE_WITHIN, get_ready)
    for note in notes:
        for name in hang.blamed:
            _within(NOTE_WITHIN, partial(note, name))
    about = {"at": hang.what, "seconds": round(hang.seconds), "cpu_seconds": round(hang.cpu)}
    _within(END_WITHIN, lambda: log.critical("the bot hangs and is ended; it has to be started again", extra=about))
    os.kill(watched, signal.SIGABRT)
    if not _readable(link, END_WITHIN):
        os.kill(watched, signal.SIGKILL)


def _within(seconds: float, action: Callable[[], None]) -> None:
    """Do something, waiting at most this long: nothing may keep the watchdog from ending the process."""

    def act() -> None:
        try:
            action()
        except Exception as error:  # noqa: BLE001  the process has to end in any case
            log.error("the work that hung could not be recorded", extra={"error": type(error).__name__})

    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    thread.join(seconds)


def _look(watched: int, record: activity.Record) -> dict[int, Progress] | None:
    """Look at the process once. ``None`` if it is stopped."""
    state, cpu = _usage(Path(f"/proc/{watched}/stat"))
    if state in {"T", "t"}:
        return None
    seen = {
        work.slot: Progress(work.generation, _usage(Path(f"/proc/{watched}/task/{work.thread}/stat"))[1], work.name)
        for work in record.works()
    }
    beats = record.beats
    if beats:
        seen[_LOOP] = Progress(beats, cpu)
    return seen


def _usage(stat: Path) -> tuple[str, float]:
    """Return the state of a process or thread, and its processor time in seconds; see proc(5)."""
    try:
        fields = stat.read_bytes().rpartition(b") ")[2].split()
    except OSError:  # no /proc here, or it has just ended
        return "", 0.0
    return fields[0].decode(), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
