import json

import pytest

from bot.bot_api.client import BotApi
from bot.bot_api.profile import set_commands

MENUS = {"": {"start": "Start again", "privacy": "How we use your answers"}, "pl": {"start": "Od nowa"}}


@pytest.fixture
async def api(server, wire):
    async with BotApi(wire.token, server.url) as api:
        yield api


async def test_commands_are_set_once_and_left_alone_while_they_are_right(server, wire, api):
    kept = {}

    def answer(request):
        language = request.params.get("language_code", "")
        if request.method == "getMyCommands":
            return wire.ok(kept.get(language, []))
        kept[language] = json.loads(request.params["commands"])
        return wire.ok(True)

    server.answer = answer
    await set_commands(api, MENUS)
    await set_commands(api, MENUS)
    assert len(server.calls("setMyCommands")) == 2
    assert kept[""] == [
        {"command": "start", "description": "Start again"},
        {"command": "privacy", "description": "How we use your answers"},
    ]
    await set_commands(api, {"pl": {"start": "Od początku"}})
    assert kept["pl"] == [{"command": "start", "description": "Od początku"}]


async def test_a_server_that_cannot_tell_the_commands_is_told_them(server, wire, api, said):
    server.answer = lambda request: (
        wire.refused(404, "Not Found") if request.method == "getMyCommands" else wire.ok(True)
    )
    await set_commands(api, MENUS)
    assert len(server.calls("setMyCommands")) == 2
    assert not said()


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_failure_is_a_warning(server, wire, api, said, status):
    server.answer = lambda _: wire.refused(status, "no")
    await set_commands(api, MENUS)
    assert [level for level, _ in said()] == ["WARNING"]
