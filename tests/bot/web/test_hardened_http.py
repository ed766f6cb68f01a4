"""Strangers at the door: whatever they send, and however many they are, they take up little, and others are served."""

import asyncio
import logging

import pytest

from bot.web import hardened_http
from bot.web.listener import Listener, reserve
from support.waiting import eventually

ASK = b"GET / HTTP/1.1\r\nhost: bot\r\n\r\n"
ANSWER = b"HTTP/1.1 200"


async def app(scope, receive, send):
    """Answers everything; what it says to ``/much`` is more than a socket holds."""
    body = b"x" * (8 << 20 if scope["path"] == "/much" else 0)
    length = str(len(body)).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def listening():
    with reserve("127.0.0.1", 0) as listening:
        yield listening


@pytest.fixture
async def listener(listening):
    """Listens."""
    listener = Listener(app, listening)
    serving = asyncio.create_task(listener.run())
    yield listener
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


@pytest.fixture
def port(listener, listening):
    """Where it listens."""
    return listening.getsockname()[1]


@pytest.fixture
async def connect(port):
    """Opens connections."""
    opened = []

    async def connect(said=b""):
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                break
            except ConnectionRefusedError:  # it has not begun to listen
                await asyncio.sleep(0.01)
        opened.append(writer)
        writer.write(said)
        return reader, writer

    yield connect
    for each in opened:
        each.close()


async def ended(reader):
    """Wait until the other side has closed the connection; returns what it said before."""
    said = b""
    async with asyncio.timeout(20):
        try:
            while chunk := await reader.read(1 << 20):
                said += chunk
        except ConnectionError:
            pass
    return said


async def served(connect):
    reader, _ = await connect(ASK)
    return (await reader.readline()).startswith(ANSWER)


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        (b"GET /", b"x" * 1000),
        (b"GET / HTTP/1.1\r\nx: ", b"x" * 1000),
        (b"GET / HTTP/1.1\r\n", b"x: y\r\n" * 200),
        (b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx: ", b"x" * 1000),
        (b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", b"1;" + b"x" * 1000 + b"\r\nx\r\n"),
    ],
    ids=["address", "one header", "many headers", "trailer", "chunks' extensions"],
)
async def test_what_frames_a_request_has_its_bound(connect, begins, goes_on):
    reader, writer = await connect(begins)

    async def go_on():
        for _ in range((64 << 20) // len(goes_on)):
            writer.write(goes_on)
            await writer.drain()
            await asyncio.sleep(0)

    with pytest.raises(ConnectionError):
        await go_on()
    await ended(reader)
    assert await served(connect)


async def test_a_large_body_is_no_overhead(connect):
    size = 4 * hardened_http.OVERHEAD_MAX
    reader, _ = await connect(b"POST / HTTP/1.1\r\nhost: bot\r\ncontent-length: %d\r\n\r\n" % size + b"x" * size)
    assert (await reader.readline()).startswith(ANSWER)


async def test_many_requests_at_once_end_the_connection(connect):
    reader, _ = await connect(ASK * 1000)
    assert (await ended(reader)).count(ANSWER) <= hardened_http.PIPELINE_MAX + 1
    reader, _ = await connect(ASK * 3)
    async with asyncio.timeout(20):
        said = b""
        while said.count(ANSWER) < 3:
            said += await reader.read(1 << 16)


async def test_who_does_not_come_to_an_end_is_sent_away(connect, monkeypatch):
    monkeypatch.setattr(hardened_http, "PATIENCE", 0.05)
    monkeypatch.setattr(hardened_http, "KEEP_ALIVE", 0.05)
    endless = (
        b"",  # nothing
        b"GET / HTTP/1.1\r\nx: y\r\n",  # half a head
        b"POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nx",  # half a body
        ASK + b"GET / HTTP/1.1\r\n",  # half a second request
        ASK + b"\r\n",  # an empty line after a request, which stops uvicorn's own clock
    )
    strangers = [await connect(said) for said in endless]
    await asyncio.gather(*(ended(reader) for reader, _ in strangers))


async def test_who_does_not_read_is_sent_away(connect, listener, monkeypatch):
    monkeypatch.setattr(hardened_http, "PATIENCE", 0.05)
    reader, writer = await connect()
    writer.transport.pause_reading()
    writer.write(b"GET /much HTTP/1.1\r\nhost: bot\r\n\r\n")
    connections = listener._server.server_state.connections
    await eventually(lambda: connections, "the connection")
    await eventually(lambda: not connections, "its end")
    writer.transport.resume_reading()
    assert len(await ended(reader)) < 8 << 20


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\n", ASK], ids=["silent", "slow", "used"])
async def test_others_are_served_however_many_hold_connections(connect, said, monkeypatch):
    monkeypatch.setattr(hardened_http, "CONNECTIONS", 20)
    monkeypatch.setattr(hardened_http, "_ROOM", 2)
    strangers = [await connect(said) for _ in range(60)]
    assert await served(connect)
    gone = [reader for reader, _ in strangers[:30]]
    await asyncio.gather(*map(ended, gone))


async def test_nonsense_leaves_no_line_each_in_the_log(connect, caplog):
    caplog.set_level(logging.INFO)
    for _ in range(3):
        reader, _ = await connect(b"\x16\x03\x01 no http\r\n\r\n")
        assert b"400" in await ended(reader)
    assert caplog.records == []
