"""What the Bot API lets a bot put into a chat, and what it refuses, in Telegram's words."""

from __future__ import annotations

import struct
import zlib

import pytest

from sandbox.world import NotPossible


@pytest.fixture
def marla(sandbox):
    person = sandbox.person("marla")
    person.start()
    return person


def inline(*buttons):
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


def keys(*buttons):
    return {"reply_markup": {"keyboard": [list(buttons)]}}


CANT_INLINE = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🏠" * 2049}, "message is too long"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 5}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"parse_mode": "XML"}, "unsupported parse_mode"),
        ({"entities": {"type": "bold"}}, "can't parse entities: expected an Array of MessageEntity"),
        ({"entities": "[{]"}, "can't parse message entities JSON object"),
        (
            {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse entities: unsupported type specified",
        ),
        (
            {"text": "🏠!", "entities": [{"type": "bold", "offset": 2, "length": 2}]},
            "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 4",
        ),
        ({"entities": [{"type": "bold", "offset": -1, "length": 1}]}, "entity begins at the wrong offset -1"),
        (
            {"entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "nowhere"}]},
            "entity URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"reply_markup": "{broken"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": [1]}, "object expected as reply markup"),
        (
            {"reply_markup": {"inline_keyboard": {}}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
        ),
        (
            {"reply_markup": {"keyboard": ["A"]}},
            'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
        ),
        ({"reply_markup": {"keyboard": []}}, "reply markup must be non-empty"),
        (inline("A"), CANT_INLINE + "InlineKeyboardButton must be an Object"),
        (inline({"callback_data": "a"}), CANT_INLINE + 'Can\'t find field "text"'),
        (inline({"text": 1, "callback_data": "a"}), CANT_INLINE + 'Field "text" must be of type String'),
        (inline({"text": " ", "callback_data": "a"}), "inline keyboard button text is empty"),
        (inline({"text": "A"}), CANT_INLINE + "Text buttons are unallowed in the inline keyboard"),
        (
            inline({"text": "A", "callback_data": ""}),
            CANT_INLINE + "Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline({"text": "A", "callback_data": "a", "url": "https://derbyhomes.example"}),
            CANT_INLINE + "exactly one action must be specified, found url and callback_data",
        ),
        (inline({"text": "A", "callback_data": "a" * 65}), "BUTTON_DATA_INVALID"),
        (inline({"text": "A", "callback_data": "🏠" * 16 + "a"}), "BUTTON_DATA_INVALID"),
        (
            inline({"text": "A", "url": "not a url"}),
            "inline keyboard button URL 'not a url' is invalid: Wrong HTTP URL",
        ),
        (inline({"text": "A", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
        (
            inline({"text": "A", "callback_data": "a", "style": "rainbow"}),
            CANT_INLINE + "invalid button style specified",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": str(n)}] for n in range(101)]}},
            "reply markup is too long",
        ),
        (keys(1), "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        (keys({"text": ""}), "keyboard button text must be non-empty"),
        ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        (
            {"reply_parameters": {"message_id": [1]}},
            'can\'t parse reply parameters: field "message_id" must be of type Number',
        ),
        ({"entities": [{"type": [], "offset": 0, "length": 1}]}, "can't parse entities: unsupported type specified"),
    ],
)
async def test_messages_refused(api, marla, params, description):
    before = len(marla.messages)
    assert (400, f"Bad Request: {description}") == await api.refusal(
        "sendMessage",
        **({"chat_id": marla.id, "text": "Hello"} | params),
    )
    assert before == len(marla.messages)


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "🏠" * 2048},
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "&amp;" * 4096, "parse_mode": "HTML"},
        inline({"text": "A", "callback_data": "🏠" * 16}),
        inline({"text": "A", "callback_data": "a", "style": "success"}),
        inline({"text": "A", "url": "derbyhomes.example/privacy"}),
        inline({"text": "A", "switch_inline_query_chosen_chat": {"query": "x", "allow_user_chats": True}}),
        keys("A", {"text": "B", "request_contact": True, "style": "primary"}),
        {"reply_markup": {"remove_keyboard": True}},
        {"reply_markup": {"force_reply": True}},
        {"reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}},
        {"disable_notification": True, "link_preview_options": {"is_disabled": True}},
    ],
)
async def test_messages_at_the_limits_pass(api, marla, params):
    sent = await api("sendMessage", **({"chat_id": marla.id, "text": "Hello"} | params))
    assert sent["message_id"] == marla.last["message_id"]


async def test_white_space_around_is_cut_and_entities_move_along(api, marla):
    sent = await api(
        "sendMessage",
        chat_id=marla.id,
        text="\n  bold\x00rest \r\n",
        entities=[{"type": "bold", "offset": 1, "length": 6}],
    )
    assert sent["text"] == "bold rest"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_telegram_marks_links_and_commands_by_itself(api, marla):
    sent = await api(
        "sendMessage",
        chat_id=marla.id,
        text="🏠 /help or https://derbyhomes.example/privacy, cloud9@cloud.com <3 @derbyhomes",
    )
    assert [(e["type"], e["offset"], e["length"]) for e in sent["entities"]] == [
        ("bot_command", 3, 5),
        ("url", 12, 34),
        ("email", 48, 16),
        ("mention", 68, 11),
    ]


async def test_who_may_be_written_to(sandbox, api):
    tom = sandbox.person("tom")
    assert await api.refusal("sendMessage", chat_id=tom.id, text="Hello") == (400, "Bad Request: chat not found")
    assert tom.messages == []
    assert await api.refusal(
        "sendMessage",
        chat_id=tom.id,
        text="Hello",
    ) == (403, "Forbidden: bot can't initiate conversation with a user")
    tom.start()
    await api("sendMessage", chat_id=tom.id, text="Hello")
    tom.block()
    for method, params in {
        "sendMessage": {"text": "Hello"},
        "sendChatAction": {"action": "typing"},
        "sendPhoto": {"photo": "x"},
    }.items():
        assert await api.refusal(method, chat_id=tom.id, **params) == (403, "Forbidden: bot was blocked by the user")
    tom.unblock()
    await api("sendMessage", chat_id=tom.id, text="Welcome back")


async def test_groups(sandbox, api):
    marla = sandbox.person("marla")
    group = marla.add_bot_to_group("Neighbours")
    marla.send_to_group(group, "nothing for the bot")
    marla.send_to_group(group, "/start@sandbox_valuation_bot")
    updates = await api("getUpdates")
    assert [updates[0]["my_chat_member"][f"{when}_chat_member"]["status"] for when in ("old", "new")] == [
        "left",
        "member",
    ]
    assert [u["username"] for u in updates[1]["message"]["new_chat_members"]] == ["sandbox_valuation_bot"]
    assert updates[2]["message"]["text"] == "/start@sandbox_valuation_bot"
    assert {"id": group, "title": "Neighbours", "type": "group"} == updates[2]["message"]["chat"]
    assert len(updates) == 3
    contact = keys({"text": "Share", "request_contact": True})
    assert await api.refusal(
        "sendMessage",
        chat_id=group,
        text="Your number?",
        **contact,
    ) == (400, "Bad Request: phone number can be requested in private chats only")
    await api("sendMessage", chat_id=group, text="Write to me in private, please.")
    assert marla.group_messages(group)[-1]["text"] == "Write to me in private, please."
    assert (await api("getChatMember", chat_id=group, user_id=marla.id))["status"] == "member"
    marla.remove_bot_from_group(group)
    assert await api.refusal(
        "sendMessage",
        chat_id=group,
        text="Hello?",
    ) == (403, "Forbidden: bot was kicked from the group chat")


async def test_a_group_becomes_a_supergroup(sandbox, api):
    marla = sandbox.person("marla")
    group = marla.add_bot_to_group("Neighbours")
    new = marla.upgrade_group(group)
    told = [update["message"] for update in await api("getUpdates") if "message" in update][1:]
    assert [(each["chat"]["id"], each["chat"]["type"]) for each in told] == [(group, "group"), (new, "supergroup")]
    assert (told[0]["migrate_to_chat_id"], told[1]["migrate_from_chat_id"]) == (new, group)
    refused = (await api.raw("sendMessage", chat_id=group, text="hello")).json()
    assert (refused["error_code"], refused["parameters"]) == (400, {"migrate_to_chat_id": new})
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    await api("sendMessage", chat_id=new, text="hello")
    assert marla.group_messages(new)[-1]["text"] == "hello"
    for impossible in (new, group):
        with pytest.raises(NotPossible):
            marla.upgrade_group(impossible)
    with pytest.raises(NotPossible):
        marla.send_to_group(group, "/start")


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b08002000300101110000ffd9")


@pytest.mark.parametrize(("content", "size"), [(png(40, 30), (40, 30)), (JPEG, (48, 32))], ids=["png", "jpeg"])
async def test_photos(api, marla, content, size):
    response = await api.http.post(
        f"/bot{api.token}/sendPhoto",
        data={"chat_id": marla.id, "caption": "<b>£300,000</b>", "parse_mode": "HTML"},
        files={"photo": ("estimate.png", content)},
    )
    sent = response.json()["result"]
    photo = sent["photo"][-1]
    assert size == (photo["width"], photo["height"])
    assert "£300,000" == sent["caption"] == marla.last["caption"]
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 8}]
    assert content == (await api.http.get(marla.last["photo"])).content
    again = await api("sendPhoto", chat_id=marla.id, photo=photo["file_id"])
    assert photo["file_id"] == again["photo"][-1]["file_id"]


