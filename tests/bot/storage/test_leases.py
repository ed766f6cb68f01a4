"""Whether a lease is surely still its taker's, from when its session was last heard of."""

from __future__ import annotations

import pytest

from bot.storage import leases
from bot.storage.leases import GRACE, LeaseValidity
from support.clock import Clock


@pytest.fixture
def now(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(leases, "clock", clock)
    return clock


def beats(standing, now, times):
    for _ in range(times):
        standing.seen(now())
        now.now += 1.0


def test_whoever_is_heard_of_without_a_break_holds_what_it_took(now):
    standing = LeaseValidity()
    beats(standing, now, 1)
    taken = now()
    beats(standing, now, 60)
    assert standing.holds(taken)


def test_whoever_was_not_heard_of_for_as_long_as_others_are_given_may_have_lost_what_it_took(now):
    standing = LeaseValidity()
    beats(standing, now, 1)
    taken = now()
    now.now += GRACE
    assert not standing.holds(taken)
    beats(standing, now, 60)
    assert not standing.holds(taken), "it was gone in between"
    assert standing.holds(now() - 59.0), "and is back"


def test_what_was_taken_just_now_is_held_in_touch_or_not(now):
    standing = LeaseValidity()
    assert standing.holds(now() - 0.9 * GRACE)
    assert not standing.holds(now() - GRACE)
