"""Backend interface that :class:`~bot.storage.database.Database` needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from bot.storage.encryption import FieldEncryption
from bot.storage.ledger import Ledger
from bot.storage.transaction import Transaction

T = TypeVar("T")

Job = Callable[[Transaction], T]


class Backend(Protocol):
    """Interface of a database backend. All methods but :meth:`holds` are called in the database's own threads."""

    @property
    def name(self) -> str:
        """Name of the database for logs and messages; without a password."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Files of the database on this machine; none for a server."""

    @property
    def threads(self) -> int:
        """Number of threads that may run transactions at once."""

    @property
    def replica(self) -> int:
        """Number of this replica; 0 where there is only one process."""

    @property
    def ledger(self) -> Ledger:
        """Ledger outside of the database, by which an older copy is detected."""

    @property
    def encryption(self) -> FieldEncryption:
        """Field encryption of this database."""

    def open(self, *, exclusive: bool) -> None:
        """Open the database; see :meth:`bot.storage.database.Database.open`. If it raises, :meth:`close` follows."""

    def close(self) -> None:
        """Close everything; without effect if not open."""

    def transact(self, job: Job[T]) -> T:
        """Run a job in a transaction; see :meth:`bot.storage.database.Database.run_sync`."""

    def holds(self, taken: float) -> bool:
        """Return whether a lease that was taken at ``taken``, by :func:`bot.storage.leases.clock`, was surely not released since.

        Called on the event loop.
        """

    def scrub(self) -> float | None:
        """Remove deleted data from the files. ``None`` if all is clean, else the seconds until another try is due."""

    def check(self) -> None:
        """Check that the files are still in place; raises :class:`~bot.storage.problems.DatabaseUnusable` if not."""
