"""Transaction: connection, clock, encryption and wakeups, passed to every function of this package."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

import sqlalchemy as sa

from bot.storage.encryption import FieldEncryption
from bot.storage.ledger import Entry, Ledger


class Queue(StrEnum):
    """Queue whose workers can be woken: see :mod:`bot.storage.backends.replica`."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    LEADS = "leads"


class Driver(Protocol):
    """Interface shared by :mod:`sqlite3`'s and psycopg's connections."""

    def execute(self, sql: Any, parameters: Any = ..., /) -> Any:
        """Execute a statement; return its cursor."""

    def cursor(self) -> Any:
        """Return a new cursor."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Open transaction. ``now`` is the database's clock at its start, in seconds since 1970.

    ``driver`` is the connection for prepared statements (:mod:`bot.storage.sql.prepared`), ``connection`` the same
    connection for all others. ``replica`` is the number of this process among those on the database (0 on SQLite, which
    has only one). ``fed`` are the queues that the transaction adds work to: other replicas are notified after its commit.
    ``funnel`` are the steps that it counts, without tests, by their names (:mod:`bot.statistics.counters`), for monitoring.
    ``encryption`` encrypts and decrypts personal values. ``entry`` is the transaction's entry in the ``ledger``.
    """

    connection: sa.Connection
    driver: Driver
    now: float
    replica: int = 0
    fed: set[Queue] = field(default_factory=set)
    funnel: Counter[str] = field(default_factory=Counter)
    encryption: FieldEncryption = field(default_factory=FieldEncryption)
    ledger: Ledger = field(default_factory=Ledger)
    entry: Entry = field(default_factory=Entry)
