"""The one reminder of an unfinished form."""

from __future__ import annotations

from conversations.events import ReminderDue
from conversations.lead import Campaign, LeadType
from support.person import Person


def test_one_reminder_and_never_a_second() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.is_reminded()
    said = person.messages[-1].text
    assert "still here" in said
    assert "And your email?" in said
    before = len(person.messages)
    person.is_reminded()
    assert len(person.messages) == before


def test_a_reminder_that_an_answer_overtook_is_not_said_and_comes_another_day() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    said = len(person.messages)
    person.happens(ReminderDue())
    assert len(person.messages) == said
    person.is_reminded()
    assert "still here" in person.messages[-1].text


def test_the_reminder_can_be_stopped_where_the_phone_shows_our_keyboard() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.is_reminded()
    assert "Don't remind me" in [label for row in person.messages[-1].keyboard for label in row]
    assert "won't remind you" in person.says("Don't remind me")


def test_nobody_is_reminded_who_said_nothing_stopped_declined_sent_or_does_not_want_to_be() -> None:
    people = [Person() for _ in range(6)]
    people[0].starts()
    people[1].starts(Campaign("fb-spring", LeadType.VENDOR))
    people[2].reaches_consent()
    people[2].taps("No, don't send")
    people[3].starts()
    people[3].answers("sale_or_let")
    people[3].says("/cancel")
    people[4].reaches_sent()
    people[5].starts()
    people[5].answers("sale_or_let")
    people[5].says("don't remind me")
    for person in people:
        before = len(person.messages)
        person.is_reminded()
        assert len(person.messages) == before
