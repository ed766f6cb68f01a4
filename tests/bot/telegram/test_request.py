# ruff: noqa: E501  a table is read a case a line
import asyncio
import json
import logging
import socket
import traceback

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, MessageEntity
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.errors import (
    AnswerTimedOut,
    BadAnswer,
    Flood,
    MethodNotFound,
    NotSent,
    NotSentInTime,
    OutcomeUnknown,
    describe,
)
from bot.telegram.request import LeanRequest

NAME = "Marla Singer-Canary"


@pytest.fixture
async def request_class():
    request = LeanRequest(read_timeout=5.0)
    async with request:
        yield request


async def post(request, server, token, **timeouts):
    return await request.post(f"{server.url}/bot{token}/sendMessage", RequestData([]), **timeouts)


async def test_the_wire_is_the_same_as_with_the_default_request_class(server, wire, request_class):
    """Parameters as JSON, which a server takes like a form; multipart in all that a server looks at."""
    sent = {"message_id": 1, "date": 0, "chat": {"id": 7001, "type": "private"}}
    results = {"sendMessage": sent, "sendPhoto": sent, "sendMediaGroup": [sent], "logOut": True}
    server.answer = lambda request: wire.ok(results[request.method])
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes & no = +", callback_data="y:1", style="success")]])
    async with HTTPXRequest() as default:
        for request in (default, request_class):
            bot = Bot(wire.token, base_url=f"{server.url}/bot", request=request, get_updates_request=request)
            await bot.send_message(
                7001,
                "£285,000 & more = 100% 🏡\n",
                entities=[MessageEntity("bold", 0, 8)],
                reply_markup=markup,
                disable_notification=True,
            )
            await bot.log_out()  # no parameters at all
            await bot.send_photo(7001, b"\x89PNG picture", caption="ü", filename="häuser.png", reply_markup=markup)
            await bot.send_media_group(7001, [InputMediaPhoto(b"one"), InputMediaPhoto(b"two")])
    theirs, ours = server.requests[:4], server.requests[4:]
    for expected, actual in zip(theirs[:2], ours[:2], strict=True):
        assert expected.path == actual.path
        assert expected.params == actual.params
        same = ("user-agent", "host")
        assert {name: expected.headers.get(name) for name in same} == {name: actual.headers.get(name) for name in same}
    for expected, actual in zip(theirs[2:], ours[2:], strict=True):
        assert expected.path == actual.path
        assert parts(expected).keys() == parts(actual).keys()
        for (name, filename), (_, content) in parts(actual).items():
            assert parts(expected)[name, filename][1] == content or name == "media"


def parts(request):
    """A multipart body as {(name, file name): (type, content)}; names of attachments are random and left out."""
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    found = {}
    for part in request.body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.strip(b"\r\n").partition(b"\r\n\r\n")
        fields = head.decode()
        name = fields.partition(' name="')[2].partition('"')[0]
        name = name if not name.startswith("attached") else content.decode()
        found[name, fields.partition('filename="')[2].partition('"')[0]] = (head, content)
    return found


async def test_connections_are_kept_and_shared(server, wire, request_class):
    for _ in range(5):
        await post(request_class, server, wire.token)
    assert server.connections == 1


async def test_a_lone_surrogate_does_not_stop_a_message(server, wire, request_class):
    bot = Bot(wire.token, base_url=f"{server.url}/bot", request=request_class, get_updates_request=request_class)
    server.answer = lambda _: wire.ok({"message_id": 1, "date": 0, "chat": {"id": 7001, "type": "private"}})
    await bot.send_message(7001, "half \ud83c")
    assert server.requests[0].params["text"] == "half ?"


