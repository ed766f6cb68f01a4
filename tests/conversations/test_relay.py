"""Relay: opened by a tap after consent, carried both ways, ended by either side, and by what leads elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from conversations.events import (
    Attachment,
    Edited,
    LeadStatus,
    RelayBroken,
    RelayIdle,
    Said,
    SentAttachment,
    StaffEnded,
    StaffWrote,
)
from conversations.relay import File, FileKind
from conversations.state import Collecting, Ended, Fresh, Valued
from support.person import FORM, Person, received

OFFICE = replace(FORM, visits=True, relay=True)
LET = "Let Derby Homes read this chat"
PHOTO = File(FileKind.PHOTO, "photo-1")


def valued(*, language: str = "en", status: LeadStatus = LeadStatus.DELIVERED, told: bool = True) -> Person:
    """Return somebody who has the estimate, at an agency whose staff can read and answer chats."""
    person = Person(form=OFFICE, staff_told=told)
    lead = person.reaches_sent()
    person.stands(lead.reference, status)
    person.happens(received(lead.reference))
    person.state = structs.replace(person.state, language=language)
    return person


def opened() -> Person:
    person = valued()
    person.taps("Talk to the office")
    assert "now read what you write here" in person.taps(LET)
    return person


def name(person: Person) -> str:
    (found,) = person.relays
    return found


def is_over(person: Person) -> bool:
    return person.state.relay is None and person.relays[name(person)].ends_at is None


def test_the_staff_read_nothing_before_the_tap() -> None:
    person = valued()
    person.says("is the garden worth anything?")
    assert "someone at Derby Homes can answer you here" in person.taps("Talk to the office")
    assert person.labels() == [LET, "Pick a call time"]
    person.says("hello?")
    person.says(LET)  # typed, it is no tap
    assert (person.relays, person.topic, person.state.relay) == ({}, [], None)


def test_it_begins_with_a_tap_and_the_topic_says_whose_lead_it_is() -> None:
    person = opened()
    reference = person.sent[0].reference
    assert person.relays[name(person)].reference == reference
    ((said, _),) = person.topic
    assert said.startswith(f"The homeowner of lead {reference} lets you read and answer here.")
    assert "marked as from a person at Derby Homes. /done ends it" in said
    person.taps(LET)  # a second tap opens no second one
    assert len(person.relays) == 1
    assert len(person.topic) == 1


@pytest.mark.parametrize("form", [FORM, replace(FORM, visits=True)])
def test_without_the_setting_it_is_not_offered(form: object) -> None:
    person = valued()
    person.form = form  # type: ignore[assignment]
    assert "answer you here" not in person.taps("Talk to the office")
    assert LET not in person.labels()


def test_it_is_not_offered_before_consent_nor_when_nobody_could_read() -> None:
    early = Person(form=OFFICE, staff_told=True)
    early.starts()
    early.answers("sale_or_let")
    assert "answer you here" not in early.says("/talk")
    for person in (valued(told=False), valued(status=LeadStatus.WITHDRAWN)):
        assert "answer you here" not in person.says("/talk")


def test_what_is_written_goes_to_the_topic_in_order_and_the_bot_is_silent() -> None:
    person = opened()
    messages = len(person.messages)
    person.says("is the garden worth anything?")
    person.happens(SentAttachment(Attachment.PHOTO, PHOTO))
    person.happens(Said("this is it", own=False, file=PHOTO))
    person.happens(Edited("is the big garden worth anything?"))
    person.shares_contact("447986000001", own=True)
    assert person.topic[1:] == [
        ("Homeowner: is the garden worth anything?", None),
        ("Homeowner: ", PHOTO),
        ("Homeowner: this is it", PHOTO),
        ("Homeowner, corrected: is the big garden worth anything?", None),
        ("Homeowner: 447986000001", None),
    ]
    assert len(person.messages) == messages
    person.happens(SentAttachment(Attachment.STICKER))
    assert "I can't pass that on" in person.messages[-1].text


def test_every_picture_of_an_album_goes_to_the_topic() -> None:
    person = opened()
    before = len(person.topic)
    person.state = structs.replace(person.state, album="7")
    for _ in range(3):
        person.happens(SentAttachment(Attachment.PHOTO, PHOTO))
    assert len(person.topic) == before + 3


def test_what_staff_write_is_marked_as_a_persons() -> None:
    person = opened()
    person.happens(StaffWrote(name(person), "It is: send me a picture"))
    assert person.messages[-1].text == "A person at Derby Homes:\nIt is: send me a picture"
    assert person.messages[-1].bold == ((0, 24),)
    person.happens(StaffWrote(name(person), "", PHOTO))
    assert person.messages[-1].file == PHOTO
    person.happens(StaffWrote(name(person), "It is, a lot", edited=True))
    assert person.messages[-1].text == "A person at Derby Homes, corrected:\nIt is, a lot"
    messages = len(person.messages)
    person.happens(StaffWrote(name(person)))
    assert len(person.messages) == messages
    assert "was not passed on" in person.topic[-1][0]


def test_staff_end_it_and_what_they_write_afterwards_is_not_passed_on() -> None:
    person = opened()
    over = name(person)
    person.happens(StaffEnded(over))
    assert "has ended the conversation" in person.messages[-1].text
    assert "Book a free visit" in person.labels()
    assert is_over(person)
    messages = len(person.messages)
    person.happens(StaffWrote(over, "one more thing"))
    assert len(person.messages) == messages
    assert person.topic[-1][0] == "That was not passed on: this conversation has ended."
    topic = len(person.topic)
    person.says("thanks")
    assert len(person.topic) == topic


@pytest.mark.parametrize("how", ["End it", "/stop", "/cancel"])
def test_the_homeowner_ends_it(how: str) -> None:
    person = opened()
    said = person.taps(how) if how == "End it" else person.says(how)
    assert "no longer reads this chat" in said
    assert is_over(person)
    assert "The homeowner has ended this conversation" in person.topic[-1][0]
    assert isinstance(person.state.phase, Valued)


def test_an_hour_of_silence_ends_it_and_not_one_that_somebody_broke() -> None:
    person = opened()
    person.waited += timedelta(minutes=40)
    person.happens(StaffWrote(name(person), "just a moment"))
    person.waited += timedelta(minutes=40)
    person.happens(RelayIdle(name(person)))
    assert person.state.relay is not None
    person.waited += timedelta(minutes=20)
    person.happens(RelayIdle(name(person)))
    assert is_over(person)
    assert "Nobody wrote for an hour" in person.messages[-1].text
    assert "Nobody wrote for an hour" in person.topic[-1][0]


def test_each_message_puts_its_end_off() -> None:
    person = opened()
    first = person.relays[name(person)].ends_at
    assert first is not None
    person.waited += timedelta(minutes=40)
    person.says("and the garage?")
    second = person.relays[name(person)].ends_at
    assert second is not None
    assert second - first > timedelta(minutes=40)


def test_when_the_topic_is_gone_both_sides_hear_elsewhere() -> None:
    person = opened()
    topic = len(person.topic)
    person.happens(RelayBroken(name(person)))
    assert "may not have arrived" in person.messages[-1].text
    assert "Please contact them" in person.staff[-1]
    assert is_over(person)
    assert len(person.topic) == topic


def test_delete_ends_it_at_once_and_nothing_follows() -> None:
    person = opened()
    over, topic = name(person), len(person.topic)
    said = person.says("/delete")
    assert "no longer reads this chat" in said
    assert isinstance(person.state.phase, Fresh)
    assert len(person.topic) == topic  # the topic is deleted with everything else
    messages = len(person.messages)
    person.happens(StaffWrote(over, "still there?"))
    person.happens(RelayIdle(over))
    person.happens(RelayBroken(over))
    assert len(person.messages) == messages


def test_withdrawing_ends_it() -> None:
    person = opened()
    assert "no longer reads this chat" in person.says("/withdraw")
    assert isinstance(person.state.phase, Ended)
    assert is_over(person)
    assert "The homeowner has ended this conversation" in person.topic[-1][0]


@pytest.mark.parametrize("how", ["Another property", "/start"])
def test_another_form_ends_it(how: str) -> None:
    person = opened()
    if how == "/start":
        said = person.starts()
    else:
        person.says("/talk")
        person.taps(how)  # of before: where things stand is shown
        said = person.taps(how)
    assert "no longer reads this chat" in said
    assert isinstance(person.state.phase, Collecting)
    assert is_over(person)


def test_commands_and_the_outcome_of_a_lead_are_the_bots() -> None:
    person = opened()
    topic = len(person.topic)
    assert "reads what you write here at the moment" in person.says("/mydata")
    assert "now read what you write here" in person.says("/talk")
    person.happens(received(person.sent[0].reference))
    assert "£" in person.messages[-1].text
    assert len(person.topic) == topic
    assert person.state.relay is not None


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
def test_it_is_said_in_every_language(language: str) -> None:
    person = opened()
    person.state = structs.replace(person.state, language=language)
    person.happens(StaffWrote(name(person), "hello"))
    assert person.messages[-1].text.endswith(":\nhello")
    person.happens(RelayBroken(name(person)))
    assert is_over(person)
