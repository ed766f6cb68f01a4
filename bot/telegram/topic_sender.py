"""Topics of relays: created, written in, closed and deleted as the outbox's rows demand.

The id that Telegram gives a topic is recorded before anything is sent to it. A process that dies in between creates
another topic, since Telegram cannot list them; the first stays empty. A permanent failure ends the topic's relay, so that
nothing is lost unnoticed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from bot.core.agency import Agency
from bot.staff import relay_topics
from bot.storage.chats import relays
from bot.storage.chats.relays import CLOSE, DELETE, OPEN, SAY, StoredRelay
from bot.storage.database import Database
from bot.storage.queues import outbox
from bot.telegram.api_calls import Call, in_group_topic
from bot.telegram.delivery import Delivery
from bot.telegram.errors import BadAnswer
from bot.telegram.group_pace import GroupPace
from bot.telegram.retry_policy import Action, RetryDecision

KINDS = frozenset({OPEN, SAY, CLOSE, DELETE})
"""Kinds of outbox rows for topics."""
_FINAL = frozenset({Action.DROP, Action.REFUSED, Action.MOVED, Action.UNREACHABLE})
"""Actions that mean that a message can never be sent to this group."""


class TopicSender:
    """Sender to topics: returns the calls for a row, and records the result."""

    def __init__(self, database: Database, agencies: Callable[[str], Agency | None], pace: GroupPace) -> None:
        self._database = database
        self._agencies = agencies
        self._pace = pace

    async def calls(self, delivery: Delivery, message: outbox.QueuedMessage) -> tuple[Call, ...] | RetryDecision:
        """Return the calls for a row, or its result if there are none. Creates the topic if necessary.

        Raises :class:`telegram.error.TelegramError`, :class:`LeaseInDoubtError`, and :class:`ValueError` for an unreadable row.
        """
        agency, queue = delivery.agency, delivery.chat_id
        relay = await self._database.run(partial(relays.of_queue, agency=agency, queue=queue))
        if relay is None:
            return RetryDecision(Action.DROP)  # its topic is deleted
        delivery.sent_to = relay.group_id
        wait = self._pace.wait((agency, relay.group_id), asyncio.get_running_loop().time())
        if wait > 0 and message.kind != DELETE:
            return RetryDecision(Action.RETRY, wait)
        if message.kind == OPEN:
            if relay.topic is None:
                await self._make(delivery, relay, message.body)
            return ()
        if relay.topic is None:
            return ()  # it could not be created, which the relay was told
        if message.kind == SAY:
            return in_group_topic(message.body, relay.group_id, relay.topic)
        method = "deleteForumTopic" if message.kind == DELETE else "closeForumTopic"
        return (Call(method, {"chat_id": relay.group_id, "message_thread_id": relay.topic}),)

    async def _make(self, delivery: Delivery, relay: StoredRelay, title: str) -> None:
        params = {"chat_id": relay.group_id, "name": title}
        made = await delivery.api.call("createForumTopic", params, on_sent=delivery.check_lease)
        number = made.get("message_thread_id") if isinstance(made, Mapping) else None
        if not isinstance(number, int):
            raise BadAnswer("a topic without a number")
        note = partial(relays.note_topic, agency=relay.agency, queue=relay.queue, topic=number)
        await self._database.run(note)

    async def ended(
        self, delivery: Delivery, message: outbox.QueuedMessage, decision: RetryDecision, *, gone: bool
    ) -> RetryDecision:
        """Record a row's result, if final, and return the decision about it. ``gone``: its topic is gone."""
        queue, agency = delivery.chat_id, self._agencies(delivery.agency)
        final = decision.action in _FINAL
        if final:
            delivery.refused, delivery.moved_to = "", None
        if message.kind == DELETE and (decision.action is Action.SENT or gone):
            await self._database.run(partial(relays.drop, agency=delivery.agency, queue=queue))
        elif final and agency is not None and message.kind != CLOSE:
            tell = relay_topics.left if message.kind == DELETE else relay_topics.failed
            await self._database.run(partial(tell, agency=agency, queue=queue))
        return RetryDecision(Action.DROP) if final else decision
