"""A lean HTTP/1.1 client: kept-alive connections to the Bot API server, one request at a time on each.

What the two general clients do for every request (cookies, redirects, proxies, encodings, tracing, objects for URLs,
headers, requests and responses) costs them several times what the exchange itself does, and nothing here needs it. The
bytes of an answer are read by llhttp (through httptools), which also reads them for Node.js.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Self, cast
from urllib.parse import quote, urlsplit

import certifi
import httptools

from bot.bot_api.errors import AnswerTimedOut, NotSent, NotSentInTime, OutcomeUnknown

KEEP_ALIVE = 30.0
"""Seconds that an unused connection is kept: longer saves handshakes, but the server may have dropped it by then."""
_HAPPY_EYEBALLS = 0.25
"""Seconds after which another of a host's addresses is tried beside the first (RFC 8305)."""


class Answer(NamedTuple):
    """An answer; ``retry_after`` is the header's text, or empty."""

    status: int
    retry_after: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, each ``None`` for no limit: for a connection, for the next bytes of the answer, and in all."""

    connect: float | None
    read: float | None
    total: float | None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a URL points to. ``head`` is what of a request's head follows from it."""

    host: str
    port: int
    tls: bool
    target: str
    named: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Read a URL. Raises :class:`ValueError` if it is no http(s) one."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable() or " " in url:
            raise ValueError("not an http(s) address")
        tls = parts.scheme == "https"
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
        shown = f"[{host}]" if ":" in host else host
        default = 443 if tls else 80
        port = default if parts.port is None else parts.port
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        return cls(host, port, tls, target, shown if port == default else f"{shown}:{port}")


