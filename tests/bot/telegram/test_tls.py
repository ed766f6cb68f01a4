"""TLS towards the Bot API server: the server's name is checked, and calls share a connection."""

from __future__ import annotations

import asyncio
import contextlib
import ssl

import pytest

from bot.telegram.client import BotApi
from bot.telegram.errors import NotSent
from support.roots import TLS, trusting

ANSWER = b'{"ok":true,"result":{"username":"derby_bot"}}'


@pytest.fixture
async def server():
    """A Bot API server that knows getMe, over TLS; yields its port and the list of connections made."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "localhost.pem", TLS / "localhost.key")
    connections: list[object] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                await reader.readexactly(int(length.partition(b":")[2]))
                chunk = f"{len(ANSWER):x}\r\n".encode() + ANSWER
                writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + b"\r\n0\r\n\r\n")
                await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield listening.sockets[0].getsockname()[1], connections
    listening.close()


async def test_a_server_that_nobody_vouches_for_is_never_told_the_token(server) -> None:
    port, connections = server
    async with BotApi("1000001:canary-token-for-tls", f"https://localhost:{port}") as api:
        with pytest.raises(NotSent, match="SSLCertVerificationError"):
            await api.call("getMe", {})
    assert connections == []


async def test_a_server_that_is_vouched_for_is_called_over_one_connection(server) -> None:
    port, connections = server
    with trusting(TLS / "localhost.pem"):
        async with BotApi("1000001:canary-token-for-tls", f"https://localhost:{port}") as api:
            for _ in range(3):
                assert await api.call("getMe", {}) == {"username": "derby_bot"}
    assert len(connections) == 1
