"""A visit: asked for after the estimate, answered by staff, moved, cancelled, reminded of; and a time to be called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from conversations.answers.appointment import LONDON
from conversations.events import LeadStatus, Tapped, VisitAccepted, VisitReminderDue, VisitSuggested
from conversations.languages import CATALOGUES
from conversations.office_hours import OfficeHours
from conversations.state import Ended, Valued
from conversations.visit import Accepted, Requested, Suggested, is_past, reminder_time
from support.person import FORM, NOON, Person, received

OFFICE = replace(FORM, office_hours=OfficeHours.read("mon-fri 9:00-17:30"), visits=True)
TUESDAY = date(2026, 11, 24)


def valued(*, language: str = "en", status: LeadStatus = LeadStatus.DELIVERED, told: bool = True) -> Person:
    """Return somebody who has the estimate; the agency's staff can be told."""
    person = Person(form=OFFICE, staff_told=told)
    lead = person.reaches_sent()
    person.stands(lead.reference, status)
    person.happens(received(lead.reference))
    person.state = structs.replace(person.state, language=language)
    return person


def requested(person: Person | None = None) -> Person:
    person = person or valued()
    person.taps("Book a free visit")
    person.taps("Tue 24 Nov")
    person.taps("10am")
    return person


def agreed() -> Person:
    person = requested()
    person.happens(VisitAccepted(name(person)))
    return person


def name(person: Person) -> str:
    (found,) = person.visits
    return found


def test_a_visit_is_asked_for_and_not_agreed_until_staff_say_so() -> None:
    person = valued()
    assert "Which day would suit?" in person.taps("Book a free visit")
    assert person.labels() == ["Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov", "Fri 27 Nov", "Mon 30 Nov", "Tue 1 Dec"]
    assert "what time on Tuesday 24 November" in person.taps("Tue 24 Nov")
    assert person.labels() == ["9am", "10am", "11am", "noon", "1pm", "2pm", "3pm", "4pm", "Another day"]
    assert person.visits == {}
    said = person.taps("10am")
    assert "for a visit on Tuesday 24 November at 10am" in said
    assert "isn't agreed yet" in said
    assert person.labels() == ["Another time", "Cancel the visit"]
    assert isinstance(person.state.visit, Requested)
    reference = person.sent[0].reference
    assert person.state.visit.reference == reference
    assert person.staff == [
        f"A visit is asked for on Tuesday 24 November at 10am, lead {reference}. The homeowner waits for your answer."
    ]
    assert person.calendars == []
    assert person.additions == []


def test_when_staff_accept_it_is_agreed_with_a_calendar_entry_and_the_lead_system_knows() -> None:
    person = requested()
    person.happens(VisitAccepted(name(person)))
    assert "Agreed: someone from Derby Homes comes to see the property on Tuesday 24 November at 10am" in last(person)
    assert isinstance(person.state.visit, Accepted)
    (entry,) = person.calendars
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert (entry.begins, entry.ends, entry.title) == (start, start + timedelta(hours=1), "Visit by Derby Homes")
    assert entry.place == "123 Example Street, Derby"
    (added,) = person.additions
    assert (added.text, added.when) == ("A visit is agreed on Tuesday 24 November at 10am (UK time)", start)
    assert "A visit is agreed on Tuesday 24 November at 10am" in person.staff[-1]


def last(person: Person) -> str:
    return person.messages[-1].text


def test_accepting_twice_tells_nobody_twice() -> None:
    person = agreed()
    before = len(person.messages), len(person.staff), len(person.additions)
    person.happens(VisitAccepted(name(person)))
    assert (len(person.messages), len(person.staff), len(person.additions)) == before


def test_staff_suggest_another_time_which_one_tap_takes() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-25 15-16"))
    assert "can't come on Tuesday 24 November at 10am, but could come on Wednesday 25 November at 3pm" in last(person)
    assert person.labels() == ["Yes, Wed 25 Nov at 3pm", "Another time", "Cancel the visit"]
    assert isinstance(person.state.visit, Suggested)
    assert "Agreed" in person.taps("Yes, Wed 25 Nov at 3pm")
    assert isinstance(person.state.visit, Accepted)
    assert person.state.visit.slot == "2026-11-25 15-16"
    assert "is agreed on Wednesday 25 November at 3pm" in person.staff[-1]


