"""What is said once the lead is sent and the estimate there: thanks, doubts, questions, changes that come too late."""

from __future__ import annotations

import pytest
from msgspec import structs

from conversations.events import LeadReceived
from conversations.languages import CATALOGUES
from conversations.state import Valued
from support.person import ESTIMATE, Person


def valued() -> Person:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    return person


def test_thanks_and_swearing_are_answered_after_the_estimate_too() -> None:
    person = valued()
    assert "You're welcome." in person.says("thank you!")
    assert "Fair enough" in person.says("that's bollocks")
    assert "What would you like to do next?" in person.says("mmm")
    assert isinstance(person.state.phase, Valued)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "that's way too low!"),
        ("en", "rubbish"),
        ("en", "it's worth a lot more"),
        ("cy", "mae hynny'n rhy isel"),
        ("pl", "to za mało"),
    ],
)
def test_who_finds_the_estimate_wrong_is_told_what_it_is(language: str, said: str) -> None:
    person = valued()
    person.state = structs.replace(person.state, language=language)
    assert CATALOGUES[language].sentences["topic.accurate"] in person.says(said)


@pytest.mark.parametrize(
    "said", ["no, it's 3 bedrooms", "my phone is wrong", "the postcode is DE1 2QQ", "change my email"]
)
def test_what_is_changed_too_late_is_said_to_be_too_late(said: str) -> None:
    person = valued()
    answers = person.answered
    told = person.says(said)
    assert "sent as they were" in told
    assert "tell Derby Homes" in told
    assert person.answered == answers
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    ("said", "told"), [("did derby county win?", "one for the team"), ("book a valuation", "01332 000000")]
)
def test_a_question_after_the_estimate_is_no_change_that_comes_too_late(said: str, told: str) -> None:
    assert told in valued().says(said)


def test_another_house_after_the_estimate_is_begun() -> None:
    assert "I'll keep your name" in valued().says("another house please")


@pytest.mark.parametrize("said", ["got another house to do", "can I do my other flat"])
def test_another_property_is_begun_in_other_words(said: str) -> None:
    assert "I'll keep your name" in valued().says(said)


@pytest.mark.parametrize("said", ["send me that again", "how much was it again"])
def test_who_asks_for_the_estimate_again_hears_where_it_is(said: str) -> None:
    assert "further up in this chat" in valued().says(said)


def test_a_comparison_after_the_estimate_is_no_change_that_comes_too_late() -> None:
    assert "rough guide" in valued().says("that's less than next door sold for")


def test_a_goodbye_after_the_estimate_is_returned() -> None:
    assert "Goodbye" in valued().says("bye")


@pytest.mark.parametrize(
    ("choice", "question", "done"),
    [
        ("Take my permission back", "Shall I take your permission back?", "Withdraw my permission"),
        ("Have it deleted", "It can't be brought back.", "Delete my answers"),
    ],
)
def test_your_data_asks_once_before_what_is_final(choice: str, question: str, done: str) -> None:
    person = valued()
    person.taps("Your data")
    assert person.labels() == ["See what you hold", "Take my permission back", "Have it deleted"]
    assert question in person.taps(choice)
    assert person.labels() == [done, "Leave it as it is"]
    assert isinstance(person.state.phase, Valued)
    person.taps("Leave it as it is")
    assert isinstance(person.state.phase, Valued)
    person.taps(done)
    assert not isinstance(person.state.phase, Valued)


def test_what_is_held_is_shown_by_a_button() -> None:
    person = valued()
    person.taps("Your data")
    assert "I keep this for" in person.taps("See what you hold")


def test_a_typed_command_needs_no_second_word() -> None:
    person = valued()
    person.says("/delete")
    assert person.erasures == 1
