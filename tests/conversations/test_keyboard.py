"""The phone's keyboard, where it shows ours: what is on it, and when it is taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.callback_data import Action, Tap
from conversations.commands import Button, Line, Say
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.turn import Turn, with_button
from conversations.questions import DEFAULT_ORDER
from support.person import ANSWERS, FORM, NOON, Person


def at_the_phone() -> Person:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    return person


def step_of(person: Person, text: str) -> Turn:
    return step(person.form, person.state, Event(NOON, Said(text), "VB-1", "en", "99"))


def keys(person: Person) -> list[str]:
    return [label for row in person.messages[-1].keyboard for label in row]


def test_starting_again_is_a_key_where_the_phone_shows_ours() -> None:
    person = at_the_phone()
    assert "Welcome back" in person.starts()
    assert "Start again" in keys(person)
    person.says("Start again")
    assert not person.answered


def test_the_way_out_is_a_key_where_the_phone_shows_ours() -> None:
    person = at_the_phone()
    for _ in range(3):
        person.says("no idea")
    assert {"Talk to the office", "Stop"} <= set(keys(person))
    assert all(len(row) <= 2 for row in person.messages[-1].keyboard)
    assert "Stopped" in person.says("Stop")


@pytest.mark.parametrize("shares", [True, False])
def test_the_next_question_takes_the_keyboard_away_without_a_message_of_its_own(*, shares: bool) -> None:
    person = at_the_phone()
    before = len(person.messages)
    if shares:
        person.shares_contact("447986000000")
    else:
        person.says(ANSWERS["phone"])
    (asks,) = person.messages[before:]
    assert (asks.text, asks.hide_keyboard, asks.buttons) == ("5 left. And your email?", True, ())
    assert "write to you about this estimate" in person.says("why?")
    assert {"Why?", "Back"} <= set(person.labels())


def test_a_question_with_buttons_to_choose_from_leaves_that_to_a_message_before_it() -> None:
    order = ("phone", *(key for key in DEFAULT_ORDER if key != "phone"))
    person = Person(form=replace(FORM, questions=order))
    person.starts()
    person.says(ANSWERS["phone"])
    away, asks = person.messages[-2:]
    assert away.hide_keyboard
    assert asks.buttons
    assert not asks.hide_keyboard


def test_a_button_beside_the_next_question_leaves_the_keyboard_to_the_message_after() -> None:
    person = at_the_phone()
    before = len(person.messages)
    turn = with_button(
        step_of(person, ANSWERS["phone"]), Button(Line("button.talk"), Tap(Action.GO, 1, "", "talk").data())
    )
    (said,) = turn.commands
    assert isinstance(said, Say)
    assert (said.keyboard, len(said.buttons), turn.state.contact_keyboard) == (None, 1, True)
    assert len(person.messages) == before
