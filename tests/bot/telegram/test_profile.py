import json

import pytest
from msgspec.structs import replace

from bot.agencies.bot_profile import profile_of
from bot.core.agency import Agency
from bot.telegram.client import BotApi
from bot.telegram.profile import (
    DESCRIPTION_MAX,
    SHORT_DESCRIPTION_MAX,
    Profile,
    differences,
    show_picture,
    show_profile,
    take_menus_away,
)
from conversations.form import Form
from conversations.languages import CATALOGUES
from sandbox.server import Sandbox

MENUS = {"": {"start": "Start again", "privacy": "How we use your answers"}, "pl": {"start": "Od nowa"}}
PROFILE = Profile(
    MENUS,
    name="Derby Homes",
    descriptions={"": "What for", "pl": "Po co"},
    short_descriptions={"": "What for"},
    admin_menu={"link": "Make a link"},
    admins=(501, 502),
)


@pytest.fixture
async def api(server, wire):
    async with BotApi(wire.token, server.url) as api:
        yield api


@pytest.fixture
async def sandbox():
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def bot(sandbox):
    async with BotApi(sandbox.token, sandbox.base_url) as api:
        yield api


def sets(sandbox):
    return [call for call in sandbox.journal.calls if call.method.startswith("set")]


async def test_everything_is_set_once_and_left_alone_while_it_is_right(sandbox, bot):
    admin = sandbox.person("agent")
    admin.start()
    profile = replace(PROFILE, admins=(admin.id,))
    assert await show_profile(bot, profile) == ()
    assert len(sets(sandbox)) == 7
    assert await differences(bot, profile) == []
    assert await show_profile(bot, profile) == ()
    assert len(sets(sandbox)) == 7
    changed = replace(profile, descriptions={"": "What for", "pl": "Do czego"})
    assert await differences(bot, changed) == ["description"]
    await show_profile(bot, changed)
    assert [call.params for call in sets(sandbox)[7:]] == [{"language_code": "pl", "description": "Do czego"}]
    shown = sandbox.world.profile
    assert shown.name("") == "Derby Homes"
    assert [each["command"] for each in shown.commands_for(admin.id, "en")] == ["link"]
    assert [each["command"] for each in shown.commands_for(admin.id + 1, "en")] == ["start", "privacy"]


async def test_who_is_no_admin_any_longer_sees_the_menu_of_all(sandbox, bot):
    admin = sandbox.person("agent")
    admin.start()
    await show_profile(bot, replace(PROFILE, admins=(admin.id,)))
    assert await take_menus_away(bot, [502, admin.id]) == {admin.id, 502}, "nor has who never began a chat"
    assert [each["command"] for each in sandbox.world.profile.commands_for(admin.id, "en")] == ["start", "privacy"]


@pytest.mark.parametrize(("status", "done"), [(400, {501, 502}), (403, {501, 502}), (404, {501, 502}), (500, set())])
async def test_a_menu_is_taken_away_later_where_telegram_cannot_be_reached(server, wire, api, said, status, done):
    server.answer = lambda _: wire.refused(status, "no")
    assert await take_menus_away(api, {501, 502}) == done
    assert len(server.calls("deleteMyCommands")) == (2 if done else 1), "the next one would fare no better"
    assert len(said()) == (0 if done else 1)


async def test_admins_who_have_not_begun_a_chat_are_told_and_stop_nothing_else(sandbox, bot, said):
    assert await show_profile(bot, PROFILE) == (501, 502)
    assert await differences(bot, PROFILE) == ["menu of an admin"]
    assert not [line for level, line in said() if level == "WARNING"]


async def test_without_a_name_botfathers_stays(sandbox, bot):
    await show_profile(bot, profile_of(Agency("derby", Form())))
    assert "setMyName" not in {call.method for call in sandbox.journal.calls}


@pytest.mark.parametrize("name", ["", "Dom", "Llewellyn, Featherstonehaugh & Partners " * 4, "a\u202eb\nc", "D" * 64])
async def test_whatever_an_agency_is_called_telegram_takes_it(sandbox, bot, name):
    profile = profile_of(Agency("derby", Form(agency=name)))
    assert await show_profile(bot, profile) == ()
    assert await differences(bot, profile) == []
    assert {call.outcome for call in sandbox.journal.calls} == {"ok"}
    for language in CATALOGUES:
        code = "" if language == "en" else language
        assert 0 < len(profile.descriptions[code]) <= DESCRIPTION_MAX
        assert 0 < len(profile.short_descriptions[code]) <= SHORT_DESCRIPTION_MAX


async def test_a_server_that_cannot_tell_is_told(server, wire, api, said):
    server.answer = lambda request: wire.refused(404, "Not Found") if request.method[:3] == "get" else wire.ok(True)
    await show_profile(api, PROFILE)
    assert len(server.calls("setMyCommands")) == 4
    assert not [line for level, line in said() if level == "WARNING"]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_failure_is_a_warning(server, wire, api, said, status):
    server.answer = lambda _: wire.refused(status, "no")
    await show_profile(api, Profile(MENUS))
    assert {level for level, _ in said()} == {"WARNING"}
    assert await differences(api, Profile(MENUS)) == (["menu of commands"] if status in {400, 404, 401} else None)


async def test_trouble_on_the_way_is_one_warning(server, wire, api, said):
    server.answer = lambda _: wire.refused(500, "no")
    assert await show_profile(api, PROFILE) is None, "to be tried again"
    assert len(said()) == 1


async def test_the_menu_is_what_the_bot_api_calls_it(server, wire, api):
    server.answer = lambda request: wire.ok([] if request.method[:3] == "get" else True)
    await show_profile(api, Profile({"": {"start": "Start again"}}))
    (call,) = server.calls("setMyCommands")
    assert json.loads(call.params["commands"]) == [{"command": "start", "description": "Start again"}]


@pytest.mark.parametrize(("status", "taken"), [(400, False), (404, False), (429, None), (500, None)])
async def test_a_picture_that_is_refused_is_a_warning_and_tried_again_where_that_may_help(
    server, wire, api, said, status, taken
):
    server.answer = lambda _: wire.refused(status, "no")
    assert await show_picture(api, b"picture") is taken
    assert [level for level, _ in said()] == ["WARNING"]
