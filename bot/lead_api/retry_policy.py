"""Retry policy for leads: a pure decision per outcome; the table is in ``docs/lead-api.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.lead_api.outcomes import (
    Busy,
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

AGE_MAX = 48 * 3600.0
"""Seconds that a lead is tried for. Later than that the agency calls by hand, if somebody tells them."""

BACKOFF_MAX = 300.0
"""Seconds between two attempts at an API that is away."""

REPEATS_MAX = 5
"""Repeats after outcomes that are unknown. Each may make the same lead again, so they are few."""

REFUSED_WAITS = (30.0, 300.0)
"""Seconds to the next attempt after each refusal of one lead while the key is accepted; after one refusal more it is set aside."""

_LAST_DOUBLING = 9


@dataclass(frozen=True, slots=True)
class Decision:
    """The lead's next status; ``delay`` in seconds until the next attempt, ``None`` if there is none.

    ``possible_repeat``: this attempt may have made the lead, so the next one is marked. ``pause``: the whole queue of
    the agency stops.
    """

    status: LeadStatus
    delay: float | None = None
    possible_repeat: bool = False
    pause: bool = False


def exhausted(unknowns: int) -> bool:
    """Return whether a lead with so many unknown outcomes is not to be sent again."""
    return unknowns > REPEATS_MAX


def decide(
    outcome: Outcome, *, attempt: int, age_seconds: float, unknowns: int, jitter: float, refusals: int = 0
) -> Decision:
    """What follows on ``outcome`` of the lead's ``attempt``-th attempt (from 1).

    ``age_seconds`` is the time since the consent was given; ``unknowns`` counts the attempts that ended unknown, and
    ``refusals`` those that ended as :class:`Refused`, this one included; ``jitter`` in [0, 1] spreads retries so that a
    recovering API is not met by all at once.
    """
    match outcome:
        case Received():
            return Decision(LeadStatus.DELIVERED)
        case RejectedField():
            return Decision(LeadStatus.REJECTED)
        case Rejected():
            return Decision(LeadStatus.SET_ASIDE)
        case Misconfigured():
            # The lead waits for the queue, however long that takes: nothing was wrong with it.
            return Decision(LeadStatus.WAITING, delay=0.0, pause=True)
        case Refused():
            if refusals > len(REFUSED_WAITS):
                return Decision(LeadStatus.SET_ASIDE)
            return _again(REFUSED_WAITS[max(refusals, 1) - 1], age_seconds)
        case Busy(retry_after):
            return _again(_busy_delay(retry_after, attempt, jitter), age_seconds)
        case Unavailable(arrived=arrived):
            return _again(backoff(attempt, jitter), age_seconds, possible_repeat=arrived)
        case Unknown():
            if exhausted(unknowns):
                return Decision(LeadStatus.SET_ASIDE, possible_repeat=True)
            return _again(backoff(attempt, jitter), age_seconds, possible_repeat=True)
        case _:
            assert_never(outcome)


def backoff(attempt: int, jitter: float) -> float:
    """Seconds to wait after the ``attempt``-th failure (from 1): up to 2, 4, 8 … 300, at least half of that."""
    longest = min(2.0 ** min(attempt, _LAST_DOUBLING), BACKOFF_MAX)
    return longest * (0.5 + 0.5 * jitter)


def _busy_delay(retry_after: float | None, attempt: int, jitter: float) -> float:
    """Never sooner than it says: the jitter comes on top. At least a second, whatever it says."""
    if retry_after is None:
        return backoff(attempt, jitter)
    return max(retry_after, 1.0) + jitter * min(max(retry_after * 0.1, 1.0), 30.0)


def _again(delay: float, age_seconds: float, *, possible_repeat: bool = False) -> Decision:
    left = AGE_MAX - age_seconds
    if left <= 0:
        return Decision(LeadStatus.SET_ASIDE, possible_repeat=possible_repeat)
    # A wait beyond the lead's time would leave it hanging: the last attempt comes as it runs out.
    return Decision(LeadStatus.WAITING, delay=min(delay, left), possible_repeat=possible_repeat)
