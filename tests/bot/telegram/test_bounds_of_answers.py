"""A server that does not mean well: neither its answer nor what frames it is kept without end."""

import asyncio
from contextlib import closing

import pytest

from bot.http_client.address import Address
from bot.http_client.connection import Limits
from bot.http_client.failures import OutcomeUnknown
from bot.http_client.pool import Connections
from bot.telegram.client import BotApi
from bot.telegram.errors import OutcomeUnknown as OutcomeIsUnknown


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n"]
)
async def test_headers_and_trailers_have_their_bound(begins):
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(begins)
        try:
            for _ in range(1000):
                writer.write(b"x: " + b"y" * 65536 + b"\r\n")
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with closing(Connections(1, {})) as connections, pytest.raises(OutcomeUnknown, match="too much around it"):
            await connections.request("GET", Address.of(f"http://127.0.0.1:{port}/"), Limits(20, 20, 60, 1 << 20))


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"]
)
async def test_an_answer_of_telegrams_has_its_bound(begins, monkeypatch):
    monkeypatch.setattr("bot.telegram.request.ANSWER_MAX", 256 * 1024)
    written = 0

    async def serve(reader, writer):
        nonlocal written
        await reader.readuntil(b"\r\n\r\n")
        writer.write(begins)
        try:
            for _ in range(1000):
                writer.write(b"x" * 65536)
                await writer.drain()
                written += 65536
        except ConnectionError:
            pass
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, BotApi("1000001:secret", f"http://127.0.0.1:{port}") as api:
        with pytest.raises(OutcomeIsUnknown, match="too long"):
            await api.call("getMe", {})
    assert written < 64_000_000, "it was not read to its end"
