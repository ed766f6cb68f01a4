"""The name of somebody's account: offered as a button where the name is asked for, and an answer only if it is pressed."""

from __future__ import annotations

import pytest

from bot.core.serialization import STATE
from conversations.callback_data import LIMIT
from conversations.events import Tapped
from conversations.lead import Name
from support.person import Person


def asked(first: str, last: str) -> Person:
    person = Person(account=(first, last))
    person.starts()
    person.says("sell it")
    return person


def test_one_tap_gives_the_name_of_the_account() -> None:
    person = asked("marla", "Singer-Jones")
    assert person.labels()[0] == "Marla Singer-Jones"
    data = person.button("Marla Singer-Jones")
    assert "inger" not in data
    assert len(data) <= LIMIT
    assert "Thanks, Marla." in person.taps("Marla Singer-Jones")
    assert person.values()["name"] == Name("Marla", "Singer-Jones")


def test_nothing_is_kept_of_it_before() -> None:
    person = asked("Marla", "Singer")
    assert "Marla" not in STATE.encode(person.state)
    person.says("Tyler Durden")
    assert "Marla" not in STATE.encode(person.state)
    assert person.values()["name"] == Name("Tyler", "Durden")


@pytest.mark.parametrize(
    ("first", "last"),
    [("", ""), ("Marla", ""), ("M\u2728", ""), ("Derby Homes", "Ltd"), ("sell my", "house"), ("07986", "000000")],
)
def test_what_is_no_whole_name_is_not_offered(first: str, last: str) -> None:
    assert asked(first, last).labels() == asked("", "").labels()


def test_a_press_without_a_name_changes_nothing() -> None:
    person = asked("Marla", "Singer")
    data = person.button("Marla Singer")
    person.account = ("", "")
    person.happens(Tapped(data))
    assert "name" not in person.values()
    assert person.toasts


def test_it_is_offered_again_after_a_question_in_the_middle_and_not_once_the_name_is_given() -> None:
    person = asked("Marla", "Singer")
    person.says("is it free?")
    assert person.labels()[0] == "Marla Singer"
    person.says("Marla Singer")
    assert "Marla Singer" not in person.labels()
