"""Hardened HTTP/1.1 protocol for uvicorn: bounds on bytes, time, connections and log lines.

uvicorn leaves these to a reverse proxy. One in front is still advisable; the bot does not depend on how it is set up.
Telegram loses nothing by any of it: an update whose connection was closed comes again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

CONNECTIONS = 1000
"""Connections at once. Beyond that those make room on which nothing has begun or ended for longest, strangers' most
likely: Telegram keeps a hundred a bot, and those that it opens it uses."""
PATIENCE = 20.0
"""Seconds that a request may take to come, and that whoever asked may take to read the answer."""
KEEP_ALIVE = 75.0
"""Seconds that a connection may stay unused between two requests."""
OVERHEAD_MAX = 64 * 1024
"""Bytes of a request that are not its body: its line, headers, framing and trailers."""
PIPELINE_MAX = 8
"""Requests that may wait on a connection for the one before."""
_ROOM = CONNECTIONS // 10
"""Connections that make room at once, so that a flood does not have them looked through for each that comes."""


class GuardedProtocol(HttpToolsProtocol):
    """Guarded connection. ``since`` is the loop's time at which it, a request or an answer last began or ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = logging.getLogger("uvicorn.requests")
        self.logger.setLevel(logging.ERROR)  # a stranger's nonsense, a line each, would fill the disk
        self.since = self.loop.time()
        self.gone = False
        """True once the connection was told to close, before it is closed."""
        self._overhead = 0
        self._served: Any = None
        """The request that is being answered: with others waiting behind it, not uvicorn's ``cycle``, which is the last."""
        self._arriving = True
        """True while the other side has to send: its first request, or the rest of one."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept a connection if there is room, or if room can be made."""
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS and not make_room(self.connections):
            self.drop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell every request of this connection that nobody reads its answer; uvicorn tells only the last one."""
        super().connection_lost(exc)
        for cycle in (self._served, *(cycle for cycle, _ in self.pipeline)):
            if cycle is not None:
                cycle.disconnected = True
                cycle.message_event.set()
        self.pipeline.clear()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._served = cycle
        super()._start_asgi_task(cycle, app)

    def drop(self) -> None:
        """Close the connection at once, whatever is still to be written."""
        self.gone = True
        self.transport.abort()

    @property
    def evictable(self) -> bool:
        """Return whether the connection may be closed at any time: nobody waits for an answer, or nobody reads it."""
        return self._arriving or self.cycle.response_complete or self.flow.write_paused

    def overdue(self, now: float) -> bool:
        """Return whether the connection has exceeded its time; ``now`` is the loop's time."""
        unused = not (self._arriving or self.flow.write_paused)
        return self.evictable and now - self.since > (2 * KEEP_ALIVE if unused else PATIENCE)

    def data_received(self, data: bytes) -> None:
        """Read more bytes, within the bounds of a request."""
        self._overhead += len(data)
        super().data_received(data)
        if self._overhead > OVERHEAD_MAX:
            self.drop()

    def on_message_begin(self) -> None:
        """Handle the begin of a request."""
        super().on_message_begin()
        self.since = self.loop.time()
        self._arriving = True

    def on_headers_complete(self) -> None:
        """Handle the end of a request's headers."""
        if len(self.pipeline) >= PIPELINE_MAX:
            self.drop()
            return
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Handle a part of a request's body."""
        self._overhead -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Handle the end of a request."""
        self._overhead = 0
        self._arriving = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Handle the end of an answer; uvicorn itself ends most connections that stay unused after that."""
        super().on_response_complete()
        if not self._arriving:
            self.since = self.loop.time()


def make_room(connections: Iterable[Any]) -> bool:
    """Close those of the connections on which nothing has happened for longest; returns whether there is room for one."""
    if sum(not each.gone for each in connections) <= CONNECTIONS:
        return True
    found = [each for each in connections if each.evictable and not each.gone]
    for each in sorted(found, key=lambda each: each.since)[:_ROOM]:
        each.drop()
    return bool(found)


def close_overdue(connections: Iterable[Any], now: float) -> None:
    """Close the connections that have taken longer than they may; to be called now and then."""
    for each in [each for each in connections if each.overdue(now)]:
        each.drop()