def test_staff_may_still_accept_the_first_time_or_suggest_one_for_an_agreed_visit() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-25 15-16"))
    person.happens(VisitAccepted(name(person)))
    assert isinstance(person.state.visit, Accepted)
    assert person.state.visit.slot == "2026-11-24 10-11"
    person.happens(VisitSuggested(name(person), "2026-11-26 09-10"))
    assert isinstance(person.state.visit, Suggested)


def test_the_same_answer_given_twice_is_told_once() -> None:
    person = requested()
    for times in range(2):
        person.happens(VisitSuggested(name(person), "2026-11-25 15-16"))
        assert sum("could come on" in each.text for each in person.messages) == 1, times
    for times in range(2):
        person.happens(VisitAccepted(name(person)))
        person.happens(VisitSuggested(name(person), "2026-11-24 10-11"))
        assert sum("Agreed: someone" in each.text for each in person.messages) == 1, times
    assert len([said for said in person.staff if "is agreed" in said]) == 1


def test_who_suggests_the_time_that_was_asked_for_agrees_to_it() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-24 10-11"))
    assert isinstance(person.state.visit, Accepted)
    assert "can't come" not in last(person)
    assert "Agreed: someone" in last(person)


def test_a_move_is_a_new_request_and_buttons_of_the_one_before_find_nothing() -> None:
    person = agreed()
    old = name(person)
    person.taps("Another time")
    person.taps("Thu 26 Nov")
    said = person.taps("2pm")
    assert "visit on Thursday 26 November at 2pm" in said
    assert "isn't agreed yet" in said
    assert old not in person.visits
    assert len(person.visits) == 1
    assert "can't make the visit on Tuesday 24 November at 10am" in person.staff[-1]
    assert "They ask for one on Thursday 26 November at 2pm instead" in person.staff[-1]
    messages = len(person.messages)
    person.happens(VisitAccepted(old))  # was on its way
    assert len(person.messages) == messages
    assert "had been moved or cancelled" in person.staff[-1]
    assert isinstance(person.state.visit, Requested)


def test_cancelling_asks_once() -> None:
    person = agreed()
    assert "Shall I cancel the visit on Tuesday 24 November at 10am?" in person.taps("Cancel the visit")
    person.taps("Leave it as it is")
    assert person.state.visit is not None
    person.taps("Cancel the visit")
    assert "The visit is cancelled" in person.taps("Yes, cancel it")
    assert person.state.visit is None
    assert person.visits == {}
    assert "visit on Tuesday 24 November at 10am is cancelled by the homeowner" in person.staff[-1]
    assert "Book a free visit" in person.labels()
    assert "No visit is booked here" in person.taps("Cancel the visit")


def test_pressed_again_once_it_is_asked_for_the_button_shows_the_visit() -> None:
    person = requested()
    assert "isn't agreed yet" in person.taps("Book a free visit")
    assert len(person.staff) == 1


def test_a_second_tap_on_the_hour_asks_for_nothing_twice() -> None:
    person = requested()
    button = person.button("10am")
    before = len(person.messages)
    person.happens(Tapped(button))
    assert (len(person.staff), len(person.messages)) == (1, before)
    assert person.toasts == ["Noted already"]
    person.taps("11am")  # of the same, older keyboard: it says where the visit stands, and changes nothing
    assert person.state.visit is not None
    assert person.state.visit.slot == "2026-11-24 10-11"
    assert "isn't agreed yet" in last(person)


def test_an_old_button_whose_time_has_passed_says_so() -> None:
    person = valued()
    person.taps("Book a free visit")
    day = person.button("Tue 24 Nov")
    person.taps("Tue 24 Nov")
    person.waited = timedelta(days=2)
    said = person.taps("10am")
    assert "That time has passed" in said
    assert person.labels()[0] == "Thu 26 Nov"
    person.happens(Tapped(day))
    assert "That time has passed" in last(person)
    assert person.visits == {}


