# ruff: noqa: E501  a table is read a case a line
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.core.incoming_update import (
    ConversationUpdate,
    GroupMoved,
    GroupTap,
    Ignored,
    IncomingUpdate,
    ReachabilityChanged,
    TopicMessage,
)
from bot.telegram.updates import UnreadableUpdate, chat_of, read_update
from conversations.events import Attachment, Edited, Said, SentAttachment, SharedContact, SpokeInGroup, Started, Tapped
from conversations.languages.message import MessageButton
from conversations.relay import File, FileKind
from support.updates import heard

# Shapes follow the examples and tables of https://core.telegram.org/bots/api and what its server really leaves in or out:
# language_code, last_name and username are often missing, caption stands where text does not, old messages are stubs.
MARLA = {"id": 7001, "is_bot": False, "first_name": "Marla", "last_name": "Singer", "language_code": "en"}
NO_LANGUAGE = {"id": 7001, "is_bot": False, "first_name": "Marla"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Derby Homes", "username": "derbyhomes_bot"}
OTHER_BOT = {"id": 654321, "is_bot": True, "first_name": "Spam", "username": "spam_bot"}
PRIVATE = {"id": 7001, "first_name": "Marla", "last_name": "Singer", "type": "private"}
GROUP: dict[str, Any] = {
    "id": -4001,
    "title": "Flats in Derby",
    "type": "group",
    "all_members_are_administrators": True,
}
SUPERGROUP: dict[str, Any] = {"id": -1002001, "title": "Derby", "username": "derby", "type": "supergroup"}
CHANNEL = {"id": -1003001, "title": "Derby news", "type": "channel"}
FILE = {"file_id": "AgAD", "file_unique_id": "x1", "file_size": 9000}


def message(chat=PRIVATE, sender=MARLA, **fields):
    return {"update_id": 10, "message": {"message_id": 55, "from": sender, "chat": chat, "date": 1760000000, **fields}}


def edited(chat=PRIVATE, **fields):
    base = {"message_id": 55, "from": MARLA, "chat": chat, "date": 1760000000, "edit_date": 1760000060}
    return {"update_id": 11, "edited_message": {**base, **fields}}


def tap(**fields):
    shown = {"message_id": 54, "from": BOT, "chat": PRIVATE, "date": 1760000000, "text": "Is everything right?"}
    base = {"id": "4382bfdwdsb323b2d9", "from": MARLA, "message": shown, "chat_instance": "-3", "data": "ok:7"}
    query = {**base, **fields}
    return {"update_id": 12, "callback_query": {key: value for key, value in query.items() if value is not None}}


def member(chat, old, new):
    change = {"chat": chat, "from": MARLA, "date": 1760000000}
    change["old_chat_member"] = {"user": BOT, "status": old}
    change["new_chat_member"] = {"user": BOT, "status": new, "until_date": 0}
    return {"update_id": 13, "my_chat_member": change}


def posted(**fields):
    return {
        "update_id": 14,
        "channel_post": {"message_id": 55, "sender_chat": CHANNEL, "chat": CHANNEL, "date": 1, **fields},
    }


def IN_CHANNEL(body=None, called=""):  # noqa: N802  reads as the constants beside it
    return Ignored() if body is None else ConversationUpdate(body, message="55", private=False, called=called)


def said(body, code=""):
    return ConversationUpdate(body, "en", "55", campaign_code=code)


def attached(kind, file=None):
    return ConversationUpdate(SentAttachment(kind, file), "en", "55")


def held(kind):
    return File(kind, "AgAD")


IN_TOPIC: dict[str, Any] = {"message_thread_id": 7, "is_topic_message": True}

COMMAND = [{"type": "bot_command", "offset": 0, "length": 6}]
IGNORED = IN_GROUP = Ignored()


def ADDRESSED(called: str, topic: int = 0) -> ConversationUpdate:  # noqa: N802  reads as the values above
    return ConversationUpdate(SpokeInGroup(), "en", "55", private=False, called=called, topic=topic)


UPDATES = [
    ("text", message(text="Marla Singer"), said(Said("Marla Singer"))),
    ("text with spaces kept", message(text="  12 High St \n Derby "), said(Said("  12 High St \n Derby "))),
    ("emoji and NUL", message(text="\U0001f3e1\x00"), said(Said("\U0001f3e1\x00"))),
    ("lone surrogate", message(text="\ud83c broken"), said(Said("\ufffd broken"))),
    ("4,096 characters", message(text="x" * 4096), said(Said("x" * 4096))),
    ("no language", message(sender=NO_LANGUAGE, text="hi"), ConversationUpdate(Said("hi"), "", "55")),
    ("regional language", message(sender={**MARLA, "language_code": "pt-br"}, text="oi"), ConversationUpdate(Said("oi"), "pt-br", "55")),
    ("forwarded", message(text="look", forward_origin={"type": "hidden_user", "sender_user_name": "X", "date": 1}), said(Said("look", own=False))),
    ("via an inline bot", message(text="gif!", via_bot=OTHER_BOT), said(Said("gif!", own=False))),
    ("reply with quote", message(text="no, 4", reply_to_message={"message_id": 3, "chat": PRIVATE, "date": 1, "text": "q"}), said(Said("no, 4"))),
    ("command", message(text="/cancel", entities=COMMAND), said(Said("/cancel"))),
    ("looks like start", message(text="/started it"), said(Said("/started it"))),
    ("start in the middle", message(text="please /start"), said(Said("please /start"))),
    ("start", message(text="/start", entities=COMMAND), said(Started())),
    ("start with a code", message(text="/start fb-spring", entities=COMMAND), said(Started(), "fb-spring")),
    ("start with 64 characters", message(text="/start " + "a" * 64), said(Started(), "a" * 64)),
    ("start with 65 characters", message(text="/start " + "a" * 65), said(Started())),
    ("start with other characters", message(text="/start <b>x</b>"), said(Started())),
    ("start with two words", message(text="/start fb spring"), said(Started())),
    ("start by name", message(text="/start@derbyhomes_bot fb_1"), said(Started(), "fb_1")),
    ("typed start", message(text=" /Start  fb-1 "), said(Started(), "fb-1")),
    ("start over lines", message(text="/start\nfb-1"), said(Started(), "fb-1")),
    ("own contact", message(contact={"phone_number": "447986000000", "first_name": "Marla", "user_id": 7001}), said(SharedContact("447986000000", own=True))),
    ("another's contact", message(contact={"phone_number": "+44 1332 000000", "first_name": "Bob", "user_id": 9}), said(SharedContact("+44 1332 000000", own=False))),
    ("contact without account", message(contact={"phone_number": "01332", "first_name": "Bob"}), said(SharedContact("01332", own=False))),
    ("photo", message(photo=[{**FILE, "file_id": "small"}, {**FILE, "width": 90, "height": 51}]), attached(Attachment.PHOTO, held(FileKind.PHOTO))),
    ("photo with caption", message(photo=[{**FILE, "width": 90, "height": 51}], caption="my house"), said(Said("my house", own=False, file=held(FileKind.PHOTO)))),
    ("in a topic", message(text="hi", message_thread_id=7, is_topic_message=True), ConversationUpdate(Said("hi"), "en", "55", topic=7)),
    ("in a thread of replies", message(text="hi", message_thread_id=7), said(Said("hi"))),
    ("in a topic of nonsense", message(text="hi", message_thread_id="7", is_topic_message=True), said(Said("hi"))),
    ("edit in a topic", edited(text="hi", message_thread_id=7, is_topic_message=True), ConversationUpdate(Edited("hi"), "en", "55", topic=7)),
    ("tap in a topic", tap(message={"chat": PRIVATE, "message_id": 54, "date": 1, "message_thread_id": 7, "is_topic_message": True}), ConversationUpdate(Tapped("ok:7"), "en", "54", tap="4382bfdwdsb323b2d9", topic=7)),
    ("tap in a group's topic", tap(message={"chat": SUPERGROUP, "message_id": 2, "date": 0, "message_thread_id": 7, "is_topic_message": True}), GroupTap("4382bfdwdsb323b2d9", "ok:7", topic=7)),
    ("group: command in a topic", message(SUPERGROUP, text="/start", **IN_TOPIC), TopicMessage(7, otherwise=ADDRESSED("/start", topic=7))),
    ("group: text in a topic", message(SUPERGROUP, text="It is.", **IN_TOPIC), TopicMessage(7, "It is.")),
    ("group: photo in a topic", message(SUPERGROUP, photo=[FILE], caption="this", **IN_TOPIC), TopicMessage(7, "this", held(FileKind.PHOTO))),
    ("group: gif in a topic", message(SUPERGROUP, animation=FILE, document=FILE, **IN_TOPIC), TopicMessage(7)),
    ("group: file of no shape in a topic", message(SUPERGROUP, photo="x", **IN_TOPIC), TopicMessage(7)),
    ("group: edit in a topic", edited(SUPERGROUP, text="It is!", **IN_TOPIC), TopicMessage(7, "It is!", edited=True)),
    ("group: end in a topic", message(SUPERGROUP, text="/done", **IN_TOPIC), TopicMessage(7, ends=True, otherwise=ADDRESSED("/done", topic=7))),
    ("group: topic closed", message(SUPERGROUP, forum_topic_closed={}, **IN_TOPIC), TopicMessage(7, ends=True)),
    ("group: topic made", message(SUPERGROUP, forum_topic_created={"name": "x"}, **IN_TOPIC), Ignored()),
    ("group: bot in a topic", message(SUPERGROUP, OTHER_BOT, text="beep", **IN_TOPIC), Ignored()),
    ("group: admin as the group in a topic", message(SUPERGROUP, OTHER_BOT, sender_chat=SUPERGROUP, text="hi", **IN_TOPIC), TopicMessage(7, "hi")),
    ("photo with a blank caption", message(photo=[{**FILE, "width": 90, "height": 51}], caption=" "), attached(Attachment.PHOTO, held(FileKind.PHOTO))),
    ("album", message(photo=[{**FILE, "width": 1, "height": 1}], media_group_id="135"), ConversationUpdate(SentAttachment(Attachment.PHOTO, held(FileKind.PHOTO)), "en", "55", album="135")),
    ("voice", message(voice={**FILE, "duration": 3, "mime_type": "audio/ogg"}), attached(Attachment.VOICE, held(FileKind.VOICE))),
    ("video", message(video={**FILE, "width": 1, "height": 1, "duration": 3}), attached(Attachment.VIDEO, held(FileKind.VIDEO))),
    ("round video", message(video_note={**FILE, "length": 1, "duration": 3}), attached(Attachment.VIDEO)),
    ("gif", message(animation={**FILE, "width": 1, "height": 1, "duration": 1}, document=FILE), attached(Attachment.VIDEO)),
    ("sticker", message(sticker={**FILE, "type": "regular", "emoji": "\U0001f44d"}), attached(Attachment.STICKER)),
    ("location", message(location={"latitude": 52.9, "longitude": -1.47}), attached(Attachment.LOCATION)),
    ("venue", message(venue={"title": "x"}, location={"latitude": 52.9, "longitude": -1.47}), attached(Attachment.LOCATION)),
    ("poll", message(poll={"id": "1", "question": "?", "options": []}), attached(Attachment.POLL)),
    ("document", message(document={**FILE, "file_name": "deeds.pdf"}), attached(Attachment.DOCUMENT, held(FileKind.DOCUMENT))),
    ("music", message(audio={**FILE, "duration": 3}), attached(Attachment.OTHER)),
    ("dice", message(dice={"emoji": "\U0001f3b2", "value": 3}), attached(Attachment.OTHER)),
    ("of a kind that nobody knows yet", message(hologram={"depth": 3}), IGNORED),
    *[(f"about the chat: {kind}", message(**{kind: {}}), IGNORED) for kind in (
        "new_chat_members", "left_chat_member", "new_chat_title", "giveaway_created", "chat_shared", "gift", "refunded_payment",
        "web_app_data", "direct_message_price_changed", "suggested_post_approved")],
    ("pinned", message(pinned_message={"message_id": 3, "chat": PRIVATE, "date": 0}), IGNORED),
    ("timer set", message(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}), IGNORED),
    ("from a bot", message(sender={**OTHER_BOT, "language_code": "en"}, text="/start"), IGNORED),
    ("edit", edited(text="124 Example Street"), said(Edited("124 Example Street"))),
    ("edit into a command", edited(text="/start x"), said(Edited("/start x"))),
    ("edited caption", edited(photo=[FILE], caption="my house"), said(Edited("my house"))),
    ("moving location", edited(location={"latitude": 1.0, "longitude": 1.0, "live_period": 60}), IGNORED),
    ("edit in a group", edited(GROUP, text="@derbyhomes_bot hi"), IN_GROUP),
    ("tap", tap(), ConversationUpdate(Tapped("ok:7"), "en", "54", tap="4382bfdwdsb323b2d9")),
    ("tap on an old message", tap(message={"chat": PRIVATE, "message_id": 2, "date": 0}), ConversationUpdate(Tapped("ok:7"), "en", "2", tap="4382bfdwdsb323b2d9")),
    ("tap without message", tap(message=None, inline_message_id="AAA"), ConversationUpdate(Tapped("ok:7"), "en", "", tap="4382bfdwdsb323b2d9")),
    ("tap without data", tap(data=None, game_short_name="chess"), ConversationUpdate(Tapped(""), "en", "54", tap="4382bfdwdsb323b2d9")),
    ("tap in a group", tap(message={"chat": GROUP, "message_id": 2, "date": 0}), GroupTap("4382bfdwdsb323b2d9", "ok:7")),
    ("blocked", member(PRIVATE, "member", "kicked"), ReachabilityChanged(False)),
    ("unblocked", member(PRIVATE, "kicked", "member"), ReachabilityChanged(True)),
    ("added to a group", member(GROUP, "left", "member"), ReachabilityChanged(True, ConversationUpdate(SpokeInGroup(), "en", private=False, sender=7001, called="added"))),
    ("added as admin", member(SUPERGROUP, "kicked", "administrator"), ReachabilityChanged(True, ConversationUpdate(SpokeInGroup(), "en", private=False, sender=7001, called="added"))),
    ("made admin", member(SUPERGROUP, "member", "administrator"), ReachabilityChanged(True)),
    ("thrown out", member(GROUP, "member", "left"), ReachabilityChanged(False)),
    ("added to a channel", member(CHANNEL, "left", "administrator"), ReachabilityChanged(True)),
    ("channel: command", posted(text="/start@derbyhomes_bot", entities=COMMAND), IN_CHANNEL(SpokeInGroup(), "/start")),
    ("channel: command for another", posted(text="/start@spam_bot"), IN_CHANNEL()),
    ("channel: advertisement", posted(text="What is it worth? Ask @derbyhomes_bot."), IN_CHANNEL()),
    ("channel: picture", posted(photo=[FILE], caption="/start"), IN_CHANNEL()),
    ("chat without a type", message({"id": 7001}, text="hi"), said(Said("hi"))),
    ("group without a type", message({"id": -4001}, text="hi"), IN_GROUP),
    ("added to a chat without a type", member({"id": -4001}, "left", "member"), ReachabilityChanged(True)),
    ("group: chatter", message(GROUP, text="anyone up for a pint?"), IN_GROUP),
    ("group: mention", message(SUPERGROUP, text="ask @DerbyHomes_Bot."), ADDRESSED("mention")),
    ("group: mention of a longer name", message(SUPERGROUP, text="ask @derbyhomes_bot2"), IN_GROUP),
    ("group: mention under a photo", message(GROUP, photo=[FILE], caption="@derbyhomes_bot worth?"), ADDRESSED("mention")),
    ("group: command", message(GROUP, text="/start", entities=COMMAND), ADDRESSED("/start")),
    ("group: command for us", message(GROUP, text="/start@derbyhomes_bot fb"), ADDRESSED("/start")),
    ("group: command for another", message(GROUP, text="/start@spam_bot"), IN_GROUP),
    ("group: reply to us", message(GROUP, text="what?", reply_to_message={"message_id": 1, "from": BOT, "chat": GROUP, "date": 1}), ADDRESSED("reply")),
    ("group: reply to another bot", message(GROUP, text="what?", reply_to_message={"message_id": 1, "from": OTHER_BOT, "chat": GROUP, "date": 1}), IN_GROUP),
    ("group: reply to nonsense", message(GROUP, text="what?", reply_to_message={"message_id": 1, "from": {"is_bot": True, "id": []}}), IN_GROUP),
    ("group: contact", message(GROUP, contact={"phone_number": "447986000000", "first_name": "M", "user_id": 7001}), IN_GROUP),
    ("group: joined", message(GROUP, new_chat_members=[BOT]), IN_GROUP),
    ("group: became a supergroup", message(GROUP, migrate_to_chat_id=-1002001), GroupMoved(GROUP["id"], -1002001)),
    ("supergroup: was a group", message(SUPERGROUP, migrate_from_chat_id=-4001), GroupMoved(-4001, SUPERGROUP["id"])),
    ("group: became a person", message(GROUP, migrate_to_chat_id=7002), IN_GROUP),
    ("group: became nonsense", message(GROUP, migrate_to_chat_id=True, migrate_from_chat_id="-4001"), IN_GROUP),
    ("a person's chat does not move", message(migrate_to_chat_id=-1002001), IGNORED),
    ("group: anonymous admin", message(SUPERGROUP, sender={"id": 1087968824, "is_bot": True, "first_name": "Group"}, sender_chat=SUPERGROUP, text="/start"), ConversationUpdate(SpokeInGroup(), "", "55", private=False, called="/start")),
]  # fmt: skip


