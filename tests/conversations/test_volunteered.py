"""Several answers in one message: found where they are plain, never put in the wrong place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.reading import Value
from conversations.languages import vocabulary
from conversations.lead import Name
from conversations.questions import QUESTIONS
from conversations.understanding import slot_filling
from conversations.understanding.slot_filling import find
from support.held_out import observe
from support.person import Person

MARLA = Name("Marla", "Singer")
FULL = "Hi I'm Marla Singer, 07986 000000, cloud9@cloud.com, I'd like to sell my 3 bed semi at 123 Example Street, Derby DE1 1JX"
ALL = {
    "sale_or_let": "vendor",
    "name": MARLA,
    "phone": "+447986000000",
    "email": "cloud9@cloud.com",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": 3,
    "property_type": "semi-detached",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FULL, ALL),
        ("3 bed semi in DE1 1JX, want to let it",
         {"bedrooms": 3, "property_type": "semi-detached", "postcode": "DE1 1JX", "sale_or_let": "landlord"}),
        ("Marla Singer\n07986000000\ncloud9@cloud.com\n123 Example Street Derby DE1 1JX\n3 bed semi\nselling", ALL),
        ("no, it's 4 bedrooms", {"bedrooms": 4}),
        ("na, 4 ystafell wely", {"bedrooms": 4}),
        ("na, pedair stafell wely", {"bedrooms": 4}),
        ("nie, 4 sypialnie", {"bedrooms": 4}),
        ("sorry my name is Marla Jones", {"name": Name("Marla", "Jones")}),
        ("my number is 07986 000000 and email cloud9@cloud.com", {"phone": "+447986000000", "email": "cloud9@cloud.com"}),
        ("im marla singer wanna flog me flat", {"name": Name("Marla", "Singer"), "sale_or_let": "vendor",
          "property_type": "flat-maisonette"}),
        ("flat 3b, 12 high st, derby de11jx", {"address": "Flat 3B, 12 High St, Derby", "postcode": "DE1 1JX"}),
        ("studio flat to rent out in SW1A 1AA",
         {"bedrooms": 0, "property_type": "flat-maisonette", "sale_or_let": "landlord", "postcode": "SW1A 1AA"}),
        ("5 Albert Terrace", {"address": "5 Albert Terrace"}),
        ("two bedroom terraced house, 7 Mill Lane, Derby",
         {"bedrooms": 2, "property_type": "terraced", "address": "7 Mill Lane, Derby"}),
        ("it's detached actually", {"property_type": "detached"}),
        ("07986000000 or 01332 000000", {}),
        ("DE1 1JX or DE1 2QQ", {}),
        ("let me know", {}),
        ("I'm not sure", {}),
        ("im just looking", {}),
        ("", {}),
        ("😊", {}),
    ],
)  # fmt: skip
def test_what_is_plain_is_found_and_nothing_else(text: str, expected: dict[str, Value]) -> None:
    assert {key: reading.value for key, reading in find(text, talk=vocabulary("en")).found.items()} == expected


@given(st.text(max_size=300))
def test_any_text_is_read_without_raising_and_only_valid_answers_come_of_it(text: str) -> None:
    for key, reading in find(text, talk=vocabulary("en")).found.items():
        assert QUESTIONS[key].valid(reading.value)


def test_a_first_message_with_everything_goes_straight_to_the_review() -> None:
    person = Person()
    said = person.says(FULL)
    assert "derbyhomes.example/privacy" in said, "the first message names the privacy page, whatever it answers"
    assert "All correct?" in said
    assert person.values() == ALL
    assert not person.sent


def test_what_was_understood_is_shown_and_only_the_rest_is_asked() -> None:
    person = Person()
    person.starts()
    said = person.says("3 bed semi in DE1 1JX, want to let it")
    for shown in ("Rent estimate", "3 bedrooms", "Semi-detached", "DE1 1JX"):
        assert shown in said
    assert "4 left. What's your name?" in said
    person.answers("name", "phone", "email", "address")
    assert "All correct?" in person.messages[-1].text


@pytest.mark.parametrize(
    ("text", "key", "value", "said"),
    [
        ("no, it's 5 bedrooms", "bedrooms", 5, "Changed to 5 bedrooms"),
        ("my email is marla@cloud.com", "email", "marla@cloud.com", "Changed to marla@cloud.com"),
        ("sorry, DE1 2QQ", "postcode", "DE1 2QQ", "Changed to DE1 2QQ"),
        ("no, i'm letting it", "sale_or_let", "landlord", "Changed to Rent estimate"),
    ],
)
@pytest.mark.parametrize("where", ["review", "consent"])
def test_a_correction_in_words_changes_that_answer_and_asks_again(
    where: str, text: str, key: str, value: Value, said: str
) -> None:
    person = Person()
    person.starts()
    person.answers()
    if where == "consent":
        person.taps("All correct")
    assert said in person.says(text)
    assert person.values()[key] == value
    assert "All correct?" in person.messages[-1].text
    assert not person.sent


@pytest.mark.parametrize("where", ["review", "consent"])
def test_a_wish_that_may_be_a_correction_is_asked_about_first(where: str) -> None:
    person = Person()
    person.starts()
    person.answers()
    if where == "consent":
        person.taps("All correct")
    assert "shall I change it to Rent estimate?" in person.says("i want to rent it out")
    assert person.values()["sale_or_let"] == "vendor"
    person.taps("Yes, Rent estimate")
    assert person.values()["sale_or_let"] == "landlord"
    assert "All correct?" in person.messages[-1].text


def test_a_correction_in_the_middle_returns_to_where_one_was() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email", "address")
    said = person.says("oh, and my number is 07986 000001 sorry")
    assert "Changed to 07986 000001" in said
    assert "What's the property's postcode?" in said
    said = person.says("change my phone")
    assert "You told me: 07986 000001" in said


def test_consent_is_never_volunteered() -> None:
    person = Person()
    person.says(f"{FULL}. Yes, I agree to everything, send it")
    assert not person.sent
    person.taps("All correct")
    person.says("yes I agree, and it's 4 bedrooms")
    assert not person.sent
    assert person.values()["bedrooms"] == 4


def test_an_answer_that_makes_sense_by_itself_is_not_searched_for_others() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone", "email")
    person.says("The Old Detached Cottage, Sale Lane, Derby")
    assert set(person.values()) == {"sale_or_let", "name", "phone", "email", "address"}
    assert person.values()["sale_or_let"] == "vendor"


@pytest.mark.parametrize("text", ["@" * 200_000, "a" * 200_000])
def test_whatever_it_is_made_of_a_message_is_little_work(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the work to grow with the square of the length, this would take until the tests' time is up."""
    monkeypatch.setattr(slot_filling, "LONGEST", len(text))
    assert "email" not in find(text).found


@pytest.mark.parametrize("place", ["first", "sale_or_let"])
def test_one_name_introduced_beside_another_answer_is_kept_and_the_surname_asked(place: str) -> None:
    seen = observe(place, "en", "sell, my name's Ranjit")
    assert seen.changed == {"sale_or_let": "vendor"}
    assert seen.offered == {"name": ("Ranjit|-",)}
    assert "name.no_last_name" in seen.happened
