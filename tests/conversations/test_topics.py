"""Topics are data: what the words of an example say is answered, what is only like them is offered, the rest is owned up to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from conversations.events import Tapped
from conversations.form import OwnTopic
from conversations.languages import CATALOGUES
from conversations.state import Fresh
from conversations.understanding.candidates import Evidence
from conversations.understanding.topics import OFFERED, SLOT, Phrase, in_its_words, index
from support.held_out import PLAIN, observe
from support.person import FORM, Person

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
OTHER = "Something else: ask the office"
FEES = OwnTopic("fees", ("what does a sale cost me",), "We charge 1.2% when it sells.", "Our fees")
CARAVANS = OwnTopic("caravans", ("do you sell caravans", "caravans"), "Yes, static ones, in Skegness.", "Caravans")


def at_the_name(**facts: Any) -> Person:
    person = Person(form=replace(FORM, **facts))
    person.starts()
    person.answers("sale_or_let")
    return person


def presses(person: Person, data: str) -> str:
    before = len(person.messages)
    person.happens(Tapped(data))
    return "\n".join(message.text for message in person.messages[before:])


@LANGUAGES
def test_every_topic_has_enough_examples_and_means_the_same_in_every_language(language: str) -> None:
    topics, english = CATALOGUES[language].topics, CATALOGUES["en"].topics
    asked = {key: each for key, each in topics.items() if f"topic.{key}.label" in CATALOGUES[language].sentences}
    assert {
        key: len(each.examples) for key, each in asked.items() if each.act is None and len(each.examples) < 20
    } == {}
    assert {key: structs.replace(each, examples=()) for key, each in topics.items()} == {
        key: structs.replace(each, examples=()) for key, each in english.items()
    }


@LANGUAGES
def test_no_words_are_an_example_of_two_topics(language: str) -> None:
    of = CATALOGUES[language]
    told: dict[str, set[str]] = {}
    for topic in of.topics.values():
        for example in (*topic.examples, of.sentences.get(f"topic.{topic.key}.label", topic.examples[0])):
            if not in_its_words(of, Phrase(of.said(example), of.essence(example), topic.key)):
                told.setdefault(of.essence(example), set()).add(topic.key)
    assert {words: keys for words, keys in told.items() if len(keys) > 1 or not words} == {}


@LANGUAGES
def test_an_example_is_answered_by_its_topic(language: str) -> None:
    of = CATALOGUES[language]
    known = index(PLAIN, language)
    wrong = {
        example: told
        for topic in of.topics.values()
        for example in topic.examples
        if topic.act is None
        and not topic.urgent
        and ((told := known.told(f"{example}?")) is None or told.topic != topic.key)
    }
    assert wrong == {}
    urgent = [topic for topic in of.topics.values() if topic.urgent]
    assert all(known.urgent_in(f"{example}!") == topic.key for topic in urgent for example in topic.examples)


@LANGUAGES
def test_a_phrase_of_a_wish_is_that_wish(language: str) -> None:
    of = CATALOGUES[language]
    known = index(PLAIN, language)
    wrong = {
        example: meant
        for topic in of.topics.values()
        for example in topic.examples
        if topic.act is not None and SLOT not in example and (meant := known.wish(example)) is not topic.act
    }
    assert wrong == {}


def test_a_question_that_is_only_like_a_topic_is_offered_it() -> None:
    person = at_the_name()
    said = person.says("what do you lot take off the top when it sells")
    assert "Is it one of these?" in said
    assert "What's your name?" in said
    assert "The agency's fees" in person.labels()
    assert person.labels()[-1] == OTHER
    assert len([label for label in person.labels() if label not in ("Why?", "Back", OTHER)]) <= OFFERED
    assert "theirs to tell" in person.taps("The agency's fees")


@pytest.mark.parametrize("said", ["both", "guess", "I'm not agreeing to that", "my place"])
def test_what_asks_nothing_is_offered_nothing(said: str) -> None:
    assert not any(each.startswith("offers") for each in observe("consent", "en", said).happened)


def test_something_else_leads_to_the_agency() -> None:
    person = at_the_name()
    said = person.says("did derby county win?")
    assert "one for the team at Derby Homes" in said
    assert "01332 000000" in person.taps(OTHER)


def test_an_offer_can_be_pressed_whatever_came_after_it() -> None:
    person = at_the_name()
    person.says("what do you lot take off the top when it sells")
    offer = person.button("The agency's fees")
    person.answers()
    for _ in range(2):
        assert "theirs to tell" in presses(person, offer)
        person.says("/cancel")
    person.says("/delete")
    presses(person, offer)
    assert isinstance(person.state.phase, Fresh)


def test_a_button_of_a_topic_that_is_gone_is_answered_by_where_one_is() -> None:
    person = at_the_name(topics=(CARAVANS,))
    person.says("would you sell my old caravan please?")
    offer = person.button("Caravans")
    person.form = FORM
    assert "What's your name?" in presses(person, offer)


@pytest.mark.parametrize(
    ("place", "said", "taken"),
    [
        ("address", "4 Fee Lane, Derby", {"address": "4 Fee Lane, Derby"}),
        ("address", "12 Free Lane, Derby", {"address": "12 Free Lane, Derby"}),
        ("name", "Will Price", {"name": "Will|Price"}),
        ("email", "marla@cloud.com, why do you need it?", {"email": "marla@cloud.com"}),
        ("message", "email only please, and is it free?", {"message": "email only please, and is it free?"}),
    ],
)
def test_no_topic_swallows_an_answer(place: str, said: str, taken: dict[str, str]) -> None:
    assert observe(place, "en", said).changed == taken


def test_the_house_of_a_parent_is_told_of_or_is_a_houses_name() -> None:
    assert "topic.not_mine" in observe("name", "cy", "tŷ mam ydi hwn").happened
    assert not {"topic.not_mine"} & observe("address", "cy", "Tŷ Nain, Bangor").happened


@pytest.mark.parametrize("said", ["my mum is going into a care home", "I have dementia, sorry", "dad's in hospital"])
def test_who_tells_of_a_hard_time_is_heard(said: str) -> None:
    seen = observe("bedrooms", "en", said)
    assert {"topic.vulnerable", "talk.phone"} <= seen.happened
    assert not seen.changed


@pytest.mark.parametrize(
    "place", ["sale_or_let", "name", "phone", "address", "bedrooms", "message", "review", "consent"]
)
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "i cant cope any more i want to die"),
        ("en", "07986 000000 I'm thinking about suicide"),
        ("cy", "dw i eisiau marw"),
        ("pl", "nie chcę już żyć"),
    ],
)
def test_a_person_in_danger_is_answered_first_and_not_pressed(place: str, language: str, said: str) -> None:
    seen = observe(place, language, said)
    assert "crisis" in seen.happened
    assert not seen.changed
    assert not any(each.startswith("progress") for each in seen.happened)


def test_a_person_in_danger_is_not_read_as_a_no_while_a_surname_is_awaited() -> None:
    person = at_the_name()
    person.says("Dewi")
    before = person.state.phase
    assert "116 123" in person.says("i want to die")
    assert person.messages[-1].buttons == ()
    assert person.state.phase == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "im dying to know"),
        ("en", "this form is killing me"),
        ("en", "dead end road"),
        ("en", "I don't want to live here any more"),
        ("en", "my brother committed suicide"),
        ("en", "would it be financial suicide to sell now"),
        ("pl", "nie chcę tu żyć"),
        ("pl", "ta formalność mnie zabije"),
    ],
)
def test_idioms_and_houses_are_no_danger(language: str, said: str) -> None:
    assert "crisis" not in observe("bedrooms", language, said).happened


# The agency's own topics.


def test_a_topic_is_one_entry() -> None:
    person = at_the_name(topics=(CARAVANS,))
    assert "static ones, in Skegness" in person.says("Do you sell caravans?")
    assert "one for the team" in at_the_name().says("Do you sell caravans?") or "Caravans" not in person.labels()


def test_the_agencys_topic_takes_the_place_of_ours() -> None:
    person = at_the_name(topics=(FEES,))
    assert "We charge 1.2%" in person.says("what are your fees")
    assert "We charge 1.2%" in person.says("what does a sale cost me?")


def test_a_topic_is_answered_in_the_language_of_the_chat_if_it_is_written_in_it() -> None:
    welsh = OwnTopic("fees", ("faint yw'r pris i werthu",), "1.2% pan fydd yn gwerthu.", "Ein ffioedd", language="cy")
    known = index(replace(PLAIN, topics=(FEES, welsh)), "cy")
    told = known.told("faint yw'r pris i werthu?")
    assert told
    assert told.topic == "fees"
    person = Person(language="cy", form=replace(FORM, topics=(FEES, welsh)))
    person.starts()
    assert "1.2% pan fydd" in person.says("faint ydych chi'n codi?")
    other = Person(language="pl", form=replace(FORM, topics=(FEES, welsh)))
    other.starts()
    assert "We charge 1.2%" in other.says("jaka jest prowizja?")


def test_words_in_a_question_tell_more_the_fewer_examples_have_them() -> None:
    known = index(PLAIN, "en")
    assert known.likely("what commissiom would you want") == known.likely("what commission would you want")
    assert known.likely("what commission would you want")[0] == "fees"
    assert known.likely("did derby county win?") == ()
    told = known.told("so, and is it free then?")
    assert told
    assert told.evidence is Evidence.EXACT
