"""A server that does not mean well: what frames its answer is not kept without end."""

import asyncio

import pytest

from bot.wire.address import Address
from bot.wire.connection import Limits
from bot.wire.connections import Connections
from bot.wire.failures import OutcomeUnknown


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
    async with server, Connections(1, {}) as connections:
        with pytest.raises(OutcomeUnknown, match="too much around it"):
            await connections.request("GET", Address.of(f"http://127.0.0.1:{port}/"), Limits(20, 20, 60))
