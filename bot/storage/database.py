"""Database handle: runs jobs off the event loop, each in its own transaction."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.storage import migrations
from bot.storage.backends import postgresql, sqlite
from bot.storage.backends.postgresql import PostgresqlServer
from bot.storage.backends.recovery import DeadReplicaCleaner
from bot.storage.backends.replica import PostgresqlReplica, Replica, SingleProcess
from bot.storage.backends.sqlite import SqliteFile
from bot.storage.backends.threads import Threads
from bot.storage.encryption import FieldEncryption
from bot.storage.problems import DatabaseAway, DatabaseInUse, DatabaseProblem, DatabaseUnusable
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep.damage_check import BackgroundCheck

__all__ = [
    "Database",
    "DatabaseAway",
    "DatabaseInUse",
    "DatabaseProblem",
    "DatabaseUnusable",
    "Transaction",
    "note_hang",
]

T = TypeVar("T")
Backend = PostgresqlServer | SqliteFile
"""Kinds of database. Their methods run in the database's own threads, except ``holds``."""

_log = logging.getLogger(__name__)

STOP_WITHIN = 5.0
"""Seconds allowed for a transaction once the process is stopping."""
CLOSE_WITHIN = 5.0
"""Seconds for transactions in progress to end and the database to close."""
_LOOK_EVERY = 0.25
"""Seconds between two checks of the transactions' duration while the process is stopping."""
_INTERRUPT_EVERY = 0.05
"""Seconds between two interrupts of a check for damage, until it ends."""


