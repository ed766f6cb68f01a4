"""Rule 2: an answer that stands changes only if the person says so; everyday talk changes none, in any order of its pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers.text import words
from conversations.state import Collecting
from conversations.understanding.correction_patterns import patterns
from support.everyday import EVERYDAY, LANGUAGES, recombined
from support.held_out import observe, ready

MEASURED = Path(__file__).parent / "measured" / "2026-11-30"
LETTING = {
    "en": (
        "ive got tenants in already", "rent it out to tenants", "I let they put", "I one down the street one down the street",
        "what would my flat rent for", "what rent could I get instead?",
        "I only rent it from someone", "let my wife check first",
        "I'd like to let my wife check first", "I'll let the agent know", "thanks for letting me know",
        "that's right, let's send it", "our tenants moved out last year", "letting agents are all the same",
        "it was let until March",
        "my son rents in London", "I was a landlord once", "what if I let it instead", "is it better to let or sell",
        "actually the tenants are still in", "no the tenants left", "sorry, the tenant rang", "actually my lease is short",
        "its 1200 sq ft", "120 ft garden", "5 minutes walk from the station", "sister", "danger!", "longer", "any other questions",
        "we've got japanese knotweed in the garden", "is now a good time to sell", "can I sell it at auction",
    ),
    "cy": ("mae tenantiaid yno'n barod", "faint o rent fyddai", "roedden ni'n rhentu o'r blaen", "gadewch i'r wraig edrych"),
    "pl": ("mam już najemców", "ile wyniósłby czynsz", "syn wynajmuje w Londynie", "kiedyś wynajmowaliśmy", "niech żona sprawdzi"),
}  # fmt: skip
"""Talk in the words of an answer."""
SAYS_SO = {
    "en": {
        "no, it's 4 bedrooms": {"bedrooms": "4"},
        "bedrooms should be 4": {"bedrooms": "4"},
        "not Singer, Sinclair": {"name": "Marla|Sinclair"},
        "no, I want to rent it out": {"sale_or_let": "landlord"},
        "postcode should be DE1 1DY": {"postcode": "DE1 1DY"},
        "actually it's a flat": {"property_type": "flat"},
    },
    "cy": {"na, 4 ystafell wely": {"bedrooms": "4"}},
    "pl": {"nie, 4 sypialnie": {"bedrooms": "4"}, "nie Singer tylko Sinclair": {"name": "Marla|Sinclair"}},
}


def _talk(language: str) -> list[str]:
    measured = (MEASURED / f"talk_{language}.txt").read_text("utf-8").splitlines()
    return [*EVERYDAY[language], *filter(None, measured), *LETTING[language]]


TALK = {language: _talk(language) for language in LANGUAGES}


@pytest.mark.parametrize("place", ["review", "consent"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_changes_no_answer_that_stands_and_sends_nothing(language: str, place: str) -> None:
    assert len(TALK[language]) > 500
    for text in TALK[language]:
        seen = observe(place, language, text)
        assert "sent" not in seen.happened, text
        assert dict(seen.changed) == {}, text


@pytest.mark.parametrize("place", ["phone", "bedrooms", "property_type"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_of_letting_at_a_later_question_changes_no_answer_either(language: str, place: str) -> None:
    phase = ready(place, language)[1].phase
    assert isinstance(phase, Collecting)
    given = phase.answers.keys()
    changed = {text: observe(place, language, text).changed for text in LETTING[language]}
    assert {text: seen for text, seen in changed.items() if given & seen.keys()} == {}


@settings(max_examples=500, deadline=None, derandomize=True)
@given(recombined(TALK), st.sampled_from(["review", "consent"]))
def test_talk_in_another_order_changes_no_answer_either(said: tuple[str, str], place: str) -> None:
    language, text = said
    if patterns(language).against.match(" ".join(words(text))) is None:  # no "not", "sorry" or "instead" in it
        assert dict(observe(place, language, text).changed) == {}


@pytest.mark.parametrize(("language", "text"), [(of, text) for of, said in SAYS_SO.items() for text in said])
@pytest.mark.parametrize("place", ["review", "consent"])
def test_words_that_name_an_answer_or_set_new_against_old_change_it(language: str, place: str, text: str) -> None:
    assert dict(observe(place, language, text).changed) == SAYS_SO[language][text]


def test_a_word_like_the_name_is_offered_and_changes_nothing() -> None:
    seen = observe("review", "en", "Merla")
    assert dict(seen.changed) == {}
    assert seen.offered["name"] == ("Merla|Singer", "Marla|Singer")


@pytest.mark.parametrize("place", ["review", "consent"])
@pytest.mark.parametrize(
    "text", ["we'd like to rent out our flat", "I'd like to rent it out", "we've decided to let it out"]
)
def test_a_wish_to_let_is_asked_about_and_changes_nothing_itself(text: str, place: str) -> None:
    seen = observe(place, "en", text)
    assert seen.changed == {}
    assert set(seen.offered) == {"sale_or_let"}


@pytest.mark.parametrize("place", ["review", "consent"])
@pytest.mark.parametrize(
    "text",
    [
        "bedrooms two and three are full of washing", "bedrooms 1, 2 and 4 are done", "beds two and four",
        "bedroom 2 needs painting", "two bedrooms are full of washing", "2 bedrooms have damp",
    ],
)  # fmt: skip
def test_a_remark_on_some_of_the_bedrooms_counts_none(text: str, place: str) -> None:
    assert dict(observe(place, "en", text).changed) == {}


@pytest.mark.parametrize(
    "text",
    ["bedrooms 4 and 2 bathrooms", "bedrooms: 4", "bedrooms are 4", "there are 4 bedrooms", "bedrooms 4 is right"],
)
def test_bedrooms_counted_anew_are_changed(text: str) -> None:
    assert dict(observe("consent", "en", text).changed) == {"bedrooms": "4"}


ONE_NAME = {
    "en": {
        "wait my name is Johnathan": "Johnathan|Singer", "my name's actually Johnathan": "Johnathan|Singer",
        "my name should be Jo": "Jo|Singer",
    },
    "cy": {"fy enw i yw Ranjit": "Ranjit|Singer", "arhoswch, enw: Ranjit": "Ranjit|Singer"},
    "pl": {"nazywam się Jan": "Jan|Singer", "czekaj, mam na imię Jan": "Jan|Singer"},
}  # fmt: skip


@pytest.mark.parametrize("place", ["review", "consent", "bedrooms"])
@pytest.mark.parametrize(("language", "text"), [(of, text) for of, said in ONE_NAME.items() for text in said])
def test_one_name_introduced_is_offered_with_the_other_that_stands(language: str, text: str, place: str) -> None:
    seen = observe(place, language, text)
    assert seen.changed == {}
    assert seen.offered == {"name": (ONE_NAME[language][text], "Marla|Singer")}


@pytest.mark.parametrize("place", ["review", "consent", "bedrooms"])
@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("pl", "nazywam się Jan Kowalski", "Jan|Kowalski"),
        ("pl", "moje imię to Jan", "Jan|Singer"),
        ("cy", "fy nghyfenw yw Sinclair", "Marla|Sinclair"),
    ],
)
def test_a_name_said_with_its_label_changes_it(language: str, text: str, name: str, place: str) -> None:
    assert observe(place, language, text).changed == {"name": name}


@pytest.mark.parametrize("place", ["review", "consent", "bedrooms"])
@pytest.mark.parametrize(
    "text", ["my name is Marla", "what if my name is Tom", "my name is on the deeds", "put my name down"]
)
def test_a_name_repeated_asked_about_or_mentioned_is_not_offered(text: str, place: str) -> None:
    seen = observe(place, "en", text)
    assert (seen.changed, seen.offered) == ({}, {})
