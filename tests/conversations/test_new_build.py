"""A home that has no postcode yet: the site's is taken, or one nearby, and noted as approximate (conversation.md)."""

from __future__ import annotations

import pytest

from conversations.languages import catalogue
from support.person import ANSWERS, Person

ASKED_LAST = "postcode"


def at_the_postcode(language: str) -> Person:
    person = Person(language=language)
    person.starts()
    kinds = {"en-GB": "sell it", "pl": "sprzedaż", "cy": "gwerthu"}
    for key, said in ANSWERS.items():
        if key == ASKED_LAST:
            break
        person.says(kinds[language] if key == "sale_or_let" else said)
    return person


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "its a new build, hasnt got one yet"),
        ("en-GB", "no postcode yet"),
        ("en-GB", "don't know, it's a new build"),
        ("pl", "nowe budownictwo, nie ma jeszcze kodu"),
        ("pl", "brak kodu"),
        ("cy", "ty newydd, dim cod post eto"),
        ("cy", "does dim cod post"),
    ],
)
def test_who_has_no_postcode_is_told_what_will_do_and_it_is_noted(language, said):
    person = at_the_postcode(language)

    assert catalogue(language).sentences["postcode.new_build"] in person.says(said)
    assert "DE1 1JX (approximate)" in person.says("de11jx")
    given = person.answered["postcode"]
    assert (given.value, given.note) == ("DE1 1JX", "approximate")


@pytest.mark.parametrize("said", ["nearest one is DE1 1JX", "DE1 1JX is the site's", "new build so approx de11jx"])
def test_one_that_is_said_to_be_near_is_noted_at_once(said):
    assert "DE1 1JX (approximate)" in at_the_postcode("en-GB").says(said)


@pytest.mark.parametrize(
    "said", ["DE1 1JX", "de11jx near the station", "next door to the pub, de1 1jx", "it's DE1 1JX"]
)
def test_others_are_taken_as_they_are(said):
    person = at_the_postcode("en-GB")
    person.says(said)
    assert (person.answered["postcode"].value, person.answered["postcode"].note) == (
        "DE1 1JX",
        "",
    )


def test_the_agency_sees_it():
    person = at_the_postcode("en-GB")
    for said in ("new build, no postcode", "de11jx", "4", "semi-detached"):
        person.says(said)
    person.taps("All correct")
    person.says("yes, I agree")
    (lead,) = person.sent
    assert lead.notes["postcode"] == "approximate"
