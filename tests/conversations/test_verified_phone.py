"""A phone number that Telegram vouches for is marked so in the lead; one that was typed is not."""

from __future__ import annotations

from support.person import Person

OWN = "+447986000000"


def _sent(person: Person) -> dict[str, str]:
    person.answers("email", "address", "postcode", "bedrooms", "property_type")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    return dict(person.sent[0].notes)


def _asked_for_the_phone() -> Person:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name")
    return person


def test_a_shared_contact_of_ones_own_is_marked() -> None:
    person = _asked_for_the_phone()
    person.shares_contact(OWN)
    assert _sent(person)["phone_verified"] == "telegram"


def test_a_typed_number_is_not_nor_is_one_that_takes_its_place() -> None:
    typed = _asked_for_the_phone()
    typed.says("07986 000000")
    assert "phone_verified" not in _sent(typed)
    changed = _asked_for_the_phone()
    changed.shares_contact(OWN)
    changed.says("no, my number is 07700 900123")
    assert "phone_verified" not in _sent(changed)
