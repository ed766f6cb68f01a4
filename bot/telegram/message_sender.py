"""Message sender: sends one outbox message by Bot API calls, with pictures drawn from their recipes."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.campaigns.sharing.layouts import make
from bot.campaigns.sharing.recipes import RECIPE, SHOWN_IN_CHAT
from bot.core.activity import work_on
from bot.core.serialization import PICTURE
from bot.drawing import calendar_file, charts, documents, pictures, workbook
from bot.drawing.charts import CHART
from bot.drawing.workbook import WORKBOOK
from bot.logging import tracing
from bot.storage.leases import LeaseInDoubtError
from bot.storage.queues import outbox
from bot.storage.upkeep import hangs
from bot.telegram.api_calls import Call, outside_topic, to_calls
from bot.telegram.delivery import Delivery
from bot.telegram.errors import Flood, MethodNotFound, OutcomeUnknown, describe, topic_is_gone
from bot.telegram.group_pace import GroupPace
from bot.telegram.request import FileBody, JsonBody
from bot.telegram.retry_policy import Action, RetryDecision, decide_retry
from bot.telegram.topic_sender import KINDS, TopicSender
from conversations.languages.message import Calendar, Document, Picture

R = TypeVar("R")

_log = logging.getLogger(__name__)


KEYBOARD_MAX_AGE = 10.0
"""Seconds after which it no longer matters whether a pressed button is ticked."""


class _Drawing(NamedTuple):
    """Drawn file and its name; sent as a ``photo``, otherwise as a document."""

    content: bytes
    name: str = "estimate.png"
    photo: bool = True


def _sheet(body: str) -> _Drawing:
    recipe = RECIPE.decode(body)
    return _Drawing(make(recipe), recipe.name, recipe.thing in SHOWN_IN_CHAT)


def _workbook(body: str) -> _Drawing:
    recipe = WORKBOOK.decode(body)
    return _Drawing(workbook.write(recipe), recipe.name, photo=False)


_DRAWN: Mapping[str | type, Callable[[Any], _Drawing]] = {
    # From the previous version, whose pictures were separate messages.
    "picture": lambda body: _Drawing(pictures.draw(PICTURE.decode(body))),
    "chart": lambda body: _Drawing(charts.draw(CHART.decode(body))),
    "sheet": _sheet,
    "workbook": _workbook,
    Picture: lambda recipe: _Drawing(pictures.draw(recipe)),
    Calendar: lambda recipe: _Drawing(calendar_file.make(recipe), calendar_file.NAME, photo=False),
    Document: lambda recipe: _Drawing(documents.make(recipe), documents.NAME, photo=False),
}
"""Drawing functions by kind of message, whose body is the recipe, and by kind of recipe in a call."""
_KEPT = frozenset({"sheet", "workbook"})
"""Files that an admin asked for, which stay in the chat."""


class MessageSender:
    """Sender of single outbox messages, which also records their results.

    ``sent`` (also by agency), ``dropped``, ``retried``, ``unreachable`` and ``unknown`` count for monitoring: messages
    delivered, given up, failed and to be retried, chats found blocked, and calls with unknown outcome, whose message may
    reach the person twice.
    """

    def __init__(self, topics: TopicSender, pace: GroupPace) -> None:
        self.sent = 0
        self.sent_by_agency: Counter[str] = Counter()
        self.dropped = 0
        self.retried = 0
        self.unreachable = 0
        self.unknown = 0
        # Parts already sent of a text too long for one message, by row, while the rest waits for a retry.
        self._parts_sent: dict[int, int] = {}
        self._topics = topics
        self._pace = pace

    async def send(self, delivery: Delivery, message: outbox.QueuedMessage, *, age: float) -> RetryDecision:
        """Send a message created ``age`` seconds ago; return the decision, to be recorded by :meth:`note`.

        Nothing more is sent once the chat's lease may be another replica's: the message is held, to be taken again.
        """
        if (message.hangs or 0) >= hangs.LIMIT:
            _log.error("A message at which the bot hung again and again is dropped", extra={"row": message.id})
            return RetryDecision(Action.DROP)
        if message.kind == "keyboard" and (age > KEYBOARD_MAX_AGE or delivery.next + 1 < len(delivery.messages)):
            return RetryDecision(Action.SENT)  # what is behind it goes first, and it is decoration
        try:
            if message.kind in _DRAWN:
                return await self._send_drawing(delivery, message, age=age)
            if message.kind in KINDS:
                return await self._send_to_topic(delivery, message, age=age)
            return await self._send_calls(delivery, message, age=age)
        except LeaseInDoubtError:
            return RetryDecision(Action.HOLD)

    async def _send_calls(self, delivery: Delivery, message: outbox.QueuedMessage, *, age: float) -> RetryDecision:
        """Send a message that consists of Bot API calls."""
        try:
            calls = to_calls(message.kind, delivery.chat_id, message.body)
        except ValueError as error:
            return _unreadable(message, error)
        try:
            return await self._make(delivery, message, calls)
        except TelegramError as error:
            return self._failed(error, message, delivery, age)

    async def _send_to_topic(self, delivery: Delivery, message: outbox.QueuedMessage, *, age: float) -> RetryDecision:
        """Send a message to a topic of the staff group, or change the topic itself."""
        gone = False
        try:
            calls = await self._topics.calls(delivery, message)
            decision = calls if isinstance(calls, RetryDecision) else await self._make(delivery, message, calls)
        except ValueError as error:
            decision = _unreadable(message, error)
        except TelegramError as error:
            gone = topic_is_gone(error)
            decision = self._failed(error, message, delivery, age)
        return await self._topics.ended(delivery, message, decision, gone=gone)

    async def _make(self, delivery: Delivery, message: outbox.QueuedMessage, calls: Sequence[Call]) -> RetryDecision:
        """Make the calls of a message, except those made before.

        Raises :class:`TelegramError` and :class:`LeaseInDoubtError`.
        """
        done = self._parts_sent.get(message.id, 0)
        for number, call in enumerate(calls[done:], start=done + 1):
            shown = await self._call(delivery, message, call)
            delivery.breaker.passed()
            if shown is not None and message.kind != "keyboard":
                delivery.shown.append(shown)
                if message.about is not None:
                    delivery.naming.append((shown, message.about))
                if delivery.group:
                    self._pace.sent((delivery.agency, delivery.sent_to), asyncio.get_running_loop().time())
            if len(calls) > 1:
                self._parts_sent[message.id] = number
        return RetryDecision(Action.SENT)

    async def _call(self, delivery: Delivery, message: outbox.QueuedMessage, call: Call) -> int | None:
        """Make a call, outside its topic if that is gone; return the id of the message sent, if any."""
        try:
            return await self._attempt(delivery, message, call)
        except BadRequest as error:
            # What is for one topic alone is not said to the whole group.
            elsewhere = outside_topic(call) if topic_is_gone(error) and message.kind not in KINDS else None
            if elsewhere is None:
                raise
        return await self._attempt(delivery, message, elsewhere)

    async def _attempt(self, delivery: Delivery, message: outbox.QueuedMessage, call: Call) -> int | None:
        """Make a call, without its picture or file if that fails; return the id of the message sent, if any."""
        if call.upload is None:
            return await delivery.api.tell(call.method, JsonBody(call.params, delivery.check_lease))
        try:
            return await self._upload(delivery, message, _DRAWN[type(call.upload)], call.upload, call.params)
        except (ValueError, BadRequest, MethodNotFound) as error:
            _log.warning(
                "A picture or a file cannot be sent",
                extra={"row": message.id, "error": describe(error.__cause__ or error)},
            )
        if call.instead is None:
            return None
        return await delivery.api.tell(call.instead.method, JsonBody(call.instead.params, delivery.check_lease))

    async def _upload(
        self,
        delivery: Delivery,
        message: outbox.QueuedMessage,
        draw: Callable[[R], _Drawing],
        recipe: R,
        params: Mapping[str, object],
    ) -> int | None:
        """Draw a file in another thread, so that nothing else waits for it, and send it; return the message's id, if known.

        Raises :class:`ValueError` if it cannot be drawn, whatever the reason, since what follows must not wait for it.
        """
        try:
            drawing = await asyncio.to_thread(work_on, hangs.outbox_work(message.id), draw, recipe)
        except Exception as error:
            raise ValueError("it cannot be drawn") from error
        method, field = ("sendPhoto", "photo") if drawing.photo else ("sendDocument", "document")
        body = FileBody(params, field, drawing.name, drawing.content, delivery.check_lease)
        return await delivery.api.tell(method, body)

    async def _send_drawing(self, delivery: Delivery, message: outbox.QueuedMessage, *, age: float) -> RetryDecision:
        """Draw and send a message that is a file."""
        try:
            chat = {"chat_id": delivery.chat_id}
            shown = await self._upload(delivery, message, _DRAWN[message.kind], message.body, chat)
        except ValueError as error:
            _log.error(
                "A picture cannot be drawn", extra={"row": message.id, "error": describe(error.__cause__ or error)}
            )
            return RetryDecision(Action.DROP)
        except TelegramError as error:
            return self._failed(error, message, delivery, age)
        if shown is not None and message.kind not in _KEPT:
            delivery.shown.append(shown)
        delivery.breaker.passed()
        return RetryDecision(Action.SENT)

    def _failed(
        self, error: TelegramError, message: outbox.QueuedMessage, delivery: Delivery, age: float
    ) -> RetryDecision:
        """Decide about a failure, and act on what it shows about the chat or the server."""
        decision = decide_retry(error, kind=message.kind, attempts=message.attempts, age=age, group=delivery.group)
        if isinstance(error, ChatMigrated):
            if error.new_chat_id == delivery.chat_id:
                decision = RetryDecision(Action.DROP)  # no server answers this, and it would loop for ever
            else:
                delivery.moved_to = error.new_chat_id
        self._learn(error, decision, message, delivery)
        return decision

    def _learn(
        self, error: TelegramError, decision: RetryDecision, message: outbox.QueuedMessage, delivery: Delivery
    ) -> None:
        """Act on what a failure shows about the chat or the server."""
        now, breaker = asyncio.get_running_loop().time(), delivery.breaker
        if decision.action is Action.HOLD:
            breaker.failed(error, now)
            return
        if isinstance(error, Flood):
            breaker.flooded(delivery.sent_to, error.seconds, now)
            self._pace.flooded((delivery.agency, delivery.sent_to), error.seconds, now)
        else:
            breaker.passed()
        if isinstance(error, OutcomeUnknown):
            self.unknown += 1
        if decision.action is Action.REFUSED:
            delivery.refused = describe(error)
        if decision.action is Action.DROP:
            _log.warning(
                "A message cannot be sent and is dropped",
                extra={"row": message.id, "kind": message.kind, "error": describe(error)},
            )
        elif decision.action is Action.RETRY:
            _log.info(
                "A message could not be sent and is tried again",
                extra={"row": message.id, "kind": message.kind, "wait": decision.wait, "error": describe(error)},
            )

    def note(
        self, delivery: Delivery, message: outbox.QueuedMessage, decision: RetryDecision, *, began: float, now: float
    ) -> bool:
        """Record the result of a message whose call began at ``began``; return whether the next one may follow."""
        match decision.action:
            case Action.SENT:
                tracing.step("a message was sent", row=message.id, kind=message.kind)
                delivery.sent.append(message.id)
                self.sent += 1
                self.sent_by_agency[delivery.agency] += 1
            case Action.DROP:
                delivery.dropped.append(message.id)
                self.dropped += 1
            case Action.RETRY | Action.REFUSED:
                delivery.retry_at = now + decision.wait
                self.retried += 1
                return False
            case Action.UNREACHABLE:
                delivery.unreachable = began
                self.unreachable += 1
                return False
            case Action.MOVED:
                self._parts_sent.pop(message.id, None)  # it gets another id there, and is sent completely
                return False
            case Action.HOLD:
                return False
        self._parts_sent.pop(message.id, None)
        return True


def _unreadable(message: outbox.QueuedMessage, error: ValueError) -> RetryDecision:
    _log.error("A row of the outbox cannot be read", extra={"row": message.id, "error": describe(error)})
    return RetryDecision(Action.DROP)
