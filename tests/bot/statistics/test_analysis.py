from __future__ import annotations

import pytest

from bot.statistics.analysis import (
    LEADS_PER_FORM,
    LEADS_PER_POUND,
    Funnel,
    FunnelStage,
    Ranking,
    compare,
    funnel,
    rank,
    real,
    split,
)
from bot.statistics.costs import day_of
from bot.storage.campaigns.funnel_counts import Counted


def counted(**many: int) -> dict[Counted, int]:
    return {Counted("derby", 20_000, "", 0, False, "", name.replace("__", ":")): value for name, value in many.items()}


SPRING = counted(
    started=100,
    answered__name=80,
    answered__phone=50,
    refused__phone=30,
    reviewed=48,
    consented=40,
    declined=3,
    delivered=39,
    estimated=36,
    took__2=10,
    took__5=20,
    took__60=10,
)


def test_the_way_from_the_start_to_the_estimate():
    found = funnel(SPRING, ("name", "phone"))
    assert found.marks == [
        FunnelStage("started", 100),
        FunnelStage("name", 80, 20),
        FunnelStage("phone", 50, 30),
        FunnelStage("reviewed", 48, 2),
        FunnelStage("consented", 40, 8),
        FunnelStage("delivered", 39, 1),
        FunnelStage("estimated", 36, 3),
    ]
    assert found.worst == FunnelStage("phone", 50, 30)
    assert found.rate == 0.4
    assert found.refused == (("phone", 30),)


def test_how_long_it_takes():
    found = funnel(SPRING, ())
    assert found.minutes(0.5) == 5
    assert found.minutes(0.9) == 60
    assert Funnel().minutes(0.5) is None
    assert funnel(counted(took__longer=3), ()).minutes(0.5) is None


def test_questions_that_are_not_asked_any_more_come_last():
    found = funnel(counted(answered__title=1, answered__name=2), ("name", "phone"))
    assert found.answered == (("name", 2), ("phone", 0), ("title", 1))


def test_of_nothing_there_is_nothing_to_say():
    assert funnel({}, ("name",)).worst is None
    assert funnel({}, ()).rate == 0


def test_tests_are_told_apart_and_groups_begin_with_the_largest():
    key = Counted("derby", 20_000, "fb", 0, False, "", "started")
    many = {key: 1, key._replace(campaign="leaflet"): 5, key._replace(campaign="try", test=True): 9}
    assert list(split(real(many), lambda each: each.campaign)) == ["leaflet", "fb"]


def test_a_week_is_named_by_its_monday():
    assert day_of(20_780).isoformat() == "2026-11-23"


def order(started: int, leads: int) -> Funnel:
    return Funnel(started=started, consented=leads)


@pytest.mark.parametrize(
    ("first", "second", "better"),
    [
        (order(1000, 300), order(1000, 400), "B"),
        (order(1000, 400), order(1000, 300), "A"),
        (order(1000, 400), order(1000, 410), ""),
        (order(20, 4), order(20, 8), ""),
        (order(10, 0), order(10, 10), ""),  # too few for the approximation, however clear it looks
        (order(100, 50), order(100, 50), ""),
    ],
)
def test_which_order_is_better_is_said_when_it_can_be(first, second, better):
    found = compare(first, second)
    assert found is not None
    assert found.better == better
    assert found.low <= second.rate - first.rate <= found.high


def test_how_many_more_it_takes_to_tell():
    # 80 % power at 5 % for 40 % against 41 %: about 37,900 on each side (two proportions, normal approximation).
    found = compare(order(1000, 400), order(1000, 410))
    assert found is not None
    assert found.more == pytest.approx(2 * 37_900 - 2000, rel=0.01)
    same = compare(order(100, 50), order(100, 50))
    assert same is not None
    assert same.more is None


def test_one_order_alone_cannot_be_compared():
    assert compare(order(10, 1), order(0, 0)) is None


def groups(**figures: tuple[int, int, int]) -> dict[str, Funnel]:
    """Each group's people, leads and pence; all leads are paid for."""
    return {
        name: Funnel(started=started, consented=leads, cost=cost, paid_leads=leads)
        for name, (started, leads, cost) in figures.items()
    }


def test_the_best_link_is_named_with_those_that_are_worse_by_more_than_chance():
    found = rank(groups(fb=(200, 80, 0), leaflet=(200, 20, 0), window=(200, 70, 0), board=(9, 1, 0)), LEADS_PER_FORM)
    assert found == Ranking("fb", ("leaflet",), ("window",), ("board",))
    assert rank(groups(fb=(200, 80, 0), board=(9, 1, 0)), LEADS_PER_FORM) is None


def test_a_small_lucky_link_does_not_hide_a_difference_between_large_ones():
    found = rank(groups(fb=(400, 160, 0), leaflet=(400, 40, 0), board=(12, 5, 0)), LEADS_PER_FORM)
    assert found is not None
    assert (found.best, found.worse, found.open_) == ("fb", ("leaflet",), ("board",))


def test_many_links_that_are_all_alike_are_not_told_apart_by_chance():
    # Of 45 pairs two would differ at 95 % each.
    alike = {f"link-{each}": (100, leads, 0) for each, leads in enumerate((20, 22, 25, 27, 29, 30, 31, 33, 35, 36))}
    found = rank(groups(**alike), LEADS_PER_FORM)
    assert found is not None
    assert found.worse == ()


@pytest.mark.parametrize(
    ("fb", "leaflet", "worse"),
    [
        ((99, 40, 10000), (99, 40, 40000), ("leaflet",)),
        ((99, 10, 10000), (99, 10, 14000), ()),
        ((99, 5, 10000), (99, 5, 90000), ("leaflet",)),
        ((99, 4, 10000), (99, 40, 90000), None),  # too few leads to go by
        ((99, 40, 0), (99, 40, 90000), None),  # nothing spent on one
    ],
)
def test_whose_leads_cost_less_is_said_when_it_can_be(fb, leaflet, worse):
    found = rank(groups(fb=fb, leaflet=leaflet), LEADS_PER_POUND)
    assert (None if found is None else found.worse) == worse
