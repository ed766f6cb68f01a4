"""Server-sent events: numbered, so that a reloaded page misses none."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

_KEPT = 1_000
"""Events kept per stream. A page that was away for longer reloads the whole chat."""

_HEARTBEAT_SECONDS = 15


class Stream:
    """Numbered sequence of events for any number of readers."""

    def __init__(self) -> None:
        self.seq = 0
        self._events: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._news = asyncio.Event()
        self._closed = False

    def publish(self, kind: str, **fields: Any) -> None:
        """Append an event of type ``kind`` and wake every reader."""
        self.seq += 1
        self._events.append({"seq": self.seq, "type": kind, **fields})
        self._wake()

    def close(self) -> None:
        """End every reader, now and later."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def since(self, after: int) -> list[dict[str, Any]]:
        """Return the events after number ``after``; a number higher than the current one, from before a restart, means all."""
        if after > self.seq:
            after = 0
        missed = self.seq - after
        return [] if missed == 0 else list(self._events)[-missed:]

    async def follow(self, after: int, heartbeat: float | None = None) -> AsyncIterator[dict[str, Any] | None]:
        """Yield every event after number ``after``, past and future, until the stream closes.

        Yields ``None`` whenever ``heartbeat`` seconds passed without an event.
        """
        while True:
            news = self._news
            for event in self.since(after):
                after = event["seq"]
                yield event
            if self._closed:
                return
            if news.is_set():
                continue
            try:
                await asyncio.wait_for(news.wait(), heartbeat)
            except TimeoutError:
                yield None


def sse(request: Request, stream: Stream) -> StreamingResponse:
    """Return ``stream`` as server-sent events, from ``?after=`` or ``Last-Event-ID``, whichever is later."""
    places = (request.query_params.get("after", ""), request.headers.get("last-event-id", ""))
    after = max((int(place) for place in places if place.isdecimal()), default=0)

    async def lines() -> AsyncIterator[str]:
        yield ": hello\n\n"
        async for event in stream.follow(after, _HEARTBEAT_SECONDS):
            yield ": still here\n\n" if event is None else f"id: {event['seq']}\ndata: {json.dumps(event)}\n\n"

    return StreamingResponse(lines(), media_type="text/event-stream")
