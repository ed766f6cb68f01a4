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
    """One kind of database. All methods but :meth:`holds` are called in the database's own threads."""

    @property
    def name(self) -> str:
        """The database as the log and sentences for the engineer name it; no password in it."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files on this machine that hold it; none if it is a server's business."""

    @property
    def threads(self) -> int:
        """How many threads may run transactions at once."""

    @property
    def replica(self) -> int:
        """The number of this process among those on the database; 0 where there is only one."""

    @property
    def ledger(self) -> Ledger:
        """What is kept outside of the database, so that an older copy of it is noticed."""

    @property
    def encryption(self) -> FieldEncryption:
        """What seals and opens the values of this database."""

    def open(self, *, exclusive: bool) -> None:
        """Make ready; see :meth:`bot.storage.database.Database.open`. If it raises, :meth:`close` follows."""

    def close(self) -> None:
        """Let go of everything; without effect if not open."""

    def transact(self, job: Job[T]) -> T:
        """Run a job in a transaction; see :meth:`bot.storage.database.Database.run_sync`."""

    def holds(self, taken: float) -> bool:
        """Whether a lease that was taken at ``taken``, by :func:`bot.storage.leases.clock`, was surely not released since.

        Called on the event loop.
        """

    def scrub(self) -> float | None:
        """Leave no trace of what was erased. ``None`` if all is clean, else the seconds until another try is due."""

    def check(self) -> None:
        """See whether the files are still there; raises :class:`~bot.storage.problems.DatabaseUnusable` if not."""
