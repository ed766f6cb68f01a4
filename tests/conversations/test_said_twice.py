"""What is refused and said a second time to the same question: it is offered back, so that nobody is refused for ever."""

from __future__ import annotations

import pytest

from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER
from conversations.state import REFUSED_MAX
from support.person import Person

TWICE = [
    ("name", "kitchen strange", Name("Kitchen", "Strange")),
    ("name", "much selling", Name("Much", "Selling")),
    (
        "name",
        "Call me Jan, everyone does",
        Name("Call Me Jan, Everyone", "Does"),
    ),  # like a topic, and offered these at first
    ("address", "Lettersby Wood", "Lettersby Wood"),
]


def asked_for(key: str) -> Person:
    person = Person()
    person.starts()
    person.answers(*(each for each in DEFAULT_ORDER[: DEFAULT_ORDER.index(key)]))
    return person


@pytest.mark.parametrize(("key", "text", "value"), TWICE)
def test_what_is_said_twice_is_offered_back_and_kept_on_a_yes(key: str, text: str, value: object) -> None:
    person = asked_for(key)
    person.says(text)
    assert key not in person.answered
    assert "Is that right?" in person.says(text.upper())
    assert key not in person.answered
    person.says("yes")
    assert person.answered[key].value == value


@pytest.mark.parametrize("text", ["what is that for?", "fuck off", "I don't know", "rather not say", "?", "!!!"])
@pytest.mark.parametrize("key", ["name", "address"])
def test_a_question_or_a_courtesy_is_never_offered_as_an_answer(key: str, text: str) -> None:
    person = asked_for(key)
    for _ in range(3):
        assert "Is that right?" not in person.says(text)


def test_something_else_in_between_is_not_a_second_time() -> None:
    person = asked_for("address")
    person.says("Lettersby Wood")
    person.says("Otherby Wood")
    assert "Is that right?" not in person.says("Lettersby Wood")


def test_what_is_remembered_is_bounded_and_forgotten_with_the_answer() -> None:
    person = asked_for("address")
    person.says("lettersby " * 200)
    refused = person.collecting.refused
    assert refused
    assert 0 < len(refused.words) <= REFUSED_MAX
    person.says("12 High Street, Derby")
    assert person.collecting.refused is None
