"""Edits, deletions and answers to taps."""

from __future__ import annotations

import pytest

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
KEYS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]]}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63686868000002040181"
    "4b0bd0c80000000049454e44ae426082",
)


@pytest.fixture
async def chat(sandbox, api):
    """Messages of every kind: name -> message_id."""
    marla = sandbox.person("marla")
    hers = marla.start()
    ids = {"hers": hers, "nowhere": 999}
    sent: dict[str, dict[str, object]] = {
        "plain": {"text": "Plain"},
        "keys": {"text": "Keys", "reply_markup": KEYS},
        "reply": {"text": "Reply", "reply_markup": {"keyboard": [["A"]]}},
    }
    for name, params in sent.items():
        ids[name] = (await api("sendMessage", chat_id=marla.id, **params))["message_id"]
    response = await api.http.post(
        f"/bot{api.token}/sendPhoto",
        data={"chat_id": marla.id, "caption": "Photo"},
        files={"photo": ("p.png", PIXEL)},
    )
    ids["photo"] = response.json()["result"]["message_id"]
    return ids


@pytest.mark.parametrize(
    ("method", "message", "params", "description"),
    [
        ("editMessageText", "plain", {"text": "Plain"}, NOT_MODIFIED),
        ("editMessageText", "plain", {"text": " Plain\n"}, NOT_MODIFIED),
        ("editMessageText", "keys", {"text": "Keys", "reply_markup": KEYS}, NOT_MODIFIED),
        ("editMessageText", "nowhere", {"text": "X"}, "message to edit not found"),
        ("editMessageText", "hers", {"text": "X"}, "message can't be edited"),
        ("editMessageText", "reply", {"text": "X"}, "message can't be edited"),
        ("editMessageText", "photo", {"text": "X"}, "there is no text in the message to edit"),
        ("editMessageText", "plain", {"text": ""}, "message text is empty"),
        ("editMessageText", "plain", {"text": "X", "reply_markup": {"keyboard": [["A"]]}}, "inline keyboard expected"),
        ("editMessageText", None, {"text": "X"}, "message identifier is not specified"),
        ("editMessageCaption", "photo", {"caption": "Photo"}, NOT_MODIFIED),
        ("editMessageCaption", "plain", {"caption": "X"}, "there is no caption in the message to edit"),
        ("editMessageReplyMarkup", "plain", {}, NOT_MODIFIED),
        ("editMessageReplyMarkup", "keys", {"reply_markup": KEYS}, NOT_MODIFIED),
        ("editMessageReplyMarkup", "nowhere", {}, "message to edit not found"),
        ("deleteMessage", "nowhere", {}, "message to delete not found"),
        ("deleteMessages", None, {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", None, {"message_ids": list(range(101))}, "too many message identifiers specified"),
    ],
)
async def test_refused(sandbox, api, chat, method, message, params, description):
    marla = sandbox.person("marla")
    before = marla.messages
    target = {"message_id": chat[message]} if message else {}
    assert (400, f"Bad Request: {description}") == await api.refusal(method, chat_id=marla.id, **target, **params)
    assert before == marla.messages


async def test_an_edit_changes_text_and_buttons(sandbox, api, chat, clock):
    marla = sandbox.person("marla")
    clock.now += 60
    changed = {"inline_keyboard": [[{"text": "C", "callback_data": "c"}]]}
    result = await api("editMessageText", chat_id=marla.id, message_id=chat["keys"], text="New", reply_markup=changed)
    assert int(clock.now) == result["edit_date"]
    shown = (await marla.next_event("edited"))["message"]
    assert (shown["text"], shown["edited"]) == ("New", True)
    assert shown["buttons"] == [[{"text": "C", "data": "c", "style": None}]]
    await api("editMessageReplyMarkup", chat_id=marla.id, message_id=chat["keys"])
    assert (await marla.next_event("edited"))["message"]["buttons"] == []
    await api("editMessageCaption", chat_id=marla.id, message_id=chat["photo"], caption="New caption")
    assert marla.last["caption"] == "New caption"


async def test_deletions(sandbox, api, chat, clock):
    marla = sandbox.person("marla")
    await api("deleteMessage", chat_id=marla.id, message_id=chat["hers"])
    assert chat["hers"] == (await marla.next_event("deleted"))["message_id"]
    await api("deleteMessages", chat_id=marla.id, message_ids=[chat["plain"], 999, chat["plain"]])
    assert chat["plain"] == (await marla.next_event("deleted"))["message_id"]
    clock.now += 48 * 3600
    assert await api.refusal(
        "deleteMessage",
        chat_id=marla.id,
        message_id=chat["keys"],
    ) == (400, "Bad Request: message can't be deleted for everyone")
    assert chat["keys"] in [message["message_id"] for message in marla.messages]


TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


async def test_answers_to_taps(sandbox, api, chat, clock):
    marla = sandbox.person("marla")
    first, second = marla.tap("A"), marla.tap("B", chat["keys"])
    assert await api.refusal("answerCallbackQuery", callback_query_id="12345") == TOO_OLD
    assert await api.refusal(
        "answerCallbackQuery",
        callback_query_id=first,
        text="x" * 201,
    ) == (400, "Bad Request: MESSAGE_TOO_LONG")
    await api("answerCallbackQuery", callback_query_id=first, text="Noted", show_alert=True)
    toast = await marla.next_event("toast")
    assert (first, "Noted", True) == (toast["tap_id"], toast["text"], toast["alert"])
    assert first == (await marla.next_event("tap_settled"))["tap_id"]
    assert await api.refusal("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    clock.now += 151
    assert await api.refusal("answerCallbackQuery", callback_query_id=second) == TOO_OLD


async def test_a_tap_on_a_button_that_is_just_gone_still_counts(sandbox, api, chat):
    marla = sandbox.person("marla")
    await api("editMessageReplyMarkup", chat_id=marla.id, message_id=chat["keys"])
    with pytest.raises(LookupError):
        marla.tap("A")
    marla.tap_data(chat["keys"], "a")
    query = (await api("getUpdates"))[-1]["callback_query"]
    assert ("a", chat["keys"], marla.id) == (query["data"], query["message"]["message_id"], query["from"]["id"])
    assert query["chat_instance"]