def test_a_suggestion_that_was_answered_too_late_is_not_taken() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-24 15-16"))
    person.waited = timedelta(hours=27, minutes=30)
    person.taps("Yes, Tue 24 Nov at 3pm")
    assert person.state.visit is None, "it is past"
    assert person.calendars == []


def test_what_staff_accept_after_its_time_is_not_agreed() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-27 15-16"))
    person.waited = timedelta(days=2)
    person.happens(VisitAccepted(name(person)))
    assert isinstance(person.state.visit, Suggested)
    assert "after that time had passed" in person.staff[-1]


def test_it_is_not_offered_without_a_staff_chat_nor_taken_where_nobody_can_be_told() -> None:
    person = Person(form=replace(OFFICE, visits=False))
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.happens(received(lead.reference))
    assert "Book a free visit" not in person.labels()
    person.happens(Tapped(f"v:{person.state.revision}::2026-11-24 10-11"))
    assert person.state.visit is None

    deaf = valued(told=False)
    assert "Please contact Derby Homes directly" in deaf.taps("Book a free visit")
    assert "01332 000000" in last(deaf)


@pytest.mark.parametrize("value", ["2026-11-24 10-11", "2026-11-24", "yes", "", "nonsense", "2026-11-24 03-04"])
@pytest.mark.parametrize("action", ["v", "k"])
def test_made_up_buttons_before_the_estimate_book_nothing(action: str, value: str) -> None:
    person = Person(form=OFFICE, staff_told=True)
    person.happens(Tapped(f"{action}:0::{value}"))
    person.reaches_consent()
    person.happens(Tapped(f"{action}:{person.state.revision}::{value}"))
    assert (person.state.visit, person.visits, person.staff, person.additions) == (None, {}, [], [])


def test_a_visit_goes_on_beside_another_property() -> None:
    person = requested()
    person.taps("Book a free visit")
    person.says("another house please")
    person.happens(VisitAccepted(name(person)))
    assert "Agreed" in last(person)
    assert isinstance(person.state.visit, Accepted)


def test_delete_takes_it_along_and_staff_hear_of_both() -> None:
    person = agreed()
    old = name(person)
    said = person.says("/delete")
    assert "The visit is cancelled" in said
    assert any("is cancelled by the homeowner" in told for told in person.staff)
    assert person.state.visit is None
    assert person.visits == {}
    before = len(person.messages)
    person.happens(VisitReminderDue(old))
    person.happens(VisitAccepted(old))
    assert len(person.messages) == before
    assert person.state.visit is None


def test_withdrawing_cancels_it() -> None:
    person = agreed()
    assert "The visit is cancelled" in person.says("/withdraw")
    assert isinstance(person.state.phase, Ended)
    assert (person.state.visit, person.visits) == (None, {})
    assert any("is cancelled by the homeowner" in told for told in person.staff)


def test_what_is_held_has_the_visit() -> None:
    person = requested()
    assert "A visit asked for on Tuesday 24 November at 10am" in person.says("/mydata")
    person.happens(VisitSuggested(name(person), "2026-11-25 15-16"))
    assert "Derby Homes suggests on Wednesday 25 November at 3pm" in person.says("/mydata")
    person.happens(VisitAccepted(name(person)))
    assert "A visit agreed on Tuesday 24 November at 10am" in person.says("/mydata")


def test_an_agreed_visit_is_reminded_of() -> None:
    person = agreed()
    (kept,) = person.visits.values()
    assert kept.remind_at == datetime(2026, 11, 23, 17, tzinfo=UTC)
    person.waited = timedelta(hours=5)
    person.happens(VisitReminderDue(kept.name))
    assert "A reminder: someone from Derby Homes comes" in last(person)
    assert person.labels() == ["Another time", "Cancel the visit"]


def test_of_a_request_that_nobody_answered_both_sides_hear() -> None:
    person = requested()
    person.waited = timedelta(hours=5)
    person.happens(VisitReminderDue(name(person)))
    assert "hasn't answered yet" in last(person)
    assert "Nobody has answered yet" in person.staff[-1]


