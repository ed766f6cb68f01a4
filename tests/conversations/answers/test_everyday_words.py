"""A message of everyday words is nobody's name; a name of plain words stays one."""

from __future__ import annotations

import pytest

from conversations.answers import name
from conversations.answers.everyday_words import is_everyday
from conversations.answers.reading import Refused, Understood
from conversations.lead import Name

NOBODY = [
    "dinner time", "bad signal", "boss watching", "screen cracked", "retired teacher", "quick quote", "keyboard stuck",
    "half asleep",
    "DINNER TIME", "pensioner", "relocating", "piece of cake", "słaby zasięg", "pies szczeka", "bateria pada", "signal gwael",
    "losing patience", "jadę autobusem", "jade autobusem",
    "hanner cysgu", "batri bron marw", "mor agos ydi'r ffigwr", "lets crack on",
]  # fmt: skip
SOMEBODY = [
    ("rose field", "Rose", "Field"),
    ("mark page", "Mark", "Page"),
    ("may king", "May", "King"),
    ("tom baker", "Tom", "Baker"),
    ("Sunny Day", "Sunny", "Day"),
    ("Summer Rain", "Summer", "Rain"),
    ("Rainy Day", "Rainy", "Day"),  # two capitals are no accident
    ("james green", "James", "Green"),
    ("miles walker", "Miles", "Walker"),
    ("olaf pies", "Olaf", "Pies"),
    ("ifor bach", "Ifor", "Bach"),
    ("marek dobry", "Marek", "Dobry"),
    ("long pham", "Long", "Pham"),
    ("prudence money", "Prudence", "Money"),
    ("Harding Grace", "Harding", "Grace"),  # two capitals, once more
    ("jade salem", "Jade", "Salem"),
]


@pytest.mark.parametrize("said", NOBODY)
def test_everyday_words_are_nobodys_name(said: str) -> None:
    assert isinstance(name.read(said), Refused)


@pytest.mark.parametrize(("said", "first", "last"), SOMEBODY)
def test_a_name_of_plain_words_stays_one(said: str, first: str, last: str) -> None:
    assert name.read(said) == Understood(Name(first, last))


@pytest.mark.parametrize("surname", ["Price", "lane", "Green", "Street", "Baker"])
def test_a_surname_that_was_asked_for_may_be_any_plain_word(surname: str) -> None:
    completed = name.complete(Name("Marla", name.MISSING), surname)
    assert completed == Understood(Name("Marla", surname.capitalize()))


@pytest.mark.parametrize("said", ["later", "why", "private", "sorry", "what"])
def test_what_people_say_instead_of_a_surname_is_none(said: str) -> None:
    assert isinstance(name.complete(Name("Marla", name.MISSING), said), Refused)


def test_an_ending_is_no_disguise() -> None:
    assert all(map(is_everyday, ["watching", "cracked", "babies", "boxes", "dropped", "losing"]))
    assert not any(map(is_everyday, ["james", "jared", "miles", "harry", "olaf"]))