class Database:
    """Database: a SQLite file for one process, or a PostgreSQL database for any number of replicas.

    ``url`` is ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://user:password@host/name``.
    ``clock`` returns the database's time in seconds since 1970; the default is this machine's clock for SQLite and the
    server's for PostgreSQL. Raises :class:`DatabaseProblem` for any other URL.

    ``encryption`` encrypts personal values; without it they are stored in clear. ``backend`` is the kind of database.
    ``funnel`` are the steps counted by this process's committed transactions.
    ``on_problem`` is called on the event loop with each problem that ended a transaction there; ``on_fed`` in a thread after
    each commit, with the queues that the transaction added to, if any. ``ledger_dir`` is the
    folder of a PostgreSQL database's ledger (``None``: memory only); a SQLite file's ledger is beside it.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], float] | None = None,
        encryption: FieldEncryption | None = None,
        ledger_dir: Path | None = None,
    ) -> None:
        self.backend: Backend = _backend(url, clock, encryption or FieldEncryption(), ledger_dir)
        self.on_problem: Callable[[DatabaseProblem], None] = _ignore
        self.on_fed: Callable[[set[Queue]], None] = _ignore
        self._threads: Threads | None = None
        self._later: asyncio.TimerHandle | None = None
        self._scrubbing: set[asyncio.Task[None]] = set()
        self._awaited: dict[asyncio.Future[Any], float] = {}
        """Calls awaited by the event loop, with their start times by :func:`time.monotonic`."""
        self._hurried_at: float | None = None
        self._given_up = False
        self._latest = 0.0
        self.funnel: Counter[str] = Counter()
        self._counting = threading.Lock()

    def open(self, *, exclusive: bool = True) -> None:
        """Open the database.

        Exclusive, for the bot's process: migrates the schema; creates and locks a SQLite file, and releases the leases of
        a dead process. Otherwise, for commands: the database must exist with this version's schema. Raises
        :class:`DatabaseInUse` and :class:`DatabaseProblem`, the latter also if an encryption key is missing or wrong;
        nothing stays open then.
        """
        if self._threads is not None:
            raise RuntimeError("the database is open")
        self._awaited, self._hurried_at, self._given_up = {}, None, False
        self._threads = Threads(self.backend.threads, "storage")
        try:
            _wait_for(self._threads, partial(self.backend.open, exclusive=exclusive))
        except BaseException:
            self.close()
            raise
        _log.info("database open", extra={"database": self.backend.name, "schema": migrations.HEAD})

    def close(self) -> None:
        """Finish transactions in progress and close the database; no effect if not open."""
        threads, self._threads = self._threads, None
        if threads is None:
            return
        if self._later is not None:
            self._later.cancel()
            self._later = None
        closed, close = _future(self.backend.close)
        if threads.close(close, 0.0 if self._given_up else CLOSE_WITHIN):
            closed.result()
        else:
            self._say_silent()

    def hurry(self) -> None:
        """Allow ``STOP_WITHIN`` seconds per transaction from now on, because the process is stopping.

        A longer transaction means that the database does not answer: it fails as :class:`DatabaseAway`, as do all other
        transactions in progress or later. Call it on the event loop.
        """
        if self._hurried_at is None:
            self._hurried_at = time.monotonic()
            self._watch_out()

    def _watch_out(self) -> None:
        assert self._hurried_at is not None  # noqa: S101  checked above
        now, hurried_at = time.monotonic(), self._hurried_at
        awaited = [since for ended, since in self._awaited.items() if not ended.done()]
        if any(now - max(since, hurried_at) > STOP_WITHIN for since in awaited):
            self._say_silent()
            self._given_up = True
            for ended in [*self._awaited]:
                self._fail(ended, self._silent())
        else:
            asyncio.get_running_loop().call_later(_LOOK_EVERY, self._watch_out)

    def _say_silent(self) -> None:
        if not self._given_up:
            _log.error("the database does not answer: ending without it", extra={"database": self.backend.name})

    def _silent(self) -> DatabaseAway:
        return DatabaseAway(f"{self.backend.name} does not answer.")

    def run_sync(self, job: Callable[[Transaction], T]) -> T:
        """Run a job in a transaction and return its result: for start-up and commands, not for the event loop.

        The transaction is committed when the job returns and rolled back when it raises. Raises the job's exceptions, and
        :class:`DatabaseProblem` for problems of the disk, the server or another process. PostgreSQL may end a transaction
        to resolve a deadlock; the job is then run again from the start, so it must have no outside effects.
        """
        return _wait_for(self._open_threads(), partial(self._transact, job))

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Run a job as :meth:`run_sync` does, without blocking the event loop.

        Cancelling the caller does not stop the transaction, which commits or rolls back by itself.
        """
        return await self._off_the_loop(partial(self._transact, job))

    def latest_time(self, tx: Transaction) -> float:
        """Return the latest time at which a transaction of this process began since the last call, ``tx`` included.

        It is later than the time of ``tx`` if the database's clock was set back in between. To be called inside ``tx``.
        """
        latest, self._latest = max(self._latest, tx.now), 0.0
        return latest

    def _transact(self, job: Callable[[Transaction], T]) -> T:
        funnel, fed = Counter[str](), set[Queue]()

        def noted(tx: Transaction) -> T:
            nonlocal funnel, fed
            self._latest, funnel, fed = max(self._latest, tx.now), tx.funnel, tx.fed
            return job(tx)

        result = self.backend.transact(noted)
        if funnel:
            with self._counting:
                self.funnel.update(funnel)
        if fed:
            self.on_fed(fed)
        return result

    def holds(self, taken: float) -> bool:
        """Return whether a lease taken by this process at ``taken`` has certainly not been given to another process since.

        ``taken``: the start of the transaction that took it, by :func:`bot.storage.leases.clock`. Ask on the event loop,
        just before sending under the lease.
        """
        return self.backend.holds(taken)

    def _off_the_loop(self, call: Callable[[], T]) -> asyncio.Future[T]:
        """Make a call in a thread; return the future of its result."""
        # Not through run_in_executor under a shield: its three futures and callbacks cost more than the statements.
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[T] = loop.create_future()
        threads = self._open_threads()
        if self._given_up:
            ended.set_exception(self._silent())
            return ended
        self._awaited[ended] = time.monotonic()
        threads.submit(partial(self._tell, call, loop, ended))
        return ended

    def _tell(self, call: Callable[[], T], loop: asyncio.AbstractEventLoop, ended: asyncio.Future[T]) -> None:
        """Make a call in this thread and pass its result to the event loop."""
        try:
            tell = partial(self._end, ended, call())
        except BaseException as error:  # noqa: BLE001  passed on to whoever waits for it
            tell = partial(self._fail, ended, error)
        with contextlib.suppress(RuntimeError):  # the event loop is closed: there is no waiter
            loop.call_soon_threadsafe(tell)

    def _end(self, ended: asyncio.Future[T], result: T) -> None:
        """Set the result unless the future was cancelled."""
        self._awaited.pop(ended, None)
        if not ended.done():
            ended.set_result(result)

    def _fail(self, ended: asyncio.Future[T], error: BaseException) -> None:
        """Set the error unless the future was cancelled; database problems are reported in any case."""
        self._awaited.pop(ended, None)
        if isinstance(error, DatabaseProblem):
            self.on_problem(error)
        if not ended.done():
            ended.set_exception(error)

    async def check(self) -> None:
        """Check that the database files are in place; raises :class:`DatabaseUnusable` otherwise."""
        await self._off_the_loop(self.backend.check)

    async def look_for_damage(self) -> None:
        """Check a SQLite file in use that was too large to be checked when it was opened.

        Raises :class:`DatabaseUnusable` if it is damaged. Cancelling interrupts the check.
        """
        if not isinstance(self.backend, SqliteFile):
            return
        check = BackgroundCheck(self.backend.path)
        # Not in the database's own thread, where turns would wait for it.
        checked = asyncio.get_running_loop().run_in_executor(None, check.run)
        try:
            await asyncio.shield(checked)
        except asyncio.CancelledError:
            while not checked.done():
                check.interrupt()
                await asyncio.wait((checked,), timeout=_INTERRUPT_EVERY)
            raise

    async def scrub(self) -> None:
        """Remove deleted data from the database files: await this after committing an erasure.

        If another process reads the database, or the last scrub was too costly to repeat so soon, it happens later by
        itself: on the event loop, or when the database is closed or opened. It is cheap if there is nothing to scrub.
        """
        loop = asyncio.get_running_loop()
        wait = await self._off_the_loop(self.backend.scrub)
        if self._later is not None:
            self._later.cancel()
        self._later = None if wait is None else loop.call_later(wait, self._scrub_again)

    def scrub_sync(self) -> bool:
        """Scrub once, for commands; ``False`` if another process was in the way."""
        return _wait_for(self._open_threads(), self.backend.scrub) is None

    def replica(self, wake: Mapping[Queue, Callable[[], None]]) -> Replica:
        """Return this process's replica.

        ``wake`` maps queues to functions called on the event loop when other replicas add work. Call it on the event
        loop, once each time the database is opened.
        """
        if isinstance(self.backend, PostgresqlServer):
            return PostgresqlReplica(self.backend, DeadReplicaCleaner(self.run), wake)
        return SingleProcess()

    def _scrub_again(self) -> None:
        if self._threads is not None:
            task = asyncio.get_running_loop().create_task(self.scrub())
            self._scrubbing.add(task)
            task.add_done_callback(self._scrubbing.discard)

    def _open_threads(self) -> Threads:
        if self._threads is None:
            raise RuntimeError("the database is not open")
        return self._threads


