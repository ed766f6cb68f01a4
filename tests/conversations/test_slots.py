"""Which days and hours are offered for a visit or a call: office hours, bank holidays, the change of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.appointment import LONDON
from conversations.office_hours import OfficeHours
from conversations.slots import DAYS_OFFERED, NOTICE, begins, days, ends, hours, is_open
from support.person import FORM

HOURS = OfficeHours.read("mon-fri 9:30-12:00, mon-fri 13:00-17:30, sat 9:00-13:00")
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
OFFICE = replace(FORM, office_hours=HOURS.without(CHRISTMAS), holidays=CHRISTMAS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-11-30T12:00", ["12-01", "12-02", "12-03", "12-04", "12-05", "12-07"]),
        ("2026-12-04T23:59", ["12-05", "12-07", "12-08", "12-09", "12-10", "12-11"]),
        ("2026-12-23T09:00", ["12-24", "12-26", "12-29", "12-30", "12-31", "01-02"]),
        ("2026-12-31T18:00", ["01-02", "01-04", "01-05", "01-06", "01-07", "01-08"]),
    ],
)
def test_the_next_days_on_which_the_office_is_open(now: str, offered: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in days(OFFICE, at(now))] == offered


def test_whole_hours_between_opening_and_closing() -> None:
    offered = hours(OFFICE, date(2026, 12, 1), at("2026-11-30T12:00"))
    assert [slot[11:] for slot in offered] == ["10-11", "11-12", "13-14", "14-15", "15-16", "16-17"]
    saturday = hours(OFFICE, date(2026, 12, 5), at("2026-11-30T12:00"))
    assert [slot[11:] for slot in saturday] == ["09-10", "10-11", "11-12", "12-13"]


def test_without_office_hours_it_is_a_weekday_from_nine_to_five_and_no_bank_holiday() -> None:
    form = replace(FORM, holidays=CHRISTMAS)
    assert [f"{day:%m-%d}" for day in days(form, at("2026-12-23T09:00"))][:3] == ["12-24", "12-29", "12-30"]
    offered = hours(form, date(2026, 12, 24), at("2026-12-23T09:00"))
    assert (offered[0][11:], offered[-1][11:]) == ("09-10", "16-17")


def test_hours_of_today_need_notice() -> None:
    now = at("2026-12-01T11:30")
    assert days(OFFICE, now)[0] == date(2026, 12, 2)
    assert days(OFFICE, now, from_today=True)[0] == date(2026, 12, 1)
    assert [slot[11:] for slot in hours(OFFICE, date(2026, 12, 1), now)] == ["14-15", "15-16", "16-17"]
    assert days(OFFICE, at("2026-12-01T16:00"), from_today=True)[0] == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("slot", "utc"),
    [
        ("2026-10-24 09-10", "2026-10-24T08:00"),  # Saturday, the last day of summer time
        ("2026-10-26 09-10", "2026-10-26T09:00"),
        ("2027-03-27 09-10", "2027-03-27T09:00"),
        ("2027-03-29 09-10", "2027-03-29T08:00"),  # the Monday after
    ],
)
def test_an_hour_is_as_clocks_in_london_show_it_across_the_change(slot: str, utc: str) -> None:
    assert begins(slot) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert ends(slot) - begins(slot) == timedelta(hours=1)


@pytest.mark.parametrize(
    "slot",
    [
        "2026-12-25 10-11",  # a bank holiday
        "2026-12-06 10-11",  # a Sunday
        "2026-12-01 12-13",  # lunch
        "2026-12-01 07-08",
        "2026-11-30 10-11",  # past
        "2026-12-15 10-11",  # too far
        "2026-12-01 10-12",
        "2026-12-01",
        "2026-13-01 10-11",
        "nonsense",
        "",
    ],
)
def test_nothing_else_can_be_asked_for(slot: str) -> None:
    assert not is_open(OFFICE, slot, at("2026-11-30T12:00"))


def test_no_day_is_offered_that_the_conversation_would_not_live_to_see() -> None:
    assert days(replace(OFFICE, retention_days=3), at("2026-11-30T12:00")) == (date(2026, 12, 1), date(2026, 12, 2))
    assert days(replace(OFFICE, retention_days=1), at("2026-11-30T12:00")) == ()


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  given below
def test_every_slot_lies_within_office_hours_and_leaves_notice(now: datetime) -> None:
    offered = days(OFFICE, now, from_today=True)
    assert len(offered) <= DAYS_OFFERED
    for day in offered:
        for slot in hours(OFFICE, day, now):
            assert is_open(OFFICE, slot, now)
            here = begins(slot).astimezone(LONDON)
            assert here.date() == day
            assert begins(slot) >= now + NOTICE
            assert any(opens <= here.hour * 60 and here.hour * 60 + 60 <= closes for opens, closes in HOURS.on(day)), (
                slot
            )
            assert day not in CHRISTMAS
