from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from bot.core.agency import Agency
from bot.statistics.counters import FunnelCounter, duration_class, first_week, week_of
from conversations.form import Form
from support.marla import MARLA

FORM = Form(variant="A")
SPLIT = Agency("derby", FORM, second_form=Form(variant="B"))


def test_the_first_of_the_last_weeks_is_a_monday_across_a_change_of_the_clocks():
    at = datetime(2026, 10, 26, 0, 30, tzinfo=UTC).timestamp()  # a Monday, on whose eve summer time ended
    assert first_week(at, 2) * 86400 == datetime(2026, 10, 19, tzinfo=UTC).timestamp()
    at = datetime(2026, 3, 29, 23, 30, tzinfo=UTC).timestamp()  # Monday in London
    assert first_week(at, 2) * 86400 == datetime(2026, 3, 23, tzinfo=UTC).timestamp()
    assert first_week(at, 0) == 0


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)),
        (datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)),
        (datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)),
        (datetime(1970, 1, 5, tzinfo=UTC), datetime(1970, 1, 5, tzinfo=UTC)),
        (datetime(2026, 6, 28, 22, 59, tzinfo=UTC), datetime(2026, 6, 22, tzinfo=UTC)),
        (datetime(2026, 6, 28, 23, 30, tzinfo=UTC), datetime(2026, 6, 29, tzinfo=UTC)),  # half past midnight in London
    ],
)
def test_a_week_is_known_by_its_monday(day, monday):
    assert week_of(day.timestamp()) * 86400 == monday.timestamp()


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        (timedelta(), "1"),
        (timedelta(minutes=1), "1"),
        (timedelta(minutes=1, seconds=1), "2"),
        (timedelta(days=1), "1440"),
        (timedelta(days=1, seconds=1), "longer"),
    ],
)
def test_times_are_counted_in_classes(took, expected):
    assert duration_class(took) == expected


def test_two_orders_get_half_of_the_chats_each_for_good_whatever_the_numbers_look_like():
    for numbers in (range(1000, 3000), range(1000, 5000, 2)):
        split = [SPLIT.for_chat(number).form.variant for number in numbers]
        assert 900 < split.count("A") < 1100
        assert split == [SPLIT.for_chat(number).form.variant for number in numbers]


def test_agencies_split_people_independently():
    other = Agency("york", FORM, second_form=Form(variant="B"))
    same = [SPLIT.for_chat(each).form.variant == other.for_chat(each).form.variant for each in range(2000)]
    assert 900 < sum(same) < 1100


def test_with_one_order_everybody_gets_it():
    alone = Agency("derby", Form())
    assert alone.for_chat(7) is alone


def test_both_orders_know_the_link_to_the_bot():
    linked = SPLIT.with_chat_url("https://t.me/derby_bot")
    assert {linked.for_chat(each).form.chat_url for each in range(50)} == {"https://t.me/derby_bot"}


@pytest.mark.parametrize(
    ("notes", "counts"),
    [
        ({}, {"checked"}),
        ({"phone_verified": "telegram", "contact_preference": "email"}, {"checked", "verified"}),
        ({"email_domain": "disposable", "phone_range": "reserved"}, {"checked", "doubtful"}),
        ({"phone_verified": "telegram", "other_chats": "phone"}, {"checked", "verified", "doubtful"}),
    ],
)
def test_a_lead_is_counted_once_by_what_is_known_of_its_contacts(notes, counts):
    counter = FunnelCounter()
    counter.contacts("derby", structs.replace(MARLA, notes=notes), 0.0)
    assert {each.what: many for each, many in counter._counted.items()} == dict.fromkeys(counts, 1)
