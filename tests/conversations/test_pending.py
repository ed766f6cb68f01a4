"""What is typed while a reading is offered back, or while an answer is being corrected."""

from __future__ import annotations

import pytest

from conversations.lead import Name
from support.person import Person


def asked_for_a_name(first: str = "Dewi") -> Person:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    assert f"is “{first}” your whole name?" in person.says(first)
    return person


def name_of(person: Person) -> object:
    return person.answered["name"].value


@pytest.mark.parametrize("how", ["no", "nope", "the button"])
def test_a_first_name_is_not_lost_by_saying_that_there_is_more(how: str) -> None:
    person = asked_for_a_name()
    said = person.taps("No, I'll type it again") if how == "the button" else person.says(how)
    assert "What's your surname, then?" in said
    person.says("Prys")
    assert name_of(person) == Name("Dewi", "Prys")


def test_after_a_no_a_whole_name_can_be_typed_instead() -> None:
    person = asked_for_a_name()
    person.says("no")
    person.says("Marla Singer")
    assert name_of(person) == Name("Marla", "Singer")


def test_a_surname_with_a_title_is_completed_by_a_first_name() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    person.says("Mrs Singer")
    assert "What's your first name, then?" in person.says("no")
    person.says("marla")
    assert name_of(person) == Name("Marla", "Singer", "Mrs")


def test_a_second_no_forgets_the_part_and_asks_anew() -> None:
    person = asked_for_a_name("Dwei")
    person.says("no")
    assert "What's your name?" in person.says("no")
    assert "is “Dewi” your whole name?" in person.says("Dewi")


def test_a_second_thought_keeps_the_only_name() -> None:
    person = asked_for_a_name("Cher")
    person.says("no")
    person.says("yes")
    assert name_of(person) == Name("Cher", "-")


@pytest.mark.parametrize(
    "key", ["sale_or_let", "name", "phone", "email", "address", "postcode", "bedrooms", "property_type"]
)
@pytest.mark.parametrize("text", ["yes", "it's right", "that's correct"])
def test_a_yes_while_an_answer_is_corrected_keeps_it(key: str, text: str) -> None:
    person = Person()
    person.starts()
    person.answers()
    before = person.answered
    label = {"property_type": "type", "sale_or_let": "sell or let"}.get(key, key)
    assert "You told me:" in person.says(f"change the {label}")
    assert "All correct?" in person.says(text)
    assert person.answered == before
    assert not person.sent


@pytest.mark.parametrize(
    ("language", "change", "texts"),
    [("cy", "newid y ffôn", ("ydy", "perffaith", "yes")), ("pl", "zmień telefon", ("tak", "zgadza się", "yes"))],
)
def test_a_yes_in_the_words_of_the_chat_or_in_english_keeps_it(
    language: str, change: str, texts: tuple[str, ...]
) -> None:
    person = Person(language=language)
    person.starts()
    person.answers()
    before = person.answered
    for text in texts:
        person.says(change)
        assert person.collecting.editing == "phone"
        person.says(text)
        assert not person.collecting.editing
    assert person.answered == before


@pytest.mark.parametrize("text", ["change it", "yes, change it", "fix it", "no", "hello", "yes?"])
def test_anything_else_while_an_answer_is_corrected_asks_again(text: str) -> None:
    person = Person()
    person.starts()
    person.answers()
    person.says("change the postcode")
    assert "What's the property's postcode?" in person.says(text)
    assert person.collecting.editing == "postcode"


def test_a_yes_to_a_question_that_has_no_answer_yet_is_no_answer() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let")
    assert "What's your name?" in person.says("yes")
    assert "name" not in person.answered


ASKED_BACK = {
    "bedrooms": "2 and a box room",
    "email": "marla@gmial.com",
    "phone": "01332 000123 or 07986 000123",
}


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("bedrooms", "yes", 3),
        ("bedrooms", "it does", 3),
        ("bedrooms", "nope", 2),
        ("bedrooms", "don't count it", 2),
        ("bedrooms", "no just 2", 2),
        ("bedrooms", "yes so 3", 3),
        ("email", "the gmail one", "marla@gmail.com"),
        ("email", "first one", "marla@gmail.com"),
        ("email", "the second one", "marla@gmial.com"),
        ("email", "no it's right", "marla@gmial.com"),
        ("email", "no marla@cloud.com", "marla@cloud.com"),
        ("phone", "the landline", "+441332000123"),
        ("phone", "mobile please", "+447986000123"),
        ("phone", "the last one", "+447986000123"),
        ("phone", "07986 000124", "+447986000124"),
    ],
)
def test_what_is_asked_back_is_answered_in_words(key: str, said: str, value: object) -> None:
    person = Person()
    person.starts()
    person.answers(*person.form.questions[: person.form.questions.index(key)])
    person.says(ASKED_BACK[key])
    person.says(said)
    assert person.answered[key].value == value


@pytest.mark.parametrize(("key", "said"), [("bedrooms", "maybe"), ("phone", "either"), ("email", "the hotmail one")])
def test_what_chooses_nothing_is_asked_again(key: str, said: str) -> None:
    person = Person()
    person.starts()
    person.answers(*person.form.questions[: person.form.questions.index(key)])
    person.says(ASKED_BACK[key])
    person.says(said)
    assert key not in person.answered


def test_a_no_with_another_number_of_bedrooms_takes_that() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email", "address", "postcode", "bedrooms")
    assert "Did you mean 5 bedrooms?" in person.says("5")
    assert "Changed to 6 bedrooms." in person.says("no 6")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("12", "12 High Street, Derby"),
        ("number 12a", "12A High Street, Derby"),
        ("no it's 12", "12 High Street, Derby"),
        ("rose cottage", "Rose Cottage, High Street Derby"),
        ("12 High Street", "12 High Street"),
        ("14 Mill Lane, Derby", "14 Mill Lane, Derby"),
        ("yes", "High Street Derby"),
        ("it has no number", "High Street Derby"),
    ],
)
def test_the_number_of_a_house_completes_its_street(said: str, address: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email")
    assert "house number" in person.says("high street derby")
    person.says(said)
    assert person.answered["address"].value == address


def test_a_street_completed_keeps_the_postcode_that_came_with_it() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email")
    person.says("high street derby de1 1jx")
    person.says("12")
    assert person.answered["postcode"].value == "DE1 1JX"


@pytest.mark.parametrize(
    ("first", "said", "kind"),
    [
        ("link detached", "no, semi", "semi-detached"),
        ("bungalow", "no its terraced", "terraced"),
        ("flat or maisonette or semi", "nie, szeregowiec", "terraced"),
    ],
)
def test_a_no_with_another_kind_of_property_takes_that(first: str, said: str, kind: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email", "address", "postcode", "bedrooms")
    person.says(first)
    assert "property_type" not in person.answered
    person.says(said)
    assert person.answered["property_type"].value == kind


@pytest.mark.parametrize("said", ["no", "no thanks", "no not semi"])
def test_a_mere_no_to_a_kind_of_property_takes_none(said: str) -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email", "address", "postcode", "bedrooms")
    person.says("link detached")
    person.says(said)
    assert "property_type" not in person.answered
