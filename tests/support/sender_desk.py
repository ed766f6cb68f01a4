"""A sender over an outbox on a real database, and what a scripted Bot API was asked to send."""

from __future__ import annotations

import asyncio
import contextlib
from unittest import mock

import pytest

from bot.core.serialization import MESSAGE
from bot.core.wakeup import Wakeup
from bot.storage.queues import outbox
from bot.telegram.backoff import Backoff
from bot.telegram.circuit_breaker import CircuitBreaker
from bot.telegram.client import BotApi
from bot.telegram.sender import Sender
from conversations.languages.message import Message


class SenderDesk:
    """Puts messages into the outbox and runs a sender over it."""

    def __init__(self, database):
        self.database = database
        self.wakeup = Wakeup()
        self.sender = None

    def say(self, chat_id, *texts):
        bodies = [MESSAGE.encode(Message(text)) for text in texts]
        self.put(*[outbox.NewMessage("derby", chat_id, "message", body) for body in bodies])

    def put(self, *messages):
        self.database.run_sync(lambda tx: outbox.add(tx, messages))
        self.wakeup.notify()

    def waiting(self):
        return self.database.run_sync(outbox.waiting).count

    @contextlib.asynccontextmanager
    async def sending(self, url, token, breaker=None, agency=None, **limits):
        """Run a sender; ``limits`` are those of its module that differ."""
        breaker = breaker or quick_breaker()
        async with BotApi(token, url) as api:
            self.sender = Sender(lambda _: api, lambda _: agency, self.database, self.wakeup)
            with mock.patch.multiple("bot.telegram.sender", CircuitBreaker=lambda: breaker, **limits):
                task = asyncio.create_task(self.sender.run())
                try:
                    yield self.sender
                finally:
                    task.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await task


def quick_breaker():
    """A circuit breaker with short pauses between its probes."""
    breaker = CircuitBreaker()
    quicken(breaker._setbacks)
    return breaker


def quicken(setbacks, base=0.02, cap=0.05):
    """Have a loop that calls Telegram try again soon."""
    setbacks._backoff, setbacks._slow_backoff = Backoff(base=base, cap=cap), Backoff(base=base, cap=cap)


def texts(server, chat_id=None):
    """What was asked to be sent, in order."""
    return [
        request.params["text"]
        for request in server.calls("sendMessage")
        if chat_id is None or request.params["chat_id"] == str(chat_id)
    ]


def by_text(wire, answers):
    """Answers for certain texts, each once in turn; everything else is sent."""
    left = {text: list(each) for text, each in answers.items()}

    def answer(request):
        waiting = left.get(request.params.get("text", request.params.get("callback_query_id")))
        return waiting.pop(0) if waiting else wire.ok({"message_id": 1})

    return answer
