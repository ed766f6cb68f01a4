"""What becomes of one message: sent, dropped, tried again, kept for who blocked the bot, or for a group's new number."""

import asyncio
import json
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from bot.core.serialization import KEYBOARD, MESSAGE, Keyboard
from bot.drawing import pictures
from bot.staff import notifications
from bot.storage.queues import outbox, outbox_results
from bot.telegram.retry_policy import MAX_AGE
from conversations.languages.message import Calendar, Message, MessageButton, Picture
from sandbox.faults import TelegramFault
from sandbox.server import Sandbox
from support.sender_desk import by_text, texts

AGENCY = SimpleNamespace(id="derby", staff_chat_id=-4001)


@pytest.fixture
def told(monkeypatch):
    """What the staff side hears of groups."""
    told = []

    def hear(what, refused=None):
        def heard(_, agency, chat_id, *more):
            told.append((what, agency.id, chat_id, *more))
            return refused and chat_id == agency.staff_chat_id

        monkeypatch.setattr(notifications, what, heard)

    hear("follow")
    hear("refused", refused=True)
    hear("reached")
    return told


REFUSALS = [
    (403, "Forbidden: bot was kicked from the supergroup chat"),
    (403, "Forbidden: bot is not a member of the channel chat"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: chat not found"),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal[1])
async def test_the_staffs_group_that_refuses_is_tried_again_and_gets_everything_in_order(
    server, wire, clock, desk, sending, told, refusal
):
    server.answer = by_text(wire, {"one": [wire.refused(*refusal)] * 2})
    desk.say(-4001, "one", "two")
    async with sending(agency=AGENCY) as sender:
        for tries in (1, 2):
            await server.until(lambda tries=tries: sender.messages.retried == tries and desk.waiting() == 2)
            clock.ahead += 3
            desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one", "one", "one", "two"]
    assert [what for what, *_ in told] == ["refused", "refused", "reached"]
    assert sender.messages.dropped == 0


@pytest.mark.parametrize("refusal", ["message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED"])
async def test_what_was_for_a_topic_that_is_gone_is_said_outside_it(server, wire, desk, sending, refusal):
    def answer(request):
        in_topic = "message_thread_id" in request.params
        return wire.refused(400, f"Bad Request: {refusal}") if in_topic else wire.ok({"message_id": 1})

    server.answer = answer
    desk.put(outbox.NewMessage("derby", 7001, "message", MESSAGE.encode(Message("one", topic=7))))
    desk.say(7001, "two")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one", "one", "two"]
    assert [request.params.get("message_thread_id") for request in server.calls("sendMessage")] == ["7", None, None]
    assert sender.messages.dropped == 0


async def test_in_any_other_group_a_refused_message_is_dropped(server, wire, desk, sending, told):
    server.answer = by_text(wire, {"one": [wire.refused(403, "Forbidden: bot was kicked from the group chat")]})
    desk.say(-4002, "one", "two")
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one", "two"]


async def test_an_answer_that_was_queued_during_the_refused_call_is_tried(server, wire, desk, sending):
    """The person let the bot in again and wrote while Telegram was refusing an earlier message."""
    blocked = wire.refused(403, "Forbidden: bot was blocked by the user")
    answer = by_text(wire, {"one": [blocked]})

    def answer_while_they_write(request):
        if request.params["text"] == "one" and len(texts(server)) == 1:
            desk.say(7001, "two")
        return answer(request)

    server.answer = answer_while_they_write
    desk.say(7001, "one")
    # The sender waits for the database, so that the call begins later than it seems from when the sender asked.
    busy = asyncio.create_task(desk.database.run(lambda _: time.sleep(0.2)))
    await asyncio.sleep(0.05)
    async with sending():
        await busy
        # While the chat counts as unreachable nothing waits, so that the requests are waited for as well.
        await server.until(lambda: len(texts(server)) >= 3 and desk.waiting() == 0)
    assert texts(server) == ["one", "one", "two"]


async def test_who_blocked_the_bot_is_left_alone_until_they_come_back(server, wire, desk, sending):
    blocked = wire.refused(403, "Forbidden: bot was blocked by the user")
    server.answer = by_text(wire, {"one": [blocked]})
    desk.say(7001, "one", "two")
    async with sending() as sender:
        await server.until(lambda: sender.messages.unreachable == 1 and desk.waiting() == 0)
        desk.say(7001, "three")
        desk.say(7002, "other")
        await server.until(lambda: texts(server, 7002))
        assert texts(server, 7001) == ["one"]
        desk.database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 7001, reachable=True))
        desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server, 7001) == ["one", "one", "two", "three"]


