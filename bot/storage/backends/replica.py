"""Replicas: processes on one database wake each other, and one of them leads.

SQLite has only one process (:class:`SingleProcess`). On PostgreSQL (:class:`PostgresqlReplica`) each process has one
connection for this, its session:

- It listens for notifications. A process that commits work for a queue wakes its own workers itself, and notifies the
  other replicas by NOTIFY outside the transaction: transactions with a NOTIFY take a lock that serializes their commits,
  and one notification can cover all commits since the last. A replica that is alone notifies nobody: a joining replica
  announces itself and checks every queue. Notifications may be lost with the connection, so every queue is also checked
  every ``LOOK_EVERY`` seconds.
- It holds two advisory locks (:mod:`bot.storage.backends.liveness`): one marks the replica as alive, one makes it the
  leader. A frozen or disconnected process does not release them, so the server ends a session that has been idle for
  ``IDLE_MAX`` seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import psycopg

from bot.storage.backends import liveness
from bot.storage.backends.postgresql import PostgresqlServer
from bot.storage.backends.recovery import DeadReplicaCleaner
from bot.storage.bounded import AsyncConnection
from bot.storage.leases import clock
from bot.storage.transaction import Queue

_log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]

CHANNEL = "valuation_bot"
VACANT = "vacant"
"""Notification by a leader that resigns."""
PRESENT = "present"
"""Notification by a replica that joins."""
BEAT = 1.0
"""Seconds between two heartbeats of the session: the leader confirms its leadership, others try to take it."""
IDLE_MAX = 5.0
"""Seconds without a heartbeat after which the server ends a session, and its leadership with it: the process may be frozen."""
CONNECT_WITHIN = 10.0
"""Seconds for a session to start; its statements have their own deadlines (:mod:`bot.storage.bounded`)."""
LOOK_EVERY = 5.0
"""Seconds between two checks of every queue, in case a notification was lost."""
FAREWELL_WITHIN = 1.0
"""Seconds for the last notification to the others; if it fails, their periodic checks replace it."""
_END_WHEN_IDLE = "SELECT set_config('idle_session_timeout', %s, false)"
_NOTIFY = "SELECT pg_notify(%s, %s)"
BETWEEN_NOTICES = 0.01
"""Seconds between two notifications to the others."""


@contextlib.asynccontextmanager
async def in_touch(replica: Replica) -> AsyncIterator[None]:
    """Run the replica's session inside the block; it has to last as long as leases are held.

    Without a session the replica counts as dead. Afterwards the other replicas are notified of every queue, since this
    process released its leases.
    """
    keeping = asyncio.create_task(replica.run())
    try:
        yield
    finally:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(replica.leave(), FAREWELL_WITHIN)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


class SingleProcess:
    """Only process on the database."""

    leads = in_touch = True

    async def run(self) -> None:
        """Wait until cancelled: there are no other replicas."""
        await asyncio.Event().wait()

    async def leave(self) -> None:
        """Do nothing: there are no other replicas."""

    async def lead(self, work: Work) -> None:
        """Run ``work``: this process always leads."""
        await work()


class PostgresqlReplica:
    """Replica on PostgreSQL, created and used on the event loop. It runs ``cleaner`` while it leads."""

    def __init__(
        self, server: PostgresqlServer, cleaner: DeadReplicaCleaner, wake: Mapping[Queue, Callable[[], None]]
    ) -> None:
        self._server = server
        self._wake = wake
        self._loop = asyncio.get_running_loop()
        self._cleaner = cleaner
        self._untold: set[Queue] = set()
        self._stirred = asyncio.Event()
        self._told = asyncio.Event()
        self._leading = asyncio.Event()
        self._deposed = asyncio.Event()
        self._deposed.set()
        self.in_touch = True
        """False while no session can be kept."""
        self._alone = False
        """True if the last heartbeat found no other replica, and none has joined since."""
        self._notices = 0
        self._session_pid = 0
        self._present = False
        self._beat_at = 0.0
        self._resigned = False

    @property
    def leads(self) -> bool:
        """Return whether this session held the leader's lock at its last heartbeat."""
        return self._leading.is_set()

    async def run(self) -> None:
        """Keep a session, and open a new one when it breaks, until cancelled."""
        beside = [asyncio.create_task(each) for each in (self._look(), self.lead(self._bury))]
        self._server.on_fed = self._fed
        try:
            while True:
                try:
                    async with asyncio.timeout(CONNECT_WITHIN):
                        connection = await AsyncConnection.connect(self._server.connection_string(), autocommit=True)
                    async with connection:
                        await self._session(connection)
                except Exception as error:  # noqa: BLE001  last resort: the next session may succeed
                    self._lost(error)
                finally:
                    self._alone = False  # a replica joining meanwhile goes unnoticed
                    self._step_down()
                await asyncio.sleep(BEAT)
        finally:
            self._server.on_fed = None
            for each in beside:
                each.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    async def leave(self) -> None:
        """Notify the others of every queue."""
        self._told.clear()
        self._to_tell(frozenset(Queue))
        await self._told.wait()

    async def lead(self, work: Work) -> None:
        """Run ``work`` while this replica leads, and cancel it when the lead ends; until cancelled.

        ``work`` runs until cancelled. It may overlap with the next leader's for some seconds if only one side notices a
        broken connection, so nothing may depend on being the only one.
        """
        while True:
            await self._leading.wait()
            doing = asyncio.ensure_future(work())
            deposed = asyncio.ensure_future(self._deposed.wait())
            try:
                await asyncio.wait({doing, deposed}, return_when=asyncio.FIRST_COMPLETED)
                if doing.done():
                    await doing
                    return
            except asyncio.CancelledError:
                doing.cancel()
                await asyncio.gather(doing, return_exceptions=True)
                self._resign()
                raise
            finally:
                for each in (doing, deposed):
                    each.cancel()
                await asyncio.gather(doing, deposed, return_exceptions=True)

    async def _session(self, connection: AsyncConnection) -> None:
        self._session_pid = connection.pgconn.backend_pid
        connection.add_notify_handler(self._hear)  # for notifications that arrive with the answer to a statement
        self._present = False
        await self._ask(connection, _END_WHEN_IDLE, f"{IDLE_MAX:.3f}s")
        await self._take_presence(connection)
        await self._ask(connection, f"LISTEN {CHANNEL}")
        await self._ask(connection, _NOTIFY, CHANNEL, PRESENT)
        if not self.in_touch:
            self.in_touch = True
            _log.info("in touch with the other replicas again")
        self._wake_all()  # notifications sent without a listener are lost
        self._beat_at = self._loop.time()
        while True:
            if self._loop.time() >= self._beat_at:
                self._beat_at = self._loop.time() + BEAT
                await self._beat(connection)
            await self._tell(connection)
            await self._stirring(connection, self._beat_at - self._loop.time())

    async def _take_presence(self, connection: AsyncConnection) -> None:
        """Take the lock that marks this replica as alive, if the session does not hold it yet.

        The last session may still hold it if the server has not noticed its end.
        """
        if not self._present:
            self._present = await self._ask(connection, liveness.TRY, liveness.PRESENT, self._server.replica)

    async def _beat(self, connection: AsyncConnection) -> None:
        heard, asked = self._notices, clock()
        await self._take_presence(connection)
        others = await self._ask(connection, liveness.OTHERS)
        if self._present:
            self._server.standing.seen(asked)
        self._alone = not others and heard == self._notices  # a replica that joins meanwhile announces itself
        if self._resigned:
            if self.leads:
                self._step_down()
                await self._ask(connection, liveness.GIVE_UP, liveness.LEADER, 0)
                await self._ask(connection, _NOTIFY, CHANNEL, VACANT)
        elif not self.leads and await self._ask(connection, liveness.TRY, liveness.LEADER, 0):
            self._deposed.clear()
            self._leading.set()
            _log.info("this replica leads")

    async def _tell(self, connection: AsyncConnection) -> None:
        if self._untold and self._alone:
            self._untold.clear()
            self._told.set()
        elif self._untold:
            names, self._untold = ",".join(sorted(self._untold)), set()
            await self._ask(connection, _NOTIFY, CHANNEL, names)
            if not self._untold:
                self._told.set()
            await asyncio.sleep(BETWEEN_NOTICES)

    async def _stirring(self, connection: AsyncConnection, seconds: float) -> None:
        """Wait, up to a limit, until there is something to send or to receive."""
        if not self._untold:
            descriptor = connection.fileno()
            self._loop.add_reader(descriptor, self._stirred.set)
            try:
                async with asyncio.timeout(max(seconds, 0.0)):
                    await self._stirred.wait()
            except TimeoutError:
                pass
            finally:
                self._loop.remove_reader(descriptor)
        self._stirred.clear()
        connection.pgconn.consume_input()
        while (notice := connection.pgconn.notifies()) is not None:
            self._hear(psycopg.Notify(notice.relname.decode(), notice.extra.decode(), notice.be_pid))

    async def _ask(self, connection: AsyncConnection, statement: Any, *parameters: object) -> Any:
        """Return the first value of a statement's first row; raises :class:`psycopg.OperationalError` if the server is silent."""
        cursor = await connection.execute(statement, parameters or None)
        row = await cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def _fed(self, queues: set[Queue]) -> None:
        """Pass on the queues that were added to; called in a database thread after a commit."""
        if self._alone:
            return
        with contextlib.suppress(RuntimeError):  # the loop is closed: the process is ending, its commits stand
            self._loop.call_soon_threadsafe(self._to_tell, frozenset(queues))

    def _to_tell(self, queues: frozenset[Queue]) -> None:
        self._untold |= queues
        self._stirred.set()

    def _hear(self, notice: psycopg.Notify) -> None:
        if notice.pid == self._session_pid:  # this process notified its own workers already
            return
        self._notices += 1
        self._alone = False
        if notice.payload == VACANT:
            self._beat_at = 0.0
        fed = notice.payload.split(",")
        for queue in self._wake:  # in one order, so that the simulator can replay a seed
            if queue in fed:
                self._wake[queue]()

    async def _bury(self) -> None:
        while True:
            await self._cleaner.look()
            await asyncio.sleep(BEAT)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self._wake_all()

    def _wake_all(self) -> None:
        for wake in self._wake.values():
            wake()

    def _lost(self, error: Exception) -> None:
        self._server.suspicion.raise_()
        if self.in_touch:
            self.in_touch = False
            _log.warning("out of touch with the other replicas, trying again", extra={"error": type(error).__name__})

    def _resign(self) -> None:
        """Give up the lead for good, because this process is stopping."""
        self._resigned = True
        self._beat_at = 0.0
        self._stirred.set()

    def _step_down(self) -> None:
        if self.leads:
            _log.info("this replica no longer leads")
        self._leading.clear()
        self._deposed.set()


Replica = SingleProcess | PostgresqlReplica
"""This process among those that share the database."""
