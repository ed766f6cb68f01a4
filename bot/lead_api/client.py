"""HTTP client of the Lead API: one call, one outcome; knows nothing of queues."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from bot.http_client.address import Address
from bot.http_client.connection import Limits
from bot.http_client.failures import Answer, AnswerTimedOut, Failure, NotSentInTime, OutcomeUnknown
from bot.http_client.pool import Connections, tls_context
from bot.lead_api.fields import PERSONAL, question_of
from bot.lead_api.offices import Offices, read_offices
from bot.lead_api.outcomes import Misconfigured, Outcome, Rejected, RejectedField, Unavailable, Unknown, classify
from bot.lead_api.payload import problems

log = logging.getLogger(__name__)

CREATE_PATH = "/api/v103/leads/valuation"
OFFICES_PATH = "/api/v103/offices"

BODY_MAX = 64 * 1024
"""Bytes of an answer to a lead that are read; the guide's is 300."""

OFFICES_BODY_MAX = 1024 * 1024
"""Bytes of the office list that are read."""

CONNECTIONS_MAX = 50

KEEP_ALIVE = 4.0
"""Seconds that an unused connection is kept. A server that drops it just as a lead leaves makes that lead's outcome unknown,
and servers commonly do so after five seconds or more."""

DEADLINE_MAX = 60.0
"""Seconds. The lease that the worker holds on a lead outlasts it; a longer call would be made twice."""

AGENT = "valuation-bot"

_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class LeadApi:
    """A pooled client for one agency's account. Use it as an async context manager.

    ``base_url`` is the address without ``/api/…``; ``deadline`` is the most that one call may take in all, in seconds.
    The key is in no ``repr``, log or exception. Leads go over lean connections; the rare list of offices is httpx's work,
    towards the same address, with the same trust and no more proxies. Redirects are followed by neither: they would hand the
    key and the person's details to wherever they point.

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
        # Uncompressed: an answer is tiny, and what was cut short can still be read.
        headers = {"X-API-KEY": key, "Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": AGENT}
        self._address = Address.of(self._base_url + CREATE_PATH)
        self._connections = Connections(CONNECTIONS_MAX, headers, keep_alive=KEEP_ALIVE, wary=True)
        self._offices = httpx.AsyncClient(
            headers=headers,
            follow_redirects=False,
            timeout=deadline,
            trust_env=False,
            verify=tls_context(),
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
        self._connections.close()
        await self._offices.aclose()

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
        limits = Limits(connect=self.deadline, read=None, total=self.deadline, body=BODY_MAX)
        try:
            answer = await self._connections.request(
                "POST",
                self._address,
                limits,
                content_type="application/json",
                body=_json(payload).encode(),
                on_sent=on_sent,
            )
        except Failure as failure:
            partial = failure.partial if isinstance(failure, OutcomeUnknown) else None
            if partial is None:
                why = self._why(failure)
                return Unknown(why) if isinstance(failure, OutcomeUnknown) else Unavailable(why)
            # A status says what to do, even if the rest of the answer never came; half a 200 is not read as a success.
            answer = partial
        return _read(answer, payload)

    async def offices(self) -> Offices | Outcome:
        """The account's offices: the cheapest call that tells whether the key is good. Never :class:`Received`."""
        body = bytearray()
        try:
            async with (
                asyncio.timeout(self.deadline),
                self._offices.stream("GET", self._base_url + OFFICES_PATH) as response,
            ):
                if 200 <= response.status_code < 300:
                    async for chunk in response.aiter_raw():
                        body += chunk[: OFFICES_BODY_MAX - len(body)]
                        if len(body) >= OFFICES_BODY_MAX:
                            break
        except TimeoutError:
            return Unavailable(self._in_time())
        except httpx.RequestError as error:
            # Only the kind: the text may quote what was on the wire.
            return Unavailable(f"the connection failed ({type(error).__name__})")
        if 200 <= response.status_code < 300:
            return read_offices(bytes(body)) or Unknown(
                f"the answer is no list of offices (HTTP {response.status_code})"
            )
        outcome = classify(response.status_code, response.headers, b"", now=datetime.now(UTC))
        return Misconfigured(outcome.reason) if isinstance(outcome, Rejected) else outcome

    def _why(self, failure: Failure) -> str:
        if isinstance(failure, NotSentInTime | AnswerTimedOut):
            return self._in_time()
        said = str(failure)
        return said[:1].lower() + said[1:]

    def _in_time(self) -> str:
        return f"no answer within {self.deadline:g} seconds"


def _read(answer: Answer, payload: Mapping[str, object]) -> Outcome:
    return classify(
        answer.status,
        answer.headers,
        answer.payload,
        now=datetime.now(UTC),
        personal=[value for name in PERSONAL if isinstance(value := payload.get(name), str)],
    )


def _is_address(url: str) -> bool:
    try:
        parsed = httpx.URL(url)
        urlsplit(url)  # sees broken brackets that httpx lets through until the first request
    except (httpx.InvalidURL, ValueError):
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)