async def test_what_waits_for_a_group_that_became_a_supergroup_goes_there_and_is_told(
    server, wire, desk, sending, told
):
    def answer(request):
        upgraded = request.params["chat_id"] == "-4001"
        return (
            wire.refused(400, "Bad Request: ?", migrate_to_chat_id=-1002001) if upgraded else wire.ok({"message_id": 1})
        )

    server.answer = answer
    desk.say(-4001, *(f"card {number}" for number in range(13)))
    desk.put(outbox.NewMessage("derby", -4001, "typing", ""))
    desk.say(7001, "other")
    async with sending(agency=AGENCY) as sender:
        await server.until(lambda: desk.waiting() == 0)
        assert desk.database.run_sync(outbox.agencies) == set()
    assert texts(server, -4001) == ["card 0"]
    assert texts(server, -1002001) == [f"card {number}" for number in range(13)]
    assert told[0] == ("follow", "derby", -4001, -1002001)
    assert (sender.messages.sent, sender.messages.dropped) == (15, 0)


async def test_a_group_that_is_said_to_have_become_itself_goes_round_in_no_circle(server, wire, desk, sending):
    server.answer = lambda _: wire.refused(400, "Bad Request: ?", migrate_to_chat_id=-4001)
    desk.say(-4001, "card")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert (sender.messages.dropped, texts(server)) == (1, ["card"])


async def test_one_refused_message_is_dropped_without_its_text_and_the_chat_goes_on(server, wire, desk, sending, said):
    server.answer = by_text(wire, {"Canary": [wire.refused(400, 'Bad Request: Wrong HTTP URL "Canary"')]})
    desk.say(7001, "before", "Canary", "after")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["before", "Canary", "after"]
    assert (sender.messages.sent, sender.messages.dropped) == (2, 1)
    ((level, line),) = said()
    assert level == "WARNING"
    assert "BadRequest: wrong http url" in line
    assert "Canary" not in line
    assert "7001" not in line


async def test_a_row_that_cannot_be_read_is_dropped_and_the_chat_goes_on(server, desk, sending, said):
    rows = [("message", '{"texts": "Canary"}'), ("picture", "Canary"), ("sheet", "Canary"), ("toast", '["Canary"]')]
    desk.put(*[outbox.NewMessage("derby", 7001, kind, body) for kind, body in rows])
    desk.say(7001, "after")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["after"]
    assert sender.messages.dropped == len(rows)
    assert [level for level, _ in said()] == ["ERROR"] * len(rows)
    assert not any("Canary" in line for _, line in said())


async def test_what_has_arrived_already_counts_as_sent(server, wire, desk, sending, said):
    same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    server.answer = by_text(wire, {"one": [wire.refused(400, same)], "438": [wire.refused(400, old)]})
    desk.put(outbox.NewMessage("derby", 7001, "toast", '{"tap": "438", "text": ""}'))
    desk.say(7001, "one", "two")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert [request.method for request in server.requests] == ["answerCallbackQuery", "sendMessage", "sendMessage"]
    assert (sender.messages.sent, sender.messages.dropped) == (3, 0)
    assert not said()


async def test_other_buttons_wait_for_no_trouble_and_go_behind_what_is_said(server, wire, desk, sending, said):
    body = KEYBOARD.encode(Keyboard(55, ((MessageButton("✓ Sell it", "a:1:sale_or_let:vendor"),),)))
    server.answer = lambda request: (
        wire.refused(500, "Internal Server Error")
        if request.method == "editMessageReplyMarkup"
        else wire.ok({"message_id": 1})
    )
    desk.put(outbox.NewMessage("derby", 7001, "keyboard", body))
    desk.say(7001, "the next question")
    desk.say(7002, "another")
    desk.put(outbox.NewMessage("derby", 7002, "keyboard", body))
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    edits = [request.params["chat_id"] for request in server.requests if request.method == "editMessageReplyMarkup"]
    assert edits == ["7002"], "a reply that waits is sent in place of the edit, and an edit that fails is let go"
    assert (sender.messages.dropped, said()) == (0, [])


