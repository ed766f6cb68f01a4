"""HTTP client of the Lead API: one call, one outcome; independent of the queues."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Self, cast
from urllib.parse import quote, urlsplit

import httpx

from bot.core.outbound import fault, tls_context
from bot.lead_api.error_bodies import parse_json
from bot.lead_api.fields import personal_texts, question_of
from bot.lead_api.lookups import LookUp, NoAnswer, leads_in, read_look_up
from bot.lead_api.offices import Offices, read_offices
from bot.lead_api.outcomes import Misconfigured, Outcome, Rejected, RejectedField, Unavailable, Unknown, classify
from bot.lead_api.payload import problems
from bot.lead_api.updates import read_update

log = logging.getLogger(__name__)

CREATE_PATH = "/api/v103/leads/valuation"
OFFICES_PATH = "/api/v103/offices"
LEADS_PATH = "/api/v103/leads"
PERSON_LEADS_PATH = "/api/v103/person/leads"

BODY_MAX = 64 * 1024
"""Bytes read of the answer to a lead; the guide's example has 300."""

OFFICES_BODY_MAX = 1024 * 1024
"""Bytes read of the office list."""

LEADS_BODY_MAX = 1024 * 1024
"""Bytes read of one person's leads."""

DEADLINE = 20.0
"""Longest duration of a call, in seconds. The worker's lease on a lead is longer, otherwise a call could be made twice."""

LOOK_DEADLINE = 10.0
"""Seconds allowed for a look-up: together with the following request it fits into the lead's lease."""

CONNECTIONS_MAX = 50
"""Concurrent requests of one account; further ones wait."""

AGENT = "valuation-bot"

