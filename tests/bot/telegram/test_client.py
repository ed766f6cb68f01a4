import json
import logging
import traceback

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.core.serialization import MESSAGE
from bot.storage.leases import LeaseInDoubtError
from bot.telegram.api_calls import to_calls
from bot.telegram.client import BotApi
from bot.telegram.errors import BadAnswer, Flood
from bot.telegram.request import FileBody, JsonBody
from conversations.languages.message import Message, MessageButton

NAME = "Marla Canary Singer"


async def test_the_lean_call_sends_what_send_message_sends(server, wire):
    sent = {"message_id": 1, "date": 0, "chat": {"id": 7001, "type": "private"}, "text": "x"}
    server.answer = lambda _: wire.ok(sent)
    message = Message("**Hi** & £", bold=((0, 6),), buttons=((MessageButton("Yes", "y:1", style="success"),),))
    (call,) = to_calls("message", 7001, MESSAGE.encode(message))
    async with BotApi(wire.token, server.url) as api:
        assert await api.call(call.method, {**call.params, "left_out": None}) == sent
        await api.bot.send_message(
            7001,
            message.text,
            entities=[MessageEntity("bold", 0, 6)],
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y:1", style="success")]]),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    ours, theirs = server.requests
    assert theirs.path == ours.path == f"/bot{wire.token}/sendMessage"
    assert decoded(theirs) == decoded(ours)
    assert len(decoded(ours)) == 5


async def test_a_file_goes_as_the_library_sends_it_and_nothing_is_made_of_the_answer(server, wire, monkeypatch):
    def as_form(request):
        form, boundary = request.body, request.headers["content-type"].partition("boundary=")[2].encode()
        return sorted(part for part in form.split(b"--" + boundary)[1:-1])

    server.answer = lambda _: wire.ok({"message_id": 31, "date": 0, "chat": {"id": 7001, "type": "private"}})
    more = {
        "caption": "ü",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 1}],
        "show_caption_above_media": True,
    }
    async with BotApi(wire.token, server.url) as api:
        await api.bot.send_photo(7001, b"\x89PNG", filename="estimate.png", api_kwargs=more)
        await api.bot.send_document(7001, b"%PDF", filename="estimate.pdf")
        monkeypatch.setattr("telegram.Message.de_json", None)
        photo = FileBody({"chat_id": 7001, **more}, "photo", "estimate.png", b"\x89PNG")
        assert await api.tell("sendPhoto", photo) == 31
        assert await api.tell("sendDocument", FileBody({"chat_id": 7001}, "document", "estimate.pdf", b"%PDF")) == 31
    for theirs, ours in zip(server.requests[:2], server.requests[2:], strict=True):
        assert theirs.path == ours.path
        assert [json_of(part) for part in as_form(theirs)] == [json_of(part) for part in as_form(ours)]


def json_of(part):
    """A part of a form; in JSON white space means nothing."""
    head, _, value = part.partition(b"\r\n\r\n")
    return head, json.loads(value) if value[:1] in {b"[", b"{"} else value


async def test_a_request_may_be_stopped_when_its_connection_is_there(server, wire):
    def stop():
        raise LeaseInDoubtError

    async with BotApi(wire.token, server.url) as api:
        for call in (
            api.call("sendMessage", {}, on_sent=stop),
            api.tell("sendMessage", JsonBody({}, stop)),
            api.tell("sendPhoto", FileBody({"chat_id": 7001}, "photo", "estimate.png", b"\x89PNG", stop)),
        ):
            with pytest.raises(LeaseInDoubtError):
                await call
        assert server.connections == 1
        await api.call("getMe", {})
    assert [request.method for request in server.requests] == ["getMe"], "which goes over the same connection"
    assert server.connections == 1


async def test_telling_reads_a_yes_no_further_and_raises_all_else(server, wire):
    page = wire.http(200, b"<html>captive portal</html>")
    for answer, expected in (
        (wire.http(200, b'{"ok":true,"result":{"message_id":1'), None),
        (wire.ok(True), None),  # with spaces, as lesser servers write it
        (page, BadAnswer),
        (wire.refused(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (wire.refused(400, "Bad Request: chat not found"), BadRequest),
        (wire.refused(429, "Too Many Requests", retry_after=7), Flood),
    ):
        server.answer = lambda _, answer=answer: answer
        async with BotApi(wire.token, server.url) as api:
            if expected is None:
                await api.tell("sendMessage", JsonBody({"chat_id": 7001, "text": "half \ud83c", "entities": None}))
            else:
                with pytest.raises(expected):
                    await api.tell("sendMessage", JsonBody({}))
    assert server.requests[0].params == {"chat_id": "7001", "text": "half ?"}


def decoded(request):
    """The parameters; of those that are JSON, the order of keys means nothing."""
    return {name: json.loads(value) if value[0] in "[{" else value for name, value in request.params.items()}


async def test_a_long_poll_waits_beside_the_others_and_as_long_as_it_is_told(server, wire):
    server.answer = lambda request: wire.hang if request.method == "getUpdates" else wire.ok(True)
    async with BotApi(wire.token, server.url) as api:
        with pytest.raises(TelegramError, match="No answer in time"):
            await api.get_updates({"timeout": 0}, read_timeout=0.1)
        assert await api.call("sendMessage", {}) is True
    assert server.connections == 2


@pytest.mark.parametrize(
    ("token", "bot_id"), [("123456:AA", 123456), ("AA", None), ("²:x", None), ("9" * 30 + ":x", None)]
)
def test_the_bots_id_is_in_its_token(token, bot_id):
    assert bot_id == BotApi(token, "http://127.0.0.1:1").bot_id


async def test_addresses_are_taken_as_they_are(server, wire):
    async with BotApi(wire.token, f"{server.url}/a{{token}}b/") as api:
        assert await api.bot.delete_webhook() is True
    assert server.requests[0].path == f"/a%7Btoken%7Db/bot{wire.token}/deleteWebhook"


async def test_the_token_and_the_messages_never_show(server, wire, caplog):
    """Every way in which python-telegram-bot itself tells them, and every fault of a server."""
    caplog.set_level(logging.DEBUG)
    page = f"<html>/bot{wire.token}/getMe {NAME}".encode()
    answers = [
        wire.ok(True),
        wire.drop,
        wire.http(200, page),
        wire.refused(400, f"Bad Request: {wire.token}"),
        wire.refused(401, f"Unauthorized {wire.token}"),
        wire.refused(403, wire.token),
        wire.refused(409, wire.token),
        wire.refused(500, wire.token),
        *(wire.http(status, page) for status in (400, 401, 403, 404, 409, 429, 500, 502)),
    ]
    shown = []
    errors = 0
    async with BotApi(wire.token, server.url) as api:
        shown += [repr(api), str(api), repr(api.bot), str(api.bot)]
        for answer in answers:
            server.answer = lambda _, answer=answer: answer
            for call in (
                lambda: api.call("sendMessage", {"chat_id": 7001, "text": NAME}),
                lambda: api.bot.send_message(7001, NAME),
                api.bot.initialize,
                lambda: api.bot.do_api_request("someNewerMethod", {"text": NAME}),
            ):
                try:
                    await call()
                except TelegramError as error:
                    errors += 1
                    shown += [str(error), repr(error), *traceback.format_exception(error)]
    try:
        BotApi("", server.url)
    except InvalidToken as error:
        shown.append(str(error))
    told = "\n".join(shown) + caplog.text
    assert errors >= 3 * (len(answers) - 1)
    assert "InvalidToken" in told
    assert wire.token not in told
    assert wire.token.partition(":")[2] not in told
    assert NAME not in told
