"""A text is normalised for all who look at it, and nothing of it outlives the step."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from conversations.answers import text
from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.flow.turn import Turn
from support.held_out import NOON, ready

MOST = 6
"""Times that a text is normalised in a step: plain, and in words; readers look at it without its frame as well."""
SAID = (
    ("sale_or_let", "en", "I want to sell"),
    ("name", "en", "Marla Singer"),
    ("phone", "en", "do you mean my mobile"),
    ("email", "pl", "po co wam mój adres"),
    ("bedrooms", "cy", "tair ystafell wely"),
    ("property_type", "en", "it's a semi, thanks"),
    ("review", "en", "what are your fees"),
    ("consent", "en", "my wife would never forgive me"),
)


def say(place: str, language: str, typed: str) -> Turn:
    form, state = ready(place, language)
    return step(form, state, Event(NOON, Said(typed), "VB-1", language, "99"))


@pytest.mark.parametrize(("place", "language", "typed"), SAID)
def test_a_text_is_normalised_a_few_times_a_step(
    monkeypatch: pytest.MonkeyPatch, place: str, language: str, typed: str
) -> None:
    normalise: Callable[[str], str] = text._normalised
    normalised: list[str] = []

    def counted(each: str) -> str:
        normalised.append(each)
        return normalise(each)

    monkeypatch.setattr(text, "_normalised", counted)
    say(place, language, typed)
    assert 0 < normalised.count(typed) <= MOST


def test_no_text_with_its_forms_outlives_a_step() -> None:
    turns = [say(*said) for said in SAID]  # what is kept of a step, and what is sent
    gc.collect()
    assert len(turns) == len(SAID)
    typed_texts = {typed for _, _, typed in SAID}
    assert [each for each in gc.get_objects() if isinstance(each, text.Text) and each in typed_texts] == []


def test_each_form_of_a_text_is_computed_once() -> None:
    said = text.Text("Tŷ  Pâr")
    assert text.words(said) is text.words(said) == ("ty", "par")
    assert text.clauses(said) == (said,)
    assert text.head(said, len(said)) is said
    assert text.head(said, 2) == "Tŷ"
    assert {compute.__name__ for compute, *_ in said.forms} == {"words", "plain", "clean"}
