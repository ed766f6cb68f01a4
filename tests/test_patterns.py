"""No regular expression of the project makes work that grows faster than its text."""

from __future__ import annotations

import random
import re
from functools import partial
from importlib import import_module
from typing import Any

import pytest

from bot.lead_api.error_bodies import _page_title, clean_reason, question_in_sentence
from conversations.answers import name
from conversations.languages import CATALOGUES
from support.ambiguity import exponential, quadratic
from support.hostile import ENDINGS, repeated, repetitions, work
from support.patterns import METHODS, Found, every_pattern
from support.places import places, said_at

CUT = {
    "bot.lead_api.error_bodies": 4000,
    "conversations.answers.address": 400,
    "conversations.answers.bedrooms": 400,
    "conversations.answers.frame._AFTER": 400,
    "conversations.answers.email.NO_WORDS.frame": 1000,
    "conversations.answers.name_frame": 1000,
    "conversations.answers.postcode._TAIL": 80,
    "conversations.languages._NAME_FRAME.": 1000,
}
"""Characters to which the callers of a module's patterns, or of one, cut the text: a square of that is a constant."""
NEVER_FAILS = {"bot.logging.log_setup._SHOWN_BY_REPR"}
"""A pattern whose last alternative takes what is left of the line."""
LONG = 16_384
"""Characters: four times the longest message. Work that grows with the square takes a second of it, linear work milliseconds."""
SHORT = 40
"""Characters of which work that doubles with every two takes for ever."""
LIMIT = 0.5
"""Seconds."""
TRIES = 3


def cut(found: Found) -> int:
    """The most characters that the pattern is given; 0 if it is given any text."""
    return next((most for name, most in CUT.items() if found.where.startswith(name)), 0)


def _scanned(pattern: re.Pattern[Any], given: Any) -> list[object]:
    return [*pattern.finditer(given)]


def measured(pattern: re.Pattern[Any], longest: int, *, scans: bool, limit: float = LIMIT) -> str:
    """Return a text on which ``pattern`` works for too long; empty if there is none among those tried."""
    texts = isinstance(pattern.pattern, str)
    source = pattern.pattern if texts else pattern.pattern.decode("latin-1")
    rng = random.Random(source.encode("utf-8", "surrogatepass"))
    pumps = repetitions(pattern.flags, source, rng, TRIES)
    for before, piece in rng.sample(sorted(pumps), min(len(pumps), 4 * TRIES)):
        for length in (SHORT, longest):
            text = repeated(piece, length, before[:SHORT], rng.choice(ENDINGS) + "\x00")
            given = text if texts else text.encode("utf-8", "surrogatepass")
            found = partial(_scanned, pattern, given) if scans else partial(pattern.match, given)
            if work(found, limit) >= limit:
                return text
    return ""


def test_every_pattern_is_found() -> None:
    patterns = every_pattern()
    assert len(patterns) > 250
    known = {found.where for found in patterns}
    assert "conversations.answers.frame._AFTER" in known, "one that a module holds"
    assert any(where.endswith(".asks") for where in known), "one that a catalogue holds"
    assert any(where.startswith("conversations.languages.catalogue:") for where in known), "one that a function makes"


def test_none_can_be_matched_in_exponentially_many_ways() -> None:
    assert {found.where: loop for found in every_pattern() if (loop := exponential(found.pattern))} == {}


def test_none_of_a_text_of_any_length_has_loops_that_meet() -> None:
    """The sandbox is left out: it stands for Telegram where somebody tries the bot, and reads what the bot writes."""
    meeting = {
        found.where: loops
        for found in every_pattern()
        if not cut(found)
        and not found.where.startswith("sandbox.")
        and found.where not in NEVER_FAILS
        and (loops := quadratic(found.pattern, scans=found.scans))
    }
    assert meeting == {}


def test_none_works_long_on_a_text_made_for_it() -> None:
    slow = {
        found.where: text
        for found in every_pattern()
        if (
            text := measured(
                found.pattern, cut(found) or (4096 if ".sandbox." in found.where else LONG), scans=found.scans
            )
        )
    }
    assert slow == {}


