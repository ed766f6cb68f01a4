"""Rule 7 and rule 2 for everything else that people say: it is no consent and no refusal, and changes no answer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers.consent import Consent, goes_on, read
from conversations.languages import CATALOGUES, assent
from support.held_out import observe

FOLDER = Path(__file__).parent / "everyday"
LANGUAGES = tuple(CATALOGUES)


def _expanded(line: str) -> Iterator[str]:
    parts = re.split(r"\[([^]]+)\]", line)
    for chosen in itertools.product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts))):
        yield "".join(chosen)


def _sentences(language: str) -> list[str]:
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return sorted({said for line in lines if line and not line.startswith("#") for said in _expanded(line)})


EVERYDAY = {language: _sentences(language) for language in LANGUAGES}


def test_there_are_hundreds_of_them_in_each_language() -> None:
    assert all(len(said) > 400 for said in EVERYDAY.values())
    assert sum(map(len, EVERYDAY.values())) > 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_talk_is_no_yes_and_no_no(language: str) -> None:
    heard = {said: read(said, assent(language)) for said in EVERYDAY[language]}
    assert {said: each for said, each in heard.items() if each is not Consent.UNCLEAR} == {}
    assert [said for said in EVERYDAY[language] if goes_on(said, assent(language))] == []


@pytest.mark.parametrize("place", ["review", "consent"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_talk_sends_nothing_and_changes_no_answer(language: str, place: str) -> None:
    for said in EVERYDAY[language]:
        seen = observe(place, language, said)
        assert "sent" not in seen.happened, said
        assert dict(seen.changed) == {}, said


@st.composite
def _recombined(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language, and pieces of its everyday sentences in another order."""
    language = draw(st.sampled_from(LANGUAGES))
    pieces = []
    for said in draw(st.lists(st.sampled_from(EVERYDAY[language]), min_size=2, max_size=3)):
        words = said.split()
        begin = draw(st.integers(0, len(words) - 1))
        pieces.append(" ".join(words[begin : draw(st.integers(begin + 1, len(words)))]))
    return language, draw(st.sampled_from([" ", ", ", ". ", "\n", " - "])).join(pieces)


@settings(max_examples=600, deadline=None)
@given(_recombined())
def test_recombined_everyday_talk_never_sends(said: tuple[str, str]) -> None:
    language, text = said
    if read(text, assent(language)) is not Consent.YES:
        assert "sent" not in observe("consent", language, text).happened
    else:  # pieces may add up to a yes ("yes" and "of course"): then nothing but listed phrases is in it
        allowed = {word for phrase in assent(language).yes | assent(language).beside_yes for word in phrase}
        assert allowed.issuperset(re.findall(r"\w+", text.lower())), text
