"""Consent: what gives it, what does not, and what makes the bot ask for it again."""

from __future__ import annotations

import pytest
from msgspec import structs

from conversations.commands import Erase, SendLead
from conversations.events import Attachment, SentAttachment, Tapped
from conversations.languages import CATALOGUES
from conversations.state import Collecting, Fresh, Sent
from support.person import Person


@pytest.mark.parametrize("yes", ["yes", "Yes, I agree", "i agree", "YES PLEASE"])
def test_a_clear_yes_consents(yes: str) -> None:
    person = Person()
    person.reaches_consent()
    person.says(yes)
    assert len(person.sent) == 1


@pytest.mark.parametrize(
    "doubt", ["maybe", "yes but no marketing", "agree? no", "what does that mean", "ok", "👍", "yes?", "4", "/help"]
)
def test_doubt_is_no_consent(doubt: str) -> None:
    person = Person()
    person.reaches_consent()
    said = person.says(doubt)
    assert not person.sent
    assert said


def test_declining_sends_nothing_and_offers_to_erase() -> None:
    person = Person()
    person.reaches_consent()
    said = person.taps("No, don't send")
    assert "I won't send these answers" in said
    assert person.labels() == ["Carry on", "Delete my answers"]
    person.taps("Delete my answers")
    assert person.erasures == 1
    assert not person.sent
    assert person.state.phase == Fresh()


def test_after_declining_one_can_change_ones_mind() -> None:
    person = Person()
    person.reaches_consent()
    person.taps("No, don't send")
    assert "All correct?" in person.taps("Carry on")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_any_change_after_the_consent_question_asks_for_consent_again() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, show my estimate")
    person.happens(Tapped(_button(person, "4 of", "bedrooms:3")))
    said = person.messages[-1].text
    assert "Changed to 3 bedrooms" in said
    assert "All correct?" in said
    person.happens(Tapped(old))
    assert not person.sent
    person.taps("All correct")
    person.happens(Tapped(old))
    assert not person.sent
    assert "asking again" in person.messages[-1].text
    person.taps("Yes, show my estimate")
    assert [lead.bedrooms for lead in person.sent] == [3]


def _button(person: Person, _: str, ending: str) -> str:
    for message in person.messages:
        for row in message.buttons:
            for button in row:
                if button.data.endswith(ending):
                    return button.data
    raise AssertionError(ending)


def test_a_consent_button_from_before_an_erasure_never_counts() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, show my estimate")
    person.says("/delete")
    person.reaches_consent()
    person.happens(Tapped(old))
    assert not person.sent


def _shown_an_earlier_wording() -> Person:
    person = Person()
    person.reaches_consent()
    shown = structs.replace(person.state.phase, consent_shown="en-2020-01-01")
    person.state = structs.replace(person.state, phase=shown)
    return person


def test_changed_consent_wording_is_asked_anew() -> None:
    person = _shown_an_earlier_wording()
    assert "Something has changed since that question" in person.says("yes, I agree")
    assert not person.sent
    person.says("yes, I agree")
    assert len(person.sent) == 1
    assert person.sent[0].consent.wording == CATALOGUES["en"].consent_version


@pytest.mark.parametrize("first", ["", "hello", "why?", "yes"])
def test_a_button_of_an_earlier_wording_asks_again_however_often_it_is_pressed(first: str) -> None:
    """Nothing else has changed, so that only the wording tells; the new question being shown makes no yes of the old button."""
    person = _shown_an_earlier_wording()
    old = person.button("Yes, show my estimate")
    if first:
        person.says(first)
    for _ in range(3):
        person.happens(Tapped(old))
        assert not person.sent
        assert "Something has changed since that question" in person.messages[-1].text
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_an_edited_message_never_consents() -> None:
    person = Person()
    person.reaches_consent()
    person.edits("9999", "yes, I agree")
    assert not person.sent


def test_stored_answers_that_no_longer_pass_are_asked_again() -> None:
    person = Person()
    person.reaches_consent()
    phase = person.collecting
    bad = structs.replace(
        phase, answers={**phase.answers, "postcode": structs.replace(phase.answers["postcode"], value="nowhere")}
    )
    person.state = structs.replace(person.state, phase=bad)
    said = person.says("yes, I agree")
    assert not person.sent
    assert "postcode" in said


def test_nothing_is_erased_or_sent_by_surprise() -> None:
    person = Person()
    person.reaches_consent()
    for said in ("delete that please no", "send", "yes send it maybe", "withdrawal?"):
        commands = person.happens(Tapped(said)) + person.happens(SentAttachment(Attachment.STICKER))
        assert not any(isinstance(command, SendLead | Erase) for command in commands)
    assert isinstance(person.state.phase, Collecting)
    assert not isinstance(person.state.phase, Sent)


def test_consent_is_asked_again_in_another_language_and_names_it() -> None:
    person = Person()
    person.reaches_consent()
    old = person.button("Yes, show my estimate")
    person.says("/language")
    said = person.taps("Polski")
    assert "Czy wysłać to do biura Derby Homes" in said
    person.happens(Tapped(old))
    assert not person.sent
    person.says("tak, zgadzam się")
    assert person.sent[0].consent.language == "pl"
    assert person.sent[0].consent.wording.startswith("pl-")
