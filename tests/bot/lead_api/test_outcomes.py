from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lead_api.client import LeadApi
from bot.lead_api.outcomes import (
    Busy,
    Misconfigured,
    Outcome,
    Received,
    Rejected,
    RejectedField,
    Unavailable,
    Unknown,
    classify,
)
from bot.lead_api.payload import payload
from bot.lead_api.retry_policy import decide
from conversations.events import LeadStatus
from conversations.lead import Estimate, Lead, Range

GUIDE = b"""{
"minimum_sale_estimation": 2000000,
"average_sale_estimation": 2200000,
"maximum_sale_estimation": 2400000,
"minimum_rent_estimation": 5995,
"average_rent_estimation": 6595,
"maximum_rent_estimation": 7194,
"valuation_status" : "Success",
}"""
"""The guide's example, with the comma that it prints before the closing bracket."""

SALE = Range(2_000_000, 2_200_000, 2_400_000)
RENT = Range(5995, 6595, 7194)
NOTHING = Received(Estimate())


def success(**changes: object) -> bytes:
    figures = {
        "minimum_sale_estimation": 2_000_000,
        "average_sale_estimation": 2_200_000,
        "maximum_sale_estimation": 2_400_000,
        "valuation_status": "Success",
    }
    return json.dumps({**figures, **changes}).encode()


SALE_ONLY = Received(Estimate(sale=SALE))

RECEIVED: list[tuple[str, int, bytes, Outcome]] = [
    ("the guide's example, its comma included", 200, GUIDE, Received(Estimate(SALE, RENT))),
    ("a byte order mark", 200, b"\xef\xbb\xbf" + success(), SALE_ONLY),
    ("one side only", 200, success(), SALE_ONLY),
    ("created", 201, success(), SALE_ONLY),
    ("wrapped, as the same vendor's offices are", 200, b'{"data": ' + success() + b"}", SALE_ONLY),
    ("status in another case", 200, success(valuation_status="SUCCESS "), SALE_ONLY),
    ("figures as decimals", 200, success(average_sale_estimation=2200000.5), Received(
        Estimate(sale=Range(2_000_000, 2_200_001, 2_400_000)))),
    ("figures as text", 200, success(minimum_sale_estimation="2000000.00"), SALE_ONLY),
    ("three equal figures", 200, success(minimum_sale_estimation=5, average_sale_estimation=5,
        maximum_sale_estimation=5), Received(Estimate(sale=Range(5, 5, 5)))),
    ("a status and nothing else", 200, b'{"valuation_status": "Success"}', NOTHING),
    ("a status that calls it a failure, with an id", 200, b'{"status": "error", "valuation_status": "Failed", "id": 7}',
        Received(Estimate(), "7")),
    ("a failure that has figures", 200, success(success=False), SALE_ONLY),
    ("an id at the top", 200, success(id=731), Received(SALE_ONLY.estimate, "731")),
    ("an id as text", 200, success(id="731"), Received(SALE_ONLY.estimate, "731")),
    ("an id of letters", 200, success(lead_id="lead_7-31"), Received(SALE_ONLY.estimate, "lead_7-31")),
    ("an id under data, beside the figures", 200, success(data={"id": 731}), Received(SALE_ONLY.estimate, "731")),
    ("an id under lead", 200, success(lead={"id": "731"}), Received(SALE_ONLY.estimate, "731")),
    ("all of it under data", 200, b'{"data": ' + success(id=731) + b"}", Received(SALE_ONLY.estimate, "731")),
    ("a lead under data", 200, success(data={"lead": {"id": 731}}), Received(SALE_ONLY.estimate, "731")),
    ("an id that is none", 200, success(id=None, data={"id": True}, lead={"id": "a b"}), SALE_ONLY),
    ("an id without end", 200, success(id="7" * 65), SALE_ONLY),
    ("a status of another word", 200, success(valuation_status="Failed"), NOTHING),
    ("a status that is null", 200, success(valuation_status=None), NOTHING),
    ("a status that is no text", 200, success(valuation_status=True), NOTHING),
    ("figures without a status", 200, b'{"minimum_sale_estimation": 1}', NOTHING),
    ("figures that are null", 200, success(minimum_sale_estimation=None), NOTHING),
    ("figures that are zero", 200, success(minimum_sale_estimation=0), NOTHING),
    ("a figure that rounds to zero", 200, success(minimum_sale_estimation=0.2), NOTHING),
    ("a negative figure", 200, success(minimum_sale_estimation=-1), NOTHING),
    ("a figure that is true", 200, success(minimum_sale_estimation=True), NOTHING),
    ("NaN", 200, success(average_sale_estimation=float("nan")), NOTHING),
    ("Infinity", 200, success(maximum_sale_estimation=float("inf")), NOTHING),
    ("1e400", 200, success().replace(b"2400000", b"1e400"), NOTHING),
    ("a huge figure", 200, success(maximum_sale_estimation=10**30), NOTHING),
    ("a figure of many digits in text", 200, success(maximum_sale_estimation="9" * 400), NOTHING),
    ("a figure with a comma", 200, success(minimum_sale_estimation="2,000,000"), NOTHING),
    ("a figure with a currency", 200, success(minimum_sale_estimation="£2000000"), NOTHING),
    ("a figure in other digits", 200, success(minimum_sale_estimation="\u0662\u0660"), NOTHING),
    ("a figure in a list", 200, success(minimum_sale_estimation=[2000000]), NOTHING),
    ("minimum above average", 200, success(minimum_sale_estimation=2_300_000), NOTHING),
    ("average above maximum", 200, success(average_sale_estimation=2_500_000), NOTHING),
    ("one side broken, the other whole", 200, success(minimum_sale_estimation=0, minimum_rent_estimation=5995,
        average_rent_estimation=6595, maximum_rent_estimation=7194), Received(Estimate(rent=RENT))),
]  # fmt: skip

