"""Whether the bot may write somewhere, by what Telegram answers."""

import pytest

from bot.telegram.chat_access import Access, lacking_for_topics, may_write
from bot.telegram.client import BotApi

TOKEN = "123456:AAcanary-Token_x7"
GROUP = {"id": -4001, "type": "supergroup"}


@pytest.mark.parametrize(
    ("chat", "member", "access"),
    [
        (GROUP, {"status": "member"}, Access.YES),
        (GROUP | {"permissions": {"can_send_messages": True}}, {"status": "member"}, Access.YES),
        (GROUP | {"permissions": {"can_send_messages": False}}, {"status": "member"}, Access.NO),
        (GROUP | {"permissions": {"can_send_messages": False}}, {"status": "administrator"}, Access.YES),
        (GROUP, {"status": "restricted", "is_member": True, "can_send_messages": True}, Access.YES),
        (GROUP, {"status": "restricted", "is_member": True, "can_send_messages": False}, Access.NO),
        (GROUP, {"status": "restricted", "is_member": False, "can_send_messages": True}, Access.NO),
        (GROUP, {"status": "left"}, Access.NO),
        (GROUP, {"status": "kicked", "until_date": 0}, Access.NO),
        ({"id": -1001, "type": "channel"}, {"status": "administrator", "can_post_messages": True}, Access.YES),
        ({"id": -1001, "type": "channel"}, {"status": "administrator"}, Access.NO),
    ],
)
async def test_a_member_may_write_as_far_as_its_rights_go(server, wire, chat, member, access):
    server.answer = lambda request: wire.ok(chat if request.method == "getChat" else member)
    async with BotApi(TOKEN, server.url) as api:
        assert await may_write(api, -4001) is access
    assert [request.params.get("user_id") for request in server.requests] == [None, "123456"]


@pytest.mark.parametrize(
    ("refusal", "access"),
    [
        ((400, "Bad Request: chat not found"), Access.NO),
        ((403, "Forbidden: bot was kicked from the group chat"), Access.NO),
        ((404, "Not Found"), Access.UNKNOWN),
        ((502, "Bad Gateway"), Access.UNKNOWN),
    ],
)
async def test_what_telegram_refuses_is_no_right_and_what_fails_is_unknown(server, wire, refusal, access):
    server.answer = lambda _: wire.refused(*refusal)
    async with BotApi(TOKEN, server.url) as api:
        assert await may_write(api, -4001) is access


@pytest.mark.parametrize(
    ("chat", "member", "lacking"),
    [
        ({"is_forum": True}, {"can_manage_topics": True, "can_delete_messages": True}, ()),
        ({}, {"can_manage_topics": True, "can_delete_messages": True}, ("topics switched on in the group",)),
        ({"is_forum": True}, {"can_delete_messages": True}, ("the right to manage topics",)),
        ({"is_forum": True}, {"can_manage_topics": True}, ("the right to delete messages",)),
    ],
)
async def test_what_is_missing_for_topics_is_named(server, wire, chat, member, lacking):
    admin = member | {"status": "administrator"}
    server.answer = lambda request: wire.ok(GROUP | chat if request.method == "getChat" else admin)
    async with BotApi(TOKEN, server.url) as api:
        assert await lacking_for_topics(api, -4001) == lacking


async def test_what_is_missing_for_topics_is_not_known_where_telegram_cannot_be_asked(server, wire):
    server.answer = lambda _: wire.refused(502, "Bad Gateway")
    async with BotApi(TOKEN, server.url) as api:
        assert await lacking_for_topics(api, -4001) is None