def dump(update):
    return json.dumps(update, ensure_ascii=True).encode()


def _unsigned(read):
    match read:
        case ConversationUpdate():
            return replace(read, sender=None, account=("", ""))
        case GroupTap():
            return replace(read, sender=None)
        case TopicMessage(otherwise=ConversationUpdate() as otherwise):
            return replace(read, otherwise=_unsigned(otherwise))
        case _:
            return read


@pytest.mark.parametrize(("update", "expected"), [row[1:] for row in UPDATES], ids=[row[0] for row in UPDATES])
def test_an_update_is_read(update, expected):
    read = read_update(dump(update), username="derbyhomes_bot", bot_id=123456)
    assert expected == _unsigned(read)
    if isinstance(read, ConversationUpdate | GroupTap) and ("message" in update or "callback_query" in update):
        (by,) = [value["from"]["id"] for key, value in update.items() if key != "update_id"]
        assert by == read.sender, "who did it, which is what admins are known by"
    content = next(value for key, value in update.items() if key != "update_id")
    chat = content.get("chat") or content.get("message", {"chat": MARLA})["chat"]
    assert chat["id"] == chat_of(update)


def test_the_buttons_of_a_tapped_message_are_read_as_far_as_they_are_ours():
    ours = [
        [{"text": "Sell it", "callback_data": "a:1:sale_or_let:vendor"}],
        [{"text": "Why?", "callback_data": "g:1::why"}],
    ]
    rows = (
        (MessageButton("Sell it", "a:1:sale_or_let:vendor"),),
        (MessageButton("Why?", "g:1::why"),),
    )
    for shown, expected in (
        (ours, rows),
        ([[{"text": "A page", "url": "https://example.com"}]], ()),
        ([[{"text": 7, "callback_data": "x"}]], ()),
        ("nonsense", ()),
        (None, ()),
    ):
        below = {"message_id": 55, "from": BOT, "chat": PRIVATE, "date": 1, "reply_markup": {"inline_keyboard": shown}}
        assert heard(dump(tap(message=below))).buttons == expected