@pytest.mark.parametrize("fault", ["500", "drop", "garbage", "proxy"])
async def test_passing_trouble_is_tried_again_in_order(server, wire, clock, desk, sending, fault):
    fault = {
        "500": wire.refused(500, "Internal Server Error"),
        "drop": wire.drop,
        "garbage": wire.http(200, b"<html>"),
        "proxy": wire.http(403, b"<html>denied"),
    }[fault]
    server.answer = by_text(wire, {"one": [fault, fault]})
    desk.say(7001, "one", "two")
    async with sending() as sender:
        for tries in (1, 2):
            await server.until(lambda tries=tries: sender.messages.retried == tries and desk.waiting() == 2)
            await server.until(lambda: desk.database.run_sync(outbox.next_due) - clock() < 3)
            clock.ahead += 3
            desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one", "one", "one", "two"]


async def test_what_is_too_old_is_given_up(server, wire, clock, desk, sending, monkeypatch):
    monkeypatch.setattr("bot.telegram.retry_policy.MIN_TRIES", 1)
    server.answer = by_text(wire, {"old": [wire.refused(500, "?")] * 9})
    desk.say(7001, "old")
    clock.ahead += MAX_AGE + 1
    desk.say(7001, "new")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["old", "new"]
    assert (sender.messages.sent, sender.messages.dropped) == (1, 1)


async def test_a_server_that_cannot_answer_taps_still_gets_the_messages(server, wire, desk, sending):
    server.answer = lambda request: wire.ok({}) if request.method == "sendMessage" else wire.refused(404, "Not Found")
    desk.put(outbox.NewMessage("derby", 7001, "toast", '{"tap": "438", "text": "Done"}'))
    desk.say(7001, "one")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert (sender.messages.sent, sender.messages.dropped) == (1, 1)


async def test_the_sent_part_of_a_long_text_is_not_repeated(server, wire, clock, desk, sending):
    first, second = "a" * 4096, "b" * 10
    server.answer = by_text(wire, {second: [wire.refused(429, "?", retry_after=60)]})
    desk.say(7001, first + second, "next")
    async with sending() as sender:
        await server.until(lambda: sender.messages.retried == 1 and desk.waiting() == 2)
        clock.ahead += 60
        desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == [first, second, second, "next"]
    assert not sender.messages._parts_sent


async def test_with_the_sandbox_messages_look_as_meant(desk):
    async with Sandbox() as sandbox:
        marla = sandbox.person("marla")
        marla.start()
        question = Message("🏡 1 of 8. Sale or let?", bold=((2, 7),), buttons=((MessageButton("Sale", "type:1"),),))
        contact = Message("Number?", keyboard=(("Share my number",), ("Why?",)), share_contact="Share my number")
        for each in (question, contact):
            desk.put(outbox.NewMessage("derby", marla.id, "message", MESSAGE.encode(each)))
        sandbox.faults.set(telegram=TelegramFault("busy", seconds=1, method="sendMessage", times=1))
        async with desk.sending(sandbox.base_url, sandbox.token) as sender:
            await marla.until(lambda marla: len(marla.bot_messages) == 2)
        assert sender.messages.retried == 1
        first = marla.bot_messages[0]
        assert first["text"] == question.text
        assert json.dumps(first).count("type:1") == 1
        assert marla.keyboard is not None


ESTIMATE = Picture("Derby", "#112233", "Sells for", "£1", "£2", "£3", 0.5, "A house", "Today")
SENT = {"message_id": 1, "date": 1, "chat": {"id": 7001, "type": "private"}}


def show(desk, picture):
    message = Message("About £2.", buttons=((MessageButton("Yes", "yes:3"),),), picture=picture)
    desk.put(outbox.NewMessage("derby", 7001, "message", MESSAGE.encode(message)))
    desk.say(7001, "after")


