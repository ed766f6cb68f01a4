"""Questions in words that nobody foresaw: what they are about, by the words that are in them."""

from __future__ import annotations

import pytest

from conversations.intents import Topic
from conversations.languages import CATALOGUES, catalogue

ABOUT = [
    ("en", "is someone going to bombard me day and night", Topic.WHY_PHONE),
    ("en", "and the bill for that goes to who?", Topic.FOR_AGENCY),
    ("en", "so which algorithm is it", Topic.ACCURATE),
    ("pl", "macie może jakiegoś konsultanta", Topic.TALK),
    ("pl", "wierzyć w to można?", Topic.ACCURATE),
    ("pl", "a po kiego grzyba wam to", Topic.WHY),
    ("pl", "rachunek potem przyjdzie?", Topic.FOR_AGENCY),
    ("cy", "fydd na fil ar y diwedd?", Topic.FOR_AGENCY),
    ("cy", "sut dach chi'n cael y pris?", Topic.ACCURATE),
    ("cy", "be os dwi'n difaru", Topic.CHANGE_MIND),
]
ABOUT_SOMETHING_ELSE = [
    ("en", "do you do mortgages?"),
    ("en", "should i sell now or wait?"),
    ("en", "what format"),
    ("en", "is leasehold a problem"),
    ("en", "we had a robot hoover and a bill"),  # asks nothing
    ("pl", "czy pomagacie z kredytem?"),
    ("pl", "który adres, stary czy nowy"),
    ("cy", "ydych chi'n gwneud morgeisi?"),
    ("cy", "ga i anfon llun"),
]


@pytest.mark.parametrize(("language", "asked", "topic"), ABOUT)
def test_a_question_is_about_what_its_words_tell(language: str, asked: str, topic: Topic) -> None:
    assert catalogue(language).topic_by_words(asked) is topic


@pytest.mark.parametrize(("language", "said"), ABOUT_SOMETHING_ELSE)
def test_a_question_about_something_else_is_owned_up_to(language: str, said: str) -> None:
    assert catalogue(language).topic_by_words(said) is None


def test_every_language_tells_the_same_topics() -> None:
    assert len({frozenset(each.concepts) for each in CATALOGUES.values()}) == 1
