"""Pool of kept-alive connections with one request at a time on each.

General-purpose clients spend several times the cost of the exchange itself on cookies, redirects, encodings, tracing and
objects for URLs, headers, requests and responses, none of which is needed here.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable, Mapping

from aiohappyeyeballs import start_connection

from bot.core.outbound import fault, tls_context
from bot.http_client.address import Address
from bot.http_client.connection import Connection, Limits
from bot.http_client.failures import Answer, NotSent, NotSentInTime
from bot.http_client.proxy import Proxy

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept: longer saves handshakes, but the server may have closed it by then."""
_HAPPY_EYEBALLS = 0.25
"""Seconds before another address of the host is tried in parallel (RFC 8305)."""


class Connections:
    """Up to ``size`` connections; further requests wait for a free one.

    ``headers`` are sent with every request. A connection idle for :data:`KEEP_ALIVE` seconds is not reused. ``proxy`` is
    the address of an HTTP proxy ("" for none), which https addresses are reached through by ``CONNECT``.
    """

    def __init__(self, size: int, headers: Mapping[str, str], *, proxy: str = "") -> None:
        self._size = size
        self._proxy = Proxy.of(proxy) if proxy else None
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._idle: dict[tuple[str, int, bool], deque[Connection]] = {}
        self._in_use: set[Connection] = set()
        self._opening = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._closed = False

    def close(self) -> None:
        """Close all connections. Requests in flight end as :class:`OutcomeUnknown`."""
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
        """Make one request and return the answer, whatever its status; redirects are not followed.

        ``on_sent`` is called once a connection is there, just before the first byte leaves. If it raises, nothing is sent.

        :raises NotSent: no connection could be made, or none was free in time.

        :raises OutcomeUnknown: the connection broke or timed out after that, or the answer is not HTTP.
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
            deadline = began + limits.total
            if on_sent is not None:
                on_sent()
            return await connection.exchange(f"{head}\r\n".encode() + (body or b""), limits, deadline)
        finally:
            self._give_back(loop, address, connection)

    async def _connection(self, loop: asyncio.AbstractEventLoop, address: Address, limit: float) -> Connection:
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
            # Raised outside the handlers, whose errors hold the address and would become the context.
            raise failure
        self._in_use.add(connection)
        return connection

    async def _wait_for_one(self, loop: asyncio.AbstractEventLoop, address: Address) -> Connection:
        while self._opening + len(self._in_use) >= self._size:
            turn: asyncio.Future[None] = loop.create_future()
            self._queue.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._call_next()  # the slot was given to a request that was cancelled
                raise
            connection = self._unused(loop, address)
            if connection is not None:
                return connection
        self._opening += 1
        try:
            # Not by create_connection alone: uvloop's does not try addresses in parallel.
            proxy = self._proxy if address.tls else None
            near = address if proxy is None else proxy.address
            found = await loop.getaddrinfo(near.host, near.port, type=socket.SOCK_STREAM)
            sock = await start_connection(found, happy_eyeballs_delay=_HAPPY_EYEBALLS, loop=loop)
            if proxy is not None:
                await proxy.open_tunnel(loop, sock, address)
            _, connection = await loop.create_connection(
                lambda: Connection(loop),
                sock=sock,
                ssl=tls_context() if address.tls else None,
                server_hostname=address.host if address.tls else None,
            )
        except BaseException:
            self._call_next()
            raise
        finally:
            self._opening -= 1
        return connection

    def _unused(self, loop: asyncio.AbstractEventLoop, address: Address) -> Connection | None:
        """Return the most recently used idle connection, so that surplus ones expire; ``None`` if there is none."""
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
            connection.close()
        return None

    def _give_back(self, loop: asyncio.AbstractEventLoop, address: Address, connection: Connection) -> None:
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
