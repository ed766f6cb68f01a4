"""The Lead API over HTTP: one call, one outcome. Knows the wire and nothing of queues."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from bot.lead_api.fields import question_of
from bot.lead_api.offices import Offices, read_offices
from bot.lead_api.outcomes import Misconfigured, Outcome, Rejected, RejectedField, Unavailable, Unknown, classify
from bot.lead_api.problems import problems

log = logging.getLogger(__name__)

CREATE_PATH = "/api/v103/leads/valuation"
OFFICES_PATH = "/api/v103/offices"

BODY_MAX = 64 * 1024
"""Bytes of an answer to a lead that are read; the guide's is 300."""

OFFICES_BODY_MAX = 1024 * 1024
"""Bytes of the office list that are read."""

CONNECTIONS_MAX = 50

DEADLINE_MAX = 60.0
"""Seconds. The lease that the worker holds on a lead outlasts it; a longer call would be made twice."""

_PERSONAL = ("first_name", "last_name", "email", "phone", "address", "postcode")
"""Fields whose values no reason may repeat."""

_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


@dataclass(slots=True)
class _Exchange:
    """What has happened so far on the wire, whatever stops it."""

    on_sent: Callable[[], None] | None = None
    sent: bool = False
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    async def trace(self, event: str, _info: Mapping[str, object]) -> None:
        """The trace hook of httpcore. Without its body a request creates nothing, so the body's start counts."""
        if event.endswith("send_request_body.started"):
            self.sent = True
            if self.on_sent is not None:
                self.on_sent()


class LeadApi:
    """A pooled client for one agency's account. Use it as an async context manager.

    ``base_url`` is the address without ``/api/…``; ``deadline`` is the most that one call may take in all, in seconds
    (httpx itself has only timeouts per read and write). The key is in no ``repr``, log or exception.

    Raises :class:`ValueError` for a ``base_url`` that is no http(s) address, a key that no header can carry, and a
    deadline that is not above 0 and at most :data:`DEADLINE_MAX`.
    """

    def __init__(self, base_url: str, key: str, *, deadline: float = 20.0) -> None:
        if not _is_address(base_url):
            raise ValueError("the Lead API's address must be a full one, such as https://api.lead.pro")
        if not _HEADER_VALUE.fullmatch(key):
            raise ValueError("the Lead API's key is empty or holds spaces or other characters that no key has")
        if not 0 < deadline <= DEADLINE_MAX:
            raise ValueError(f"a call's deadline is at most {DEADLINE_MAX:g} seconds")
        self.deadline = deadline
        self._base_url = base_url.rstrip("/")
        self._client = httpx.AsyncClient(
            # Uncompressed: an answer is tiny, and what was cut short can still be read.
            headers={"X-API-KEY": key, "Accept": "application/json", "Accept-Encoding": "identity"},
            follow_redirects=False,  # would hand the key and the person's details to wherever it points
            timeout=deadline,
            limits=httpx.Limits(max_connections=CONNECTIONS_MAX, max_keepalive_connections=CONNECTIONS_MAX),
        )

    def __repr__(self) -> str:
        return f"LeadApi({self._base_url!r}, deadline={self.deadline})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the pooled connections."""
        await self._client.aclose()

    async def create(self, payload: Mapping[str, object], *, on_sent: Callable[[], None] | None = None) -> Outcome:
        """Create a lead and say what came of it, within :attr:`deadline` seconds.

        ``payload`` is what :func:`bot.lead_api.payload.payload` makes; one that breaks the guide's table is refused
        here and not sent. ``on_sent`` is called when the request begins to leave: from then on the lead may exist.
        Raises nothing of the network's; cancelling ends the call where it is.
        """
        found = problems(payload)
        if found:
            log.error("a lead breaks the guide's table", extra={"fields": [problem.field for problem in found]})
            first = next((problem for problem in found if question_of(problem.field)), found[0])
            question = question_of(first.field)
            reason = f"{first.field} {first.reason}"
            return RejectedField(question, reason) if question else Rejected(reason)
        exchange = _Exchange(on_sent)
        failure = await self._perform(exchange, "POST", CREATE_PATH, payload, BODY_MAX)
        if exchange.status is not None:
            # A status says what to do, even if the rest of the answer never came; half a 200 is not read as a success.
            return classify(
                exchange.status,
                exchange.headers,
                bytes(exchange.body),
                now=datetime.now(UTC),
                personal=[value for name in _PERSONAL if isinstance(value := payload.get(name), str)],
            )
        return Unknown(failure) if exchange.sent else Unavailable(failure)

    async def offices(self) -> Offices | Outcome:
        """The account's offices: the cheapest call that tells whether the key is good. Never :class:`Received`."""
        exchange = _Exchange()
        failure = await self._perform(exchange, "GET", OFFICES_PATH, None, OFFICES_BODY_MAX)
        if exchange.status is None:
            return Unavailable(failure)
        if 200 <= exchange.status < 300:
            offices = read_offices(bytes(exchange.body))
            return offices or Unknown(f"the answer is no list of offices (HTTP {exchange.status})")
        outcome = classify(exchange.status, exchange.headers, b"", now=datetime.now(UTC))
        return Misconfigured(outcome.reason) if isinstance(outcome, Rejected) else outcome

    async def _perform(
        self, exchange: _Exchange, method: str, path: str, payload: Mapping[str, object] | None, body_max: int
    ) -> str:
        """Run the call, recording into ``exchange``; returns what stopped it, or ``""``."""
        try:
            async with (
                asyncio.timeout(self.deadline),
                self._client.stream(
                    method, self._base_url + path, json=payload, extensions={"trace": exchange.trace}
                ) as response,
            ):
                exchange.headers, exchange.status = response.headers, response.status_code
                async for chunk in response.aiter_raw():
                    exchange.body += chunk[: body_max - len(exchange.body)]
                    if len(exchange.body) >= body_max:
                        return f"an answer of more than {body_max} bytes"
        except TimeoutError:
            return f"no answer within {self.deadline:g} seconds"
        except httpx.RequestError as error:
            # Only the kind: the text may quote what was on the wire.
            return f"the connection failed ({type(error).__name__})"
        return ""


def _is_address(url: str) -> bool:
    try:
        parsed = httpx.URL(url)
        urlsplit(url)  # sees broken brackets that httpx lets through until the first request
    except (httpx.InvalidURL, ValueError):
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)