UNKNOWN: list[tuple[str, int, bytes]] = [
    ("nothing", 200, b""),
    ("a proxy's page", 200, b"<html><title>Welcome to the hotel Wi-Fi</title></html>"),
    ("half an answer", 200, success()[:60]),
    ("an empty object", 200, b"{}"),
    ("an object of something else", 200, b'{"status": "ok"}'),
    ("a list", 200, b"[" + success() + b"]"),
    ("a text", 200, b'"Success"'),
    ("null", 200, b"null"),
    ("too deep", 200, b"[" * 60_000),
    ("a number of too many digits", 200, b'{"valuation_status": ' + b"9" * 10_000 + b"}"),
    ("bytes that are no text", 200, bytes(range(256))),
    ("no content", 204, b""),
    ("accepted", 202, b'{"queued": true}'),
]

REFUSED_INSIDE: list[tuple[str, bytes, Outcome]] = [
    ("success is false", b'{"success": false, "message": "Something went wrong"}', Rejected("Something went wrong")),
    ("status is error", b'{"status": "error", "message": "Not today"}', Rejected("Not today")),
    ("status is failed", b'{"status": " Failed "}', Rejected("HTTP 200 without a reason")),
    ("a field is blamed", b'{"success": false, "errors": {"phone": ["is not a number"]}}', RejectedField(
        "phone", "is not a number")),
    ("a valuation that failed", b'{"success": false, "valuation_status": "Failed"}', Rejected("HTTP 200 without a reason")),
]  # fmt: skip

TAKEN: list[bytes] = [
    b'{"errors": {"email": ["The email has already been taken."]}}',
    b'{"errors": {"email": ["already exists"]}}',
    b'{"errors": {"phone": ["This number is already in use"]}}',
    b'{"message": "email must be unique"}',
    b'{"errors": [{"field": "email", "message": "duplicate"}]}',
]

