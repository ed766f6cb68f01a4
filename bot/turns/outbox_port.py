"""Outbox port: where a turn's transaction hands messages to the sender, without either knowing the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.storage.queues.outbox import NewMessage
from bot.storage.transaction import Transaction


class OutboxTransaction(Protocol):
    """Part of the sender in one transaction."""

    def begin(self, tx: Transaction) -> None:
        """Record the results of earlier messages, so that the turns see them.

        Called, as :meth:`write`, in a thread of the database's; again if the transaction is run again.
        """

    def write(self, tx: Transaction, messages: Sequence[NewMessage]) -> None:
        """Add the messages of the turns to the outbox."""

    def end(self, *, committed: bool) -> None:
        """Receive the end of the transaction; ``committed`` is false as well if that is unknown. Called on the event loop."""


class OutboxPort(Protocol):
    """Port of the sender, which joins the transactions that write messages."""

    def join_transaction(self) -> OutboxTransaction:
        """Join a transaction. Called on the event loop; :meth:`OutboxTransaction.end` has to follow."""