def test_a_visit_that_is_past_is_not_kept() -> None:
    person = agreed()
    person.waited = timedelta(days=3)
    person.happens(VisitReminderDue(name(person)))
    assert person.state.visit is None
    assert "A reminder" not in last(person)


@pytest.mark.parametrize(
    ("slot", "now", "reminded"),
    [
        ("2026-12-02 10-11", "2026-12-01T09:00", "2026-12-01T17:00"),  # the day before
        ("2026-12-02 10-11", "2026-12-01T16:30", "2026-12-02T08:00"),  # that morning
        ("2026-12-02 09-10", "2026-12-01T16:30", "2026-12-02T08:00"),
        ("2026-12-02 08-09", "2026-12-01T16:30", None),
        ("2026-12-02 14-15", "2026-12-02T07:30", None),
        ("2026-10-26 10-11", "2026-10-23T09:00", "2026-10-25T17:00"),  # the clocks went back that Sunday
        ("2027-03-29 10-11", "2027-03-26T09:00", "2027-03-28T17:00"),  # and forward
        ("2027-03-28 10-11", "2027-03-26T09:00", "2027-03-27T17:00"),
    ],
)
def test_when_it_is_reminded_of_in_london(slot: str, now: str, reminded: str | None) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=LONDON).astimezone(UTC)
    due = None if reminded is None else datetime.fromisoformat(reminded).replace(tzinfo=LONDON).astimezone(UTC)
    assert reminder_time(slot, at) == due


def test_it_is_past_once_the_last_of_its_times_has_begun() -> None:
    visit = Suggested("n", "r", "2026-11-24 10-11", instead="2026-11-25 10-11")
    assert not is_past(visit, datetime(2026, 11, 25, 9, 59, tzinfo=UTC))
    assert is_past(visit, datetime(2026, 11, 25, 10, tzinfo=UTC))


# ------------------------------------------------------------------------------------------------ a time to be called


def test_a_time_to_be_called_goes_to_the_agency_as_the_time_that_suits() -> None:
    person = valued()
    person.taps("Pick a call time")
    assert person.labels()[0] == "Mon 23 Nov", "a call may be today"
    person.taps("Tue 24 Nov")
    assert "a call on Tuesday 24 November at 4pm (UK time) would suit you" in person.taps("4pm")
    (added,) = person.additions
    assert added.reference == person.sent[0].reference
    assert added.when == datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert added.text == "Would like a call on Tuesday 24 November at 4pm (UK time)"
    assert "would like a call on Tuesday 24 November at 4pm" in person.staff[-1]
    person.happens(Tapped(person.button("4pm")))
    assert len(person.additions) == 1, "a second tap is none"
    assert person.state.visit is None


def test_of_a_lead_that_is_set_aside_the_staff_hear() -> None:
    person = valued(status=LeadStatus.SET_ASIDE)
    for label in ("Pick a call time", "Tue 24 Nov", "4pm"):
        person.taps(label)
    assert person.additions == []
    assert "would like a call" in person.staff[-1]


@pytest.mark.parametrize("language", CATALOGUES)
def test_at_most_four_rows_of_buttons_stand_below_the_estimate(language: str) -> None:
    person = Person(form=replace(OFFICE, chat_url="https://t.me/derbyhomes_bot"), staff_told=True)
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.state = structs.replace(person.state, language=language)
    person.happens(received(lead.reference))
    assert isinstance(person.state.phase, Valued)
    assert len(person.messages[-1].buttons) == 4
    said = CATALOGUES[language].sentences
    assert person.labels()[:2] == [said["button.visit"], said["button.call_time"]]


@pytest.mark.parametrize("language", CATALOGUES)
def test_it_is_booked_in_every_language(language: str) -> None:
    person = valued(language=language)
    person.happens(Tapped(person.button(person.labels()[0])))  # drawn in English just now; its data is what counts
    person.happens(Tapped(first_button(person)))
    person.happens(Tapped(first_button(person)))
    assert isinstance(person.state.visit, Requested)
    person.happens(VisitSuggested(name(person), "2026-11-25 12-13"))
    person.happens(VisitAccepted(name(person)))
    assert CATALOGUES[language].sentences["visit.accepted"].split("{")[0].strip() in last(person)