def _wait_for(threads: Threads, call: Callable[[], T]) -> T:
    """Make a call in a thread and wait for its result; raises the call's exceptions."""
    ended, job = _future(call)
    threads.submit(job)
    return ended.result()


def _future(call: Callable[[], T]) -> tuple[Future[T], Callable[[], None]]:
    """Return the future of a call's result, and the job that makes the call."""
    ended: Future[T] = Future()

    def make() -> None:
        try:
            ended.set_result(call())
        except BaseException as error:  # noqa: BLE001  passed on to whoever waits for it
            ended.set_exception(error)

    return ended, make


def _ignore(_: object) -> None:
    """Ignore a problem, whose error the caller gets, or queues that were added to."""


_KINDS = {"sqlite": sqlite, "postgresql": postgresql}
"""Backends by URL scheme."""


def note_hang(url: str, work: str) -> None:
    """Record the work at which the process hung (see hangs.py), from another process, without opening the database."""
    parsed = _parsed(url)
    _KINDS[parsed.drivername].note_hang(parsed, work)


def _backend(
    url: str, clock: Callable[[], float] | None, encryption: FieldEncryption, ledger_dir: Path | None
) -> Backend:
    parsed = _parsed(url)
    if parsed.drivername == "postgresql":
        return PostgresqlServer(parsed, clock, encryption, ledger_dir)
    return SqliteFile(parsed, clock or time.time, encryption)


def _parsed(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # The URL may contain a password, so it is not quoted.
        raise DatabaseProblem("DATABASE_URL cannot be read; an example is sqlite:///data/bot.db.") from None
    if parsed.drivername not in _KINDS:
        raise DatabaseProblem("DATABASE_URL begins neither with sqlite:/// nor with postgresql://.")
    return parsed
