"""Transaction: connection, clock, encryption and wakeups for every function of this package."""

from __future__ import annotations

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
    """Interface that :mod:`sqlite3`'s and psycopg's connections share."""

    def execute(self, sql: Any, parameters: Any = ..., /) -> Any:
        """Execute a statement; return its cursor."""

    def cursor(self) -> Any:
        """Return a new cursor."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Open transaction. ``now`` is the database's clock at its start, in seconds since 1970.

    ``driver`` is the connection for statements that are prepared (:mod:`bot.storage.sql.prepared`), ``connection`` the same
    one for all others.
    ``replica`` is the number of the process among those on the same database (0 on SQLite, where there is only one).
    ``fed`` are the queues to which the transaction adds work: after its commit the other replicas are told. ``encryption`` seals
    and opens what is personal. ``entry`` is what the transaction adds to the ``ledger``.
    """

    connection: sa.Connection
    driver: Driver
    now: float
    replica: int = 0
    fed: set[Queue] = field(default_factory=set)
    encryption: FieldEncryption = field(default_factory=FieldEncryption)
    ledger: Ledger = field(default_factory=Ledger)
    entry: Entry = field(default_factory=Entry)
