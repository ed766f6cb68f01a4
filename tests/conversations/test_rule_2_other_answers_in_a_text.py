"""Rule 2: what merely stands in a text beside something else, a postcode or a street, changes no answer that stands unasked."""

from __future__ import annotations

import pytest

from support.held_out import observe
from support.person import Person


@pytest.mark.parametrize("where", ["review", "consent", "property_type", "bedrooms"])
@pytest.mark.parametrize("text", ["10 Downing Street SW1A 2AA", "16 Oak Street, Derby"])
def test_another_address_is_offered(where: str, text: str) -> None:
    seen = observe(where, "en", text)
    assert seen.changed == {}
    new, standing = seen.offered["address"]
    assert text.startswith(new)
    assert standing == "123 Example Street, Derby"


@pytest.mark.parametrize(
    "text", ["the address is 16 Oak Street, Derby", "no, 16 Oak Street, Derby", "my street is 16 Oak Street, Derby"]
)
def test_another_address_that_is_named_or_set_against_the_old_is_taken(text: str) -> None:
    assert observe("review", "en", text).changed == {"address": "16 Oak Street, Derby"}


def test_an_address_that_is_offered_brings_its_postcode() -> None:
    person = Person()
    person.starts()
    person.answers()
    person.says("10 Downing Street SW1A 2AA")
    person.says("yes")
    assert (person.values()["address"], person.values()["postcode"]) == ("10 Downing Street", "SW1A 2AA")


def test_an_address_beside_the_postcode_asked_for_is_offered() -> None:
    seen = observe("postcode", "en", "10 Downing Street SW1A 2AA")
    assert seen.changed == {"postcode": "SW1A 2AA"}
    assert seen.offered["address"] == ("10 Downing Street", "123 Example Street, Derby")


@pytest.mark.parametrize(
    ("beside", "key", "value"),
    [
        ("DE1 2QQ", "postcode", "DE1 2QQ"),
        ("07986 000001", "phone", "+447986000001"),
        ("marla@cloud.com", "email", "marla@cloud.com"),
    ],
)
def test_what_stands_beside_a_corrected_address_is_asked_about(beside: str, key: str, value: str) -> None:
    person = Person()
    person.starts()
    person.answers()
    standing = person.answered[key]
    person.taps("Address")
    person.says(f"16 Oak Street, Derby, {beside}")
    assert person.values()["address"] == "16 Oak Street, Derby"
    assert person.values()[key] == standing.value
    pending = person.collecting.pending
    assert pending is not None
    assert (pending.question, pending.likely[0].value) == (key, value)


@pytest.mark.parametrize(
    "text", ["07986 123 456 7 please", "call 07986 123 456 7 please, want to sell", "im on 07986 123 456 78"]
)
def test_a_phone_number_in_a_first_message_is_never_shorter_than_it_was_typed(text: str) -> None:
    assert "phone" not in observe("first", "en", text).changed


def test_the_number_of_a_house_after_a_phone_number_is_none_of_its_digits() -> None:
    assert observe("first", "en", "07986 000000 7 Station Road").changed == {
        "phone": "+447986000000",
        "address": "7 Station Road",
    }


@pytest.mark.parametrize("text", ["3 lovely neighbours, nice area", "built in 1930, lots of character", "2 dogs"])
def test_a_number_in_talk_is_offered_as_an_address_at_most(text: str) -> None:
    assert "address" not in observe("address", "en", text).changed
