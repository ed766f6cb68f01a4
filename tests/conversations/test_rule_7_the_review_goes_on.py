"""Rule 7, at the review: a clear yes goes on to the consent question, by a closed list of everyday words; nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.languages import CATALOGUES, assent, catalogue
from support.held_out import observe

GOES_ON = {
    "en": (
        "yes", "ok", "fine", "all good", "I agree", "confirmed", "that works", "that would be fine", "sounds good",
        "yes, that's accurate",
        "👍", "👍🏽", "spot on", "looks good to me", "all correct thanks", "go on then", "send it", "yep that's all fine",
        "perfect thanks",
        "it is", "that's me", "y", "everything's right", "happy with that", "good to go", "right", "sure thing",
    ),
    "cy": (
        "ydy", "iawn", "popeth yn iawn", "ydy, mae popeth yn gywir", "perffaith", "cytuno", "ymlaen", "👌", "yes", "ok",
        "all good",
    ),
    "pl": (
        "tak", "ok", "zgadza się", "wszystko się zgadza", "potwierdzam", "w porządku", "dalej", "jasne", "👍", "yes",
        "all good", "fine",
    ),
}  # fmt: skip
STAYS = {
    "en": (
        "it is 4", "it is false", "is that right", "is everything ok", "see ya", "good morning", "right now", "yes?",
        "not ok", "fine but no calls",
        "yes tomorrow", "ok if you say so", "almost right", "good question", "no", "have a good one",
        "what's right about it", "tak", "iawn",
        "thumbs down", "👎", "it's all wrong", "good grief", "I agree with nothing", "fine whatever", "ok when", "4", "yes 100%",
    ),
    "cy": ("bore da", "ydy popeth yn iawn gyda chi?", "ddim yn iawn", "ydy ond", "nac ydy", "ydw fory", "nos da", "dobrze"),
    "pl": (
        "do widzenia", "dzień dobry", "nie zgadza się", "czy wszystko dobrze?", "tak ale", "tak jutro", "chyba tak",
        "iawn", "raczej tak",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "said"), [(of, each) for of, said in GOES_ON.items() for each in said])
def test_a_clear_yes_goes_on_and_sends_nothing(language: str, said: str) -> None:
    happened = observe("review", language, said).happened
    assert "reviewed" in happened
    assert "sent" not in happened


@pytest.mark.parametrize(("language", "said"), [(of, each) for of, said in STAYS.items() for each in said])
def test_anything_else_stays_at_the_review(language: str, said: str) -> None:
    seen = observe("review", language, said)
    assert "reviewed" not in seen.happened
    assert dict(seen.changed) in ({}, {"bedrooms": "4"})


@pytest.mark.parametrize("language", sorted(CATALOGUES))
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_yes_with_another_word_in_it_stays(language: str, data: st.DataObject) -> None:
    of = assent(language)
    said = list(data.draw(st.sampled_from(sorted(of.yes | of.fine))))
    at = data.draw(st.integers(0, len(said)))
    said.insert(
        at,
        data.draw(
            st.sampled_from(
                ["zebra", "but", "if", "wrong", "almost", "4", "?", "wait", "ale", "ond", "false", "morning"]
            )
        ),
    )
    assert "reviewed" not in observe("review", language, " ".join(said)).happened


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
def test_the_words_of_the_button_as_a_question_stay(language: str) -> None:
    label = catalogue(language).sentences["button.reviewed"]
    assert observe("review", language, label).happened >= {"reviewed"}
    for asked in (f"{label}?", f"? {label}"):
        assert "reviewed" not in observe("review", language, asked).happened
