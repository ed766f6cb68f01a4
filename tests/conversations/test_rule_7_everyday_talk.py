"""Rule 7 for everything else that people say: it is no consent and no refusal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from conversations.answers.consent import Consent, goes_on, read, spoken
from conversations.languages import assent
from support.everyday import EVERYDAY, LANGUAGES, recombined
from support.held_out import observe


def test_there_are_hundreds_of_them_in_each_language() -> None:
    assert all(len(said) > 400 for said in EVERYDAY.values())
    assert sum(map(len, EVERYDAY.values())) > 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_talk_is_no_yes_and_no_no(language: str) -> None:
    heard = {said: read(said, assent(language)) for said in EVERYDAY[language]}
    assert {said: each for said, each in heard.items() if each is not Consent.UNCLEAR} == {}
    assert [said for said in EVERYDAY[language] if goes_on(said, assent(language))] == []


@settings(max_examples=600, deadline=None)
@given(recombined())
def test_recombined_everyday_talk_never_sends(said: tuple[str, str]) -> None:
    language, text = said
    if read(text, assent(language)) is not Consent.YES:
        assert "sent" not in observe("consent", language, text).happened
    else:  # pieces may add up to a yes ("yes" and "of course"): then nothing but listed phrases is in it
        allowed = {
            word
            for phrase in assent(language).yes | assent(language).sends | assent(language).beside_yes
            for word in phrase
        }
        assert allowed.issuperset(spoken(text)), text
