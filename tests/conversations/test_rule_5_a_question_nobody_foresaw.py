"""Rule 5: a question nobody foresaw is never answered wrongly.

An example's own words are answered; what is like them is offered; the rest is owned up to.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.form import OwnTopic
from conversations.languages import CATALOGUES
from conversations.understanding.topics import OFFERED, index
from support.held_out import PLAIN, observe
from support.person import FORM, Person

PLACES = ("name", "phone", "bedrooms", "review", "consent", "valued")
STRANGE = (
    "does it rain in skegness?",
    "who won the cup?",
    "do you keep the keys when im at work?",
    "how deep are the foundations?",
    "can I get a refund on my parking?",
    "what's the mayor's name?",
)
"""Questions that no topic is about."""
OF_FEES = (
    "what would I owe you if it sells?",
    "how many percent do you take?",
    "whats your going rate for selling",
    "is your commission negotiable?",
    "do you bill me even if nobody buys it?",
)


def answered(happened: frozenset[str]) -> set[str]:
    return {each for each in happened if each.startswith("topic.")}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("said", STRANGE)
def test_a_question_that_no_topic_is_about_is_offered_topics_or_owned_up_to(place: str, said: str) -> None:
    seen = observe(place, "en", said)
    assert not answered(seen.happened)
    assert not seen.changed
    assert seen.happened & {"suggest", "courtesy.question", "name.question"}


@pytest.mark.parametrize("said", OF_FEES)
def test_a_price_of_the_agencys_is_never_told(said: str) -> None:
    seen = observe("bedrooms", "en", said)
    assert "topic.free" not in seen.happened
    assert "offers fees" in seen.happened or "topic.fees" in seen.happened


def test_likeness_alone_answers_nothing_however_great_it_is() -> None:
    known = index(PLAIN, "en")
    for said in ("what commission on flats would you be after", "for a barn, would that be accurate at all"):
        assert known.told(said) is None
        assert 1 <= len(known.likely(said)) <= OFFERED


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("my late dad's house, does that matter?", "not_mine"),
        ("my wife died last year, how accurate is this thing then roughly", "accurate"),
    ],
)
def test_who_tells_of_a_death_and_asks_something_gets_a_kind_word_and_an_offer(said: str, topic: str) -> None:
    seen = observe("bedrooms", "en", said)
    assert "topic.bereaved" in seen.happened
    assert f"offers {topic}" in seen.happened


@pytest.mark.parametrize(
    ("place", "said", "answer"),
    [
        ("consent", "good morning, is it free?", "topic.free"),
        ("name", "thanks for your help, who sees my answers?", "topic.who_sees"),
    ],
)
def test_a_question_beside_a_courtesy_is_answered(place: str, said: str, answer: str) -> None:
    assert answer in observe(place, "en", said).happened


@pytest.mark.parametrize("place", ["review", "consent"])
def test_a_correction_beside_a_question_is_not_lost(place: str) -> None:
    said = "you got the email wrong its cloud8@cloud.com, how many questions are left"
    assert observe(place, "en", said).changed == {"email": "cloud8@cloud.com"}


@pytest.mark.parametrize("key", ["delete", "who_sees", "complaint", "no_calls", "change_mind", "who_are_you"])
def test_an_agency_answers_nothing_in_our_place_that_is_about_peoples_rights(key: str) -> None:
    examples = CATALOGUES["en"].topics[key].examples
    theirs = OwnTopic("ours", examples, "That's nobody's business.", "Data")
    known = index(replace(PLAIN, topics=(theirs,)), "en")
    assert {told.topic for each in examples if (told := known.told(f"{each}?"))} == {key}


def test_two_runs_offer_the_same_in_the_same_order() -> None:
    person, other = Person(form=FORM), Person(form=FORM)
    for each in (person, other):
        each.starts()
        each.says("what do you lot take off the top when it sells")
    assert person.labels() == other.labels()


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("I keep reading about fraudsters, can I trust this?", "scam"),
        ("Suppose I decide against it next month, is that all right?", "change_mind"),
    ],
)
def test_a_clause_that_is_about_less_than_the_whole_question_is_offered_and_not_answered(said: str, topic: str) -> None:
    seen = observe("bedrooms", "en", said)
    assert not answered(seen.happened)
    assert f"offers {topic}" in seen.happened


@pytest.mark.parametrize(
    ("language", "said", "topic"),
    [
        ("en", "roughly how much for removals from a 3 bed", "other_costs"),
        ("en", "not one of them fraud sites is it", "scam"),
        ("en", "someone could come round and visit the flat", "visit"),
        ("pl", "Mam długi i boję się, że zabiorą mi mieszkanie", "vulnerable"),
        ("pl", "moze ktos przyjechac zobaczyc mieszkanie", "visit"),
    ],
)
def test_a_home_mentioned_in_passing_beside_a_topic_answers_nothing(language: str, said: str, topic: str) -> None:
    seen = observe("bedrooms", language, said)
    assert not seen.changed
    assert f"offers {topic}" in seen.happened
