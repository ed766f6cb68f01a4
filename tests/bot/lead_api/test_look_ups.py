"""The look-up of a lead: every answer that it may get, and what follows on each."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lead_api.lookups import Absent, Found, Inconclusive, LookUp, NoAnswer, read_look_up
from bot.lead_api.retry_policy import LOOK_AGAIN, LOOK_PATIENCE, after_look
from conversations.lead import Estimate, Range

OURS = "VB-7K2M9Q"
META = {"reference": OURS, "channel": "telegram"}
LEAD = {"id": 731, "meta": META}
OTHER = {"id": 732, "meta": {"reference": "VB-OTHER"}}
FIGURES = {
    "minimum_sale_estimation": 1,
    "average_sale_estimation": 2,
    "maximum_sale_estimation": 3,
    "valuation_status": "Success",
}
FOUND = Found("731", Estimate())

SHOWN: list[tuple[str, Any, LookUp]] = [
    ("a list under data", {"data": [LEAD]}, FOUND),
    ("a list at the top", [LEAD], FOUND),
    ("a list under leads", {"leads": [LEAD]}, FOUND),
    ("a list under data and leads", {"data": {"leads": [LEAD]}}, FOUND),
    ("one lead at the top", LEAD, FOUND),
    ("one lead under data", {"data": LEAD}, FOUND),
    ("the id as text", {"data": [{**LEAD, "id": "731"}]}, FOUND),
    ("each lead wrapped", {"data": [{"lead": LEAD}]}, FOUND),
    ("attributes beside the id", {"data": [{"id": "731", "attributes": {"meta": META}}]}, FOUND),
    ("meta as JSON in a text", {"data": [{"id": 731, "meta": json.dumps(META)}]}, FOUND),
    ("meta as a list of pairs", {"data": [{"id": 731, "meta": [["reference", OURS]]}]}, FOUND),
    ("meta as a list of objects", {"data": [{"id": 731, "meta": [{"key": "reference", "value": OURS}]}]}, FOUND),
    ("among others", {"data": [OTHER, LEAD]}, FOUND),
    ("beside one that came another way", {"data": [{"id": 1, "meta": None}, LEAD]}, FOUND),
    ("without an id", {"data": [{"meta": META}]}, Found("", Estimate())),
    ("with its estimate", {"data": [{**LEAD, **FIGURES}]}, Found("731", Estimate(sale=Range(1, 2, 3)))),
    (
        "twice, once with its estimate",
        [LEAD, {**LEAD, "id": 733, **FIGURES}],
        Found("733", Estimate(sale=Range(1, 2, 3))),
    ),
    ("no lead at all", {"data": []}, Absent()),
    ("none of ours", {"data": [OTHER]}, Absent()),
    ("one with an empty meta", {"data": [{"id": 1, "meta": {}}]}, Absent()),
    ("leads without meta", {"data": [{"id": 731}]}, Inconclusive("the look-up shows leads without their meta")),
    ("an object of something else", {"status": "ok"}, Inconclusive("the look-up's answer is no list of leads")),
    ("a failure", {"success": False}, Inconclusive("the look-up is refused")),
    ("a text", "leads", Inconclusive("the look-up's answer is no list of leads")),
]

OTHERS: list[tuple[int, dict[str, str], bytes, LookUp]] = [
    (200, {}, b"<html>Please log in</html>", NoAnswer("an answer that is not the Lead API's (HTTP 200)")),
    (200, {}, json.dumps({"data": [LEAD]}).encode()[:-5], NoAnswer("an answer that is not the Lead API's (HTTP 200)")),
    (404, {}, b'{"message": "No person was found."}', Absent()),
    (404, {}, b"<html>not found</html>", Inconclusive("the look-up is refused (HTTP 404)")),
    (401, {}, b"{}", NoAnswer("the key was refused (HTTP 401)")),
    (403, {}, b"{}", Inconclusive("the look-up is refused (HTTP 403)")),
    (405, {}, b"", Inconclusive("the look-up is refused (HTTP 405)")),
    (422, {}, b"{}", Inconclusive("the look-up is refused (HTTP 422)")),
    (429, {"Retry-After": "7"}, b"", NoAnswer("the Lead API was busy", 7.0)),
    (503, {"Retry-After": "9"}, b"", NoAnswer("the Lead API was busy", 9.0)),
    (503, {}, b"", NoAnswer("the Lead API failed (HTTP 503)")),
    (500, {}, b"", NoAnswer("the Lead API failed (HTTP 500)")),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_a_lead_is_recognised_by_its_reference_whatever_the_shape(body: Any, expected: LookUp) -> None:
    assert read_look_up(200, {}, json.dumps(body).encode(), OURS) == expected


@pytest.mark.parametrize(("status", "headers", "body", "expected"), OTHERS)
def test_any_other_answer(status: int, headers: dict[str, str], body: bytes, expected: LookUp) -> None:
    assert read_look_up(status, headers, body, OURS) == expected


@given(
    st.integers(100, 599), st.binary(max_size=200) | st.text().map(lambda text: json.dumps({"data": [text]}).encode())
)
def test_no_answer_whatever_raises(status: int, body: bytes) -> None:
    read_look_up(status, {}, body, OURS)


def delay(
    shown: Absent | Inconclusive | NoAnswer, waited: float, *, before: bool = False, looks: int = 0, works: bool = False
) -> float | None:
    return after_look(shown, waited=waited, settle=60.0, absent_before=before, looks=looks, works=works, jitter=0.0)


def test_absence_counts_only_after_the_settling_time_and_a_second_look() -> None:
    assert delay(Absent(), 2.0) == 13.0
    assert delay(Absent(), 15.0, before=True) == 45.0
    assert delay(Absent(), 59.9, before=True) == LOOK_AGAIN
    assert delay(Absent(), 60.0, before=True) is None
    assert delay(Absent(), 5000.0) == LOOK_AGAIN, "it was away for long, and a first look is not enough"
    assert delay(Absent(), -5000.0) == 60.0, "the clock was set back"


def test_an_account_without_look_ups_gets_the_lead_again_at_once() -> None:
    assert delay(Inconclusive("refused"), 0.0) is None


def test_a_look_up_that_fails_is_tried_again_until_it_is_known_that_only_it_fails() -> None:
    assert delay(NoAnswer("away"), 1.0) == 1.0
    assert delay(NoAnswer("away"), 1.0, looks=3) == 8.0
    assert delay(NoAnswer("busy", 7.0), 1.0) == 7.0
    assert delay(NoAnswer("away"), LOOK_PATIENCE, looks=8) is not None
    assert delay(NoAnswer("away"), LOOK_PATIENCE, looks=8, works=True) is None