OTHERS: list[tuple[int, dict[str, str], bytes, Outcome]] = [
    (429, {"Retry-After": "17"}, b"", Busy(17.0)),
    (429, {"retry-after": "1.5"}, b"", Busy(1.5)),
    (429, {"RETRY-AFTER": " 0 "}, b"slow down", Busy(0.0)),
    (429, {}, b"", Busy()),
    (429, {"Retry-After": "soon"}, b"", Busy()),
    (429, {"Retry-After": "-5"}, b"", Busy()),
    (429, {"Retry-After": "9" * 400}, b"", Busy(366 * 24 * 3600.0)),
    (429, {"Retry-After": "Mon, 02 Mar 2026 18:01:00 GMT", "Date": "Mon, 02 Mar 2026 18:00:00 GMT"}, b"", Busy(60.0)),
    (429, {"Retry-After": "Mon, 02 Mar 2026 18:01:00 GMT"}, b"", Busy(90.0)),  # by our clock: see NOW
    (429, {"Retry-After": "Mon, 02 Mar 2026 17:00:00 GMT"}, b"", Busy(0.0)),
    (429, {"Retry-After": "Mon, 02 Mar 2026 18:01:00 -0000"}, b"", Busy(90.0)),
    (429, {"Retry-After": "Mon, 99 Mar 2026 18:01:00 GMT"}, b"", Busy()),
    (503, {"Retry-After": "30"}, b"", Busy(30.0)),
    (503, {"Retry-After": "later"}, b"", Unavailable("the Lead API failed (HTTP 503)")),
    (503, {}, b"", Unavailable("the Lead API failed (HTTP 503)")),
    (500, {"Retry-After": "30"}, b"oops", Unavailable("the Lead API failed (HTTP 500)", arrived=True)),
    (502, {}, b"", Unavailable("the Lead API failed (HTTP 502)", arrived=True)),
    (504, {}, b"<html>", Unavailable("the Lead API failed (HTTP 504)", arrived=True)),
    (520, {}, b"", Unavailable("the Lead API failed (HTTP 520)", arrived=True)),
    (408, {}, b"", Unavailable("the Lead API did not take the request (HTTP 408)")),
    (401, {}, b'{"message": "The email field is required."}', Misconfigured(
        "the Lead API refused the key (HTTP 401)", key_refused=True)),
    (403, {}, b"", Misconfigured("the Lead API refused the key (HTTP 403)", key_refused=True)),
    (301, {"Location": "https://elsewhere.example/"}, b"", Misconfigured(
        "the Lead API takes no leads at this address (HTTP 301)")),
    (307, {}, b"", Misconfigured("the Lead API takes no leads at this address (HTTP 307)")),
    (404, {}, b"not found", Misconfigured("the Lead API takes no leads at this address (HTTP 404)")),
    (405, {}, b"", Misconfigured("the Lead API takes no leads at this address (HTTP 405)")),
    (402, {}, b"pay", Misconfigured("the Lead API takes no leads at this address (HTTP 402)")),
    (400, {}, b"", Rejected("HTTP 400 without a reason")),
    (409, {}, b'{"message": "Duplicate lead"}', Rejected("Duplicate lead")),
    (409, {}, b'{"message": "This email already has a lead"}', Rejected("This email already has a lead")),
    (413, {}, b"Request too large: address must be shorter", Rejected("Request too large: address must be shorter")),
    (415, {}, b'{"errors": {"type": ["must be JSON"]}}', Rejected("must be JSON")),
    (422, {}, b'{"errors": {"phone": ["is not a number"]}}', RejectedField("phone", "is not a number")),
    (422, {"Content-Type": "text/html; charset=utf-8"}, b"The email field is required.", Rejected(
        "The email field is required.")),
    (418, {}, b'"teapot"', Rejected("teapot")),
]  # fmt: skip

NOW = datetime(2026, 3, 2, 17, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "expected"), [row[1:] for row in RECEIVED], ids=[row[0] for row in RECEIVED]
)
def test_a_success_counts_as_received_and_only_usable_figures_as_an_estimate(status, body, expected):
    assert expected == classify(status, {}, body)


