"""The webhook stays set: whoever changes it, whatever fails, and it is set for nothing else."""

import asyncio
import json

import pytest

from bot.telegram.client import BotApi
from bot.telegram.webhook_registration import WebhookKeeper
from support.sender_desk import quicken

URL = "https://bot.example.org/telegram"
GIVEN = "a-long-and-random-secret"


class Telegram:
    """Remembers the webhook; ``answers`` come first, in turn, whatever is asked."""

    def __init__(self, wire, *answers):
        self.wire = wire
        self.answers = list(answers)
        self.info = {"url": "", "pending_update_count": 0}

    def __call__(self, request):
        if self.answers:
            return self.answers.pop(0)
        if request.method == "setWebhook":
            self.info["url"] = request.params["url"]
            return self.wire.ok(True)
        return self.wire.ok(self.info)


@pytest.fixture
def keep(server, wire, monkeypatch):
    """Run a keeper against a script until a condition holds; returns it."""

    monkeypatch.setattr("bot.telegram.webhook_registration.LOOK_EVERY", 0.01)

    async def run(script, *steps):
        server.answer = script
        async with BotApi(wire.token, server.url) as api:
            keeper = WebhookKeeper(api, URL, GIVEN)
            quicken(keeper, base=0.01, cap=0.02)
            task = asyncio.create_task(keeper.run())
            for step in steps:
                await server.until(lambda step=step: task.done() or step())
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return keeper

    return run


def settings(server):
    return [request.params for request in server.calls("setWebhook")]


async def test_it_is_set_at_the_start_with_all_that_matters(server, wire, keep):
    await keep(Telegram(wire), lambda: len(server.calls("getWebhookInfo")) == 3)
    (asked,) = settings(server)
    assert {"url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates"} == set(asked)
    assert (
        asked["url"],
        asked["secret_token"],
        asked["max_connections"],
        asked["drop_pending_updates"],
    ) == (URL, GIVEN, "100", "false")
    kinds = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
    assert json.loads(asked["allowed_updates"]) == kinds
    assert server.calls("deleteWebhook") == []


async def test_it_is_set_even_if_it_seems_to_be(server, wire, keep):
    """The secret cannot be asked for: it may be another."""
    telegram = Telegram(wire)
    telegram.info["url"] = URL
    await keep(telegram, lambda: server.calls("getWebhookInfo"))
    assert len(settings(server)) == 1


@pytest.mark.parametrize("other", ["", "https://elsewhere.example/hook"])
async def test_it_is_set_again_if_something_else_changes_it(server, wire, keep, said, other):
    telegram = Telegram(wire)

    def changed():
        if len(settings(server)) == 1 and len(server.calls("getWebhookInfo")) == 2:
            telegram.info["url"] = other
        return len(settings(server)) == 2

    await keep(telegram, changed, lambda: len(server.calls("getWebhookInfo")) > 6)
    assert len(settings(server)) == 2
    assert len([level for level, _ in said() if level == "ERROR"]) == 1


async def test_it_is_set_again_if_deliveries_begin_to_fail(server, wire, keep, said):
    telegram = Telegram(wire)

    def failed():
        if len(server.calls("getWebhookInfo")) == 2:
            telegram.info |= {
                "last_error_date": 1,
                "last_error_message": "Wrong response from the webhook: 401 Unauthorized",
            }
        return len(settings(server)) == 2

    await keep(telegram, failed, lambda: len(server.calls("getWebhookInfo")) > 6)
    assert len(settings(server)) == 2, "an old error is no new one"
    assert len([line for level, line in said() if level == "WARNING" and "401 Unauthorized" in line]) == 1


async def test_an_error_from_before_the_start_is_told_and_not_mended(server, wire, keep, said):
    telegram = Telegram(wire)
    telegram.info |= {"last_error_date": 1, "last_error_message": "Connection refused"}
    await keep(telegram, lambda: len(server.calls("getWebhookInfo")) > 4)
    assert len(settings(server)) == 1
    assert len([line for level, line in said() if level == "WARNING"]) == 1


async def test_why_telegram_refuses_it_is_told_once_whatever_went_wrong_before(server, wire, keep, said):
    why = "bad webhook: IP address 10.0.0.5 is reserved"
    trouble = [wire.drop, *(wire.refused(400, f"Bad Request: {why}") for _ in range(3))]
    await keep(Telegram(wire, *trouble), lambda: len(server.calls("getWebhookInfo")) > 1)
    (line,) = [line for level, line in said() if level == "ERROR"]
    assert why.lower() in line.lower()
    assert GIVEN not in line


async def test_no_trouble_ends_it(server, wire, keep, said):
    trouble = [
        wire.drop,
        wire.refused(500, "Internal Server Error"),
        wire.refused(401, "Unauthorized"),
        wire.refused(429, "Too Many Requests: retry after 1", retry_after=1),
        wire.refused(400, "bad webhook: An HTTPS URL must be provided for webhook"),
        wire.ok(True),  # it is set …
        wire.ok("no information"),  # … and then nobody can tell
    ]
    keeper = await keep(Telegram(wire, *trouble), lambda: len(server.calls("getWebhookInfo")) > 2)
    assert keeper.failures == 6
    lines = [line for _, line in said()]
    assert not any(GIVEN in line or wire.token in line for line in lines)
    assert "The webhook can be looked after again" in lines[-1]
