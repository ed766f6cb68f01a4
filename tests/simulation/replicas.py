"""Replicas that share a database, in the simulator only: SQLite's file behind the interface of PostgreSQL's backend.

The bot's own class for a replica runs as it is; what it says to PostgreSQL over its session (advisory locks, notifications) is
answered here. Transactions of all replicas run one after the other, so what their locks are for cannot show.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast
from unittest.mock import patch

import psycopg
import sqlalchemy as sa
from simulation.faults import Trouble
from simulation.loop import Machine, Scheduler
from simulation.processes import SimFile

import bot.storage.backends.replica
from bot.storage.backends import liveness
from bot.storage.backends.recovery import DeadReplicaCleaner, recover
from bot.storage.backends.replica import PostgresqlReplica, Replica
from bot.storage.bounded import Suspicion
from bot.storage.database import Database, DatabaseAway
from bot.storage.encryption import FieldEncryption
from bot.storage.leases import LeaseValidity, new_replica
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import copy_marks

T = TypeVar("T")

_FIRST_DESCRIPTOR = 10_000
"""Numbers for sessions' sockets, which are none of the real machine's."""
SILENCE = 5.0
"""Seconds after which a session's statement fails that is never answered."""


class SessionServer:
    """What PostgreSQL knows of its sessions: who is there, who holds which lock."""

    def __init__(self, scheduler: Scheduler, trouble: Trouble) -> None:
        self.scheduler = scheduler
        self.trouble = trouble
        self._sessions: dict[int, Session] = {}
        self._pids = itertools.count(1)
        self._locks: dict[tuple[int, int], Session] = {}

    async def connect(self, _conninfo: str, *, autocommit: bool) -> Session:
        """Begin a session for the process that asks."""
        assert autocommit
        machine = self.scheduler.current
        assert machine is not None
        await asyncio.sleep(0.002)
        session = Session(self, machine, next(self._pids))
        self._sessions[session.backend_pid] = session
        machine.at_death(session.end)
        return session

    def end(self, session: Session) -> None:
        """A session is over; its locks are free."""
        self._sessions.pop(session.backend_pid, None)
        self._locks = {lock: holder for lock, holder in self._locks.items() if holder is not session}

    def answer(self, session: Session, statement: str, parameters: tuple[Any, ...]) -> Any:
        """Carry out a statement of a session; returns the first value of its first row."""
        self._end_idle()
        if session.over:
            raise psycopg.OperationalError("the session is over")
        session.heard_at = self.scheduler.now
        if statement == liveness.TRY:
            return self._locks.setdefault((parameters[0], parameters[1]), session) is session
        if statement == liveness.GIVE_UP:
            return self._locks.pop((parameters[0], parameters[1]), None) is not None
        if statement == liveness.OTHERS:
            return any(
                first == liveness.PRESENT and holder is not session for (first, _), holder in self._locks.items()
            )
        if "pg_notify" in statement:
            self._notify(session, parameters[1])
        elif "idle_session_timeout" in statement:
            session.idle_max = float(str(parameters[0]).removesuffix("s"))
        return None

    def present(self, _connection: object) -> set[int]:
        """The numbers of the replicas whose sessions live."""
        self._end_idle()
        return {second for first, second in self._locks if first == liveness.PRESENT}

    def _notify(self, sender: Session, payload: str) -> None:
        for session in self._sessions.values():
            session.notices.append(_Notice(b"", payload.encode(), sender.backend_pid))
            session.machine.call_later(0.001, session.rouse)

    def _end_idle(self) -> None:
        for session in [*self._sessions.values()]:
            if self.scheduler.now - session.heard_at > session.idle_max:
                session.end()


@dataclass(frozen=True)
class _Notice:
    relname: bytes
    extra: bytes
    be_pid: int


@dataclass(frozen=True)
class _Cursor:
    value: Any
    description: bool

    async def fetchone(self) -> tuple[Any]:
        return (self.value,)


