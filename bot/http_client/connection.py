"""One HTTP/1.1 connection: sends a request and reads the answer within limits.

Answers are parsed by llhttp, Node.js's parser, through httptools.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import cast

import httptools

from bot.http_client.failures import Answer, AnswerTimedOut, OutcomeUnknown

HEADERS_READ = frozenset({"content-type", "date", "retry-after"})
"""Answer headers that are kept, besides those that delimit the body."""
_FRAMING = frozenset({"content-length", "transfer-encoding"})
OVERHEAD_MAX = 256 * 1024
"""Largest non-body part of an answer, in bytes: headers, framing and trailers. No well-behaved server sends as much."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a request.

    Seconds for connecting, for the next bytes of the answer, and for the whole request; and the largest body in bytes: a
    longer one ends as :class:`OutcomeUnknown`.
    """

    connect: float
    read: float
    total: float
    body: int


class Connection(asyncio.Protocol):
    """One connection. ``usable`` while it can take a request; ``idle_since`` is event loop time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.usable = False
        self.idle_since = 0.0
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._waiting: asyncio.Future[Answer] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._heard = 0.0
        self._read = 0.0
        self._deadline = 0.0
        self._room = 0
        self._overhead = 0
        self._parts: list[bytes] = []
        self._headers: dict[str, str] = {}
        self._framed = False
        self._reading_body = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Accept requests from now on."""
        # Always a stream's transport, whichever event loop made it.
        self._transport = cast(asyncio.Transport, transport)
        self.usable = True

    def exchange(self, request: bytes, limits: Limits, deadline: float) -> asyncio.Future[Answer]:
        """Send a request; the future gets the answer, or :class:`OutcomeUnknown`. ``deadline`` is event loop time."""
        transport = self._transport
        assert transport is not None  # noqa: S101  a usable connection has one
        waiting = self._waiting = self._loop.create_future()
        self.usable = False
        self._heard, self._read, self._deadline, self._room = self._loop.time(), limits.read, deadline, limits.body
        self._parts, self._headers, self._framed, self._reading_body = [], {}, False, False
        self._overhead = 0
        transport.write(request)
        self._watch()
        return waiting

    def close(self) -> None:
        """Close the connection without waiting for a pending answer."""
        self.usable = False
        self._stop_watching()
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Parse more bytes; unrequested data or an oversized head closes the connection."""
        if self._waiting is None:
            self.close()  # unrequested data
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
        """Complete an answer that ends with its connection; fail any other."""
        self.usable = False
        if self._waiting is not None and exc is None and self._reading_body and not self._framed:
            self._complete()  # HTTP/1.0: the body ends where the connection does
        self._fail(f"The connection broke ({type(exc).__name__ if exc else 'closed by the server'})")

    # Callbacks of httptools.

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep the relevant headers."""
        known = name.lower().decode("latin-1")
        if known in _FRAMING:
            self._framed = True
        elif known in HEADERS_READ:
            self._headers[known] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """Expect the body, unless the status is an interim one."""
        self._reading_body = self._parser.get_status_code() >= 200

    def on_body(self, body: bytes) -> None:
        """Keep the body up to the limit."""
        self._overhead -= len(body)
        body = body[: self._room]
        self._room -= len(body)
        self._parts.append(body)
        if self._room == 0 and self._waiting is not None:
            self._fail("The answer is too long")

    def on_message_complete(self) -> None:
        """Deliver the answer."""
        if self._reading_body:
            self._complete()
        else:  # interim answer, such as "100 Continue"
            self._headers, self._framed = {}, False

    def _complete(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(self._parser.get_status_code(), self._headers, b"".join(self._parts)))
        self._parts = []
        transport = self._transport
        self.usable = transport is not None and not transport.is_closing() and self._parser.should_keep_alive()

    def _fail(self, sentence: str, kind: type[OutcomeUnknown] = OutcomeUnknown) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(kind(sentence))
        self.close()

    def _watch(self) -> None:
        """Wait for the earliest limit.

        Neither received data nor the end of a request resets the timer: a timer that fires too early is set again, which
        is rare, since consecutive requests have the same limits.
        """
        end = min(self._heard + self._read, self._deadline)
        if self._timer is not None and self._timer.when() <= end:
            return
        self._stop_watching()
        self._timer = self._loop.call_at(end, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._waiting is None:
            return
        if self._loop.time() >= min(self._heard + self._read, self._deadline):
            self._fail("No answer in time", AnswerTimedOut)
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
