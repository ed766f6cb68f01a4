"""Several agencies' bots and one sender: the trouble of one holds back that one only."""

import asyncio
import contextlib
from unittest import mock

import pytest

from bot.core.serialization import MESSAGE
from bot.storage.queues import outbox
from bot.telegram.client import BotApi
from bot.telegram.sender import Sender
from conversations.languages.message import Message
from support.sender_desk import quick_breaker


@contextlib.asynccontextmanager
async def two_bots(desk, url, token, **limits):
    """Derby's bot and York's at one server, told apart by their tokens. Yields York's token."""
    other = "654321:AAyorks-Token"
    async with BotApi(token, url) as derby, BotApi(other, url) as york:
        bots = {"derby": derby, "york": york}
        sender = Sender(bots.get, lambda _: None, desk.database, desk.wakeup)
        with mock.patch.multiple("bot.telegram.sender", CircuitBreaker=quick_breaker, **({"GRACE": 0.1} | limits)):
            task = asyncio.create_task(sender.run())
            try:
                yield bots, other
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


def of_york(*chats):
    body = MESSAGE.encode(Message("hello"))
    return [outbox.NewMessage("york", chat, "message", body) for chat in chats]


def sent_with(server, token, chat):
    return [r for r in server.calls("sendMessage") if token in r.path and r.params["chat_id"] == str(chat)]


async def test_a_bot_whose_calls_hang_leaves_places_for_the_others(server, wire, desk):
    server.answer = lambda request: wire.hang if wire.token in request.path else wire.ok({"message_id": 1})
    for chat in range(7001, 7041):
        desk.say(chat, "hi")
    async with two_bots(desk, server.url, wire.token, CONCURRENCY=4, TOTAL=12) as (_, york):
        await server.until(lambda: len(server.calls("sendMessage")) >= 4)
        desk.put(*of_york(7001, 7002))
        await server.until(lambda: sent_with(server, york, 7001) and sent_with(server, york, 7002))
    assert len([r for r in server.requests if wire.token in r.path]) == 4


@pytest.mark.parametrize("trouble", ["token", "flood"])
async def test_what_is_wrong_with_one_bot_holds_back_that_one_only(server, wire, desk, trouble):
    refusal = wire.refused(401, "Unauthorized") if trouble == "token" else wire.refused(429, "Slow", retry_after=600)
    server.answer = lambda request: refusal if wire.token in request.path else wire.ok({"message_id": 1})
    for chat in range(7001, 7041):
        desk.say(chat, "hi")
    async with two_bots(desk, server.url, wire.token, CONCURRENCY=5) as (_, york):
        await server.until(lambda: len([r for r in server.requests if wire.token in r.path]) >= 5)
        for chat in range(7001, 7011):
            desk.put(*of_york(chat))
            await server.until(lambda chat=chat: sent_with(server, york, chat))
    assert desk.waiting() == 40, "nothing of Derby's is lost"


async def test_what_waits_of_a_bot_that_is_not_set_up_stays_until_it_is(server, wire, desk):
    async with two_bots(desk, server.url, wire.token) as (bots, york):
        derby = bots.pop("derby")
        for chat in range(7001, 7006):
            desk.say(chat, "hi")
        desk.put(*of_york(7001))
        await server.until(lambda: sent_with(server, york, 7001))
        assert not sent_with(server, wire.token, 7001)
        bots["derby"] = derby
        desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert sorted(r.params["chat_id"] for r in server.requests if wire.token in r.path) == [
        str(chat) for chat in range(7001, 7006)
    ]
