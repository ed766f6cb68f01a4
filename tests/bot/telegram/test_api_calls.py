import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.core.serialization import KEYBOARD, MESSAGE, Keyboard
from bot.telegram.api_calls import TEXT_MAX, Call, outside_topic, to_calls
from conversations.languages.message import Document, Message, MessageButton, Picture


def calls(message):
    return to_calls("message", 7001, MESSAGE.encode(message))


def only(message):
    (call,) = calls(message)
    assert call.method == "sendMessage"
    return call.params


def utf16(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def bold_parts(params):
    """What Telegram would show in bold."""
    units = params["text"].encode("utf-16-le")
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in params.get("entities", [])
    ]


def test_a_plain_message():
    assert calls(Message("Hello, Marla.")) == (
        Call("sendMessage", {"chat_id": 7001, "text": "Hello, Marla.", "link_preview_options": {"is_disabled": True}}),
    )


def test_bold_is_counted_in_utf_16():
    text = "🏡 1 of 8. 🔑 Your name?"
    params = only(Message(text, bold=((2, 7), (text.index("Your"), 10))))
    assert params["entities"] == [
        {"type": "bold", "offset": 3, "length": 7},
        {"type": "bold", "offset": 14, "length": 10},
    ]
    assert bold_parts(params) == ["1 of 8.", "Your name?"]


def test_buttons_are_those_that_python_telegram_bot_makes():
    message = Message(
        "Agree?",
        buttons=(
            (MessageButton("Yes, I agree", "yes:3", style="success"), MessageButton("No", "no:3")),
            (MessageButton("Privacy", url="https://derbyhomes.example/privacy"),),
            (MessageButton("Copy VB-1", copy="VB-1"),),
        ),
    )
    expected = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("Yes, I agree", callback_data="yes:3", style="success"),
             InlineKeyboardButton("No", callback_data="no:3")],
            [InlineKeyboardButton("Privacy", url="https://derbyhomes.example/privacy")],
            [InlineKeyboardButton("Copy VB-1", copy_text=CopyTextButton("VB-1"))],
        ]
    )  # fmt: skip
    assert only(message)["reply_markup"] == expected.to_dict()


def test_the_contact_keyboard_is_the_one_that_python_telegram_bot_makes():
    message = Message(
        "Your number?",
        keyboard=(("Share my number",), ("Why?", "Back")),
        share_contact="Share my number",
        placeholder="Or type a number",
    )
    expected = ReplyKeyboardMarkup(
        [[KeyboardButton("Share my number", request_contact=True)], [KeyboardButton("Why?"), KeyboardButton("Back")]],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder="Or type a number",
    )
    assert only(message)["reply_markup"] == expected.to_dict()
    assert only(Message("Thanks", hide_keyboard=True))["reply_markup"] == ReplyKeyboardRemove().to_dict() | {
        "remove_keyboard": True
    }


def test_a_document_goes_above_its_text_and_where_it_fails_other_words_are_said():
    message = Message(
        "Here it is.", document=Document(PICTURE, "123 Example Street", ("Reference: VB-1",), "It's in this chat.")
    )
    (call,) = to_calls("message", 7001, MESSAGE.encode(message))
    assert (call.method, call.params["caption"], call.upload) == ("sendDocument", "Here it is.", message.document)
    assert call.instead is not None
    assert (call.instead.method, call.instead.params["text"]) == ("sendMessage", "It's in this chat.")


def test_other_buttons_below_a_message():
    body = KEYBOARD.encode(Keyboard(55, ((MessageButton("✓ Sell it", "a:1:sale_or_let:vendor"),),)))
    (call,) = to_calls("keyboard", 7001, body)
    shown = {"inline_keyboard": [[{"text": "✓ Sell it", "callback_data": "a:1:sale_or_let:vendor"}]]}
    assert call == Call("editMessageReplyMarkup", {"chat_id": 7001, "message_id": 55, "reply_markup": shown})


def test_a_toast():
    assert to_calls("toast", 7001, '{"tap": "438", "text": ""}') == (
        Call("answerCallbackQuery", {"callback_query_id": "438"}),
    )
    (call,) = to_calls("toast", 7001, json.dumps({"tap": "438", "text": "é" * 300}))
    assert call.params == {"callback_query_id": "438", "text": "é" * 200}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", ""),
        ("message", "{}"),
        ("message", '{"text": 5}'),
        ("toast", "[]"),
        ("toast", "{}"),
        ("toast", "nonsense"),
        ("picture", "{}"),
    ],
)
def test_a_row_that_nobody_can_have_meant_is_a_value_error(kind, body):
    with pytest.raises(ValueError, match=r".*"):
        to_calls(kind, 7001, body)