@pytest.mark.parametrize(
    ("params", "upload", "description"),
    [
        ({}, None, "there is no photo in the request"),
        ({"photo": "unknown"}, None, "wrong remote file identifier specified: Wrong string length"),
        ({"photo": "https://derbyhomes.example/x.png"}, None, "failed to get HTTP URL content"),
        ({}, b"", "file must be non-empty"),
        ({}, b"%PDF-1.7", "IMAGE_PROCESS_FAILED"),
        ({}, png(1, 21), "PHOTO_INVALID_DIMENSIONS"),
        ({"caption": "x" * 1025}, png(4, 4), "message caption is too long"),
    ],
)
async def test_photos_refused(api, marla, params, upload, description):
    response = await api.http.post(
        f"/bot{api.token}/sendPhoto",
        data={"chat_id": marla.id} | params,
        files={"photo": ("p.png", upload)} if upload is not None else None,
    )
    assert f"Bad Request: {description}" == response.json()["description"]
    assert marla.bot_messages == []


async def test_reply_keyboards_and_typing_reach_the_page(api, marla):
    await api("sendChatAction", chat_id=marla.id, action="typing")
    await marla.next_event("typing")
    button = {"text": "Share my number", "request_contact": True}
    markup = {"keyboard": [[button, "Skip"]], "one_time_keyboard": True, "input_field_placeholder": "07…"}
    await api("sendMessage", chat_id=marla.id, text="Your number?", reply_markup=markup)
    assert {
        "rows": [[button, {"text": "Skip", "request_contact": False}]],
        "one_time": True,
        "resize": False,
        "placeholder": "07…",
    } == marla.keyboard
    marla.press("Share my number")
    assert marla.keyboard is None
    await api("sendMessage", chat_id=marla.id, text="Again?", reply_markup={"keyboard": [["Yes"]]})
    marla.press("Yes")
    assert marla.keyboard is not None
    await api("sendMessage", chat_id=marla.id, text="Thanks", reply_markup={"remove_keyboard": True})
    assert marla.keyboard is None
