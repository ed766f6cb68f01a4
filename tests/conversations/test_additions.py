"""What somebody tells after the estimate is offered to be passed on, and goes by one press."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.events import Attachment, LeadStatus, SentAttachment, Tapped
from conversations.state import Valued
from support.person import Person, received


def valued() -> Person:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.happens(received(lead.reference))
    return person


@pytest.mark.parametrize(
    "text",
    [
        "We had a loft conversion last year",
        "it's waiting for probate",
        "actually it has 5 bedrooms",
        "after 5pm suits me best",
    ],
)
def test_it_goes_by_one_press_and_not_before(text: str) -> None:
    person = valued()
    person.says(text)
    assert "Pass that on" in person.labels()
    assert person.additions == []
    assert "I'm adding that to your request" in person.taps("Pass that on")
    (added,) = person.additions
    assert (added.reference, added.text) == (person.sent[0].reference, text)
    assert "Pass that on" not in person.labels()
    assert isinstance(person.state.phase, Valued)
    assert person.state.phase.addition == "", "nothing is kept of it here"


def test_a_time_that_suits_goes_with_it() -> None:
    person = valued()
    person.says("Tuesday morning is best")
    person.taps("Pass that on")
    (added,) = person.additions
    assert added.when is not None


def test_of_other_contact_details_the_staff_hear_by_reference_alone() -> None:
    person = valued()
    person.says("my number is 07700 900123 actually")
    person.taps("Pass that on")
    assert len(person.additions) == 1
    assert any("other contact details" in told for told in person.staff)
    assert not any("900123" in told for told in person.staff)


def test_of_anything_else_the_staff_hear_by_reference_where_they_have_a_chat() -> None:
    person = valued()
    for form, told, heard in (
        (person.form, True, 0),
        (replace(person.form, visits=True), False, 0),
        (replace(person.form, visits=True), True, 1),
    ):
        person.form, person.staff_told = form, told
        person.says("the roof is new")
        person.taps("Pass that on")
        assert len(person.staff) == heard
    assert person.sent[0].reference in person.staff[0]
    assert "roof" not in person.staff[0]


def test_nothing_is_offered_for_thanks_or_where_no_lead_arrived() -> None:
    person = valued()
    person.says("thanks")
    assert "Pass that on" not in person.labels()
    waiting = Person()
    waiting.reaches_sent()
    waiting.says("the roof is new")
    assert "Pass that on" not in waiting.labels()


def test_what_was_said_is_shown_until_it_is_passed_on() -> None:
    person = valued()
    person.says("the roof is new")
    person.says("the boiler is new")
    person.taps("Pass that on")
    person.says("/mydata")
    shown = "".join(message.text for message in person.messages[-2:])
    assert "Not passed on: the roof is new" in shown
    assert "boiler" not in shown


def test_of_several_texts_in_a_row_each_goes_by_its_own_button() -> None:
    person = valued()
    buttons = []
    for text in ("the boiler is new", "the roof leaks", "parking is at the back"):
        person.says(text)
        buttons.append(person.button("Pass that on"))
    for pressed in (buttons[0], buttons[2], buttons[1]):
        person.happens(Tapped(pressed))
        assert "I'm adding that to your request" in person.messages[-1].text
    assert [added.text for added in person.additions] == [
        "the boiler is new",
        "parking is at the back",
        "the roof leaks",
    ]
    person.happens(Tapped(buttons[0]))
    assert len(person.additions) == 3, "a second press passes nothing on"
    assert isinstance(person.state.phase, Valued)
    assert (person.state.phase.addition, person.state.phase.offered) == ("", ())


def test_only_the_last_few_texts_can_be_passed_on() -> None:
    person = valued()
    person.says("the roof is 0 years old")
    first = person.button("Pass that on")
    for years in range(1, 6):
        person.says(f"the roof is {years} years old")
    person.happens(Tapped(first))
    assert person.additions == []
    assert person.toasts


@pytest.mark.parametrize("kind", [Attachment.PHOTO, Attachment.VIDEO, Attachment.DOCUMENT])
def test_of_a_picture_it_is_said_that_it_goes_nowhere_and_offered_to_tell_the_agency(kind: Attachment) -> None:
    person = valued()
    person.happens(SentAttachment(kind))
    said = person.messages[-1].text
    assert "I can't pass pictures or files on from here" in said
    assert "You can ring Derby Homes on 01332 000000." in said
    assert person.additions == []
    person.taps("Pass that on")
    (added,) = person.additions
    assert added.text == "Has pictures or files of the property to show"


def test_where_staff_can_read_the_chat_that_is_offered_for_pictures() -> None:
    person = valued()
    person.form, person.staff_told = replace(person.form, relay=True), True
    person.happens(SentAttachment(Attachment.PHOTO))
    assert "I can't pass pictures or files on from here" in person.messages[-1].text
    assert any("read this chat" in label for label in person.labels())