UPGRADED = "Bad Request: group chat was upgraded to a supergroup chat"
REFUSALS = [
    ((400, "Bad Request: chat not found", {}), BadRequest, "Chat not found"),
    ((403, "Forbidden: bot was blocked by the user", {}), Forbidden, "Forbidden: bot was blocked by the user"),
    ((401, "Unauthorized", {}), InvalidToken, "Unauthorized"),
    ((404, "Not Found", {}), MethodNotFound, "Not Found"),
    ((409, "Conflict: terminated by other getUpdates request", {}), Conflict, "Conflict: terminated by other getUpdates request"),
    ((429, "Too Many Requests: retry after 7", {"retry_after": 7}), Flood, "Flood control exceeded. Retry in 0:00:07"),
    ((429, "Too Many Requests", {}), Flood, "Flood control exceeded. Retry in 0:00:05"),
    ((429, "?", {"retry_after": -1}), Flood, "Flood control exceeded. Retry in 0:00:05"),
    ((429, "?", {"retry_after": 1.2}), Flood, "Flood control exceeded. Retry in 0:00:02"),
    ((429, "?", {"retry_after": "soon"}), Flood, "Flood control exceeded. Retry in 0:00:05"),
    ((429, "?", {"retry_after": 10**30}), Flood, "Flood control exceeded. Retry in 1 day, 0:00:00"),
    ((400, UPGRADED, {"migrate_to_chat_id": -1002001}), ChatMigrated, "Group migrated to supergroup. New chat id: -1002001"),
    ((400, UPGRADED, {"migrate_to_chat_id": 7001}), BadRequest, "Group chat was upgraded to a supergroup chat"),
    ((400, UPGRADED, {"migrate_to_chat_id": True}), BadRequest, "Group chat was upgraded to a supergroup chat"),
    ((400, UPGRADED, {"migrate_to_chat_id": -(10**30)}), BadRequest, "Group chat was upgraded to a supergroup chat"),
    ((500, "Internal Server Error", {}), NetworkError, "Internal Server Error"),
    ((502, "", {}), NetworkError, "Bad Gateway (502)"),
    ((599, "", {}), NetworkError, "Unknown HTTPError (599)"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "kind", "text"), REFUSALS, ids=lambda value: str(value)[:40])
async def test_a_refusal_is_python_telegram_bots_error(server, wire, request_class, answer, kind, text):
    code, description, parameters = answer
    server.answer = lambda _: wire.refused(code, description, **parameters)
    with pytest.raises(TelegramError) as caught:
        await post(request_class, server, wire.token)
    assert (kind, text) == (type(caught.value), caught.value.message)
    # A server that refuses under a 200 is understood as well.
    server.answer = lambda _: wire.http(
        200,
        json.dumps({"ok": False, "error_code": code, "description": description, "parameters": parameters}).encode(),
    )
    with pytest.raises(TelegramError) as caught:
        await post(request_class, server, wire.token)
    assert (kind, text) == (type(caught.value), caught.value.message)


async def test_retry_after_may_come_as_a_header(server, wire, request_class):
    server.answer = lambda _: wire.http(429, b"<html>slow down", "Retry-After: 12")
    with pytest.raises(Flood) as caught:
        await post(request_class, server, wire.token)
    assert caught.value.seconds == 12


PAGES = [
    (200, b"", BadAnswer),
    (200, b"<html>captive portal</html>", BadAnswer),
    (200, b'{"ok": true, "resu', BadAnswer),
    (200, b"[]", BadAnswer),
    (200, b'"text"', BadAnswer),
    (200, b"{}", BadAnswer),
    (200, b'{"ok": false}', NetworkError),
    (200, b'{"ok": false, "error_code": "400", "description": 5}', NetworkError),
    (200, b"[" * 100_000, BadAnswer),
    (200, b"\xff\xfe\x00", BadAnswer),
    (204, b"", BadAnswer),
    (302, b"moved", NetworkError),
    (400, b"<html>a proxy's page", BadAnswer),
    (403, b"<html>a firewall's page", BadAnswer),
    (403, b'{"error": "denied"}', BadAnswer),
    (401, b"<html>", InvalidToken),
    (404, b"<html>", MethodNotFound),
    (500, b"[]", NetworkError),
    (502, b"<html><h1>502 Bad Gateway</h1>", NetworkError),
]