class Recorder:
    """A pattern, and the length of the longest text that it was given."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.longest = 0

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(self._pattern, attribute)

        def called(*given: Any, **named: Any) -> Any:
            self.longest = max(self.longest, len(given[1 if attribute in {"sub", "subn"} else 0]))
            return value(*given, **named)

        return called if attribute in METHODS else value


def held(where: str) -> tuple[Any, str]:
    """Return what holds the pattern ``where``, and the attribute: ``_NAME_FRAME`` of its module, and ``beside``."""
    before, _, attribute = where.rpartition(".")
    holder: Any = import_module("conversations")
    for part in re.split(r"\.|(?=\[)", before)[1:] if before.startswith("conversations.") else []:
        if part.startswith("["):
            holder = holder[part.strip("[]")]
            continue
        if not hasattr(holder, part):
            import_module(f"{holder.__name__}.{part}")
        holder = getattr(holder, part)
    return (holder, attribute) if before.startswith("conversations.") else (import_module(before), attribute)


def test_what_is_cut_is_never_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patterns whose work may be a square get no more of a text than the table says."""
    watched: dict[str, tuple[Recorder, int]] = {}
    for found in every_pattern():
        if cut(found) and quadratic(found.pattern, scans=found.scans):
            recorder = Recorder(found.pattern)
            monkeypatch.setattr(*held(found.where), recorder)
            watched[found.where] = recorder, cut(found)
    for language in CATALOGUES:
        for state in places(language).values():
            for length in (79, 399, 4096):
                said_at(state, repeated("Anna ", length))
                said_at(state, repeated("3 spell ", length, "ok, 12 High Street, "))
    name.read("Anna Price spelt " + "a " * 2000)
    name.read("Price, Anna")  # which is read again as it is shown
    for read in (clean_reason, question_in_sentence, _page_title):
        read("missing value " * 2000)
    assert {where: recorder.longest for where, (recorder, most) in watched.items() if recorder.longest > most} == {}
    assert [where for where, (recorder, _) in watched.items() if not recorder.longest] == []


BAD = (
    r"(x+)+$",
    r"(?:a|a)*b",
    r"(?:(?:we'?re|were) )*late",
    r"(?:ab|a|b)*c",
    r"(?:[\s,.!]+(?:please|ta)|[\s.!]+)+$",
    r"(?:ha(?:ha)*)*!",
    r"(a*)*b",
    r"(?:x{1,3})*y",
)
SQUARE = (r"\s+$", r"[,;]*[;.]*!", r"how .*pay", r"(?: ta)*+$", r"\w+@", r"(?:hi )*there")
GOOD = {
    r"(?:x++)+$": False,
    r"(?:[a-z]+,)*;": False,
    r"(?:\w+\b ?)*;": False,
    r"(?:(?:er+m*|u+m+)(?!\w)[ ,]*)*;": False,
    r"(?<!\s)\s++$": True,
    r"(?<![\w.])[\w.]+@": True,
    r"\b[0-9]{1,4} high": True,
}
"""Each with whether it is tried at every place of a text."""


@pytest.mark.parametrize("source", BAD)
def test_a_pattern_that_doubles_its_work_is_found_out(source: str) -> None:
    assert exponential(re.compile(source))
    assert measured(re.compile(source), 4 * SHORT, scans=True, limit=0.1)


@pytest.mark.parametrize("source", SQUARE)
def test_a_pattern_whose_work_is_a_square_is_found_out(source: str) -> None:
    assert not exponential(re.compile(source))
    assert quadratic(re.compile(source), scans=True)


@pytest.mark.parametrize(("source", "scans"), GOOD.items())
def test_a_pattern_whose_work_is_as_long_as_its_text_is_none_of_them(source: str, scans: bool) -> None:
    pattern = re.compile(source)
    assert not exponential(pattern)
    assert not quadratic(pattern, scans=scans)
    assert not measured(pattern, LONG, scans=scans)
