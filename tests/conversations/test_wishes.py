"""Wishes in everyday words: understood in every language and at every place; what is only like one is offered."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from conversations.commands import Line
from conversations.flow.intent_handlers import _INTENTS
from conversations.flow.turn import say
from conversations.intents import Intent
from conversations.languages import CATALOGUES
from conversations.languages.topics import Topic
from conversations.state import Ended, Valued
from conversations.understanding import topics
from support import held_out
from support.held_out import observe
from support.person import Person, received

PLACES = ("name", "phone", "bedrooms", "review", "consent")
STOP = {
    "en": (
        "STOP ALL",
        "opt out",
        "Unsubscribe me please",
        "leave me alone!",
        "stop messaging me",
        "I'm not interested any more",
    ),
    "cy": ("dim mwy o negeseuon plis", "gadewch lonydd i mi", "optio allan", "unsubscribe"),
    "pl": ("zostawcie mnie w spokoju", "wypisz mnie", "przestańcie do mnie pisać", "opt out"),
}
DELETE = {
    "en": (
        "wipe me off your system",
        "scrap everything you have on me",
        "I want to be forgotten",
        "right to be forgotten",
    ),
    "cy": ("allwch chi ddileu popeth", "cael gwared ar fy manylion"),
    "pl": ("zapomnijcie o mnie", "proszę usunąć moje dane"),
}
HELD = {
    "en": ("subject access request", "what do you hold on me?", "can I have a copy of my data"),
    "cy": ("beth sydd gennych chi amdana i?", "ga i gopi o fy nata"),
    "pl": ("co macie na mój temat?", "proszę o kopię moich danych"),
}


def cases(said: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    return [(place, language, each) for language, texts in said.items() for each in texts for place in PLACES]


def valued(language: str = "en") -> Person:
    person = Person(language=language)
    person.starts()
    person.answers()
    person.taps(CATALOGUES[language].sentences["button.reviewed"])
    person.taps(CATALOGUES[language].sentences["consent.yes"])
    person.happens(received(person.sent[0].reference))
    return person


@pytest.mark.parametrize(("place", "language", "said"), cases(STOP))
def test_who_wants_no_more_of_it_is_let_go(place: str, language: str, said: str) -> None:
    assert observe(place, language, said).happened & {"cancelled", "declined"}


@pytest.mark.parametrize(("place", "language", "said"), cases(DELETE))
def test_who_wants_their_data_gone_is_told_how_and_gets_the_button(place: str, language: str, said: str) -> None:
    seen = observe(place, language, said)
    assert "topic.delete" in seen.happened
    assert not seen.changed


@pytest.mark.parametrize(("place", "language", "said"), cases(HELD))
def test_who_asks_what_is_held_is_shown_it(place: str, language: str, said: str) -> None:
    assert "mydata" in {each.split(".")[0] for each in observe(place, language, said).happened}


def test_the_button_under_how_to_delete_deletes() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    person.says("wipe me off your system")
    person.taps("Delete my answers")
    assert person.erasures == 1


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_stop_after_the_estimate_asks_whether_to_withdraw_and_both_buttons_say_what_happens(language: str) -> None:
    of = CATALOGUES[language].sentences
    for said in STOP[language]:
        person = valued(language)
        person.says(said)
        assert person.labels() == [of["button.withdraw"], of["button.keep"]]
        assert isinstance(person.state.phase, Valued)
    person.taps(of["button.keep"])
    assert not isinstance(person.state.phase, Ended)
    person.says(STOP[language][0])
    person.taps(of["button.withdraw"])
    assert isinstance(person.state.phase, Ended)


def test_a_wish_that_would_change_something_is_only_offered_beside_other_words() -> None:
    seen = observe("bedrooms", "en", "I had enough of estate agents last year. Start over")
    assert "offers restart" in seen.happened
    assert not seen.changed


def test_what_cannot_be_taken_back_needs_the_very_words() -> None:
    assert "delete" not in observe("name", "en", "could you perhaps withdraw or delete my whole data").happened
    seen = observe("valued", "en", "please can you withdraw my consent now then")
    assert "withdraw" not in seen.happened


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("language", "said", "spoken"),
    [
        ("en", "can we do this in Polish?", "Polish"),
        ("en", "do you speak Welsh", "Welsh"),
        ("pl", "czy możemy po angielsku?", "English"),
        ("cy", "allwn ni siarad Saesneg?", "English"),
        ("cy", "can I have this in English please", "English"),
    ],
)
def test_another_language_is_wished_for_in_a_sentence(place: str, language: str, said: str, spoken: str) -> None:
    assert "language.changed" in observe(place, language, said).happened, spoken


@pytest.mark.parametrize("place", ["bedrooms", "review", "consent", "valued"])
@pytest.mark.parametrize("said", ["hola, buenos dias", "bonjour, je voudrais vendre ma maison", "Bonjour"])
def test_who_greets_in_a_language_it_has_not_is_told_which_it_has(place: str, said: str) -> None:
    happened = observe(place, "en", said).happened
    assert "language.only" in happened
    assert "bedrooms.not_a_number" not in happened


def test_who_asks_in_a_language_it_has_not_is_told_which_it_has() -> None:
    assert "language.only" in observe("phone", "en", "hola, hablas español?").happened


@pytest.mark.parametrize("place", ["bedrooms", "review", "consent", "valued"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("thank you so much for your help", "thanks"),
        ("you've been very helpful", "thanks"),
        ("have a lovely day", "bye"),
        ("good afternoon to you", "greeting"),
        ("how are you today?", "greeting"),
    ],
)
def test_a_courtesy_in_a_sentence_gets_a_word_back(place: str, said: str, answer: str) -> None:
    seen = observe(place, "en", said)
    assert f"courtesy.{answer}" in seen.happened
    assert not seen.changed


@pytest.mark.parametrize("place", ["phone", "email", "postcode", "bedrooms", "property_type", "sale_or_let"])
@pytest.mark.parametrize("said", ["it snowed all night up here", "my nephew got an apple tree for the allotment"])
def test_a_statement_is_no_failed_answer(place: str, said: str) -> None:
    seen = observe(place, "en", said)
    assert "courtesy.statement" in seen.happened
    assert not seen.changed


def test_nothing_of_all_this_sends_a_lead() -> None:
    for said in (*STOP["en"], *DELETE["en"], *HELD["en"]):
        assert "sent" not in observe("consent", "en", said).happened


def test_a_wish_is_one_list_of_phrases_a_language_and_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = {"en": ("sing me a song",), "cy": ("canwch gân i mi",), "pl": ("zaśpiewaj mi piosenkę",)}
    known = {
        code: of.having(topics={**of.topics, "song": Topic("song", phrases[code], act=Intent.NO_REMINDER, fixed=True)})
        for code, of in CATALOGUES.items()
    }
    monkeypatch.setattr(topics, "catalogue", known.get)
    for cached in ("_index", "_usual", "_ours", "_languages"):
        monkeypatch.setattr(topics, cached, cache(getattr(topics, cached).__wrapped__))
    monkeypatch.setattr(held_out, "PLAIN", replace(held_out.PLAIN))  # one that keeps nothing of other tests
    monkeypatch.setattr(held_out, "ready", held_out.ready.__wrapped__)
    monkeypatch.setitem(_INTENTS, Intent.NO_REMINDER, lambda form, state, _: say(form, state, Line("right")))
    for language, texts in phrases.items():
        for place in PLACES:
            assert "right" in observe(place, language, f"{texts[0]}!").happened


@pytest.mark.parametrize("place", ["bedrooms", "consent", "valued"])
@pytest.mark.parametrize(
    ("language", "text"), [("en", "can you redo it"), ("cy", "gawn ni wneud hyn eto"), ("pl", "powtórz to")]
)
def test_what_may_mean_the_last_answer_drops_none_without_asking(language: str, text: str, place: str) -> None:
    seen = observe(place, language, text)
    assert seen.changed == {}
    assert "restart.sure" in seen.happened


FOLDER = Path(__file__).parent / "everyday"
WISHES = tomllib.loads((FOLDER / "wishes.toml").read_text("utf-8"))
STATEMENTS = [line for line in (FOLDER / "statements.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
UNDERSTOOD = {
    "stop": ("ended ", "cancel.sent", "withdraw", "offers stop"),
    "restart": ("greeting", "restart", "offers restart", "restart.sure"),
    "language": ("language", "offers language"),
    "talk": ("talk", "topic.talk", "offers talk"),
    "again": ("topic.again",),
    "delete": ("topic.delete", "delete", "offers delete"),
    "data": ("mydata", "offers my_data"),
    "complaint": ("topic.complaint", "offers complaint"),
    "thanks": ("courtesy.thanks",),
    "bye": ("courtesy.bye", "ended "),
    "greeting": ("courtesy.greeting", "courtesy.here"),
}
"""How what happens begins, by wish. At a question, "say that again" gets nothing but the question."""
FAILED = ("phone.", "email.", "postcode.", "bedrooms.")


def _is_understood(wish: str, happened: frozenset[str]) -> bool:
    repeated = wish == "again" and {each for each in happened if "." in each} <= {"consent.ask", "consent.details"}
    return repeated or any(each.startswith(UNDERSTOOD[wish]) for each in happened)


@pytest.mark.parametrize("place", ["phone", "bedrooms", "consent", "valued"])
@pytest.mark.parametrize("language", list(WISHES))
def test_wishes_and_courtesies_are_understood_in_everyday_words(language: str, place: str) -> None:
    seen = {(wish, said): observe(place, language, said) for wish, texts in WISHES[language].items() for said in texts}
    assert [said for (wish, said), each in seen.items() if not _is_understood(wish, each.happened)] == []
    assert [said for (_, said), each in seen.items() if each.changed or "sent" in each.happened] == []


@pytest.mark.parametrize("place", ["phone", "email", "postcode", "bedrooms"])
def test_no_statement_is_told_that_it_is_no_answer_or_taken_for_one(place: str) -> None:
    seen = {said: observe(place, "en", said) for said in STATEMENTS}
    assert [said for said, each in seen.items() if any(key.startswith(FAILED) for key in each.happened)] == []
    assert [said for said, each in seen.items() if each.changed or each.offered] == []
