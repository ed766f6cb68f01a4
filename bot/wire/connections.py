"""A lean HTTP/1.1 client: kept-alive connections, one request at a time on each.

What the two general clients do for every request (cookies, redirects, proxies, encodings, tracing, objects for URLs,
headers, requests and responses) costs them several times what the exchange itself does, and nothing here needs it. The
bytes of an answer are read by llhttp (through httptools), which also reads them for Node.js.
"""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self, cast
from urllib.parse import quote, urlsplit

import certifi
import httptools
from aiohappyeyeballs import start_connection

from bot.wire.failures import Answer, AnswerTimedOut, NotSent, NotSentInTime, OutcomeUnknown

KEEP_ALIVE = 30.0
"""Seconds that an unused connection is kept: longer saves handshakes, but the server may have dropped it by then."""
HEADERS_READ = frozenset({"content-type", "date", "retry-after"})
"""Headers of an answer that are kept; beside them those that say where its body ends are understood."""
_FRAMING = frozenset({"content-length", "transfer-encoding"})
_HAPPY_EYEBALLS = 0.25
"""Seconds after which another of a host's addresses is tried beside the first (RFC 8305)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Each ``None`` for no limit.

    Seconds for a connection, for the next bytes of the answer, and in all; and the most bytes of an answer's body that
    are read: a longer one ends as :class:`OutcomeUnknown`, and what was read of it is there.
    """

    connect: float | None
    read: float | None
    total: float | None
    body: int | None = None


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