async def test_a_picture_is_uploaded_with_its_words_and_buttons(server, wire, desk, sending):
    server.answer = lambda _: wire.ok(SENT)
    show(desk, ESTIMATE)
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    (photo,) = server.calls("sendPhoto")
    assert b"\x89PNG" in photo.body
    assert "About £2.".encode() in photo.body
    assert b'"callback_data"' in photo.body
    assert texts(server) == ["after"]
    assert sender.messages.sent == 2


@pytest.mark.parametrize(
    "refusal",
    [
        (400, "Bad Request: IMAGE_PROCESS_FAILED"),
        (400, "Bad Request: not enough rights to send photos"),
        (404, "Not Found"),
    ],
    ids=lambda refusal: refusal[1],
)
async def test_where_no_picture_can_be_sent_the_words_come_alone(server, wire, desk, sending, refusal):
    server.answer = lambda request: wire.refused(*refusal) if request.method == "sendPhoto" else wire.ok(SENT)
    show(desk, ESTIMATE)
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["About £2.", "after"]
    assert "reply_markup" in server.calls("sendMessage")[0].params
    assert sender.messages.dropped == 0


async def test_where_no_picture_can_be_drawn_the_words_come_alone(server, wire, desk, sending):
    server.answer = lambda _: wire.ok(SENT)
    show(desk, replace(ESTIMATE, colour="greenish"))
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert (texts(server), server.calls("sendPhoto")) == (["About £2.", "after"], [])


@pytest.mark.parametrize("fault", [SyntaxError, IndexError, MemoryError])
async def test_whatever_drawing_raises_nothing_waits_for_it(server, wire, desk, sending, monkeypatch, caplog, fault):
    def draw(_):
        raise fault("Marla")

    monkeypatch.setattr(pictures, "draw", draw)
    server.answer = lambda _: wire.ok(SENT)
    show(desk, ESTIMATE)
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert (texts(server), server.calls("sendPhoto")) == (["About £2.", "after"], [])
    (record,) = [each for each in caplog.records if each.message == "A picture or a file cannot be sent"]
    assert record.error.startswith(f"{fault.__name__} at test_message_sender.py:")


async def test_a_picture_is_tried_again_as_a_message_is(server, wire, desk, clock, sending):
    answers = [wire.refused(429, "Too Many Requests: retry after 1", retry_after=1)]
    server.answer = lambda request: answers.pop() if answers and request.method == "sendPhoto" else wire.ok(SENT)
    show(desk, ESTIMATE)
    async with sending():
        await server.until(lambda: len(server.calls("sendPhoto")) == 1)
        clock.ahead += 5
        desk.wakeup.notify()
        await server.until(lambda: desk.waiting() == 0)
    assert len(server.calls("sendPhoto")) == 2
    assert texts(server) == ["after"]


VISIT = Calendar(
    "visit-VB-1",
    "Visit by Derby Homes",
    datetime(2026, 12, 1, 10, tzinfo=UTC),
    datetime(2026, 12, 1, 11, tzinfo=UTC),
    datetime(2026, 11, 30, 12, tzinfo=UTC),
)


def agree(desk):
    message = Message("Agreed.", buttons=((MessageButton("Another time", "v:3::"),),), calendar=VISIT)
    desk.put(outbox.NewMessage("derby", 7001, "message", MESSAGE.encode(message)))


async def test_a_calendar_file_is_uploaded_with_its_words_and_buttons(server, wire, desk, sending):
    server.answer = lambda _: wire.ok(SENT)
    agree(desk)
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    (sent,) = server.requests
    assert sent.method == "sendDocument"
    for part in (b"BEGIN:VCALENDAR", b"visit.ics", b"Agreed.", b'"callback_data"'):
        assert part in sent.body


async def test_a_calendar_file_that_cannot_be_sent_is_left_out(server, wire, desk, sending):
    refused = wire.refused(400, "Bad Request: not enough rights to send documents to the chat")
    server.answer = lambda request: refused if request.method == "sendDocument" else wire.ok(SENT)
    agree(desk)
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["Agreed."]
    assert "reply_markup" in server.calls("sendMessage")[0].params
    assert sender.messages.dropped == 0