def first_button(person: Person) -> str:
    return person.messages[-1].buttons[0][0].data


@pytest.mark.parametrize("said", ["when is my visit", "I need to reschedule", "can we move the appointment"])
def test_who_asks_about_their_visit_sees_it_with_what_can_be_done(said: str) -> None:
    person = agreed()
    assert "Agreed: someone from Derby Homes comes" in person.says(said)
    assert person.labels() == ["Another time", "Cancel the visit"]


@pytest.mark.parametrize("said", ["I need to cancel my visit", "cancel my appointment please"])
def test_who_would_cancel_it_is_asked_about_the_visit_and_not_about_their_permission(said: str) -> None:
    person = agreed()
    assert "Shall I cancel the visit on Tuesday 24 November at 10am?" in person.says(said)
    assert "No visit is booked here" in valued().says(said)


def test_without_visits_who_asks_about_one_hears_who_can_help() -> None:
    person = Person()
    person.starts()
    assert "I can't book a visit here, but Derby Homes can" in person.says("when is my visit?")
    assert "01332 000000" in last(person)


@pytest.mark.parametrize("said", ["book a visit", "can you send someone round", "do you do home visits"])
def test_who_asks_for_a_visit_is_offered_days(said: str) -> None:
    assert "Which day would suit?" in valued().says(said)


def test_before_the_estimate_it_is_said_when_a_visit_can_be_booked() -> None:
    person = Person(form=OFFICE)
    person.starts()
    assert "Once you have your estimate, you can book a visit" in person.says("can I book a visit?")


def test_noon_is_a_monday() -> None:
    assert (NOON.date(), TUESDAY.weekday()) == (date(2026, 11, 23), 1)


def test_an_agreed_visit_that_is_cancelled_is_taken_back_in_the_lead_system() -> None:
    person = agreed()
    person.says("cancel the visit")
    person.taps("Yes, cancel it")
    told = person.additions[-1]
    assert told.text == "The visit on Tuesday 24 November at 10am (UK time) is cancelled by the homeowner"
    assert told.when is None, "no field of the Lead API takes a date back"
    assert "is cancelled" in person.staff[-1]


def test_a_visit_that_nobody_agreed_to_is_unknown_there() -> None:
    person = requested()
    person.says("cancel the visit")
    person.taps("Yes, cancel it")
    assert person.additions == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("tuesday", ["9am", "10am", "11am", "noon", "1pm", "2pm", "3pm", "4pm", "Another day"]),
        ("tomorrow afternoon please", ["noon", "1pm", "2pm", "3pm", "4pm", "Another day"]),
        ("we could do wednesday 2-4pm", ["2pm", "3pm", "Another day"]),
        (
            "the 27th, before lunch if that's ok",
            ["9am", "10am", "11am", "noon", "1pm", "2pm", "3pm", "4pm", "Another day"],
        ),
        ("dydd mawrth", ["9am", "10am", "11am", "noon", "1pm", "2pm", "3pm", "4pm", "Another day"]),
        ("we wtorek rano", ["9am", "10am", "11am", "Another day"]),
        ("tuesday evening", ["9am", "10am", "11am", "noon", "1pm", "2pm", "3pm", "4pm", "Another day"]),
    ],
)
def test_a_day_is_typed_in_place_of_its_button(typed: str, shown: list[str]) -> None:
    person = valued()
    person.taps("Book a free visit")
    assert "what time" in person.says(typed)
    assert person.labels() == shown
    assert person.visits == {}
    assert ("Nothing can be booked then." in last(person)) == (typed == "tuesday evening")


def test_an_hour_is_typed_in_place_of_its_button_and_the_visit_is_moved_by_typing_too() -> None:
    person = valued()
    person.taps("Book a free visit")
    person.says("tuesday")
    assert "for a visit on Tuesday 24 November at 10am" in person.says("10")
    person.taps("Another time")
    assert "for a visit on Wednesday 25 November at 2pm" in person.says("wednesday at half past two")
    assert [visit.reference for visit in person.visits.values()] == [person.sent[0].reference]


