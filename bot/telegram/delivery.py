"""Delivery of one chat's messages, and their hand-over from a turn's transaction to the sender."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from bot.storage.leases import LeaseInDoubtError, clock
from bot.storage.queues import outbox, outbox_results
from bot.storage.queues.leased_outbox import LeasedMessages, add_leased
from bot.storage.transaction import Transaction
from bot.telegram.circuit_breaker import CircuitBreaker
from bot.telegram.client import BotApi

Held = tuple[str, int, int]
"""Leased chat: the agency, the chat, the lease."""


@dataclass(slots=True, kw_only=True, eq=False)
class Delivery(outbox_results.SendResult):
    """Delivery of a chat's messages, in order, under one lease, with its result so far.

    ``now`` is the database's time when the lease was taken. ``bot``: the client to send with; ``None`` if the agency is no
    longer set up here. ``holds`` returns whether the lease is
    certainly still this process's, to be called just before each call. ``refused``: why the group does not let the bot
    write; empty if it does. ``smooth``: all messages were sent or dropped, so more may follow under the same lease.
    """

    messages: list[outbox.QueuedMessage]
    now: float
    bot: tuple[BotApi, CircuitBreaker] | None
    holds: Callable[[], bool]
    next: int = 0
    refused: str = ""
    smooth: bool = False
    _made: float = field(default_factory=clock)
    sent_to: int = 0
    """The chat that messages go to; for a topic's queue, the group of that topic."""

    def __post_init__(self) -> None:
        self.sent_to = self.sent_to or self.chat_id

    @property
    def time(self) -> float:
        """Return the database's time by this process's clock: never ahead of it, so that what is queued later counts as newer."""
        return self.now + clock() - self._made

    @property
    def api(self) -> BotApi:
        """Client of the Bot API."""
        assert self.bot is not None  # noqa: S101  set before delivery
        return self.bot[0]

    @property
    def breaker(self) -> CircuitBreaker:
        """Circuit breaker of the bot."""
        assert self.bot is not None  # noqa: S101  set before delivery
        return self.bot[1]

    @property
    def held(self) -> Held:
        """Lease of the chat."""
        return self.agency, self.chat_id, self.lease

    @property
    def group(self) -> bool:
        """Return whether the chat is a group (Bot API: their ids are negative)."""
        return self.chat_id < 0

    def check_lease(self) -> None:
        """Raise :class:`LeaseInDoubtError` if the chat's lease may be another process's by now."""
        if not self.holds():
            raise LeaseInDoubtError

    def extend(self, queue: outbox.ChatQueue) -> None:
        """Append messages that arrived later."""
        last = self.messages[-1].id if self.messages else 0
        self.messages.extend(message for message in queue.messages if message.id > last)

    def give_up(self) -> None:
        """Drop the message that was not sent."""
        self.retry_at = None
        if self.next < len(self.messages) and self.messages[self.next].id not in self.dropped:
            self.dropped.append(self.messages[self.next].id)


@dataclass(slots=True, eq=False)
class LeasedOutboxTransaction:
    """The sender's part in a turn's transaction: see :class:`bot.turns.batch.OutboxTransaction`.

    Results of ``finished`` deliveries are recorded in it; messages for up to ``places`` chats of agencies that are not
    ``barred`` are leased under the number ``lease`` for ``seconds``; ``held`` are the leases in use.
    """

    finished: dict[Held, Delivery]
    lease: int
    seconds: float
    places: int
    barred: Collection[str]
    held: Collection[int]
    begun: float
    on_end: Callable[[LeasedOutboxTransaction, bool], None]
    now: float = 0.0
    left: bool = False
    handed: LeasedMessages = field(default_factory=LeasedMessages)

    def begin(self, tx: Transaction) -> None:
        """Record the results of finished deliveries."""
        self.now = tx.now
        self.left = bool(self.finished) and outbox_results.record(tx, [*self.finished.values()])

    def write(self, tx: Transaction, messages: Sequence[outbox.NewMessage]) -> Collection[tuple[str, int]]:
        """Write the turns' messages, and lease their chats; return the chats that had messages waiting, or block the bot."""
        self.handed = add_leased(
            tx,
            messages,
            lease=self.lease,
            seconds=self.seconds,
            places=self.places,
            barred=self.barred,
            held=self.held,
        )
        return self.handed.known

    def end(self, *, committed: bool) -> None:
        """Send the leased messages, if the transaction was committed."""
        self.on_end(self, committed)