@pytest.mark.parametrize(("status", "page", "kind"), PAGES, ids=range(len(PAGES)))
async def test_what_is_no_bot_api_answer_is_told_apart_and_never_shown(server, wire, request_class, caplog, status, page, kind):  # fmt: skip
    """Neither a 400 nor a 403 of something on the way may cost a message or a chat."""
    caplog.set_level(logging.DEBUG)
    path = f"/bot{wire.token}/sendMessage"
    body = page.replace(b"<html>", f"<html>{path} {NAME} ".encode())
    server.answer = lambda _: wire.http(status, body)
    with pytest.raises(TelegramError) as caught:
        await post(request_class, server, wire.token)
    assert kind is type(caught.value)
    assert_clean(caught.value, wire.token)
    assert NAME not in caplog.text
    assert wire.token not in caplog.text


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_does_not_carry_the_token_elsewhere(server, wire, request_class, status):
    server.answer = lambda _: wire.http(status, b"", f"Location: {server.url}/elsewhere")
    with pytest.raises(NetworkError):
        await post(request_class, server, wire.token)
    assert len(server.requests) == 1


async def test_a_description_that_quotes_the_token_is_cut(server, wire, request_class):
    server.answer = lambda _: wire.refused(400, f"Bad Request: no handler for /bot{wire.token}/x")
    with pytest.raises(BadRequest) as caught:
        await post(request_class, server, wire.token)
    assert_clean(caught.value, wire.token)


async def test_no_connection_means_not_sent(free_port, wire, request_class, monkeypatch):
    async def unknown_host(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown_host)
    for address in (
        f"http://127.0.0.1:{free_port}",
        "http://nowhere.invalid:1",
        "http://",
        "ftp://127.0.0.1",
        "nonsense",
    ):
        with pytest.raises(NotSent) as caught:
            await request_class.post(f"{address}/bot{wire.token}/sendMessage", RequestData([]))
        assert_clean(caught.value, wire.token)
    assert "No connection" in caught.value.message


async def test_a_full_pool_means_not_sent(server, wire):
    server.answer = lambda _: wire.hang
    async with LeanRequest(pool_size=1, pool_timeout=0.05, read_timeout=30) as request:
        first = asyncio.create_task(post(request, server, wire.token))
        await server.until(lambda: server.requests)
        with pytest.raises(NotSentInTime) as caught:
            await post(request, server, wire.token, connect_timeout=0.05)
        assert_clean(caught.value, wire.token)
        assert len(server.requests) == 1
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_a_drop_or_silence_after_sending_means_unknown(server, wire, request_class):
    for answer in (
        wire.drop,
        b"\x00\x01 nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{",
        wire.hang,
    ):
        server.answer = lambda _, answer=answer: answer
        count = len(server.requests)
        call = asyncio.create_task(post(request_class, server, wire.token, read_timeout=0.2))
        with pytest.raises(OutcomeUnknown) as caught:
            await call
        assert len(server.requests) == count + 1
        assert_clean(caught.value, wire.token)
    assert isinstance(caught.value, AnswerTimedOut)


async def test_a_server_that_trickles_cannot_hold_a_call_past_its_deadline(server, wire):
    async def trickle(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.answer = lambda _: trickle
    async with LeanRequest(read_timeout=0.2, pool_timeout=0.1) as request:
        began = asyncio.get_running_loop().time()
        with pytest.raises(AnswerTimedOut):
            await post(request, server, wire.token, write_timeout=0.1, connect_timeout=0.1)
        assert asyncio.get_running_loop().time() - began < 1.5


async def test_timeouts_of_a_call_replace_the_defaults_and_none_means_the_default(server, wire):
    async def late(_):
        await asyncio.sleep(0.2)
        return wire.ok(True)

    server.answer = late
    async with LeanRequest(read_timeout=0.05) as request:
        assert request.read_timeout == 0.05
        for given in ({}, {"read_timeout": None}):
            with pytest.raises(AnswerTimedOut):
                await post(request, server, wire.token, **given)
        assert await post(request, server, wire.token, read_timeout=5.0) is True


def assert_clean(error, token):
    """Neither the token nor what a server said in any form of the error, nor in what it hangs on to."""
    assert error.__context__ is None
    assert error.__cause__ is None
    shown = "\n".join([str(error), repr(error), repr(error.args), describe(error), *traceback.format_exception(error)])
    assert token not in shown
    assert token.replace(":", "%3A") not in shown
    assert NAME not in shown
    assert len(shown) > 100
