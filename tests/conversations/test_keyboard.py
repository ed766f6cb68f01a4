"""The phone's keyboard, where it shows ours: what is on it, and when it is taken away."""

from __future__ import annotations

from support.person import ANSWERS, Person


def at_the_phone() -> Person:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    return person


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


def test_the_share_contact_keyboard_is_taken_away_again() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    person.says(ANSWERS["phone"])
    away, asks = person.messages[-2:]
    assert away.hide_keyboard
    assert "07986 000000" in away.text
    assert asks.buttons
    assert not asks.hide_keyboard