@pytest.mark.parametrize(("status", "body"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_a_success_that_is_not_the_lead_apis_proves_nothing(status, body):
    assert isinstance(classify(status, {}, body), Unknown)


@pytest.mark.parametrize(
    ("body", "expected"), [row[1:] for row in REFUSED_INSIDE], ids=[row[0] for row in REFUSED_INSIDE]
)
def test_a_success_that_calls_itself_a_failure_is_a_refusal(body: bytes, expected: Outcome) -> None:
    assert expected == classify(200, {}, body)


@pytest.mark.parametrize("body", TAKEN)
def test_a_value_that_the_account_has_already_is_not_for_the_homeowner_to_mend(body: bytes) -> None:
    assert isinstance(classify(422, {}, body), Rejected)


def test_a_conflict_over_a_possible_repeat_means_that_the_lead_is_there() -> None:
    body = b'{"message": "Duplicate lead", "data": {"id": 731}}'

    assert classify(409, {}, body, possible_repeat=True) == Received(Estimate(), "731", answer_lost=True)
    assert classify(409, {}, body) == Rejected("Duplicate lead")


@pytest.mark.parametrize(("status", "headers", "body", "expected"), OTHERS)
def test_any_other_status_says_what_to_do(status, headers, body, expected):
    assert expected == classify(status, headers, body, now=NOW)


def test_a_retry_after_date_means_nothing_without_any_clock():
    assert Busy() == classify(429, {"Retry-After": "Mon, 02 Mar 2026 18:01:00 GMT"}, b"")


def test_a_reason_does_not_repeat_the_request():
    body = b'{"errors": {"last_name": "Singer at 123 Example Street is not a name"}}'

    outcome = classify(422, {}, body, personal=["Singer", "123 Example Street, Example Town"])

    assert RejectedField("name", "[…] at […] is not a name") == outcome


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.text(max_size=8)
            | st.sampled_from(
                ["errors", "error", "message", "field", "email", "data", "loc", "source", "detail", "type"]
            )
            | st.sampled_from(["valuation_status", "minimum_sale_estimation", "average_sale_estimation"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
bodies = (
    st.binary(max_size=400)
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
)
header_values = st.text(max_size=40) | st.datetimes().map(lambda at: at.strftime("%a, %d %b %Y %H:%M:%S GMT"))


@given(
    status=st.integers(100, 599) | st.integers(),
    headers=st.dictionaries(
        st.sampled_from(["Retry-After", "Date", "Content-Type", "retry-after"]) | st.text(max_size=10), header_values
    ),
    body=bodies,
    personal=st.lists(st.text(max_size=20), max_size=4),
)
def test_no_response_whatever_raises(status, headers, body, personal):
    outcome = classify(status, headers, body, now=NOW, personal=personal)

    if isinstance(outcome, Rejected | RejectedField):
        assert 0 < len(outcome.reason) <= 200
        assert outcome.reason.isprintable()
    if isinstance(outcome, Busy) and outcome.retry_after is not None:
        assert outcome.retry_after >= 0
    if isinstance(outcome, Received):
        for side in (outcome.estimate.sale, outcome.estimate.rent):
            assert side is None or 0 < side.minimum <= side.average <= side.maximum <= 10**9


Answered = tuple[int, Mapping[str, str], bytes, Outcome | None]
ANSWERS: list[Answered] = [
    *((status, {}, body, outcome) for _, status, body, outcome in RECEIVED),
    *((status, {}, body, None) for _, status, body in UNKNOWN),
    *((200, {}, body, outcome) for _, body, outcome in REFUSED_INSIDE),
    # Of a date without the answer's own it depends on the clock what it comes to.
    *(row for row in OTHERS if "Mar 2026" not in row[1].get("Retry-After", "") or "Date" in row[1]),
]
FOLLOWS: Mapping[type[Outcome], LeadStatus] = {
    Received: LeadStatus.DELIVERED,
    RejectedField: LeadStatus.REJECTED,
    Rejected: LeadStatus.SET_ASIDE,
    Busy: LeadStatus.WAITING,
    Unavailable: LeadStatus.WAITING,
    Unknown: LeadStatus.WAITING,
    Misconfigured: LeadStatus.WAITING,
}


async def test_every_answer_comes_over_the_wire_as_what_it_is(odd_server: Any, marla: Lead) -> None:
    """Each answer of the tables above, from a server on a socket; and what follows on it."""
    assert len(ANSWERS) >= 60
    answers = iter(ANSWERS)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await odd.read_request(reader)
        status, headers, body, _ = next(answers)
        lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in headers.items())]
        if status != 204:
            lines.append(f"Content-Length: {len(body)}")
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await writer.drain()

    odd = await odd_server(answer)
    request = payload(marla, host="https://derbyhomes.example")
    async with LeadApi(odd.url, "key") as api:
        for status, headers, body, expected in ANSWERS:
            outcome = await api.create(request)
            said = f"HTTP {status} {dict(headers)} {body[:80]!r}"
            assert isinstance(outcome, Unknown) if expected is None else outcome == expected, f"{said}: {outcome}"
            follows = decide(outcome, attempt=1, age_seconds=0.0, unknowns=1, jitter=0.0)
            assert follows.status is FOLLOWS[type(outcome)], said