_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(slots=True)
class _Call:
    """One request and its result.

    ``sent``: it has begun to leave. ``status`` is ``None`` until an answer begins. ``failure`` says why the call ended
    before a complete answer; ``body`` is then the part received.
    """

    sent: bool = False
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)
    failure: str = ""

    @property
    def accepted(self) -> bool:
        """Return whether the answer has a success status."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def cut(self) -> bool:
        """Return whether the answer is missing, or a success that is incomplete."""
        return self.status is None or (self.accepted and bool(self.failure))


class LeadApi:
    """Client of one agency's account, over httpx. Use it as an async context manager.

    ``base_url`` is the address without ``/api/…``; ``proxy`` is the address of an HTTP proxy ("" for none), which https
    addresses are reached through by ``CONNECT``. The key appears in no ``repr``, log or exception. Redirects are not
    followed: they would send the key and personal data elsewhere. Each call uses a new connection: on a kept one that the
    server is just closing, a lead's outcome would be unknown.

    Raises :class:`ValueError` for a ``base_url`` that is not an http(s) address and a key that is invalid in a header.
    """

    def __init__(self, base_url: str, key: str, *, proxy: str = "") -> None:
        if not _is_address(base_url):
            raise ValueError("the Lead API's address must be a full one, such as https://api.lead.pro")
        if not _HEADER_VALUE.fullmatch(key):
            raise ValueError("the Lead API's key is empty or holds spaces or other characters that no key has")
        self._base_url = base_url.rstrip("/")
        # Uncompressed: answers are tiny, and a truncated one is still readable.
        self._headers = {
            "X-API-KEY": key,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": AGENT,
        }
        # Without a client, which would follow redirects and keep cookies, and which costs a fifth of a call.
        self._transport = httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=CONNECTIONS_MAX, max_keepalive_connections=0),
            proxy=proxy or None,
            trust_env=False,
            verify=tls_context(),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def create(self, payload: Mapping[str, object], *, on_sent: Callable[[], None] | None = None) -> Outcome:
        """Create a lead; return the outcome, within :data:`DEADLINE` seconds.

        ``payload`` is the result of :func:`bot.lead_api.payload.payload`; one that violates the guide's table is refused
        here and not sent. ``on_sent`` is called when the request begins to leave: from then on the lead may exist. If it
        raises, nothing is sent, and its exception is raised here. Raises no network errors; cancelling aborts the call.
        """
        found = problems(payload)
        if found:
            log.error("a lead breaks the guide's table", extra={"fields": [problem.field for problem in found]})
            first = next((problem for problem in found if question_of(problem.field)), found[0])
            question = question_of(first.field)
            reason = f"{first.field} {first.reason}"
            return RejectedField(question, reason) if question else Rejected(reason)
        meta = cast("Mapping[str, str]", payload["meta"])  # required by the table
        call = await self._call(
            "POST",
            CREATE_PATH,
            BODY_MAX,
            content=_json(payload).encode(),
            # Not in the guide. A server that supports it makes one lead of two requests; others ignore it.
            headers={"Idempotency-Key": meta["reference"]},
            on_sent=on_sent,
        )
        if call.status is None:
            return Unknown(call.failure) if call.sent else Unavailable(call.failure)
        # A status is meaningful even without the rest of the answer, but a truncated 200 is not a success.
        return classify(
            call.status,
            call.headers,
            bytes(call.body),
            now=datetime.now(UTC),
            personal=personal_texts(payload),
            possible_repeat="possible_repeat" in meta,
        )

    async def look_up(self, email: str, reference: str) -> LookUp:
        """Look for the lead with this reference in its ``meta`` among the leads of the person with this email address."""
        return (await self._look(PERSON_LEADS_PATH, reference, {"email": email}))[0]

    async def lead(self, lead_id: str) -> Mapping[str, object] | NoAnswer | None:
        """Return the lead with this Lead API id; ``None`` if the answer does not show it and asking again would not help."""
        shown, call = await self._look(f"{LEADS_PATH}/{quote(lead_id, safe='')}", "")
        if isinstance(shown, NoAnswer):
            return shown
        leads = leads_in(parse_json(bytes(call.body))) if call.accepted else None
        return leads[0] if leads else None

    async def _look(
        self, path: str, reference: str, params: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[LookUp, _Call]:
        call = await self._call("GET", path, LEADS_BODY_MAX, params=params, deadline=LOOK_DEADLINE)
        if call.status is None or call.cut:
            return NoAnswer(call.failure), call
        return read_look_up(call.status, call.headers, bytes(call.body), reference), call

    async def update(
        self, lead_id: str, changes: Mapping[str, object], *, on_sent: Callable[[], None] | None = None
    ) -> Outcome:
        """Change fields of the lead with this id; :class:`Received` means that it was done. Otherwise like :meth:`create`."""
        path = f"{LEADS_PATH}/{quote(lead_id, safe='')}"
        call = await self._call("PATCH", path, BODY_MAX, content=_json({**changes}).encode(), on_sent=on_sent)
        if call.status is None:
            return Unknown(call.failure) if call.sent else Unavailable(call.failure)
        return read_update(call.status, call.headers, bytes(call.body), personal_texts(changes))

    async def offices(self) -> Offices | Outcome:
        """Return the account's offices, or the reason for a failure: the cheapest test of the key. Never :class:`Received`."""
        call = await self._call("GET", OFFICES_PATH, OFFICES_BODY_MAX)
        if call.status is None or call.cut:
            return Unavailable(call.failure)
        if call.accepted:
            return read_offices(bytes(call.body)) or Unknown(f"the answer is no list of offices (HTTP {call.status})")
        outcome = classify(call.status, call.headers, b"", now=datetime.now(UTC))
        return Misconfigured(outcome.reason) if isinstance(outcome, Rejected) else outcome

    async def _call(
        self,
        method: str,
        path: str,
        body_max: int,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        params: Mapping[str, str] = MappingProxyType({}),
        deadline: float | None = None,
        on_sent: Callable[[], None] | None = None,
    ) -> _Call:
        """Make one request within ``deadline`` seconds (``None``: :data:`DEADLINE`).

        At most ``body_max`` bytes of the answer's body are read.
        """
        call, deadline = _Call(), deadline or DEADLINE

        async def trace(event: str, info: Mapping[str, Any]) -> None:
            # httpcore's "trace" extension. The CONNECT request to a proxy contains nothing of the lead.
            if event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
                if on_sent is not None:
                    on_sent()
                call.sent = True

        request = httpx.Request(
            method,
            self._base_url + path,
            params=params or None,
            content=content,
            headers={**self._headers, **headers, **({} if content is None else {"Content-Type": "application/json"})},
            extensions={"trace": trace},
        )
        try:
            async with (
                asyncio.timeout(deadline),
                contextlib.aclosing(await self._transport.handle_async_request(request)) as response,
            ):
                call.status, call.headers = response.status_code, response.headers
                async for chunk in response.aiter_raw():
                    call.body += chunk[: body_max - len(call.body)]
                    if len(call.body) >= body_max:
                        break
        except TimeoutError:
            call.failure = f"no answer within {deadline:g} seconds"
        except httpx.ProxyError as error:
            call.failure = f"the proxy refuses (HTTP {str(error)[:3]})"  # the rest is the proxy's text
        except (httpx.HTTPError, OSError) as error:
            call.failure = f"{'the connection failed' if call.sent else 'no connection'} ({fault(error)})"
        return call


def _is_address(url: str) -> bool:
    try:
        parsed = httpx.URL(url)
        urlsplit(url)  # rejects broken brackets, which httpx accepts until the first request
    except (httpx.InvalidURL, ValueError):
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)