class Session:
    """A replica's connection to the server, as far as that uses it."""

    def __init__(self, server: SessionServer, machine: Machine, pid: int) -> None:
        self.machine = machine
        self.backend_pid = pid
        self.over = False
        self.idle_max = float("inf")
        self.heard_at = machine.scheduler.now
        self.notices: deque[_Notice] = deque()
        self._server = server

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def pgconn(self) -> Session:
        """What lies below a connection; here it is one thing."""
        return self

    def end(self) -> None:
        """The session is over: the process is, or the server gave up on it."""
        if not self.over:
            self.over = True
            self._server.end(self)
            if self.machine.alive:
                self.machine.call_later(0.001, self.rouse)

    async def execute(self, statement: str, parameters: tuple[Any, ...] | None) -> _Cursor:
        """Have a statement carried out."""
        match self._server.trouble.session():
            case "lost":
                self.end()
            case "silent":
                await asyncio.sleep(SILENCE)
                raise psycopg.OperationalError("no answer")
        await asyncio.sleep(0.001)
        value = self._server.answer(self, statement, parameters or ())
        return _Cursor(value, description=True)

    def add_notify_handler(self, handler: Callable[[Any], None]) -> None:
        """All notices are read with :meth:`notifies`."""

    def fileno(self) -> int:
        """A number for the loop to watch."""
        return _FIRST_DESCRIPTOR + self.backend_pid

    def rouse(self) -> None:
        """There is something to read."""
        self.machine.readable(self.fileno())

    def consume_input(self) -> None:
        """Read; raises if the connection is gone."""
        if self.over:
            raise psycopg.OperationalError("the connection is closed")

    def notifies(self) -> _Notice | None:
        """The next notice, if there is one."""
        return self.notices.popleft() if self.notices else None


class SharedFile(SimFile):
    """A file that several processes have open, with what PostgreSQL's backend has besides."""

    threads = 4

    def __init__(self, url: sa.URL, clock: Callable[[], float], encryption: FieldEncryption) -> None:
        super().__init__(url, clock, encryption)
        self.replica = new_replica()
        self.standing = LeaseValidity()
        self.suspicion = Suspicion()
        self.on_fed: Callable[[set[Queue]], None] | None = None

    def connection_string(self) -> str:
        """Where the server is."""
        return ""

    def holds(self, taken: float) -> bool:
        return self.standing.holds(taken)

    def scrub(self) -> float | None:
        return None

    def check(self) -> None:
        """Nothing to look at."""

    def close(self) -> None:
        self._place = None
        super().close()

    def transact(self, job: Callable[[Transaction], T]) -> T:
        connection, driver = self.connection, self._driver
        assert connection is not None
        assert driver is not None
        if job is recover:  # whoever starts is not alone: the leader looks after the dead
            return cast("T", 0)
        work = self.faults.around(self.machine, job)
        driver.execute("BEGIN IMMEDIATE")
        tx = Transaction(
            connection, driver, self._clock(), replica=self.replica, encryption=self.encryption, ledger=self.ledger
        )
        try:
            result = work(tx)
            mark = copy_marks.encrypt(tx)
            driver.commit()
        except BaseException as error:
            with contextlib.suppress(sqlite3.ProgrammingError):  # the process died in the middle
                driver.rollback()
            if isinstance(error, sqlite3.Error):
                self._explain(error)
            raise
        finally:
            if connection.in_transaction():
                connection.rollback()
        if mark is not None:
            self.ledger.keep(mark)
        self.faults.committed(self.machine)
        if tx.fed and self.on_fed is not None:
            self.on_fed(tx.fed)
        if self.faults.unanswered():
            raise DatabaseAway("no answer to the commit")
        return result

    def _prepare_file(self) -> None:
        """It is there."""


class SharedDatabase(Database):
    """A database of replicas."""

    def replica(self, wake: Mapping[Queue, Callable[[], None]]) -> Replica:
        backend: Any = self.backend
        return PostgresqlReplica(backend, DeadReplicaCleaner(self.run), wake)


def shared_file(
    path: Path, machine: Machine, trouble: Trouble, clock: Callable[[], float], keys: Sequence[bytes] = ()
) -> Database:
    """The shared database for the process on ``machine``, encrypted as in :func:`sim_file`; ``clock`` is the server's."""
    url = f"sqlite:///{path}"
    database = SharedDatabase(url)
    backend = SharedFile(sa.make_url(url), clock, FieldEncryption(keys))
    backend.machine, backend.faults = machine, trouble
    database.backend = backend
    return database


@contextlib.contextmanager
def sessions(scheduler: Scheduler, trouble: Trouble) -> Iterator[None]:
    """Inside the block replicas find a server to have their sessions with."""
    server = SessionServer(scheduler, trouble)
    with (
        patch.object(bot.storage.backends.replica, "AsyncConnection", server),
        patch.object(liveness, "present", server.present),
        patch.object(liveness, "server_start", lambda _: 0.0),
    ):
        yield