def test_a_long_text_is_cut_at_the_end_of_a_paragraph_and_the_markup_comes_last():
    first, second = "word " * 700 + "end.", "tail " * 200 + "end."
    text = f"{first}\n\n{second}"
    parts = calls(Message(text, bold=((len(first) - 4, 10),), buttons=((MessageButton("OK", "ok"),),)))
    assert [call.params["text"] for call in parts] == [first, second]
    assert [bold_parts(call.params) for call in parts] == [["end."], ["tail"]]
    assert ["reply_markup" in call.params for call in parts] == [False, True]


def test_a_text_without_breaks_is_cut_where_it_must_and_never_through_a_character():
    parts = [call.params["text"] for call in calls(Message("🏡" * 5000))]
    assert parts == ["🏡" * 2048, "🏡" * 2048, "🏡" * 904]


WORDS = st.text(st.sampled_from("ab.🏡é \n"), max_size=12)


@given(
    st.lists(WORDS, min_size=1, max_size=6).map("x".join),
    st.integers(0, 9000),
    st.tuples(st.integers(0, 9000), st.integers(1, 200)),
)
def test_splitting_loses_no_word_and_keeps_bold_right(words, length, bold):
    text = ("y" + words * (length // len(words) if words else 0) + "y")[:9000]
    offset, size = bold[0] % len(text), bold[1]
    parts = [call.params for call in calls(Message(text, bold=((offset, size),)))]
    assert all(0 < utf16(params["text"]) <= TEXT_MAX for params in parts)
    assert "".join("".join(params["text"] for params in parts).split()) == "".join(text.split())
    shown = "".join(part for params in parts for part in bold_parts(params))
    assert "".join(shown.split()) == "".join(text.rstrip()[offset : offset + size].split())


def test_typing_is_a_chat_action():
    assert to_calls("typing", 7, "") == (Call("sendChatAction", {"chat_id": 7, "action": "typing"}),)


PICTURE = Picture("Derby", "#112233", "Sells for", "£1", "£2", "£3", 0.5, "A house", "Today")


@pytest.mark.parametrize("picture", [None, PICTURE])
@pytest.mark.parametrize("text", ["Hello, Marla.", "long " * 1000])
def test_every_call_of_a_message_is_in_its_topic_and_can_be_made_outside(picture, text):
    made = calls(Message(text, picture=picture, topic=7))
    plain = calls(Message(text, picture=picture))
    for call in (*made, *(each.instead for each in made if each.instead is not None)):
        assert call.params["message_thread_id"] == 7
    assert tuple(map(outside_topic, made)) == plain
    assert {outside_topic(call) for call in plain} == {None}


def test_typing_is_shown_in_the_topic():
    (call,) = to_calls("typing", 7001, "7")
    assert call.params == {"chat_id": 7001, "action": "typing", "message_thread_id": 7}
    (call,) = to_calls("typing", 7001, "")
    assert call.params == {"chat_id": 7001, "action": "typing"}


YES = ((MessageButton("Yes", "yes:3"),),)


def test_a_picture_carries_the_words_and_the_buttons_as_its_caption():
    (call,) = calls(Message("So much, Marla.", bold=((0, 7),), buttons=YES, picture=PICTURE))
    assert (call.method, call.upload) == ("sendPhoto", PICTURE)
    assert call.params == {
        "chat_id": 7001,
        "caption": "So much, Marla.",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 7}],
        "reply_markup": {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes:3"}]]},
    }
    assert (call.instead,) == calls(Message("So much, Marla.", bold=((0, 7),), buttons=YES))


@pytest.mark.parametrize(("length", "methods"), [(1024, ["sendPhoto"]), (1025, ["sendPhoto", "sendMessage"])])
def test_words_too_long_for_a_caption_follow_the_picture(length, methods):
    made = calls(Message("🏡" + "x" * (length - 2), buttons=YES, picture=PICTURE))
    assert [call.method for call in made] == methods
    assert made[0].upload == PICTURE
    assert "reply_markup" in made[-1].params
