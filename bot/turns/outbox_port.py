"""The sender's part in a turn's transaction, without either knowing the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.storage.queues.outbox import NewMessage
from bot.storage.transaction import Transaction


class OutboxTransaction(Protocol):
    """The sender's part in one transaction."""

    def begin(self, tx: Transaction) -> None:
        """Record the results of earlier messages, so that the turns see them.

        Called, like :meth:`write`, in a database thread; called again if the transaction is repeated.
        """

    def write(self, tx: Transaction, messages: Sequence[NewMessage]) -> Collection[tuple[str, int]]:
        """Add the messages of the turns to the outbox; return the chats that had messages waiting, or block the bot."""

    def end(self, *, committed: bool) -> None:
        """Handle the end of the transaction; ``committed`` is also false if the outcome is unknown. Called on the event loop."""
