"""Lean HTTP/1.1 server: keep-alive, bodies by length or in chunks, and nothing that a benchmark does not need.

It has to cost far less than the bots that it serves, so it parses by hand and keeps no objects per request.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qsl

Answer = Callable[[bytes], None]
Handler = Callable[[str, dict[str, str], bytes, Answer], None]
"""Takes a request's path, its headers that matter (in lower case), its body, and what answers it with JSON."""

_KEPT = frozenset({"content-type", "content-length", "transfer-encoding", "x-api-key"})


class Requests(asyncio.Protocol):
    """One connection. Answers go out in the order in which requests came, since no client here sends two at once."""

    def __init__(self, handler: Handler, one_way: float, open_ones: set[asyncio.Transport]) -> None:
        self._handler = handler
        self._open_ones = open_ones
        self._one_way = one_way
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open_ones.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's name
        if self._transport is not None:
            self._open_ones.discard(self._transport)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._waiting = self._waiting + data if self._waiting else data
        while (request := self._next()) is not None:
            path, headers, body = request
            if self._one_way:
                self._loop.call_later(self._one_way, self._handler, path, headers, body, self._answer_later)
            else:
                self._handler(path, headers, body, self._answer)

    def _next(self) -> tuple[str, dict[str, str], bytes] | None:
        head, end, rest = self._waiting.partition(b"\r\n\r\n")
        if not end:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            name = name.lower()
            if name in _KEPT:
                headers[name] = value.strip()
        if "transfer-encoding" in headers:
            whole = _unchunked(rest)
            if whole is None:
                return None
            body, self._waiting = whole
        else:
            length = int(headers.get("content-length", "0"))
            if len(rest) < length:
                return None
            body, self._waiting = rest[:length], rest[length:]
        return first.split(" ", 2)[1], headers, body

    def _answer(self, payload: bytes) -> None:
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(payload), payload)
            )

    def _answer_later(self, payload: bytes) -> None:
        self._loop.call_later(self._one_way, self._answer, payload)


class Server:
    """Listens on a free port of this machine while it is open; every answer takes ``2 * one_way`` seconds."""

    def __init__(self, handler: Handler) -> None:
        self.address = ""
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Transport] = set()

    async def open(self, one_way: float = 0.0) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Requests(self._handler, one_way, self._connections), "127.0.0.1", 0, backlog=512
        )
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for connection in tuple(self._connections):
            connection.abort()
        while self._connections:  # noqa: ASYNC110  they are gone within a turn of the loop
            await asyncio.sleep(0)


def _unchunked(rest: bytes) -> tuple[bytes, bytes] | None:
    """The body and what follows it; ``None`` while it is not complete."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = rest.find(b"\r\n", at)
        if end < 0:
            return None
        size = int(rest[at:end].partition(b";")[0], 16)
        begin = end + 2
        if len(rest) < begin + size + 2:
            return None
        if size == 0:
            return b"".join(parts), rest[begin + 2 :]
        parts.append(rest[begin : begin + size])
        at = begin + size + 2


def fields(headers: dict[str, str], body: bytes) -> dict[str, str]:
    """The parameters of a call, as JSON, as a form or as multipart: the ways in which the clients send them."""
    kind = headers.get("content-type", "")
    if kind == "application/json":
        sent = json.loads(body)
        return {name: value if isinstance(value, str) else json.dumps(value) for name, value in sent.items()}
    if kind.startswith("multipart/"):
        return _multipart(kind, body)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _multipart(kind: str, body: bytes) -> dict[str, str]:
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    found = {}
    for part in body.split(boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0]
        found[name.decode()] = value[:-2].decode(errors="replace")  # a picture is no text
    return found