class _Connection(asyncio.Protocol):
    """One connection. ``usable`` while it can take a request; ``idle_since`` is the loop's time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.usable = False
        self.idle_since = 0.0
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._waiting: asyncio.Future[Answer] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._heard = 0.0
        self._read: float | None = None
        self._deadline: float | None = None
        self._parts: list[bytes] = []
        self._retry_after = ""
        self._framed = False
        self._reading_body = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # what a stream's is, whatever event loop made it
        self.usable = True

    def exchange(self, request: bytes, read: float | None, deadline: float | None) -> asyncio.Future[Answer]:
        """Send a request; the future gets the answer, or :class:`OutcomeUnknown`."""
        transport = self._transport
        assert transport is not None  # noqa: S101  it is usable
        waiting = self._waiting = self._loop.create_future()
        self.usable = False
        self._heard, self._read, self._deadline = self._loop.time(), read, deadline
        self._parts, self._retry_after, self._framed, self._reading_body = [], "", False, False
        transport.write(request)
        self._watch()
        return waiting

    def close(self) -> None:
        """Let go of the server; an answer that is still to come is not waited for."""
        self.usable = False
        self._stop_watching()
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._waiting is None:
            self.close()  # nothing was asked
            return
        self._heard = self._loop.time()
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(f"The answer is no HTTP ({type(error).__name__})")

    def connection_lost(self, exc: Exception | None) -> None:
        self.usable = False
        if self._waiting is not None and exc is None and self._reading_body and not self._framed:
            self._complete()  # HTTP/1.0: the body ends where the connection does
        self._fail(f"The connection broke ({type(exc).__name__ if exc else 'closed by the server'})")

    # What httptools calls.

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        if name in {b"content-length", b"transfer-encoding"}:
            self._framed = True
        elif name == b"retry-after":
            self._retry_after = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._reading_body = True

    def on_body(self, body: bytes) -> None:
        self._parts.append(body)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() >= 200:  # else "100 Continue" and the like: the answer is still to come
            self._complete()

    def _complete(self) -> None:
        waiting, self._waiting = self._waiting, None
        self._stop_watching()
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(self._parser.get_status_code(), self._retry_after, b"".join(self._parts)))
        self._parts = []
        transport = self._transport
        self.usable = transport is not None and not transport.is_closing() and self._parser.should_keep_alive()

    def _fail(self, sentence: str, kind: type[OutcomeUnknown] = OutcomeUnknown) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(kind(sentence))
        self.close()

    def _watch(self) -> None:
        """Wait for the limit that is reached first. One timer per request; hearing something does not touch it."""
        silent = None if self._read is None else self._heard + self._read
        ends = [limit for limit in (silent, self._deadline) if limit is not None]
        self._timer = self._loop.call_at(min(ends), self._due) if ends else None

    def _due(self) -> None:
        now = self._loop.time()
        silent = self._read is not None and now >= self._heard + self._read
        if silent or (self._deadline is not None and now >= self._deadline):
            self._fail("No answer in time", AnswerTimedOut)
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class Connections:
    """Up to ``size`` connections to each server that is asked for; a request that finds none free waits for one."""

    def __init__(self, size: int, user_agent: str) -> None:
        self._size = size
        self._user_agent = user_agent
        self._idle: dict[tuple[str, int, bool], deque[_Connection]] = {}
        self._in_use: set[_Connection] = set()
        self._opening = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._tls: ssl.SSLContext | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections. Requests under way end as :class:`OutcomeUnknown`."""
        self._closed = True
        for connection in (*self._in_use, *(each for idle in self._idle.values() for each in idle)):
            connection.close()
        self._idle.clear()

    async def request(
        self, method: str, address: Address, limits: Limits, *, content_type: str = "", body: bytes | None = None
    ) -> Answer:
        """Make one request and return the answer, whatever its status. Redirects are not followed.

        :raises NotSent: no connection could be made, or none was free in time.
        :raises OutcomeUnknown: the connection broke or timed out after that, or what came is no HTTP.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        head = (
            f"{method} {address.target} HTTP/1.1\r\nHost: {address.named}\r\nUser-Agent: {self._user_agent}\r\n"
            f"Accept: */*\r\n"
        )
        if content_type:
            head += f"Content-Type: {content_type}\r\n"
        if body is not None or method == "POST":
            head += f"Content-Length: {len(body or b'')}\r\n"
        connection = await self._connection(loop, address, limits.connect)
        try:
            deadline = None if limits.total is None else began + limits.total
            return await connection.exchange(f"{head}\r\n".encode() + (body or b""), limits.read, deadline)
        finally:
            self._give_back(loop, address, connection)

    async def _connection(self, loop: asyncio.AbstractEventLoop, address: Address, limit: float | None) -> _Connection:
        connection = self._unused(loop, address)
        if connection is None:
            failure: NotSent
            try:
                async with asyncio.timeout(limit):
                    connection = await self._wait_for_one(loop, address)
            except TimeoutError:
                failure = NotSentInTime("No connection in time")
            except (OSError, ValueError) as error:
                failure = NotSent(f"No connection ({fault(error)})")
            else:
                self._in_use.add(connection)
                return connection
            # Raised here and not in the handlers: errors hold the address, and would hang on as the context.
            raise failure
        self._in_use.add(connection)
        return connection

    async def _wait_for_one(self, loop: asyncio.AbstractEventLoop, address: Address) -> _Connection:
        while self._opening + len(self._in_use) >= self._size:
            turn: asyncio.Future[None] = loop.create_future()
            self._queue.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._call_next()  # the place was given to somebody who left
                raise
            connection = self._unused(loop, address)
            if connection is not None:
                return connection
        self._opening += 1
        try:
            _, connection = await loop.create_connection(
                lambda: _Connection(loop),
                address.host,
                address.port,
                ssl=self._context() if address.tls else None,
                happy_eyeballs_delay=_HAPPY_EYEBALLS,
            )
        except BaseException:
            self._call_next()
            raise
        finally:
            self._opening -= 1
        return connection

    def _unused(self, loop: asyncio.AbstractEventLoop, address: Address) -> _Connection | None:
        """The connection that was used last, so that those beyond the need grow old."""
        idle = self._idle.get((address.host, address.port, address.tls))
        if not idle or len(self._in_use) + self._opening >= self._size:
            return None
        oldest = loop.time() - KEEP_ALIVE
        while idle and (idle[0].idle_since < oldest or not idle[0].usable):
            idle.popleft().close()
        while idle:
            connection = idle.pop()
            if connection.usable:
                return connection
        return None

    def _give_back(self, loop: asyncio.AbstractEventLoop, address: Address, connection: _Connection) -> None:
        self._in_use.discard(connection)
        if connection.usable and not self._closed:
            connection.idle_since = loop.time()
            self._idle.setdefault((address.host, address.port, address.tls), deque()).append(connection)
        else:
            connection.close()
        self._call_next()

    def _call_next(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
            self._tls.load_verify_locations(certifi.where())  # for systems whose Python brings no roots, such as macOS
        return self._tls


def fault(error: Exception) -> str:
    """The class and, for faults of the system, its words for them; the error's own text may hold the address."""
    words = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
