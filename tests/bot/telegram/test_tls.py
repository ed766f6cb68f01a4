"""TLS towards the Bot API server: the server's name is checked, and calls share a connection."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl

import pytest

from bot.telegram.client import BotApi
from bot.telegram.errors import NotSent, NotSentInTime, OutcomeUnknown
from bot.telegram.request import LeanRequest
from support.roots import TLS, trusting
from support.tunnel import TunnelProxy

TOKEN = "1000001:canary-token-for-tls"
ANSWER = b'{"ok":true,"result":{"username":"derby_bot"}}'


@pytest.fixture
async def server():
    """A Bot API server over TLS that knows getMe, and drops the connection at close.

    Yields its port and the list of connections made.
    """
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
                if b"/close " in head:
                    break
                chunk = f"{len(ANSWER):x}\r\n".encode() + ANSWER
                writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + b"\r\n0\r\n\r\n")
                await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield listening.sockets[0].getsockname()[1], connections
    listening.close()


async def test_a_server_that_nobody_vouches_for_is_never_told_the_token(server) -> None:
    port, connections = server
    async with BotApi(TOKEN, f"https://localhost:{port}") as api:
        with pytest.raises(NotSent, match="SSLCertVerificationError"):
            await api.call("getMe", {})
    assert connections == []


async def test_a_server_that_is_vouched_for_is_called_over_one_connection(server) -> None:
    port, connections = server
    with trusting(TLS / "localhost.pem"):
        async with BotApi(TOKEN, f"https://localhost:{port}") as api:
            for _ in range(3):
                assert await api.call("getMe", {}) == {"username": "derby_bot"}
    assert len(connections) == 1


async def test_a_proxy_carries_the_calls_and_cannot_read_them(server) -> None:
    port, connections = server
    with trusting(TLS / "localhost.pem"):
        async with (
            TunnelProxy() as proxy,
            BotApi(TOKEN, f"https://localhost:{port}", proxy=proxy.url("bot:canary%2Fword")) as api,
        ):
            for _ in range(3):
                assert await api.call("getMe", {}) == {"username": "derby_bot"}
    assert len(connections) == 1
    (head,) = proxy.heads
    assert head.startswith(f"CONNECT localhost:{port} HTTP/1.1\r\n")
    assert f"Proxy-Authorization: Basic {base64.b64encode(b'bot:canary/word').decode()}\r\n" in head
    assert TOKEN not in head
    assert len(proxy.carried) > 500
    assert TOKEN.encode() not in proxy.carried


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (
            b"HTTP/1.1 407 canary-word\r\nContent-Length: 0\r\n\r\n",
            r"No connection \(ConnectionRefusedError: the proxy refuses, HTTP 407\)",
        ),
        (b"", r"No connection \(ConnectionAbortedError: the proxy gave no answer\)"),
    ],
)
async def test_what_a_proxy_refuses_was_not_sent(server, refusal, why) -> None:
    port, connections = server
    async with TunnelProxy(refusal) as proxy, BotApi(TOKEN, f"https://localhost:{port}", proxy=proxy.url()) as api:
        with pytest.raises(NotSent, match=why):
            await api.call("getMe", {})
    assert len(proxy.heads) == 1
    assert connections == []


async def test_a_proxy_that_is_away_or_silent_means_not_sent(server, unused_tcp_port) -> None:
    port, connections = server
    async with BotApi(TOKEN, f"https://localhost:{port}", proxy=f"http://127.0.0.1:{unused_tcp_port}") as api:
        with pytest.raises(NotSent, match="ConnectionRefusedError"):
            await api.call("getMe", {})
    async with (
        TunnelProxy(silent=True) as proxy,
        LeanRequest(pool_timeout=0.1, proxy=proxy.url()) as request,
    ):
        with pytest.raises(NotSentInTime):
            await request.post(f"https://localhost:{port}/bot{TOKEN}/getMe", connect_timeout=0.1)
    assert len(proxy.heads) == 1
    assert connections == []


async def test_a_call_lost_behind_a_proxy_has_an_unknown_outcome(server) -> None:
    port, connections = server
    with trusting(TLS / "localhost.pem"):
        async with TunnelProxy() as proxy, BotApi(TOKEN, f"https://localhost:{port}", proxy=proxy.url()) as api:
            with pytest.raises(OutcomeUnknown):
                await api.call("close", {})
    assert len(connections) == 1