OVERHEAD_MAX = 256 * 1024
"""Bytes of an answer that are not its body: its headers, framing and trailers. No server that means well has as many."""


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
        self._room: int | None = None
        self._overhead = 0
        self._parts: list[bytes] = []
        self._headers: dict[str, str] = {}
        self._framed = False
        self._reading_body = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # what a stream's is, whatever event loop made it
        self.usable = True

    def exchange(self, request: bytes, limits: Limits, deadline: float | None) -> asyncio.Future[Answer]:
        """Send a request; the future gets the answer, or :class:`OutcomeUnknown`. ``deadline`` is the loop's time."""
        transport = self._transport
        assert transport is not None  # noqa: S101  it is usable
        waiting = self._waiting = self._loop.create_future()
        self.usable = False
        self._heard, self._read, self._deadline, self._room = self._loop.time(), limits.read, deadline, limits.body
        self._parts, self._headers, self._framed, self._reading_body = [], {}, False, False
        self._overhead = 0
        transport.write(request)
        self._watch()
        return waiting

    def silent(self) -> bool:
        """Whether nothing has come that the event loop has not passed on yet; on an unused connection that is its end."""
        assert self._transport is not None  # noqa: S101  it is usable
        poll = select.poll()
        poll.register(self._transport.get_extra_info("socket").fileno(), select.POLLIN)
        return not poll.poll(0)

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
        self._overhead += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(f"The answer is no HTTP ({type(error).__name__})")
            return
        if self._overhead > OVERHEAD_MAX:
            self._fail("The answer has too much around it")

    def connection_lost(self, exc: Exception | None) -> None:
        self.usable = False
        if self._waiting is not None and exc is None and self._reading_body and not self._framed:
            self._complete()  # HTTP/1.0: the body ends where the connection does
        self._fail(f"The connection broke ({type(exc).__name__ if exc else 'closed by the server'})")

    # What httptools calls.

    def on_header(self, name: bytes, value: bytes) -> None:
        known = name.lower().decode("latin-1")
        if known in _FRAMING:
            self._framed = True
        elif known in HEADERS_READ:
            self._headers[known] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._reading_body = self._parser.get_status_code() >= 200

    def on_body(self, body: bytes) -> None:
        self._overhead -= len(body)
        if self._room is not None:
            body = body[: self._room]
            self._room -= len(body)
        self._parts.append(body)
        if self._room == 0 and self._waiting is not None:
            self._fail("The answer is too long")

    def on_message_complete(self) -> None:
        if self._reading_body:
            self._complete()
        else:  # "100 Continue" and the like: the answer is still to come
            self._headers, self._framed = {}, False

    def _answer(self) -> Answer:
        return Answer(self._parser.get_status_code(), self._headers, b"".join(self._parts))

    def _complete(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(self._answer())
        self._parts = []
        transport = self._transport
        self.usable = transport is not None and not transport.is_closing() and self._parser.should_keep_alive()

    def _fail(self, sentence: str, kind: type[OutcomeUnknown] = OutcomeUnknown) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(kind(sentence, self._answer() if self._reading_body else None))
        self.close()

    def _watch(self) -> None:
        """Wait for the limit that is reached first.

        Neither hearing something nor the end of a request touches the timer: where it ends too early it is set again, which
        is rare, since requests follow each other with the same limits.
        """
        silent = None if self._read is None else self._heard + self._read
        end = min((limit for limit in (silent, self._deadline) if limit is not None), default=None)
        if end is None or (self._timer is not None and self._timer.when() <= end):
            return
        self._stop_watching()
        self._timer = self._loop.call_at(end, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._waiting is None:
            return
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
    """Up to ``size`` connections; a request that finds none free waits for one.

    ``headers`` go with every request. A connection that was unused for ``keep_alive`` seconds is not used again.
    ``wary``: nor is one that its server has closed without a word, even if the event loop has not heard of it yet; to
    look costs a call of the system each time.
    """

    def __init__(
        self, size: int, headers: Mapping[str, str], *, keep_alive: float = KEEP_ALIVE, wary: bool = False
    ) -> None:
        self._size = size
        self._wary = wary
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._keep_alive = keep_alive
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
        self,
        method: str,
        address: Address,
        limits: Limits,
        *,
        content_type: str = "",
        body: bytes | None = None,
        on_sent: Callable[[], None] | None = None,
    ) -> Answer:
        """Make one request and return the answer, whatever its status. Redirects are not followed.

        ``on_sent`` is called when the request begins to leave.

        :raises NotSent: no connection could be made, or none was free in time.
        :raises OutcomeUnknown: the connection broke or timed out after that, or what came is no HTTP.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        head = f"{method} {address.target} HTTP/1.1\r\nHost: {address.named}\r\n{self._headers}"
        if content_type:
            head += f"Content-Type: {content_type}\r\n"
        if body is not None or method == "POST":
            head += f"Content-Length: {len(body or b'')}\r\n"
        connection = await self._connection(loop, address, limits.connect)
        try:
            deadline = None if limits.total is None else began + limits.total
            if on_sent is not None:
                on_sent()
            return await connection.exchange(f"{head}\r\n".encode() + (body or b""), limits, deadline)
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
            # Not by create_connection alone: of the two event loops only asyncio's own tries addresses side by side.
            found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            _, connection = await loop.create_connection(
                lambda: _Connection(loop),
                sock=await start_connection(found, happy_eyeballs_delay=_HAPPY_EYEBALLS, loop=loop),
                ssl=self._context() if address.tls else None,
                server_hostname=address.host if address.tls else None,
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
        oldest = loop.time() - self._keep_alive
        while idle and (idle[0].idle_since < oldest or not idle[0].usable):
            idle.popleft().close()
        while idle:
            connection = idle.pop()
            if connection.usable and (not self._wary or connection.silent()):
                return connection
            connection.close()
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
            self._tls = tls_context()
        return self._tls


@cache
def tls_context() -> ssl.SSLContext:
    """What a server has to prove: that somebody whom the system or certifi trusts vouches for its name.

    One for the whole process: the roots take 20 ms and a megabyte, which each of a thousand agencies would pay again.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # for systems whose Python brings no roots, such as macOS
    return context


def fault(error: Exception) -> str:
    """The class and, for faults of the system, its words for them; the error's own text may hold the address."""
    words = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
