"""A part of an answer put right by its words, wherever the conversation is."""

from __future__ import annotations

import pytest

from conversations.lead import Name
from support.held_out import observe
from support.person import Person

PUT_RIGHT = [
    ("Not Singer, Sinclair", {"name": "Marla|Sinclair"}),
    ("not singer sinclair", {"name": "Marla|Sinclair"}),
    ("its sinclair not singer", {"name": "Marla|Sinclair"}),
    ("Singer should be Sinclair", {"name": "Marla|Sinclair"}),
    ("singer is wrong, it's sinclair", {"name": "Marla|Sinclair"}),
    ("surname should be Sinclair", {"name": "Marla|Sinclair"}),
    ("first name is Merla", {"name": "Merla|Singer"}),
    ("no, Merla", {"name": "Merla|Singer"}),
    ("no its Marla with an e, Merla", {"name": "Merla|Singer"}),
    ("its 132 not 123", {"address": "132 Example Street, Derby"}),
    ("not Example Street but Mill Lane", {"address": "123 Mill Lane, Derby"}),
    ("JY not JX", {"postcode": "DE1 1JY"}),
    ("the postcode ends in 1JY", {"postcode": "DE1 1JY"}),
    ("the number ends 001", {"phone": "+447986000001"}),
    ("last digit of my number is 1", {"phone": "+447986000001"}),
    ("last two digits are 45 not 00", {"phone": "+447986000045"}),
    ("its number 12 not 123", {"address": "12 Example Street, Derby"}),
    ("cloud8 not cloud9", {"email": "cloud8@cloud.com"}),
    ("two not three", {"bedrooms": "2"}),
    ("swap semi for terrace", {"property_type": "terraced"}),
    ("change Singer to Sinclair", {"name": "Marla|Sinclair"}),
    ("house no is 125", {"address": "125 Example Street, Derby"}),
    ("its Example Road not Street", {"address": "123 Example Road, Derby"}),
    ("email ends .co.uk not .com", {"email": "cloud9@cloud.co.uk"}),
]
IN_OTHERS = [
    ("pl", "nie Singer tylko Sinclair"),
    ("pl", "nazwisko powinno być Sinclair"),
    ("pl", "not Singer, Sinclair"),
    ("cy", "nid Singer, Sinclair"),
]
LEFT_ALONE = [
    "not happy, sorry",  # nothing of it is in an answer
    "yes but not Derby Homes",  # the agency, not the town
    "sorry my name is Marla Singer not Karla",  # what is denied was never taken
    "my marla is not happy with this",
    "not Singer, Sinclair?",
    "nie mam maila",  # a word like one of the name, in a sentence
    "street should be sample street",
]


@pytest.mark.parametrize(("said", "changed"), PUT_RIGHT)
def test_what_was_wrong_is_replaced_where_it_stands(said: str, changed: dict[str, str]) -> None:
    assert dict(observe("review", "en", said).changed) == changed


@pytest.mark.parametrize(("language", "said"), IN_OTHERS)
def test_what_was_wrong_is_said_in_the_words_of_the_chat_and_in_english(language: str, said: str) -> None:
    assert dict(observe("review", language, said).changed) == {"name": "Marla|Sinclair"}
    if language != "en" and not said.startswith("not"):
        assert dict(observe("review", "en", said).changed) == {}


@pytest.mark.parametrize("said", LEFT_ALONE)
def test_nothing_changes_by_what_only_looks_alike(said: str) -> None:
    assert dict(observe("review", "en", said).changed) == {}


@pytest.mark.parametrize("said", ["sorry singer with a c", "not singer", "it's spelt wrong, Singer with no g"])
def test_what_is_wrong_without_what_is_right_is_asked_again(said: str) -> None:
    assert "edit name" in observe("phone", "en", said).happened


def test_a_correction_in_the_middle_goes_back_to_where_one_was() -> None:
    person = Person()
    person.starts()
    for said in ("sell", "Mrs Marla Singer", "Not Singer, Sinclair"):
        person.says(said)
    assert person.answered["name"].value == Name("Marla", "Sinclair", "Mrs")
    assert "phone" in person.says("what was that")


FLAT = "Flat 2, 12 High Street, Derby"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("flat 3", "Flat 3, 12 High Street, Derby"),
        ("sorry, flat 3", "Flat 3, 12 High Street, Derby"),
        ("flat 3 sorry", "Flat 3, 12 High Street, Derby"),
        ("flat number is 3", "Flat 3, 12 High Street, Derby"),
        ("house number is 14", "Flat 2, 14 High Street, Derby"),
    ],
)
def test_the_number_of_a_flat_is_told_from_that_of_the_house(said: str, address: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email")
    person.says(FLAT)
    person.answers()
    person.says(said)
    answers = person.answered
    assert answers["address"].value == address
    assert answers["property_type"].value == "semi-detached"


@pytest.mark.parametrize("key", ["postcode", "property_type"])
def test_another_number_of_the_flat_is_a_correction_at_the_questions_after(key: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email")
    person.says(FLAT)
    for each in () if key == "postcode" else ("postcode", "bedrooms"):
        person.answers(each)
    person.says("flat 3")
    answers = person.answered
    assert answers["address"].value == "Flat 3, 12 High Street, Derby"
    assert ("property_type" in answers) is (key == "property_type")


@pytest.mark.parametrize(
    ("said", "offered"), [("4", {"bedrooms": ("4",)}), ("4 sorry", {"bedrooms": ("4",)}), ("3", {})]
)
def test_a_number_alone_after_the_bedrooms_is_asked_back(said: str, offered: dict[str, tuple[str, ...]]) -> None:
    seen = observe("property_type", "en", said)
    assert (dict(seen.changed), dict(seen.offered)) == ({}, offered)


def test_a_correction_after_the_consent_question_asks_for_consent_again() -> None:
    seen = observe("consent", "en", "Not Singer, Sinclair")
    assert dict(seen.changed) == {"name": "Marla|Sinclair"}
    assert "unreviewed" in seen.happened
    assert "sent" not in seen.happened
