"""Outcomes of a delivery attempt, and the classification of responses."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import get_args

from msgspec import Struct

from bot.lead_api.error_bodies import parse_json, read_refusal
from conversations.lead import Estimate, Range


class Received(Struct, frozen=True):
    """Accepted lead. ``estimate`` lacks each side without usable figures.

    ``lead_id`` is the Lead API's id of the lead, empty if the answer has none. ``answer_lost``: the answer that may have
    had an estimate never came, so no estimate is known.
    """

    estimate: Estimate
    lead_id: str = ""
    answer_lost: bool = False


class RejectedField(Struct, frozen=True):
    """Refusal of one answer: ``question`` is the key of its question, ``reason`` can be shown to the person."""

    question: str
    reason: str


class Rejected(Struct, frozen=True):
    """Refusal for a reason that the homeowner cannot correct."""

    reason: str


class Busy(Struct, frozen=True):
    """Rate limit: retry in ``retry_after`` seconds, if given."""

    retry_after: float | None = None


class Unavailable(Struct, frozen=True):
    """Temporary failure. ``arrived``: the Lead API received the request before it failed, so it may have made a lead."""

    why: str
    arrived: bool = False


class Unknown(Struct, frozen=True):
    """Unknown outcome: the request was sent and no usable answer came, so the lead may or may not have been made.

    ``counted``: the attempt is already among the lead's unknown outcomes.
    """

    why: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """Misconfiguration: no lead of this agency can be delivered. ``key_refused``: the key is refused, not the address wrong."""

    why: str
    key_refused: bool = False
    status: int = field(default=0, compare=False)
    """Status of the answer, if there was one."""


class Refused(Struct, frozen=True):
    """Refusal of this lead alone: answered like a refused key or a wrong address, although the key is accepted elsewhere."""

    why: str


class Looking(Struct, frozen=True):
    """Not sent again yet: a look-up, repeated in ``delay`` seconds, determines whether an earlier request made the lead.

    ``absent``: this look-up succeeded and showed no such lead.
    """

    why: str
    delay: float
    absent: bool = False


Outcome = Looking | Received | RejectedField | Rejected | Busy | Unavailable | Unknown | Misconfigured | Refused


NAMES: dict[type[Outcome], str] = {
    kind: "rejected_field" if kind is RejectedField else kind.__name__.lower() for kind in get_args(Outcome)
}
"""Names of outcomes for monitoring."""


def reason_of(outcome: Outcome) -> str:
    """Return an outcome as text, for the lead's row and the staff; empty for a received lead."""
    match outcome:
        case Received():
            return ""
        case RejectedField(question, reason):
            return f"{question}: {reason}"
        case Busy():
            return "the Lead API was busy"
        case Rejected(why) | Unavailable(why) | Unknown(why) | Misconfigured(why) | Refused(why) | Looking(why):
            return why


ESTIMATE_MAX = 1_000_000_000
"""Largest plausible estimate, in pounds; a larger one is an error."""

_KEY_REFUSED = frozenset({401, 403})
_NOBODY_GETS_THROUGH = frozenset({402, 404, 405, 407, 410, 421, 426})
"""Statuses about the account, the address or a proxy, unless the key turns out to be accepted: see :func:`refused`."""

_NOT_ABOUT_FIELDS = frozenset({413, 415})
"""Too large, wrong media type: about the request, even if the reason sounds like a field's ("type must be…")."""

_CONFLICT = 409

_TAKEN = re.compile(
    r"\balready (?:been |is |in |exists?\b|taken|used|registered)|\b(?:is|are) taken\b|\bmust be unique\b|\bduplicate\b",
    re.IGNORECASE,
)
"""Phrases for a value that the account has seen before: the answer is right, and nobody here can correct it."""

_NOT_PROCESSED = frozenset({503})
"""5xx statuses that mean "not processed". After any other the lead may exist, because the failure may have come later."""


def classify(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    now: datetime | None = None,
    personal: Collection[str] = (),
    possible_repeat: bool = False,
) -> Outcome:
    """Classify a response to ``POST /api/v103/leads/valuation`` by the outcomes table of ``docs/lead-api.md``.

    ``body`` may be truncated. ``now`` (UTC) is the reference for a ``Retry-After`` date if the response has no ``Date``.
    ``personal`` are values of the request that no reason may repeat. ``possible_repeat``: an earlier request may have
    made the lead, so a conflict means that it did. Never raises, whatever the input.
    """
    lower = {name.casefold(): value for name, value in headers.items()}
    if 200 <= status < 300:
        # The guide knows only 200. Another 2xx with the guide's body means the same; without it nothing is known.
        return _read_success(status, lower, body, personal)
    if status == _CONFLICT and possible_repeat:
        return Received(Estimate(), lead_id_in(parse_json(body)), answer_lost=True)
    if status in _KEY_REFUSED:
        return Misconfigured(f"the Lead API refused the key (HTTP {status})", key_refused=True, status=status)
    if 300 <= status < 400 or status in _NOBODY_GETS_THROUGH:
        return Misconfigured(f"the Lead API takes no leads at this address (HTTP {status})", status=status)
    if status == 429:
        return Busy(_retry_after(lower, now))
    if status == 503 and (seconds := _retry_after(lower, now)) is not None:
        return Busy(seconds)
    if status in {408, 425}:
        return Unavailable(f"the Lead API did not take the request (HTTP {status})")
    if 400 <= status < 500:
        return read_refusal_of(status, lower, body, personal)
    return Unavailable(f"the Lead API failed (HTTP {status})", arrived=status not in _NOT_PROCESSED)


