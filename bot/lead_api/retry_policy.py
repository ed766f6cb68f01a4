"""Retry policy for leads: a pure decision per outcome, given the jitter; the table is in ``docs/lead-api.md``."""

from __future__ import annotations

import random
from typing import assert_never

from msgspec import Struct

from bot.lead_api.lookups import Absent, Inconclusive, NoAnswer
from bot.lead_api.outcomes import (
    Busy,
    Looking,
    Misconfigured,
    Outcome,
    Received,
    Refused,
    Rejected,
    RejectedField,
    Unavailable,
    Unknown,
)
from conversations.events import LeadStatus

AGE_MAX, TRIES_MIN = 48 * 3600.0, 12
"""Seconds and minimum attempts for which a lead is tried. Seconds alone would be over at once when the clock is set forward,
or when a paused queue resumes after days. After that the agency has to call by hand."""

BACKOFF_MAX = 300.0
"""Longest time, in seconds, between two attempts while the API is down."""

REPEATS_MAX = 5
"""Repeats after unknown outcomes. Each may make the same lead again, so they are few."""

REFUSED_WAITS = (30.0, 300.0)
"""Seconds until the next attempt after each refusal of one lead while the key is accepted; one more refusal sets it aside."""

LOOK_PATIENCE = 300.0
"""Seconds for which a failing look-up is retried while the Lead API accepts leads; then the lead is sent without."""

LOOK_AGAIN = 0.5
"""Shortest time, in seconds, between two look-ups of one lead."""

_LAST_DOUBLING = 9

jitter = random.random
"""Return a number in [0, 1) that spreads retries."""


class Decision(Struct, frozen=True):
    """Decision about a lead: its next status; ``delay`` in seconds until the next attempt, ``None`` if there is none.

    ``possible_repeat``: this attempt may have made the lead, so the next one is marked. ``pause``: pause the agency's
    whole queue.
    """

    status: LeadStatus
    delay: float | None = None
    possible_repeat: bool = False
    pause: bool = False


def exhausted(unknowns: int) -> bool:
    """Return whether a lead with this many unknown outcomes must not be sent again."""
    return unknowns > REPEATS_MAX


def decide(
    outcome: Outcome,
    *,
    attempt: int,
    age_seconds: float,
    unknowns: int,
    jitter: float,
    refusals: int = 0,
    looks: int = 0,
) -> Decision:
    """Return the decision for the ``outcome`` of the lead's ``attempt``-th attempt (from 1).

    ``age_seconds`` is the time since the consent; ``unknowns`` counts the attempts that ended unknown, and ``refusals``
    those that ended as :class:`Refused`, both including this one; ``looks`` are the attempts that were only look-ups.
    A requested wait is obeyed up to the end of the lead's :data:`AGE_MAX`. ``jitter`` in [0, 1] spreads retries, so that a
    recovering API does not get all of them at once.
    """
    over = age_seconds >= AGE_MAX and attempt + looks >= TRIES_MIN
    left = AGE_MAX - age_seconds

    def again(delay: float, *, possible_repeat: bool = False) -> Decision:
        if over:
            return Decision(LeadStatus.SET_ASIDE, possible_repeat=possible_repeat)
        # No wait beyond the lead's time: its last attempt comes when the time runs out.
        longest = left if left > 0 else BACKOFF_MAX
        return Decision(LeadStatus.WAITING, delay=min(delay, longest), possible_repeat=possible_repeat)

    match outcome:
        case Received():
            return Decision(LeadStatus.DELIVERED)
        case RejectedField():
            return Decision(LeadStatus.REJECTED)
        case Rejected():
            return Decision(LeadStatus.SET_ASIDE)
        case Misconfigured():
            # The lead waits for the queue as long as it takes: the lead itself is fine.
            return Decision(LeadStatus.WAITING, delay=0.0, pause=True)
        case Refused():
            if refusals > len(REFUSED_WAITS):
                return Decision(LeadStatus.SET_ASIDE)
            return again(REFUSED_WAITS[max(refusals, 1) - 1])
        case Busy(retry_after):
            return again(busy_delay(retry_after, attempt, jitter))
        case Looking(delay=delay):
            return again(delay)
        case Unavailable(arrived=arrived):
            return again(backoff(attempt, jitter), possible_repeat=arrived)
        case Unknown():
            if exhausted(unknowns):
                return Decision(LeadStatus.SET_ASIDE, possible_repeat=True)
            return again(backoff(attempt, jitter), possible_repeat=True)
        case _:
            assert_never(outcome)


def after_look(
    shown: Absent | Inconclusive | NoAnswer,
    *,
    waited: float,
    settle: float,
    absent_before: bool,
    looks: int,
    works: bool,
    jitter: float,
) -> float | None:
    """Return seconds until the next look-up of a lead with unknown outcome; ``None`` if it may be sent again.

    ``waited`` is the seconds since the outcome became unknown. After ``settle`` of them a look-up that shows no lead is
    conclusive if an earlier one (``absent_before``) showed none either. ``looks`` counts the look-ups of this lead.
    ``works``: the Lead API accepts leads, whatever it answers to look-ups.
    """
    match shown:
        case Inconclusive():
            return None
        case Absent():
            if absent_before and waited >= settle:
                return None
            # One look-up in between: most leads will have appeared by then, and their people wait.
            due = settle / 4 if waited < settle / 4 else settle
            return max(min(due - waited, settle), LOOK_AGAIN) * (1.0 + 0.1 * jitter)
        case NoAnswer(retry_after=retry_after):
            if works and waited >= LOOK_PATIENCE:
                return None
            return backoff(looks + 1, jitter) if retry_after is None else busy_delay(retry_after, looks + 1, jitter)
        case _:
            assert_never(shown)


def backoff(attempt: int, jitter: float) -> float:
    """Return seconds to wait after the ``attempt``-th failure (from 1): up to 2, 4, 8 … 300, at least half of that."""
    longest = min(2.0 ** min(attempt, _LAST_DOUBLING), BACKOFF_MAX)
    return longest * (0.5 + 0.5 * jitter)


def busy_delay(retry_after: float | None, attempt: int, jitter: float) -> float:
    """Return seconds to wait after a rate limit: at least the requested time and at least a second, plus jitter."""
    if retry_after is None:
        return backoff(attempt, jitter)
    return max(retry_after, 1.0) + jitter * min(max(retry_after * 0.1, 1.0), 30.0)
