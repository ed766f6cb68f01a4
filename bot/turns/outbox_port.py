"""Outbox port: where a turn's transaction hands messages to the sender, without either knowing the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.storage.queues.outbox import NewMessage
from bot.storage.transaction import Transaction


class OutboxTransaction(Protocol):
    """The sender's part in one transaction."""

    def begin(self, tx: Transaction) -> None:
        """Write down what became of messages from before, so that the turns know it.

        Called, as :meth:`write`, in a thread of the database's; again if the transaction is run again.
        """

    def write(self, tx: Transaction, messages: Sequence[NewMessage]) -> None:
        """Write the messages of the turns into the outbox."""

    def end(self, *, committed: bool) -> None:
        """Learn how the transaction ended; ``committed`` is false as well if nobody knows. Called on the event loop."""


class OutboxPort(Protocol):
    """Whoever sends messages and takes part in the transactions that write them."""

    def join_transaction(self) -> OutboxTransaction:
        """Begin to take part in a transaction. Called on the event loop; :meth:`OutboxTransaction.end` is to follow."""
