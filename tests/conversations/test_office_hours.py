"""What office hours promise: by the clocks in London, over nights, weekends, bank holidays and the change of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.events import LeadReceived
from conversations.form import Form
from conversations.languages import CATALOGUES, catalogue
from conversations.languages.render import words
from conversations.lead import Estimate, LeadType, Range
from conversations.office_hours import LONDON, OfficeHours
from support.person import FORM, Person

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
HOURS = OfficeHours.read("mon-fri 9:00-17:30, sat 9:00-13:00").without(CHRISTMAS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def call(text: str, language: str = "en") -> str:
    line = HOURS.call(at(text))
    assert line is not None
    return words(line, Form(), catalogue(language))


@pytest.mark.parametrize(
    ("now", "promised"),
    [
        ("2026-11-24 12:00", "today before 5.30pm"),
        ("2026-11-24 16:30", "today before 5.30pm"),
        ("2026-11-24 16:31", "tomorrow from 9am"),
        ("2026-11-24 22:00", "tomorrow from 9am"),
        ("2026-11-25 00:01", "today from 9am"),
        ("2026-11-25 08:59", "today from 9am"),
        ("2026-11-25 09:00", "today before 5.30pm"),
        ("2026-11-27 17:00", "tomorrow from 9am"),  # Friday: Saturday is worked
        ("2026-11-28 11:00", "today before 1pm"),
        ("2026-11-28 12:30", "on Monday from 9am"),
        ("2026-11-29 12:00", "tomorrow from 9am"),
        ("2026-12-24 17:00", "on Saturday from 9am"),  # Christmas Day is a Friday
        ("2026-12-26 12:30", "on Tuesday from 9am"),  # the Monday stands in for Boxing Day
        ("2026-03-28 12:30", "on Monday from 9am"),  # the clocks go forward in between
        ("2026-10-24 12:30", "on Monday from 9am"),  # and back
        ("2026-07-01 16:29", "today before 5.30pm"),  # 15:29 UTC
    ],
)
def test_when_a_call_is_promised(now: str, promised: str) -> None:
    assert call(now) == promised


@pytest.mark.parametrize(
    ("language", "before", "tomorrow", "monday", "later"),
    [
        ("en", "today before 5.30pm", "tomorrow from 9am", "on Monday from 9am", "on Monday 4 January from 9am"),
        (
            "cy",
            "heddiw cyn 5.30yp",
            "yfory o 9yb ymlaen",
            "ddydd Llun o 9yb ymlaen",
            "ddydd Llun 4 Ionawr o 9yb ymlaen",
        ),
        ("pl", "dziś przed 17:30", "jutro od 9:00", "w poniedziałek od 9:00", "w poniedziałek 4 stycznia od 9:00"),
    ],
)
def test_in_every_language(language: str, before: str, tomorrow: str, monday: str, later: str) -> None:
    assert call("2026-11-24 12:00", language) == before
    assert call("2026-11-24 20:00", language) == tomorrow
    assert call("2026-11-28 20:00", language) == monday
    closed = HOURS.without(frozenset(date(2026, 12, 24) + timedelta(days=days) for days in range(11)))
    line = closed.call(at("2026-12-23 20:00"))
    assert line is not None
    assert words(line, Form(), catalogue(language)) == later


def test_a_break_at_noon() -> None:
    hours = OfficeHours.read("mon-fri 9-12.30, mon-fri 1:30pm-5pm")
    assert str(hours.call(at("2026-11-24 12:45"))) == str(hours.call(at("2026-11-24 10:00"))), (
        "called today, before 5pm"
    )
    assert hours.closes(at("2026-11-24 12:45")) is None
    there = hours.there(at("2026-11-24 12:45"))
    assert there is not None
    assert words(there, Form(), catalogue("en")) == "today from 1.30pm"


def test_an_office_that_is_closed_for_long_promises_nothing() -> None:
    closed = HOURS.without(frozenset(date(2026, 11, 24) + timedelta(days=days) for days in range(90)))
    assert closed.call(at("2026-11-24 12:00")) is None
    assert closed.there(at("2026-11-24 12:00")) is None


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_there_is_always_a_promise_and_words_for_it(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    for line in (HOURS.call(now), HOURS.there(now)):
        assert line is not None
        for each in CATALOGUES.values():
            assert "{" not in words(line, Form(), each)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no hours"),
        ("always", "cannot be read"),
        ("mon-fri", "cannot be read"),
        ("mon-fri 9:00", "cannot be read"),
        ("fun 9-17", "has a day fun"),
        ("mon 17-9", "closes before it opens: 17-9"),
        ("mon 9-9", "closes before it opens"),
        ("mon 9-25", "has a time 25"),
        ("mon 9:75-10", "has a time 9:75"),
        ("mon 13pm-5pm", "has a time 13pm"),
        ("mon-wed 9-12, tue 11-15", "hours that overlap on tue"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        OfficeHours.read(text)


@pytest.mark.parametrize(
    "text",
    ["Monday-Friday 9am-5.30pm,Sat 9am - 1pm", "mon - fri 09:00-17:30, sat 9-13", " mon-sat 9-13, mon-fri 13-17.30 "],
)
def test_ways_to_write_it(text: str) -> None:
    read = OfficeHours.read(text)
    assert read.closes(at("2026-11-24 12:00")) or read.closes(at("2026-11-24 13:30"))
    assert str(read.call(at("2026-11-24 12:00"))) == str(HOURS.call(at("2026-11-24 12:00")))
    assert str(read.call(at("2026-11-28 20:00"))) == str(HOURS.call(at("2026-11-28 20:00")))


def estimated(form: Form, *, sale: bool = True, phone: str = "") -> str:
    """What somebody hears with their estimate, on a Monday at noon."""
    person = Person(form=form)
    person.reaches_consent()
    if phone:
        person.says(f"my phone number is {phone}")
        person.taps("All correct")
    person.taps("Yes, show my estimate")
    lead = person.sent[-1]
    before = len(person.messages)
    figures = Estimate(sale=Range(1, 2, 3), rent=None) if sale else Estimate(sale=None, rent=None)
    person.happens(LeadReceived(lead.reference, LeadType.VENDOR, lead.address, figures))
    return "\n".join(each.text for each in person.messages[before:])


def test_the_estimate_comes_with_the_promise() -> None:
    open_ = replace(FORM, office_hours=HOURS)
    assert "Derby Homes aims to call you today before 5.30pm to talk it through." in estimated(open_)
    assert "Derby Homes aims to call you today before 5.30pm." in estimated(open_, sale=False)
    for sale in (True, False):
        assert "aims to call" not in estimated(FORM, sale=sale), "without hours nothing is promised"


@pytest.mark.parametrize("sale", [True, False])
def test_whoever_has_a_number_abroad_is_told_whose_time_it_is(sale: bool) -> None:
    open_ = replace(FORM, office_hours=HOURS)
    assert "aims to call you today before 5.30pm (UK time)" in estimated(open_, sale=sale, phone="+48 601 234 567")
    assert "UK time" not in estimated(open_, sale=sale, phone="07986 000001")


def test_who_named_a_time_is_promised_no_other() -> None:
    form = replace(FORM, office_hours=HOURS, questions=(*FORM.questions, "appointment"))
    person = Person(form=form)
    person.starts()
    person.answers(*FORM.questions)
    person.says("tomorrow morning")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    before = len(person.messages)
    lead = person.sent[-1]
    assert lead.appointment
    person.happens(LeadReceived(lead.reference, LeadType.VENDOR, lead.address, Estimate(Range(1, 2, 3), None)))
    said = "\n".join(each.text for each in person.messages[before:])
    assert "knows what suits you: Tue 24 Nov, morning" in said
    assert "aims to call" not in said


def test_talking_to_someone_says_whether_somebody_is_there() -> None:
    person = Person(form=replace(FORM, office_hours=HOURS))
    person.starts()
    assert "The office is open until 5.30pm today." in person.says("/talk")
    closed = HOURS.without(frozenset({date(2026, 11, 23)}))
    person = Person(form=replace(FORM, office_hours=closed))
    person.starts()
    assert "The office is closed just now. Somebody is there tomorrow from 9am." in person.says("/talk")
    person = Person()
    person.starts()
    assert "The office is" not in person.says("/talk")
