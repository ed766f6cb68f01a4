from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.lead_api.outcomes import (
    Busy,
    Looking,
    Misconfigured,
    Received,
    Refused,
    Rejected,
    RejectedField,
    Unavailable,
    Unknown,
)
from bot.lead_api.retry_policy import Decision, backoff, decide
from conversations.events import LeadStatus
from conversations.lead import Estimate

HOUR = 3600.0
WAITING, SET_ASIDE = LeadStatus.WAITING, LeadStatus.SET_ASIDE

# outcome, attempt, age, unknowns, jitter -> decision
TABLE = [
    (Received(Estimate()), 1, 0, 0, 0.5, Decision(LeadStatus.DELIVERED)),
    (Received(Estimate()), 900, 99 * HOUR, 9, 0.5, Decision(LeadStatus.DELIVERED)),
    (RejectedField("email", "bad"), 1, 0, 0, 0.5, Decision(LeadStatus.REJECTED)),
    (Rejected("no"), 1, 0, 0, 0.5, Decision(SET_ASIDE)),
    (Misconfigured("key"), 1, 0, 0, 0.5, Decision(WAITING, 0.0, pause=True)),
    (Misconfigured("key"), 900, 99 * HOUR, 0, 0.5, Decision(WAITING, 0.0, pause=True)),
    (Busy(17), 1, 0, 0, 0.0, Decision(WAITING, 17.0)),
    (Busy(17), 1, 0, 0, 1.0, Decision(WAITING, 18.7)),
    (Busy(0), 1, 0, 0, 0.0, Decision(WAITING, 1.0)),
    (Busy(6000), 1, 0, 0, 1.0, Decision(WAITING, 6030.0)),
    (Busy(), 3, 0, 0, 1.0, Decision(WAITING, 8.0)),
    (Busy(17), 5000, 47 * HOUR, 0, 0.0, Decision(WAITING, 17.0)),
    (Busy(7 * 24 * HOUR), 1, 47 * HOUR, 0, 0.5, Decision(WAITING, HOUR)),
    (Busy(17), 12, 48 * HOUR, 0, 0.0, Decision(SET_ASIDE)),
    (Busy(7 * 24 * HOUR), 1, 48 * HOUR, 0, 0.0, Decision(WAITING, 300.0)),
    (Unavailable("refused"), 1, 0, 0, 1.0, Decision(WAITING, 2.0)),
    (Unavailable("refused"), 1, 0, 0, 0.0, Decision(WAITING, 1.0)),
    (Unavailable("refused"), 2, 0, 0, 1.0, Decision(WAITING, 4.0)),
    (Unavailable("refused"), 3, 0, 0, 1.0, Decision(WAITING, 8.0)),
    (Unavailable("refused"), 8, 0, 0, 1.0, Decision(WAITING, 256.0)),
    (Unavailable("refused"), 9, 0, 0, 1.0, Decision(WAITING, 300.0)),
    (Unavailable("refused"), 10**6, 0, 0, 1.0, Decision(WAITING, 300.0)),
    (Unavailable("refused"), 700, 47.999 * HOUR, 0, 1.0, Decision(WAITING, 3.6)),
    (Unavailable("refused"), 700, 48 * HOUR, 0, 1.0, Decision(SET_ASIDE)),
    (Unavailable("refused"), 11, 48 * HOUR, 0, 1.0, Decision(WAITING, 300.0)),
    (Unavailable("refused"), 1, 9999 * HOUR, 0, 1.0, Decision(WAITING, 2.0)),  # the clock was set forward
    (Unavailable("refused"), 1, -HOUR, 0, 1.0, Decision(WAITING, 2.0)),  # the clock was put back
    (Unavailable("HTTP 500", arrived=True), 1, 0, 0, 1.0, Decision(WAITING, 2.0, possible_repeat=True)),
    (Unavailable("HTTP 500", arrived=True), 12, 49 * HOUR, 0, 1.0, Decision(SET_ASIDE, possible_repeat=True)),
    (Unknown("silence"), 1, 0, 1, 1.0, Decision(WAITING, 2.0, possible_repeat=True)),
    (Unknown("silence"), 5, 0, 5, 1.0, Decision(WAITING, 32.0, possible_repeat=True)),
    (Unknown("silence"), 6, 0, 6, 1.0, Decision(SET_ASIDE, possible_repeat=True)),
    (Unknown("silence"), 900, 0, 1, 1.0, Decision(WAITING, 300.0, possible_repeat=True)),
    (Unknown("silence"), 12, 48 * HOUR, 1, 1.0, Decision(SET_ASIDE, possible_repeat=True)),
]


def assert_is(decision: Decision, expected: Decision) -> None:
    assert replace(decision, delay=None) == replace(expected, delay=None)
    assert decision.delay == pytest.approx(expected.delay)


@pytest.mark.parametrize(("outcome", "attempt", "age", "unknowns", "jitter", "expected"), TABLE)
def test_what_follows(outcome, attempt, age, unknowns, jitter, expected):
    assert_is(decide(outcome, attempt=attempt, age_seconds=age, unknowns=unknowns, jitter=jitter), expected)


@pytest.mark.parametrize(
    ("refusals", "age", "expected"),
    [
        (1, 0, Decision(WAITING, 30.0)),
        (2, 0, Decision(WAITING, 300.0)),
        (3, 0, Decision(SET_ASIDE)),
        (4, 0, Decision(SET_ASIDE)),
        (1, 47.999 * HOUR, Decision(WAITING, 3.6)),
        (1, 48 * HOUR, Decision(SET_ASIDE)),
    ],
)
def test_the_third_refusal_of_one_lead_sets_it_aside(refusals, age, expected):
    decision = decide(Refused("no"), attempt=12, age_seconds=age, unknowns=0, refusals=refusals, jitter=0.5)
    assert_is(decision, expected)


def test_attempts_that_were_look_ups_alone_count_as_tries():
    decision = decide(Looking("no answer", 5.0), attempt=1, age_seconds=48 * HOUR, unknowns=1, jitter=0.5, looks=11)
    assert_is(decision, Decision(SET_ASIDE))


outcomes = st.sampled_from(
    [Busy(), Busy(0), Busy(5), Unavailable("x"), Unavailable("x", arrived=True), Unknown("x"), Misconfigured("x")]
)


@given(
    outcome=outcomes,
    attempt=st.integers(1, 10**6),
    age=st.floats(-1e6, 48 * HOUR - 1, allow_nan=False),
    unknowns=st.integers(0, 5),
    jitter=st.floats(0, 1),
)
def test_a_young_lead_is_always_tried_again_and_never_at_once_unless_its_queue_stops(
    outcome, attempt, age, unknowns, jitter
):
    decision = decide(outcome, attempt=attempt, age_seconds=age, unknowns=unknowns, jitter=jitter)

    assert decision.status is WAITING
    assert decision.delay is not None
    assert decision.pause or 1 <= decision.delay <= 331


@given(attempt=st.integers(1, 10**9), jitter=st.floats(0, 1))
def test_backoff_keeps_to_its_bounds(attempt, jitter):
    assert 1 <= backoff(attempt, jitter) <= 300
