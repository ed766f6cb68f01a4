"""HTTP/1.1 server for connections in memory: hands requests to the sandbox's endpoints and sends what they answer.

It knows whether an answer was heard, which no real server can: the journal then says of a call that was acted on and whose
answer was lost what it says of one that was dropped on purpose.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from email.utils import formatdate
from typing import Any

import httptools
from starlette.requests import Request
from starlette.responses import Response

from sandbox.journal import Call, LeadRecord, LookUpRecord, OfficesRecord, UpdateOfLead
from sandbox.wire import Dropped

Answerer = Callable[[Request], Awaitable[Response]]
Record = Call | LeadRecord | LookUpRecord | OfficesRecord | UpdateOfLead

_recorded: ContextVar[list[Record]] = ContextVar("recorded")
UNHEARD = "dropped after acting"


class Noting(deque[Any]):
    """Records of a journal; whoever answers the request at hand learns which one is about it."""

    def append(self, record: Any) -> None:
        super().append(record)
        recorded = _recorded.get(None)
        if recorded is not None:
            recorded.append(record)


class HttpConnection(asyncio.Protocol):
    """A connection that somebody made to this server. ``clock`` gives unix seconds; ``say`` hears of answers."""

    def __init__(self, answer: Answerer, clock: Callable[[], float], say: Callable[[str], None]) -> None:
        self._answer = answer
        self._clock = clock
        self._say = say
        self._parser = httptools.HttpRequestParser(self)
        self._transport: Any = None
        self._url = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._transport.abort()

    # What httptools calls.

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name.lower(), value))

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        request = self._request(self._parser.get_method().decode(), b"".join(self._body))
        self._url, self._headers, self._body = b"", [], []
        asyncio.get_running_loop().create_task(self._respond(request), name=f"answer {request.url.path[-20:]}")

    def _request(self, method: str, body: bytes) -> Request:
        path, _, query = self._url.partition(b"?")
        scope = {
            "type": "http",
            "method": method,
            "path": path.decode(),
            "query_string": query,
            "headers": self._headers,
            "scheme": "http",
            "server": ("server", 80),
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        return Request(scope, receive)

    async def _respond(self, request: Request) -> None:
        records: list[Record] = []
        _recorded.set(records)
        arrived = self._clock()
        response = await self._answer(request)
        for record in records:
            if isinstance(record, LeadRecord):
                record.received_at = arrived  # the sandbox notes when it answered
            self._say(_described(record))
        if isinstance(response, Dropped):
            self._transport.abort()
            return
        settle = [_unheard(record) for record in records if isinstance(record, Call | LeadRecord)]
        headers = [*response.raw_headers, (b"date", formatdate(self._clock(), usegmt=True).encode())]
        lines = b"".join(b"%b: %b\r\n" % header for header in headers)
        head = b"HTTP/1.1 %d X\r\n%b\r\n" % (response.status_code, lines)
        self._transport.send(head + bytes(response.body), lambda: [each() for each in settle])


def _unheard(record: Call | LeadRecord) -> Callable[[], None]:
    """Note that an answer has not been heard; returns what notes that it was."""
    if isinstance(record, Call):
        outcome = record.outcome
        if outcome == "ok":
            record.outcome = UNHEARD

        def heard() -> None:
            record.outcome = outcome

        return heard
    status, record.status = record.status, None

    def heard_of_lead() -> None:
        record.status = status

    return heard_of_lead


def _described(record: Record) -> str:
    if isinstance(record, Call):
        text = str(record.params.get("text", "")).replace("\n", " / ")
        return f"{record.method} to {record.params.get('chat_id', '')}: {record.outcome} {text[:90]!r}"
    if isinstance(record, OfficesRecord):
        return f"offices: {record.status}"
    if isinstance(record, LookUpRecord):
        return f"look-up of {record.query}: {record.status}, {record.found}"
    if isinstance(record, UpdateOfLead):
        return f"update of lead {record.lead_id}: {record.status}, accepted: {record.accepted}, {record.changes}"
    if not isinstance(record.payload, dict):
        return f"lead {record.seq}: {record.status}, no object"
    meta = record.payload.get("meta")
    return f"lead {record.seq} of {record.payload.get('email')}: {record.status}, accepted: {record.accepted}, {meta}"
