"""Places that agencies share, and whose turn it is: nobody takes all, and nobody is forgotten."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.agency_shares import AgencyLookup, Quota, RoundRobin, quota


@pytest.mark.parametrize(
    ("under_way", "full", "limit"),
    [
        ({}, set(), 100),
        ({"derby": 30}, set(), 70),
        ({"derby": 100}, {"derby"}, 100),
        ({"derby": 100, "york": 99}, {"derby"}, 1),
        ({"derby": 100, "york": 100, "hull": 100}, {"derby", "york", "hull"}, 60),
        ({"derby": 0, "york": 7}, set(), 93),
    ],
)
def test_places(under_way: dict[str, int], full: set[str], limit: int) -> None:
    assert quota(under_way, each=100, total=400) == Quota(frozenset(full), limit)


@given(st.lists(st.sampled_from("abcdefgh"), max_size=80), st.integers(1, 10), st.integers(9, 40))
def test_whoever_has_none_goes_first(asked: list[str], each: int, total: int) -> None:
    """However the others come: the last places go to those that have none, one for each, while there are any."""
    under_way: Counter[str] = Counter()
    for agency in asked:
        places = quota(under_way, each=each, total=total)
        free = total - under_way.total()
        assert bool(places.limit) == bool(free)
        assert agency not in places.full or under_way[agency]
        if agency in places.full or not places.limit:
            continue
        under_way[agency] += 1
        assert under_way[agency] <= each
        assert free > max(total // 10, 1) or under_way[agency] == 1, "only somebody's first takes one that is kept"


def test_while_more_waits_each_goes_before_those_that_were_served() -> None:
    rota = RoundRobin()
    waiting = {"derby", "york", "hull"}
    assert not rota.first(waiting), "until there is a backlog the oldest goes first"
    rota.took({"derby"}, backlog=True, all_served=True)
    assert rota.first(waiting) == {"york", "hull"}
    rota.took({"york"}, backlog=True, all_served=False)
    assert rota.first(waiting) == {"hull"}
    rota.took({"hull", "derby"}, backlog=True, all_served=False)
    assert not rota.first(waiting)
    rota.took({"derby"}, backlog=True, all_served=True)
    assert rota.first(waiting) == {"york", "hull"}
    rota.took({"york"}, backlog=False, all_served=False)
    assert not rota.first(waiting)


def test_who_was_missing_and_comes_is_missing_no_more() -> None:
    known: dict[str, int] = {}
    directory = AgencyLookup(known.get)
    assert directory.find("derby") is None
    assert directory.absent == {"derby"}
    known["derby"] = 1
    assert directory.absent == frozenset()
    assert directory.find("derby") == 1
