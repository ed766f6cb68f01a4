"""Probe of the token: the bot's name, and the modes that are switched on for it, by what getMe answers."""

import pytest

from bot.telegram.client import BotApi
from bot.telegram.token_probe import Known, identify


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        ({"username": "derby_bot"}, Known("derby_bot")),
        (
            {"username": "derby_bot", "supports_inline_queries": False, "has_topics_enabled": True},
            Known("derby_bot", ("threaded mode",)),
        ),
        (
            {"supports_inline_queries": True, "supports_guest_queries": True, "can_connect_to_business": True},
            Known("", ("inline mode", "guest mode", "business mode")),
        ),
        ({"username": 5, "has_topics_enabled": "yes"}, Known("")),
        ([], Known("")),
    ],
)
async def test_it_tells_the_name_and_the_modes_that_are_switched_on(server, wire, answer, known):
    server.answer = lambda _: wire.ok(answer)
    async with BotApi(wire.token, server.url) as api:
        assert await identify(api) == known