def test_the_name_of_an_account_is_read_where_its_owner_speaks_alone():
    account = {**MARLA, "first_name": "Marla", "last_name": "Singer"}
    assert heard(dump(message(sender=account, text="hi"))).account == ("Marla", "Singer")
    assert heard(dump(tap(**{"from": account}))).account == ("Marla", "Singer")
    assert heard(
        dump(message(GROUP, sender=account, text="@derbyhomes_bot hi")), username="derbyhomes_bot"
    ).account == ("", "")
    assert heard(dump(message(sender={**account, "last_name": 7}, text="hi"))).account == ("Marla", "")


def test_without_the_bots_name_a_group_is_answered_only_where_it_certainly_is_meant():
    assert heard(dump(message(GROUP, text="/start@derbyhomes_bot"))).body == SpokeInGroup()
    assert read_update(dump(message(GROUP, text="hello @derbyhomes_bot"))) == Ignored()
    replied = {"message_id": 1, "from": BOT, "chat": GROUP, "date": 1}
    assert heard(dump(message(GROUP, text="what?", reply_to_message=replied))).body == SpokeInGroup()


MALFORMED = [
    b"",
    b"\xff\xfe",
    b"null",
    b"[]",
    b"[" * 100_000,
    b'{"update_id": 1',
    b'{"update_id": 1, "message": ' + b"9" * 5000 + b"}",
    *map(
        dump,
        [
            {"update_id": 1},
            {"update_id": 1, "inline_query": {"id": "1"}},
            {"update_id": 1, "message": None},
            {"update_id": 1, "message": {"message_id": 1, "text": "x"}},
            message(chat={"id": True, "type": "private"}, text="x"),
            message(chat={"id": 2**63, "type": "private"}, text="x"),
            message(chat={"id": 7001, "type": None}, text="x"),
            message(text=None),
            message(text=["x"]),
            message(sender="Marla", text="x"),
            message(sender={**MARLA, "language_code": 5}, text="x"),
            message(contact="447986000000"),
            message(contact={"user_id": 7001}),
            edited(text={"x": 1}),
            {"update_id": 1, "edited_message": {"message_id": "5", "chat": PRIVATE, "text": "x"}},
            tap(id=5),
            tap(data=["x"]),
            tap(message="old"),
            tap(message={}),
            {"update_id": 1, "callback_query": {"id": "1", "data": "x"}},
            {"update_id": 1, "my_chat_member": {"chat": PRIVATE, "old_chat_member": {"status": "member"}}},
        ],
    ),
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_no_update_is_refused_without_telling_its_contents(body):
    with pytest.raises(UnreadableUpdate) as caught:
        read_update(body)
    assert str(caught.value) in {
        "not a JSON object",
        "no known kind of update",
        *("message", "text", "id", "type", "from", "language_code", "contact", "phone_number", "message_id", "chat"),
        *("data", "new_chat_member"),
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from paths(inner, (*path, at))


def planted(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = planted(copy[path[0]], path[1:], new)
    return copy


@st.composite
def damaged(draw):
    update = draw(st.sampled_from([row[1] for row in UPDATES]))
    for _ in range(draw(st.integers(1, 3))):
        update = planted(update, draw(st.sampled_from(list(paths(update)))), draw(JSON))
    return update


@settings(max_examples=400, deadline=None)
@given(damaged() | JSON)
def test_nothing_but_unreadable_update_escapes(update):
    body = dump(update)
    try:
        incoming = read_update(body, username="derbyhomes_bot", bot_id=123456)
    except UnreadableUpdate:
        pass
    else:
        assert isinstance(incoming, IncomingUpdate)
        # What can be read has a chat, so nothing readable is lost on the way in.
        assert chat_of(update) is not None or "callback_query" in update
    if isinstance(update, dict):
        chat = chat_of(update)
        assert chat is None or -(2**63) <= chat < 2**63


@given(st.binary(max_size=64))
def test_bytes_that_are_no_json_are_refused(body):
    try:
        decoded = json.loads(body)
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict):
        with pytest.raises(UnreadableUpdate):
            read_update(body)
