"""What a button carries is chosen by whoever presses it: Telegram passes on the data of clients that make it up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.events import Tapped
from conversations.form import Form, OwnQuestion
from conversations.intents import Intent
from conversations.state import Collecting
from support.person import ANSWERS, FORM, Person

WHOLE = Form(
    agency="Derby Homes",
    privacy_url="https://derbyhomes.example/privacy",
    questions=(*FORM.questions, "title", "message", "appointment"),
    own_questions=(OwnQuestion("Which colour is the door?", ("red", "blue")),),
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("address", "=cmd|' /C calc'!A0"),
        ("address", "12 High Street"),
        ("email", "<b>@a.b"),
        ("email", "cloud9@cloud.com"),
        ("phone", "+19999999999"),
        ("postcode", "ZZ9 9ZZ"),
        ("title", "=1+1"),
        ("message", "=HYPERLINK(1)"),
        ("own1", "green"),
        ("appointment", "2026-11-24 03-23"),
        ("appointment", "2031-01-01 09-12"),
        ("bedrooms", "6000"),
        ("property_type", "castle"),
        ("", "vendor"),
    ],
)
def test_an_answer_that_no_button_offered_is_not_taken(question: str, value: str) -> None:
    person = Person(WHOLE)
    person.starts()
    before = person.answered
    person.happens(Tapped(f"a:{person.state.revision}:{question}:{value}"))
    assert person.answered == before
    assert person.messages[-1].buttons, "and is answered with where we are"


@pytest.mark.parametrize("value", ["é" * 45, "👍" * 12, "٣", "²", "99999999999999999999", "no such"])
def test_a_reading_that_was_not_offered_back_is_not_picked(value: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.says("cloud9@gmial.com")
    person.happens(Tapped(f"p:{person.state.revision}::{value}"))
    assert "email" not in person.answered


VALUES = st.sampled_from(
    ["yes", "no", "keep", "0", "1", "-1", "vendor", "castle", "skip", "", "é" * 20, "\u202e", "en", "cy", "xx", "mr", "6",
     "2026-11-24 09-12", *Intent]
)  # fmt: skip
KEYS = st.sampled_from([*WHOLE.questions, "own1", "own2", "", "castle", "\x00"])
TAPS = st.tuples(st.sampled_from("apegclx"), st.sampled_from([0, 0, 0, 0, -1, 1, 10**30]), KEYS, VALUES)


@settings(max_examples=150, deadline=None)
@given(answered=st.integers(0, len(WHOLE.questions)), said=st.sampled_from(["", "Marla", "cloud9@gmial.com", "all correct"]),
       taps=st.lists(TAPS, min_size=1, max_size=5))  # fmt: skip
def test_made_up_taps_are_answered_and_none_is_a_consent(
    answered: int, said: str, taps: list[tuple[str, int, str, str]]
) -> None:
    person = Person(WHOLE)
    person.starts()
    for key in WHOLE.questions[:answered]:
        person.says(ANSWERS.get(key, "skip"))
    if said:
        person.says(said)
    for action, away, key, value in taps:
        before = person.state
        sent = len(person.sent)
        data = f"{action}:{max(before.revision + away, 0)}:{key}:{value}"
        assert person.happens(Tapped(data)), "somebody waits at every button"
        if len(person.sent) > sent:
            assert isinstance(before.phase, Collecting)
            assert before.phase.reviewed
            assert (action, away, value) == ("c", 0, "yes")
