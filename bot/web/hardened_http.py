"""Hardened HTTP/1.1 protocol for uvicorn: limits on bytes, time, connections and log lines.

uvicorn leaves these to a reverse proxy. A proxy is still advisable, but the bot does not depend on its configuration.
Telegram loses nothing: an update whose connection was closed is resent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

CONNECTIONS = 1000
"""Maximum number of connections. Beyond it the connections idle for longest are closed, most likely strangers': Telegram
opens at most a hundred per bot, and uses those it opens."""
PATIENCE = 20.0
"""Seconds for a request to arrive, and for the client to read the answer."""
KEEP_ALIVE = 75.0
"""Seconds that a connection may be idle between two requests."""
OVERHEAD_MAX = 64 * 1024
"""Maximum bytes of a request besides its body: its line, headers, framing and trailers."""
PIPELINE_MAX = 8
"""Maximum number of requests waiting on a connection for the previous one."""
_ROOM = CONNECTIONS // 10
"""Connections closed at once to make room, so that a flood does not cause a search for each new one."""


class GuardedProtocol(HttpToolsProtocol):
    """Guarded connection. ``since`` is the loop's time at which it, a request or an answer last began or ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = logging.getLogger("uvicorn.requests")
        self.logger.setLevel(logging.ERROR)  # a log line for each malformed request could fill the disk
        self.since = self.loop.time()
        self.gone = False
        """True once the connection was told to close, before it is closed."""
        self._overhead = 0
        self._served: Any = None
        """Request being answered; with pipelined requests not uvicorn's ``cycle``, which is the last one."""
        self._arriving = True
        """True while the client has to send: its first request, or the rest of one."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept a connection if there is room or room can be made."""
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
        """Close the connection at once, discarding unsent data."""
        self.gone = True
        self.transport.abort()

    @property
    def evictable(self) -> bool:
        """Return whether the connection may be closed at any time: no answer is awaited, or nobody reads it."""
        return self._arriving or self.cycle.response_complete or self.flow.write_paused

    def overdue(self, now: float) -> bool:
        """Return whether the connection has exceeded its time; ``now`` is the loop's time."""
        unused = not (self._arriving or self.flow.write_paused)
        return self.evictable and now - self.since > (2 * KEEP_ALIVE if unused else PATIENCE)

    def data_received(self, data: bytes) -> None:
        """Read more bytes, within the limits of a request."""
        self._overhead += len(data)
        super().data_received(data)
        if self._overhead > OVERHEAD_MAX:
            self.drop()

    def on_message_begin(self) -> None:
        """Handle the start of a request."""
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
        """Handle the end of an answer; after it uvicorn itself closes most idle connections."""
        super().on_response_complete()
        if not self._arriving:
            self.since = self.loop.time()


def make_room(connections: Iterable[Any]) -> bool:
    """Close the connections idle for longest; return whether there is room for a new one."""
    if sum(not each.gone for each in connections) <= CONNECTIONS:
        return True
    found = [each for each in connections if each.evictable and not each.gone]
    for each in sorted(found, key=lambda each: each.since)[:_ROOM]:
        each.drop()
    return bool(found)


def close_overdue(connections: Iterable[Any], now: float) -> None:
    """Close overdue connections; to be called periodically."""
    for each in [each for each in connections if each.overdue(now)]:
        each.drop()
