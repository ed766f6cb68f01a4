"""SQLite backend: one file, one connection, one thread, one process."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from bot.storage import migrations
from bot.storage.backends import old_copies
from bot.storage.backends.file_location import FileIdentity, rescue, rescued
from bot.storage.backends.instance_lock import FileLock, InstanceLock
from bot.storage.backends.recovery import recover
from bot.storage.encryption import FieldEncryption
from bot.storage.ledger import Ledger
from bot.storage.problems import DatabaseInUse, DatabaseProblem, DatabaseUnusable, damaged, not_a_database, problem
from bot.storage.transaction import Transaction
from bot.storage.upkeep import copy_marks, hangs, known_keys
from bot.storage.upkeep.damage_check import look_before_use, look_for_tables
from bot.storage.upkeep.secure_erase import Scrubber

T = TypeVar("T")

_log = logging.getLogger(__name__)

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another writing process (a command beside the bot)."""

HEADER = b"SQLite format 3\0"
"""First bytes of every SQLite file (sqlite.org/fileformat.html)."""

PRAGMAS = {
    "busy_timeout": int(BUSY_TIMEOUT * 1000),
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a commit returns only once it is on the disk
    "foreign_keys": 1,
    "secure_delete": 1,  # deleted data is overwritten with zeros
    "temp_store": 2,  # MEMORY: no temporary file ever holds personal data
}
"""Pragmas with the values that SQLite must report back."""


_BEGIN = "BEGIN IMMEDIATE"
"""Takes the write lock at once: a transaction that upgrades later can fail in the middle."""


