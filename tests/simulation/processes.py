"""Processes of the bot inside a world: its own classes, each process on a machine of its own.

What is replaced is threads (a job runs at a drawn moment, or at once where the main thread waits for it), and, where replicas
share a database, the session by which they know of each other (see replicas.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from simulation.loop import Machine
from simulation.servers import KEY, LEAD_API, TELEGRAM, TOKEN

from bot.agencies.runtime import AgencySetup, Endpoints
from bot.agencies.tenants import Tenants
from bot.commands.run import Service
from bot.core.agency import ALONE, Agency
from bot.storage.backends.sqlite import SqliteFile
from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption
from bot.storage.problems import DatabaseProblem
from bot.storage.transaction import Transaction
from conversations.form import Form

T = TypeVar("T")

AGENCY = Agency(
    ALONE,
    Form(agency="Example Homes", privacy_url="https://example.com/privacy"),
    chat_key=b"chats",
    reminder_hours=1.0,
)
DATA_KEY = b"key of a simulated database, 32 b"[:32]


class DiskFaults(Protocol):
    """What may befall a transaction, and the process in it."""

    def around(self, machine: Machine, job: Callable[[Transaction], T]) -> Callable[[Transaction], T]:
        """The job as it is carried out under the fault of this moment."""

    def committed(self, machine: Machine) -> None:
        """It is committed; nobody knows yet."""

    def at_commit(self, machine: Machine, moment: str) -> None:
        """A transaction is at this moment, in which the process may end."""

    def unanswered(self) -> bool:
        """Whether the server's answer to a commit is lost."""


class Died(BaseException):
    """The process ended in the middle of this."""


class SimThreads:
    """Stands for the threads of a database: its jobs run at drawn moments, those of a single thread in their order."""

    def __init__(self, machine: Machine, count: int) -> None:
        self._machine = machine
        self._alone = count == 1
        self._jobs: deque[Callable[[], object]] = deque()

    def submit(self, job: Callable[[], object]) -> None:
        if self._machine.inline:
            job()
        elif not self._alone:
            self._machine.call_later(self._machine.thread_delay(), job)
        else:
            self._jobs.append(job)
            self._machine.call_later(self._machine.thread_delay(), self._do_next)

    def close(self, last: Callable[[], object], within: float) -> bool:
        while self._jobs:
            self._do_next()
        last()
        return True

    def _do_next(self) -> None:
        if self._jobs:
            self._jobs.popleft()()


class SimFile(SqliteFile):
    """The real file and the real SQLite; ``faults`` may strike each transaction."""

    machine: Machine
    faults: DiskFaults

    def open(self, *, exclusive: bool) -> None:
        setattr(self.ledger, "keep", self._keeping(self.ledger.keep))  # noqa: B010  it is a method
        super().open(exclusive=exclusive)

    def _keeping(self, keep: Callable[[Any], None]) -> Callable[[Any], None]:
        def kept(mark: Any) -> None:
            self.faults.at_commit(self.machine, "before the ledger")
            keep(mark)

        return kept

    def transact(self, job: Callable[[Transaction], T]) -> T:
        result = super().transact(self.faults.around(self.machine, job))
        self.faults.committed(self.machine)
        return result

    def crash(self) -> None:
        """Do what the system does when the process ends: locks and descriptors go, the open transaction with them."""
        connection, self.connection = self.connection, None
        self._driver = None
        if connection is not None:
            with contextlib.suppress(Exception):
                connection.invalidate()
        self._file_lock.release()
        self._lock.release()


class Process:
    """One process of the bot, from its start to its end.

    ``staff`` is the chat id of the staff's group. ``on_end`` is called with how it ended: "killed", "stopped", or what it died of.
    """

    def __init__(
        self,
        machine: Machine,
        database: Callable[[], Database],
        staff: int | None,
        on_end: Callable[[Process, str], None],
    ) -> None:
        self.machine = machine
        self._make = database
        self._staff = staff
        self._on_end = on_end
        self._ended = False
        self._database: Database | None = None
        self._task: asyncio.Task[None] | None = None
        self._started: asyncio.Event | None = None

    @property
    def serves(self) -> bool:
        """Whether everything of it runs."""
        return self.machine.alive and self._started is not None and self._started.is_set()

    def start(self) -> None:
        """Start it. A start that the database refuses ends it at once."""
        self._task = self.machine.create_task(self._main(), name="main")

    def kill(self) -> None:
        """SIGKILL."""
        if self.machine.alive:
            self.machine.kill()
            self._end("killed")

    def stop(self) -> None:
        """SIGTERM: what ``python -m bot run`` does on it."""
        if self._task is not None and self._database is not None and self.machine.alive:
            self.machine.call_soon(self._task.cancel)
            self.machine.call_soon(self._database.hurry)

    def command(self, job: Callable[[Transaction], T]) -> T:
        """Do what a command beside the bot does: run a job on its database."""
        assert self._database is not None
        database = self._database
        return self.machine.run_inside(lambda: database.run_sync(job))

    async def _main(self) -> None:
        how = "stopped"
        try:
            self._open()
            assert self._database is not None
            self._started = asyncio.Event()
            await Service(self._database, Tenants((self._setup(),))).run(self._started)
        except asyncio.CancelledError:
            pass
        except DatabaseProblem as problem:
            how = f"database: {type(problem).__name__}"
        except BaseExceptionGroup as group:
            how = f"{group!r}"
        except Exception as error:  # noqa: BLE001  an end like any other, for whoever looks at it
            how = f"{error!r}"
        self._close()
        self.machine.call_soon(self._exit, how)

    def _setup(self) -> AgencySetup:
        form = replace(AGENCY.form, visits=self._staff is not None, relay=self._staff is not None)
        agency = replace(AGENCY, form=form, staff_chat_id=self._staff)
        return AgencySetup(agency, Endpoints(TOKEN, f"http://{TELEGRAM}", KEY, f"http://{LEAD_API}"))

    def _open(self) -> None:
        database = self._make()
        self.machine.at_death(lambda: _crash(database))
        self.machine.run_inside(database.open)
        self._database = database

    def _close(self) -> None:
        if self._database is not None:
            self.machine.run_inside(self._database.close)

    def _exit(self, how: str) -> None:
        self.machine.kill()
        self._end(how)

    def _end(self, how: str) -> None:
        if not self._ended:
            self._ended = True
            self._on_end(self, how)


def _crash(database: Database) -> None:
    backend = database.backend
    if isinstance(backend, SimFile):
        backend.crash()


def sim_file(path: Path, machine: Machine, faults: DiskFaults, keys: Sequence[bytes] = ()) -> Database:
    """A database on a real file, encrypted under the first of ``keys``, for the process on ``machine``."""
    url = f"sqlite:///{path}"
    database = Database(url)
    backend = SimFile(sa.make_url(url), lambda: time.time(), FieldEncryption(keys))  # noqa: PLW0108  the world's, by then
    backend.machine, backend.faults = machine, faults
    database.backend = backend
    return database
