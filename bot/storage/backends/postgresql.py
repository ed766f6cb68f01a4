"""PostgreSQL backend: a small connection pool on a server shared by several replicas."""

from __future__ import annotations

import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import psycopg
import sqlalchemy as sa
from psycopg.conninfo import make_conninfo

from bot.storage import migrations
from bot.storage.backends import old_copies
from bot.storage.bounded import BEGIN_WITHIN, SILENCE_MAX, Connection, Suspicion
from bot.storage.encryption import FieldEncryption
from bot.storage.leases import LeaseValidity, new_replica
from bot.storage.ledger import Ledger
from bot.storage.migrations import Migrated
from bot.storage.problems import DatabaseAway, DatabaseProblem, DatabaseUnusable, problem
from bot.storage.sql.array_parameters import BinaryArray
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import copy_marks, known_keys

T = TypeVar("T")

_log = logging.getLogger(__name__)

CONNECTIONS = 4
"""Concurrent transactions: turns, sender, lead worker, and other jobs."""

ARGUMENTS: Mapping[str, Any] = {
    "connect_timeout": 5,
    # A server that vanished (its machine died, the network is cut) is noticed within half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""libpq parameters (postgresql.org/docs/current/libpq-connect.html), unless DATABASE_URL overrides them."""

SETTINGS: Mapping[str, str] = {
    # A replica that stops during a transaction (frozen, swapped out, cut off) must not keep chats locked.
    "idle_in_transaction_session_timeout": "10s",
    "statement_timeout": "20s",  # shorter than bounded.SILENCE_MAX, or we hang up before the server says so
    "timezone": "UTC",
    # A turn's rows are in memory. By the default, 4, the planner reads a whole table rather than look 64 rows up by their keys.
    "random_page_cost": "1.1",
}

_TRIES = 4
"""Tries for a transaction that PostgreSQL ended to resolve a deadlock."""
_DEADLOCKS = ("40001", "40P01")
_MIGRATION_LOCK = 0x76616C_0001
"""Advisory lock of the one replica that migrates. The numbers of liveness.py are of another kind: pairs."""
_LOCK_TIMEOUT = 3
"""Seconds that a migration waits for a table; later transactions queue behind it."""
_MIGRATION_TRIES = 20
_MIGRATION_MAX = 600
"""Seconds allowed for a statement of a migration, including the wait for another replica's migration."""

_NOTE_HANG = """
    INSERT INTO hangs (work, times, noted_at) VALUES (%s, 1, extract(epoch FROM clock_timestamp()))
    ON CONFLICT (work) DO UPDATE SET times = hangs.times + 1, noted_at = excluded.noted_at
"""
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT extract(epoch FROM clock_timestamp())::float8"
"""Begins the transaction and reads the clock in one round trip."""


class _BinaryArrayDumper(psycopg.adapt.Dumper):
    """Passes a :class:`BinaryArray` on."""

    format = psycopg.pq.Format.BINARY
    oid = psycopg.postgres.types["bytea"].array_oid

    def dump(self, obj: BinaryArray) -> BinaryArray:
        """Return the parameter unchanged."""
        return obj


class PostgresqlServer:
    """Database on a PostgreSQL server. ``clock`` (seconds since 1970) replaces the server's clock in tests.

    ``on_fed`` is called, in any thread, with the queues that a committed transaction added to. The ledger is in
    ``ledger_dir``, named after the database; without a folder it is in memory only.
    """

    kind = "postgresql"
    threads = CONNECTIONS

    def __init__(
        self,
        url: sa.URL,
        clock: Callable[[], float] | None,
        encryption: FieldEncryption,
        ledger_dir: Path | None = None,
    ) -> None:
        if not url.database:
            raise DatabaseProblem("DATABASE_URL names no database; an example is postgresql://user:password@host/bot.")
        self.replica = new_replica()
        self.on_fed: Callable[[set[Queue]], None] | None = None
        self._clock = clock
        self.encryption = encryption
        name = f"{quote(url.database, safe='')}.ledger"
        self.ledger = Ledger(None if ledger_dir is None else ledger_dir / name)
        self._url = url.set(drivername="postgresql+psycopg")
        self._engine: sa.Engine | None = None
        self.standing = LeaseValidity()
        self.suspicion = Suspicion()
        """Raised whenever a connection is found dead; connections made before are not reused."""
        self._away = False
        self._noting = threading.Lock()

    @property
    def name(self) -> str:
        """The server and the database."""
        return f"{_host(self._url)}/{self._url.database}"

    @property
    def files(self) -> tuple[Path, ...]:
        """Files on this machine: only the ledger."""
        return () if self.ledger.path is None else (self.ledger.path,)

    @property
    def server(self) -> str:
        """Name of the server, for messages."""
        return f"PostgreSQL at {_host(self._url)}"

    def connection_string(self) -> str:
        """Return the connection string of the database, with the password."""
        url = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        return make_conninfo(url, **_arguments(self._url))

    def open(self, *, exclusive: bool) -> None:
        """Connect; exclusive also migrates, one replica at a time. The leader releases the leases of dead replicas."""
        self._engine = sa.create_engine(
            self._url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            hide_parameters=True,  # parameters are personal data: no error may show them
            connect_args={**_arguments(self._url), "autocommit": True},  # transactions are begun by _begin
        )
        sa.event.listen(self._engine, "do_connect", self._connect)
        sa.event.listen(self._engine, "connect", _on_connect)
        sa.event.listen(self._engine, "begin", _begin)
        self.transact(lambda tx: _check_durable(tx.connection))
        if exclusive:
            self._migrate()
        else:
            self.transact(lambda tx: migrations.check(tx.connection))
        self.transact(known_keys.admit)
        self.ledger.open()
        if exclusive:
            self.transact(old_copies.permission_at_start)

    def close(self) -> None:
        """Close the connections."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.dispose()

    def transact(self, job: Callable[[Transaction], T]) -> T:
        """Run a job in a transaction; repeat it if it was in a deadlock with another one."""
        tries_left = _TRIES
        while True:
            tries_left -= 1
            try:
                result = self._once(job)
            except (psycopg.Error, sa.exc.DBAPIError) as error:
                if tries_left and _state(error) in _DEADLOCKS:
                    _log.info("a transaction is run again", extra={"state": _state(error)})
                    continue
                explained = problem(error, self.server)
                if explained is None:
                    raise
                if isinstance(explained, DatabaseAway):
                    self._note_away(away=True)
                raise explained from error
            self._note_away(away=False)
            return result

    def holds(self, taken: float) -> bool:
        """Return whether a lease taken at ``taken`` is still this replica's; see :class:`bot.storage.leases.LeaseValidity`."""
        return self.standing.holds(taken)

    def scrub(self) -> float | None:
        """Do nothing: deleted rows are out of reach at once, and out of the files by autovacuum.

        See docs/decisions/0006-postgresql-for-several.md on what stays in dead rows, the log and backups, and how long.
        """
        return None

    def check(self) -> None:
        """Do nothing: the files belong to the server."""

    def _once(self, job: Callable[[Transaction], T]) -> T:
        assert self._engine is not None  # noqa: S101  open, so there is one
        with self._begun() as connection:
            driver = _driver(connection)
            now = self._clock() if self._clock else connection.info["now"]
            tx = Transaction(
                connection, driver, now, replica=self.replica, encryption=self.encryption, ledger=self.ledger
            )
            try:
                result = job(tx)
                mark = copy_marks.encrypt(tx)
                driver.commit()
            except BaseException:
                if driver.closed:
                    connection.invalidate()
                    self.suspicion.raise_()
                else:
                    driver.rollback()
                raise
            finally:
                if connection.in_transaction():  # end SQLAlchemy's transaction, if a statement went through it
                    connection.rollback()
        if mark is not None:
            self.ledger.keep(mark)
        if tx.fed and self.on_fed is not None:
            self.on_fed(tx.fed)
        return result

    def _begun(self) -> sa.Connection:
        """Return a connection in a new transaction; dead connections of the pool are replaced, since nothing was done yet."""
        assert self._engine is not None  # noqa: S101  open, so there is one
        asked = time.monotonic()
        while True:
            connection = self._engine.connect()
            driver = _driver(connection)
            if driver.suspect:  # what broke another connection has most likely broken this one
                connection.invalidate()
                connection.close()
                continue
            try:
                _begin(connection)
            except (psycopg.OperationalError, sa.exc.OperationalError):
                self.suspicion.raise_()
                connection.invalidate()
                connection.close()
                if driver.made >= asked:
                    raise
            except BaseException:
                connection.close()
                raise
            else:
                return connection

    def _connect(
        self, _dialect: object, _record: object, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> Connection:
        """Connect for the pool.

        Raises :class:`DatabaseUnusable` if the URL has an option that does not exist, or the database cannot store any text.
        """
        try:
            connection = Connection.connect(*arguments, **named)
        except psycopg.ProgrammingError as error:  # before anything is sent; it quotes the option alone
            raise DatabaseUnusable(f"DATABASE_URL cannot be used as it is: {str(error).strip()}.") from None
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":  # what a server makes by default depends on the locale of its installation
            connection.close()
            raise DatabaseUnusable(
                f"The database {self.name} has the encoding {encoding}, which cannot store every name. Make a new one: "
                "CREATE DATABASE bot OWNER bot ENCODING 'UTF8' TEMPLATE template0; if the bot has run on this one already, "
                "take everything along: docs/running.md, Upgrading."
            )
        connection.suspicion, connection.made = self.suspicion, time.monotonic()
        return connection

    def _note_away(self, *, away: bool) -> None:
        """Log once that the server is unreachable, and once that it is back."""
        if away == self._away:
            return
        with self._noting:
            was, self._away = self._away, away
        if away and not was:
            _log.error("the database cannot be reached, trying again", extra={"database": self.name})
        elif was and not away:
            _log.info("the database can be reached again", extra={"database": self.name})

    def _migrate(self) -> None:
        """Migrate the schema under a lock, so that replicas started together do it once."""
        for tries_left in reversed(range(_MIGRATION_TRIES)):
            try:
                migrated = self.transact(_migrate)
            except DatabaseProblem as trouble:
                # A table was in use: let the transactions queued behind go first.
                if _state(trouble.__cause__) != "55P03" or not tries_left:
                    raise
                time.sleep(0.5)
            else:
                if migrated is not None:
                    migrated.log(self.name)
                return


def note_hang(url: sa.URL, work: str) -> None:
    """Record, for all replicas, the work at which a process hung; see hangs.py. For the watchdog."""
    with Connection.connect(PostgresqlServer(url, None, FieldEncryption()).connection_string()) as connection:
        connection.execute(f"SET lock_timeout = '{_LOCK_TIMEOUT}s'")
        connection.execute(_NOTE_HANG, [work])


def application_name() -> str:
    """Return the application name of this machine's connections (``pg_stat_activity``); at most 63 bytes."""
    return f"valuation-bot {platform.node()}".encode()[:63].decode(errors="ignore")


def _arguments(url: sa.URL) -> dict[str, Any]:
    defaults = {**ARGUMENTS, "application_name": application_name()}
    return {name: value for name, value in defaults.items() if name not in url.query}


def _state(error: BaseException | None) -> str:
    """Return the SQLSTATE of an error of psycopg, or of SQLAlchemy wrapping one; empty if it has none."""
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return getattr(cause, "sqlstate", None) or ""


def _host(url: sa.URL) -> str:
    host = url.host or url.query.get("host") or os.environ.get("PGHOST") or "this machine"
    return f"{host}:{url.port}" if url.port else str(host)


def _on_connect(connection: Connection, _: object) -> None:
    connection.adapters.register_dumper(BinaryArray, _BinaryArrayDumper)
    try:
        connection.execute(
            "SELECT " + ", ".join(f"set_config('{name}', '{SETTINGS[name]}', false)" for name in SETTINGS)
        )
    except BaseException:
        connection.close()  # it never reaches the engine, which would
        raise


def _driver(connection: sa.Connection) -> Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, Connection)  # noqa: S101  the pool made it
    return driver


def _begin(connection: sa.Connection) -> None:
    """Begin a transaction, unless SQLAlchemy joins one in progress."""
    driver = _driver(connection)
    if driver.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
        return
    driver.patience = BEGIN_WITHIN
    cursor = driver.execute(_BEGIN, prepare=False)  # two statements
    driver.patience = SILENCE_MAX
    cursor.nextset()
    (connection.info["now"],) = cursor.fetchone() or (0.0,)


def _check_durable(connection: sa.Connection) -> None:
    """Check that commits are durable: the bot confirms messages to Telegram and people."""
    fsync, commits = connection.exec_driver_sql(
        "SELECT current_setting('fsync'), current_setting('synchronous_commit')"
    ).one()
    if commits == "off":
        raise DatabaseProblem("The server has synchronous_commit = off: commits can be lost; set it to on.")
    if fsync == "off":
        _log.warning("the server does not sync its disk: committed data can be lost", extra={"fsync": fsync})


def _migrate(tx: Transaction) -> Migrated | None:
    if migrations.is_current(tx.connection):
        return None
    tx.connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{_MIGRATION_MAX}s'")
    _driver(tx.connection).patience = _MIGRATION_MAX + BEGIN_WITHIN
    tx.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
    tx.connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}s'")
    return migrations.migrate(tx.connection)
