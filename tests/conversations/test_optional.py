"""The questions that an agency may add: title, message, appointment, and its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.lead_api.payload import payload, problems
from conversations.answers import appointment, message, own, title
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.flow.prompts import part
from conversations.form import Form, OwnQuestion
from conversations.languages import catalogue
from conversations.languages.render import words
from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER
from support.person import ANSWERS, FORM, NOON, Person

OWN = (
    OwnQuestion("When would you like to move?", ("Soon", "This year", "Not sure")),
    OwnQuestion("How did you hear of us?"),
)
OPTIONAL = replace(
    FORM,
    questions=("sale_or_let", "name", "title", *DEFAULT_ORDER[2:], "message", "appointment", "questionnaire"),
    own_questions=OWN,
)


def test_everything_answered_goes_into_the_lead_and_the_payload() -> None:
    person = Person(form=OPTIONAL)
    assert "13 left." in person.starts()
    person.answers("sale_or_let", "name")
    person.taps("Mrs")
    person.answers("phone", "email", "address", "postcode", "bedrooms", "property_type")
    person.says("We had the loft converted,\nand the lease is long.")
    assert person.labels()[:2] == ["Tue 24 Nov, morning", "Tue 24 Nov, afternoon"]
    person.taps("Tue 24 Nov, morning")
    person.taps("This year")
    review = person.says("A leaflet")
    for shown in ("Mrs", "loft converted", "Tue 24 Nov, morning", "This year", "A leaflet"):
        assert shown in review
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    (lead,) = person.sent
    assert lead.name == Name("Marla", "Singer", "Mrs")
    sent = payload(lead, host="https://derbyhomes.example")
    assert sent["message"] == "We had the loft converted, and the lease is long."
    assert sent["appointment_availability"] == {
        "hours": ["2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z", "2026-11-24T11:00:00.000Z"]
    }
    assert sent["questionnaire"] == [
        ["When would you like to move?", "This year"],
        ["How did you hear of us?", "A leaflet"],
    ]
    assert problems(sent) == []


@pytest.mark.parametrize(
    ("hours", "day", "shown"),
    [
        ("2-4pm", "friday", "Fri 27 Nov, 14:00 - 16:00"),
        ("half past nine", "on the 3rd", "Thu 3 Dec, 9:00"),
        ("2-4pm", "friday at 10", "Fri 27 Nov, 10:00"),
        ("2-4pm", "friday morning", "Fri 27 Nov, morning"),
    ],
)
def test_hours_without_a_day_are_kept_for_the_day_that_follows(hours: str, day: str, shown: str) -> None:
    person = Person(form=replace(FORM, questions=(*DEFAULT_ORDER, "appointment")))
    person.starts()
    person.answers(*DEFAULT_ORDER)
    assert "Which day, then?" in person.says(hours)
    assert len(person.labels()) == 3
    assert f"When: {shown}" in person.says(day)


def test_everything_skipped_leaves_no_trace_in_the_lead() -> None:
    person = Person(form=OPTIONAL)
    person.starts()
    person.answers("sale_or_let", "name")
    person.taps("Skip")
    person.answers("phone", "email", "address", "postcode", "bedrooms", "property_type")
    for how in ("skip", "Skip", "/skip", "rather not say"):
        person.says(how)
    assert "skipped" not in person.messages[-1].text.lower().split("all correct?")[1]
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    sent = payload(person.sent[0], host="")
    assert not {"title", "message", "appointment_availability", "questionnaire"} & sent.keys()


def test_a_title_said_with_the_name_is_not_asked_again() -> None:
    person = Person(form=OPTIONAL)
    person.starts()
    person.answers("sale_or_let")
    assert "phone number" in person.says("dr Marla Singer")


def test_a_needed_question_cannot_be_skipped() -> None:
    person = Person(form=OPTIONAL)
    person.starts()
    said = person.says("skip")
    assert "I do need this one" in said
    assert "selling, letting, or both" in said


def test_free_text_is_not_searched_for_other_answers() -> None:
    person = Person(form=replace(FORM, questions=(*DEFAULT_ORDER, "message")))
    person.starts()
    person.answers(*DEFAULT_ORDER)
    said = person.says("my neighbour's 2 bed flat sold well, her number is 07986 000009")
    assert "4 bedrooms" in said
    assert "07986 000000" in said


def test_a_slot_offered_yesterday_can_still_be_pressed() -> None:
    person = Person(form=replace(FORM, questions=(*DEFAULT_ORDER, "appointment")))
    person.starts()
    person.answers(*DEFAULT_ORDER)
    person.events += 24 * 3600
    person.taps("Wed 25 Nov, afternoon")
    assert "Wed 25 Nov, afternoon" in person.messages[-1].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tuesday morning", "2026-11-24 09-12"),
        ("Tomorrow at 3", "2026-11-24 15-16"),
        ("weds 10am", "2026-11-25 10-11"),
        ("friday after 5", "2026-11-27 17-18"),
        ("Monday", ("2026-11-30 09-12", "2026-11-30 12-17", "2026-11-30 17-19")),
        ("thursday evening please", "2026-11-26 17-19"),
        ("wtorek rano", "2026-11-24 09-12"),
        ("saturday", "appointment.weekend"),
        ("whenever", "appointment.not_understood"),
        ("", "appointment.empty"),
        ("😊", "appointment.empty"),
    ],
)
def test_times_are_read_as_people_say_them(text: str, expected: str | tuple[str, ...]) -> None:
    match appointment.read(text, NOON):
        case Understood(value):
            assert value == expected
            assert appointment.valid(value)
        case Unclear(_, likely):
            assert tuple(each.value for each in likely) == expected
        case Refused(reason):
            assert reason == expected


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("2026-10-23 09-12", datetime(2026, 10, 23, 8, tzinfo=UTC)),  # summer time
        ("2026-10-26 09-12", datetime(2026, 10, 26, 9, tzinfo=UTC)),  # the clocks went back on the 25th
        ("2027-03-26 17-19", datetime(2027, 3, 26, 17, tzinfo=UTC)),
        ("2027-03-29 17-19", datetime(2027, 3, 29, 16, tzinfo=UTC)),  # forward on the 28th
    ],
)
def test_hours_are_right_across_the_change_of_the_clocks(value: str, first: datetime) -> None:
    assert appointment.hours(value)[0] == first


def test_working_days_are_offered() -> None:
    friday = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    days = {appointment.parts(value)[0] for value in appointment.offered(friday)}
    assert days == {date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)}


@pytest.mark.parametrize("bad", [None, 3, "", "2026-11-24", "2026-13-24 09-12", "2026-11-24 12-09", "2026-11-24 03-05"])
def test_times_that_do_not_pass(bad: object) -> None:
    assert not appointment.valid(bad)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mrs", "Mrs"),
        ("DR.", "Dr"),
        ("I'm a Miss", "Miss"),
        ("Mx", "Mx"),
        ("hello", None),
        ("", None),
        ("Marla Singer", None),
    ],
)
def test_titles(text: str, expected: str | None) -> None:
    reading = title.read(text)
    assert (reading.value if isinstance(reading, Understood) else None) == expected


def test_messages_and_own_answers_keep_to_their_limits() -> None:
    assert message.read("x" * 255) == Understood("x" * 255)
    assert message.read("x" * 256) == Refused(message.Reason.TOO_LONG)
    assert message.read(" \n ") == Refused(message.Reason.EMPTY)
    assert own.read("x" * 201) == Refused(own.Reason.TOO_LONG)
    assert own.read("") == Refused(own.Reason.EMPTY)
    assert own.read("this yaer", ("Soon", "This year")) == Understood("This year")
    assert own.read("never", ("Soon", "This year")) == Refused(own.Reason.NOT_A_CHOICE)
    assert not own.valid("Never", ("Soon",))


def test_a_questionnaire_that_is_too_long_is_cut_at_whole_questions() -> None:
    person = Person(form=replace(FORM, questions=(*DEFAULT_ORDER, "questionnaire"),
                                 own_questions=tuple(OwnQuestion(f"{n} {'?' * 90}") for n in range(1, 9))))  # fmt: skip
    person.starts()
    person.answers(*DEFAULT_ORDER)
    for _ in range(8):
        person.says("ż" * 200)
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    sent = payload(person.sent[0], host="")
    assert problems(sent) == []
    questionnaire = sent["questionnaire"]
    assert isinstance(questionnaire, list)
    assert 1 <= len(questionnaire) < 8


def test_a_form_may_name_the_questionnaire_without_having_one() -> None:
    assert Form(questions=(*DEFAULT_ORDER, "questionnaire")).questions == DEFAULT_ORDER


@pytest.mark.parametrize("key", ["title", "message", "appointment", "own1", "own2"])
def test_what_was_skipped_can_be_answered_at_the_review_after_all(key: str) -> None:
    person = Person(form=OPTIONAL)
    person.starts()
    for each in OPTIONAL.questions:
        person.says(ANSWERS.get(each, "/skip"))
    said = person.taps(words(part(OPTIONAL, key, "label"), OPTIONAL, catalogue("en")))
    assert words(part(OPTIONAL, key, "ask"), OPTIONAL, catalogue("en")) in said
    assert "skipped" not in said
    person.taps("Leave it as it is")
    assert "All correct?" in person.messages[-1].text


@pytest.mark.parametrize("said", ["It's my mum's house, she is in a home", "Mum died in March", "just curious really"])
def test_what_is_told_where_anything_may_be_told_is_kept_and_answered(said: str) -> None:
    person = Person(form=replace(FORM, questions=(*DEFAULT_ORDER, "message")))
    person.starts()
    for key in DEFAULT_ORDER:
        person.says(ANSWERS[key])
    person.says(said)
    assert person.answered["message"].value == said