class SqliteFile:
    """SQLite file with its one connection, used by one thread. ``clock``: seconds since 1970."""

    kind = "sqlite"
    threads = 1
    replica = 0

    def __init__(self, url: sa.URL, clock: Callable[[], float], encryption: FieldEncryption) -> None:
        self.path = _path(url)
        self.connection: sa.Connection | None = None
        self._driver: sqlite3.Connection | None = None
        self.scrubber: Scrubber | None = None
        self._clock = clock
        self.encryption = encryption
        self.ledger = Ledger(self.path.with_name(self.path.name + ".ledger"))
        self._lock = _lock(self.path)
        self._file_lock = FileLock()
        self._place: FileIdentity | None = None
        self._gone: DatabaseUnusable | None = None

    @property
    def name(self) -> str:
        """The file."""
        return str(self.path)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file and its ledger; SQLite gives its other files (the log, its index) the same permissions."""
        return tuple(path for path in (self.path, self.ledger.path) if path is not None)

    def open(self, *, exclusive: bool) -> None:
        """Open the file; exclusive also creates and locks it, migrates, and releases the leases of a dead process."""
        if exclusive:
            self._prepare_file()
        self._connect(exclusive)

    def close(self) -> None:
        """Scrub if that is quick, disconnect, unlock."""
        connection = self.connection
        try:
            if (
                self._gone is None
                and self._driver is not None
                and self._place is not None
                and not self._place.is_kept()
            ):
                self._rescue(self._driver)
            if self._gone is None and self.scrubber is not None:
                self.scrubber.scrub_if_quick()
        except sqlite3.DatabaseError as error:  # damaged: reported already, or at the next start
            _log.warning("the database could not be scrubbed", extra={"error": error.sqlite_errorname})
        finally:
            self.connection = self._driver = self.scrubber = self._place = self._gone = None
            if connection is not None:
                connection.close()
                connection.engine.dispose()
            self._file_lock.release()  # after the connection: see FileLock
            self._lock.release()

    def check(self) -> None:
        """Check that the files are still in place.

        If not, the database is copied into a new file, and :class:`DatabaseUnusable` is raised now and by every later
        transaction. If the copy fails too, the database stays in use: nothing is lost as long as this process lives.
        """
        if self._gone is not None:
            raise self._gone
        if self._driver is None or self._place is None or self._place.is_kept():
            return
        self._gone = self._rescue(self._driver)
        if self._gone is not None:
            raise self._gone

    def _rescue(self, driver: sqlite3.Connection) -> DatabaseUnusable | None:
        """Copy a database whose files are gone; return the problem that names the copy, ``None`` if there is no copy."""
        details = {"database": self.name}
        try:
            copy = rescue(driver, self.path)
        except (OSError, sqlite3.Error) as error:
            details["error"] = type(error).__name__
            _log.error(
                "the database's files were removed or moved, and no copy can be written: let it run", extra=details
            )
            return None
        _log.error("the database's files were removed or moved", extra={**details, "copy": str(copy)})
        return DatabaseUnusable(
            f"The files of {self.path} were removed, moved or replaced while the bot was running. All that was in the "
            f"database is in {copy}; move that to {self.path} to go on with it."
        )

    def transact(self, job: Callable[[Transaction], T]) -> T:
        """Run a job in a transaction."""
        connection, driver = self.connection, self._driver
        assert connection is not None and driver is not None  # noqa: S101, PT018  open, so it is connected
        if self._gone is not None:
            raise self._gone
        try:
            driver.execute(_BEGIN)
            try:
                tx = Transaction(connection, driver, self._clock(), encryption=self.encryption, ledger=self.ledger)
                result = job(tx)
                mark = copy_marks.encrypt(tx)
                driver.commit()
            except BaseException:
                driver.rollback()  # no effect if SQLite already ended it, for example on a full disk
                raise
            finally:
                if connection.in_transaction():  # end SQLAlchemy's transaction, if a statement went through it
                    connection.rollback()
        except (sqlite3.Error, sa.exc.DBAPIError) as error:
            self._explain(error)
            raise
        if mark is not None:
            self.ledger.keep(mark)
        return result

    def holds(self, taken: float) -> bool:  # noqa: ARG002  the file is this process's
        """Return true: no other process releases leases."""
        return True

    def scrub(self) -> float | None:
        """Overwrite deleted data; see :mod:`bot.storage.upkeep.secure_erase`."""
        assert self.scrubber is not None  # noqa: S101  open, so it is connected
        if self._gone is not None:
            raise self._gone
        try:
            return self.scrubber.scrub()
        except sqlite3.Error as error:
            self._explain(error)
            raise

    def _prepare_file(self) -> None:
        """Create the folder, lock, and create the file readable by its owner only."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.acquire():
                raise _in_use(self.path)
            copy = None if self.path.exists() else rescued(self.path)
            if copy is not None:
                raise DatabaseProblem(
                    f"{self.path} is gone, and {copy} has what was in it: move it to {self.path} to go on with it, or out "
                    "of the folder to begin with nothing."
                )
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if not self._file_lock.acquire(descriptor):
                raise _in_use(self.path)
            header = os.pread(descriptor, len(HEADER), 0)
        except OSError as error:
            raise DatabaseProblem(f"{self.path} cannot be opened or made: {error.strerror}.") from error
        if header not in (b"", HEADER):  # SQLite would treat a short file as empty and overwrite it
            raise not_a_database(self.path)

    def _connect(self, exclusive: bool) -> None:
        if not self.path.exists():
            raise DatabaseProblem(f"There is no database at {self.path}; `python -m bot run` makes it.")
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            poolclass=sa.pool.StaticPool,
            # Parameters are personal data: no error may show them.
            hide_parameters=True,
            # sqlite3 must not begin transactions (the listener does), and keeps statements prepared.
            connect_args={"isolation_level": None, "cached_statements": 512, "timeout": BUSY_TIMEOUT},
        )
        sa.event.listen(engine, "connect", _on_connect)
        sa.event.listen(engine, "begin", _begin)
        try:
            self.connection = engine.connect()
            driver = self.connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101  the URL says so
            if exclusive:
                look_before_use(driver, self.path)
            migrated = None
            with self.connection.begin():
                if exclusive:
                    migrated = migrations.migrate(self.connection)
                else:
                    migrations.check(self.connection)
            if migrated is not None:
                migrated.log(self.name)
            self._driver = driver
            if exclusive:
                look_for_tables(driver, self.path)
            self.ledger.open()
            self.transact(known_keys.admit)
            if exclusive:
                self.transact(recover)
                self._take_over_hangs()
                self.transact(old_copies.permission_at_start)
                self._place = FileIdentity(self.path, self._file_lock.stat())
        except UnicodeDecodeError as error:  # a name that SQLite quotes in a message about the schema
            raise damaged(self.path) from error
        except (sqlite3.Error, sa.exc.DBAPIError) as error:
            self._explain(error)
            raise
        self.scrubber = Scrubber(driver, self.path, busy_timeout=BUSY_TIMEOUT)
        if exclusive:
            self.scrubber.scrub_if_quick()

    def _take_over_hangs(self) -> None:
        """Import the hangs that the last process's watchdog recorded beside the file."""
        beside = _hangs(self.path)
        noted = hangs.read_from(beside)
        if noted:
            self.transact(partial(hangs.note_all, works=noted))
            beside.unlink()

    def _explain(self, error: Exception) -> None:
        """Raise the problem behind a database error; return if it is a bug of the bot."""
        explained = problem(error, self.path)
        if explained is not None:
            raise explained from error


def note_hang(url: sa.URL, work: str) -> None:
    """Record, for the next process, the work at which the process on the file hung; see hangs.py. For the watchdog."""
    hangs.note_in(_hangs(_path(url)), work)


def _hangs(path: Path) -> Path:
    return path.with_name(path.name + ".hangs")


def _lock(path: Path) -> InstanceLock:
    return InstanceLock(path.with_name(path.name + ".lock"))


def _in_use(path: Path) -> DatabaseInUse:
    return DatabaseInUse(f"{path} is in use by another bot; stop that one first, or use another file.")


def _path(url: sa.URL) -> Path:
    """Return the file named by a SQLite URL."""
    if url.database in (None, "", ":memory:") or url.query:
        raise DatabaseProblem("DATABASE_URL names no file; an example is sqlite:///data/bot.db.")
    return Path(url.database)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    """Set the pragmas and verify them: the journal mode, for example, may be impossible on a network disk."""
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        (actual,) = connection.execute(f"PRAGMA {name}").fetchone()
        if actual != value:
            raise DatabaseProblem(f"SQLite refuses {name} = {value} here (it says {actual}); use a local disk.")


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    try:
        _set_pragmas(connection)
    except BaseException:
        connection.close()  # it never reaches the engine, which would
        raise


def _begin(connection: sa.Connection) -> None:
    """Begin a transaction for SQLAlchemy, unless it joins one in progress."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  the URL says so
    if not driver.in_transaction:
        driver.execute(_BEGIN)