def refused(outcome: Misconfigured) -> Refused:
    """Return the outcome for one lead, given that the key is accepted."""
    return Refused(
        f"this lead is refused (HTTP {outcome.status}) while the key is accepted: something on the way, such as a firewall, "
        "objects to what is in it"
    )


def _read_success(status: int, headers: Mapping[str, str], body: bytes, personal: Collection[str]) -> Outcome:
    data = parse_json(body)
    found = estimate_in(data)
    lead_id = lead_id_in(data)
    if says_failure(data) and not lead_id and found in (None, Estimate()):
        return read_refusal_of(status, headers, body, personal)
    if found is None:
        return Unknown(f"an answer that is not the Lead API's (HTTP {status})")
    return Received(found, lead_id)


_FAILED = frozenset({"error", "fail", "failed", "failure"})


def says_failure(data: object) -> bool:
    """Return whether an answer declares a failure, whatever its HTTP status: ``success: false``, ``status: error``."""
    if not isinstance(data, dict):
        return False
    status = data.get("status")
    return data.get("success") is False or (isinstance(status, str) and status.strip().casefold() in _FAILED)


_WRAPPERS = ("data", "lead", "attributes")
"""Keys in which the vendor may wrap an answer's object, as it does with the office list."""
ID_MAX = 64
"""Longest id, in characters."""
_ID = re.compile(r"[A-Za-z0-9_-]+")


def layers(data: object, depth: int = 2) -> Iterator[Mapping[str, object]]:
    """Yield an answer's object and the objects wrapped in it, outermost first."""
    if not isinstance(data, dict):
        return
    yield data
    if depth:
        for name in _WRAPPERS:
            yield from layers(data.get(name), depth - 1)


def estimate_in(data: object) -> Estimate | None:
    """Return the estimate in an answer, at the top or wrapped; ``None`` if it contains no valuation."""
    valuation = next((layer for layer in layers(data) if _is_valuation(layer)), None)
    return None if valuation is None else _estimate(valuation)


def lead_id_in(data: object) -> str:
    """Return a lead's id, a number or a text, from an answer: at the top, under ``data`` or ``lead``.

    Empty if there is none.
    """
    for layer in layers(data):
        for name in ("lead_id", "id"):
            value = layer.get(name)
            text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
            if len(text) <= ID_MAX and _ID.fullmatch(text):
                return text
    return ""


_SIDES = ("sale", "rent")
_FIGURES = ("minimum", "average", "maximum")


def _is_valuation(data: Mapping[str, object]) -> bool:
    return "valuation_status" in data or any(
        f"{figure}_{side}_estimation" in data for side in _SIDES for figure in _FIGURES
    )


def _estimate(data: Mapping[str, object]) -> Estimate:
    status = data.get("valuation_status")
    if not isinstance(status, str) or status.strip().casefold() != "success":
        return Estimate()
    return Estimate(sale=_range(data, "sale"), rent=_range(data, "rent"))


def _range(data: Mapping[str, object], side: str) -> Range | None:
    minimum, average, maximum = (_pounds(data.get(f"{figure}_{side}_estimation")) for figure in _FIGURES)
    if minimum is None or average is None or maximum is None or not minimum <= average <= maximum:
        return None
    return Range(minimum, average, maximum)


_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")


def _pounds(value: object) -> int | None:
    """Return a figure in whole pounds; ``None`` unless it is a positive, finite, plausible number.

    Decimals in strings are accepted too: the vendor writes ids both ways, and back ends commonly turn decimals into
    strings. Only plain digits are: commas and currency signs would be guesswork.
    """
    if isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 < value <= ESTIMATE_MAX:  # False for NaN; also excludes infinity and huge integers
        return None
    return math.floor(value + 0.5) or None


_RETRY_AFTER_MAX = 366 * 24 * 3600.0
"""Longest wait that is read from an answer, in seconds. How long it is obeyed: :func:`bot.lead_api.retry_policy.decide`."""


def _retry_after(headers: Mapping[str, str], now: datetime | None) -> float | None:
    """Return the seconds given by ``Retry-After``, a number or an HTTP date; ``None`` if it gives none.

    A date is compared with the response's own ``Date``, so that the clocks need not agree.
    """
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", value):
        return min(float(value), _RETRY_AFTER_MAX) if len(value) < 20 else _RETRY_AFTER_MAX
    until = _http_date(value)
    since = _http_date(headers.get("date", "")) or now
    if until is None or since is None:
        return None
    return min(max((until - since).total_seconds(), 0.0), _RETRY_AFTER_MAX)


def _http_date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def read_refusal_of(status: int, headers: Mapping[str, str], body: bytes, personal: Collection[str]) -> Outcome:
    """Parse a refusing answer: the reason, and the question whose answer is to blame, if it can be corrected."""
    is_page = "html" in headers.get("content-type", "").casefold()
    refusal = read_refusal(body, html_page=is_page, personal=personal)
    reason = refusal.reason or f"HTTP {status} without a reason"
    if refusal.question and status not in _NOT_ABOUT_FIELDS and not _TAKEN.search(reason):
        return RejectedField(refusal.question, reason)
    return Rejected(reason)
