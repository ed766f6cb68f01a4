"""The bot was away and may have missed a tap: whoever was in the middle sees where they were; nobody else is disturbed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.serialization import QUEUED
from conversations.commands import Say
from conversations.events import LeadDelayed, LeadSetAside, Resumed, Tapped
from support.person import FORM, Person


@pytest.mark.parametrize(
    "answered", [("sale_or_let",), ("sale_or_let", "name"), ("sale_or_let", "name", "phone", "email")]
)
def test_the_current_question_is_asked_again(answered: tuple[str, ...]) -> None:
    person = Person()
    person.starts()
    person.answers(*answered)
    before, asked = person.state, person.messages[-1]
    (said,) = person.happens(Resumed())
    assert isinstance(said, Say)
    assert asked.text.endswith(person.messages[-1].text)
    assert person.messages[-1].buttons == asked.buttons, "the old buttons stay as good as the new ones"
    assert (person.state.phase, person.state.revision) == (before.phase, before.revision)


def test_review_and_consent_are_shown_again_and_their_buttons_work() -> None:
    person = Person()
    person.starts()
    person.answers()
    person.happens(Resumed())
    person.taps("All correct")
    person.happens(Resumed())
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_nobody_else_is_disturbed() -> None:
    fresh, sent = Person(), Person()
    sent.reaches_sent()
    for person in (fresh, sent):
        before = person.state
        assert person.happens(Resumed()) == []
        assert (person.state.phase, person.state.revision) == (before.phase, before.revision)


@pytest.mark.parametrize("body", [Resumed(), LeadDelayed("VB-1"), LeadSetAside("VB-1")])
def test_it_is_told_from_other_events_when_it_was_stored(body: object) -> None:
    assert QUEUED.decode(QUEUED.encode(body)) == body  # type: ignore[arg-type]


def test_a_question_that_was_added_meanwhile_is_asked_before_a_yes_counts() -> None:
    """The agency switched one on while somebody looked at the consent question: the button there used to raise."""
    person = Person()
    person.reaches_consent()
    yes = person.button("Yes, show my estimate")
    person.form = replace(FORM, questions=(*FORM.questions, "title"))
    said = person.taps("Yes, show my estimate")
    assert "Which title do you use?" in said
    assert person.sent == []
    person.says("Mrs")
    person.happens(Tapped(yes))
    assert person.sent == []
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert [lead.name.title for lead in person.sent] == ["Mrs"]


def test_a_no_is_a_no_whatever_was_added_meanwhile() -> None:
    person = Person()
    person.reaches_consent()
    person.form = replace(FORM, questions=(*FORM.questions, "title"))
    assert "I won't send these answers to anybody" in person.taps("No, don't send")
