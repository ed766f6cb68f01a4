"""What nobody wrote: an edit that leaves the text as it was (a reaction, a preview of a link), the further pictures of an album."""

from __future__ import annotations

from datetime import UTC, datetime

from conversations.events import Attachment, Body, Event, Said, SentAttachment
from conversations.flow.step import step
from conversations.state import TEXTS_KEPT, Collecting, State
from support.person import FORM, Person, received

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_edit_that_changes_nothing_is_silent_everywhere() -> None:
    person = Person()
    person.starts()
    person.says("is it free?", message="m1")
    person.says("sell it", message="m2")
    assert person.edits("m1", "is it free?") == ""
    assert person.edits("m2", "sell it") == ""
    person.answers()
    assert person.edits("m2", "sell it") == ""
    person.taps("All correct")
    shown = person.state
    assert person.edits("m1", "is it free?") == ""
    assert person.state == shown
    person.taps("Yes, show my estimate")
    assert person.edits("m2", "sell it") == ""
    person.happens(received(next(iter(person.leads))))
    assert person.edits("m2", "sell it") == ""
    assert "stays as it was" in person.edits("m2", "let it")
    assert person.edits("m2", "let it") == ""


def test_an_edit_that_changes_the_text_is_answered_each_time() -> None:
    person = Person()
    person.starts()
    person.says("sell it", message="m2")
    assert "Changed" in person.edits("m2", "rent it out")
    assert "Changed" in person.edits("m2", "sell it")


def test_only_marks_of_the_last_texts_are_kept_and_no_text() -> None:
    person = Person()
    person.starts()
    for each in range(TEXTS_KEPT + 5):
        person.says(f"is it free, number {each}?")
    assert len(person.state.texts) == TEXTS_KEPT
    assert all(len(mark.partition(":")[2]) == 6 for mark in person.state.texts)


def heard(state: State, body: Body, album: str = "") -> tuple[State, int]:
    turn = step(FORM, state, Event(NOON, body, "VB-1", language="en", message="1", album=album))
    return turn.state, len(turn.commands)


def test_an_album_gets_one_reply_and_its_caption_is_read() -> None:
    state, replies = heard(State(phase=Collecting()), SentAttachment(Attachment.PHOTO), "135")
    assert replies
    for _ in range(3):
        state, replies = heard(state, SentAttachment(Attachment.PHOTO), "135")
        assert not replies
    state, replies = heard(state, Said("I want to sell", own=False), "135")
    assert replies
    assert isinstance(state.phase, Collecting)
    assert state.phase.answers["sale_or_let"].value == "vendor"
    assert heard(state, SentAttachment(Attachment.PHOTO), "136")[1]
    assert heard(state, SentAttachment(Attachment.PHOTO))[1]