def test_the_time_of_a_call_is_typed() -> None:
    person = valued()
    person.taps("Pick a call time")
    assert "a call on Monday 23 November at 4pm (UK time) would suit you" in person.says("today at 4pm")
    assert "You're welcome" in person.says("thanks"), "nothing is asked any more"


@pytest.mark.parametrize("typed", ["sunday", "today", "25 december", "10am", "in the morning"])
def test_a_day_without_visits_or_hours_without_a_day_ask_for_the_day_again(typed: str) -> None:
    person = valued()
    person.taps("Book a free visit")
    said = person.says(typed)
    assert "Which day would suit?" in said
    assert ("Nothing can be booked then." in said) == (typed in {"sunday", "today", "25 december"})
    assert person.visits == {}


@pytest.mark.parametrize("typed", ["I can't do tuesday", "not wednesday", "what are your fees?", "never mind"])
def test_what_is_no_day_is_answered_as_ever(typed: str) -> None:
    person = valued()
    before = person.says(typed)
    person.taps("Book a free visit")
    assert person.says(typed) == before
    assert "what time" not in before


def test_a_day_means_nothing_when_no_day_is_asked_for() -> None:
    assert "what time" not in valued().says("tuesday")


@pytest.mark.parametrize(
    "typed", ["yes", "yes please", "that's fine", "ok great", "perfect", "👍", "yes, monday at 10"]
)
def test_a_typed_yes_takes_the_time_that_staff_suggest(typed: str) -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-30 10-11"))
    assert "Agreed: someone from Derby Homes comes to see the property on Monday 30 November at 10am" in person.says(
        typed
    )
    assert isinstance(person.state.visit, Accepted)


@pytest.mark.parametrize("typed", ["no", "no sorry", "another time"])
def test_a_typed_no_to_the_time_that_staff_suggest_shows_other_days(typed: str) -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-30 10-11"))
    assert "Which day would suit?" in person.says(typed)
    assert isinstance(person.state.visit, Suggested)


def test_a_yes_that_is_none_to_the_suggestion_takes_nothing() -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-30 10-11"))
    for typed in ("yes?", "maybe", "what are your fees?", "yes"):
        person.says(typed)
    assert isinstance(person.state.visit, Suggested), "a yes to something else said since"


def test_the_question_whether_to_cancel_a_visit_is_answered_by_typing() -> None:
    person = agreed()
    person.says("cancel my visit")
    person.says("no")
    assert isinstance(person.state.visit, Accepted)
    person.says("cancel my visit")
    assert "The visit is cancelled" in person.says("yes please")
    assert person.state.visit is None


def test_taking_the_permission_back_is_confirmed_by_typing() -> None:
    person = valued()
    assert "Shall I take your permission back?" in person.says("stop messaging me")
    person.says("no")
    assert isinstance(person.state.phase, Valued)
    person.says("stop messaging me")
    person.says("yes")
    assert isinstance(person.state.phase, Ended)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("can we make it monday instead", "And what time on Monday 30 November?"),
        ("monday 2pm please", "And what time on Monday 30 November?"),
        ("another time", "Which day would suit?"),
        (
            "see you tuesday!",
            "Agreed: someone from Derby Homes comes to see the property on Tuesday 24 November at 10am",
        ),
    ],
)
def test_an_agreed_visit_stays_until_another_hour_is_chosen(typed: str, said: str) -> None:
    person = agreed()
    assert said in person.says(typed)
    assert isinstance(person.state.visit, Accepted)
    assert person.state.visit.slot == "2026-11-24 10-11"


@pytest.mark.parametrize(
    "typed", ["yes, but tuesday would be better", "ok tuesday then", "yes at 11", "fine, the 1st of december at 10"]
)
def test_a_yes_with_another_time_does_not_take_the_suggested_one(typed: str) -> None:
    person = requested()
    person.happens(VisitSuggested(name(person), "2026-11-30 10-11"))
    person.says(typed)
    assert isinstance(person.state.visit, Suggested)
