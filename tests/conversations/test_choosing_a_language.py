"""Naming a language, writing in another one, and writing in one that the bot has not."""

from __future__ import annotations

import pytest

from conversations.languages import CATALOGUES
from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting
from support.person import ANSWERS, Person


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("po polsku", "pl"),
        ("Polish please", "pl"),
        ("in Welsh", "cy"),
        ("Cymraeg", "cy"),
        ("yn Gymraeg", "cy"),
        ("English", "en"),
        ("po angielsku", "en"),
    ],
)
@pytest.mark.parametrize("spoken", list(CATALOGUES))
def test_a_language_is_chosen_by_naming_it(spoken: str, said: str, language: str) -> None:
    person = Person(language=spoken)
    person.starts()
    person.says("sell")
    person.says("/back")
    person.says(said)
    assert person.state.language == language
    assert person.answered.keys() == {"sale_or_let"}


def test_english_may_be_a_surname() -> None:
    person = Person()
    person.starts()
    person.says("sell")
    person.says("Marla")
    person.says("English")
    assert person.values()["name"] == Name("Marla", "English")
    assert person.state.language == "en"


@pytest.mark.parametrize(
    ("spoken", "said", "offered"),
    [
        ("en", "Dzień dobry, ile jest warte moje mieszkanie?", "pl"),
        ("en", "chcę sprzedać mieszkanie", "pl"),
        ("en", "Bore da, faint mae fy nhŷ yn werth?", "cy"),
        ("pl", "hello, what is my house worth?", "en"),
        ("cy", "I want to sell the house please", "en"),
    ],
)
def test_somebody_who_writes_in_another_language_is_offered_it(spoken: str, said: str, offered: str) -> None:
    person = Person(language=spoken)
    told = person.says(said)
    assert told.startswith(CATALOGUES[offered].sentences["language.offer"])
    person.taps(CATALOGUES[offered].name)
    assert person.state.language == offered
    assert isinstance(person.state.phase, Collecting)


@pytest.mark.parametrize("spoken", list(CATALOGUES))
def test_nobody_is_offered_another_language_for_an_ordinary_answer(spoken: str) -> None:
    person = Person(language=spoken)
    person.starts()
    for key in DEFAULT_ORDER:
        person.says(ANSWERS[key])
    for said in ("asdf", "Ty Mawr, Heol y Bont, Caerdydd", "Tom Dom", "Jan Nowak"):
        person.says(said)
    offers = {each.sentences["language.offer"] for each in CATALOGUES.values()}
    assert not any(offer in message.text for message in person.messages for offer in offers)


def test_the_farewell_after_an_erasure_is_in_the_language_of_the_conversation() -> None:
    person = Person(language="en")
    person.starts()
    person.says("po polsku")
    assert "usunięte" in person.says("/delete")


@pytest.mark.parametrize("said", ["hola", "Bonjour, je voudrais vendre", "Привет, хочу продать дом", "我想卖房子"])
@pytest.mark.parametrize("begun", [False, True])
def test_who_writes_in_a_language_that_the_bot_has_not_hears_which_it_has(said: str, begun: bool) -> None:
    person = Person()
    if begun:
        person.starts()
    told = person.says(said)
    assert all(each.name in told for each in CATALOGUES.values())
    assert "Thinking of selling" in told


def test_a_name_in_other_letters_is_a_name() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    assert "/language" not in person.says("王伟")
    assert "name" in person.answered


def test_the_phones_language_is_spoken_and_can_be_changed_with_answers_kept() -> None:
    person = Person(language="pl")
    assert "Dzień dobry" in person.starts()
    person.taps("Sprzedaż")
    person.says("nazywam się Marla Singer")
    assert "języku" in person.says("/language")
    assert person.labels() == [each.name for each in CATALOGUES.values()]
    said = person.taps("English")
    assert "English it is" in said
    assert "6 left. Your best phone number?" in said
    assert person.values()["name"] == Name("Marla", "Singer")
