"""Patterns of corrections, one set per language (its own words and English ones), compiled when the module is loaded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from conversations.languages import CATALOGUES, alternatives, catalogue

_PART = r"[^\s,;:?!][^,;:?!]{0,39}?"


def _plain(said: str) -> str:
    """Return a pattern's alternatives for plain words."""
    bare = "".join(char for char in unicodedata.normalize("NFD", said) if not unicodedata.combining(char))
    return f"(?:{bare.replace('ł', 'l')})".replace("'", "")


def _typed(said: str) -> str:
    """Return a pattern's alternatives for typed text, with and without accents and apostrophes."""
    forms = dict.fromkeys(form for each in _split(said) for form in (each.replace("'", "'?"), _plain(each)[3:-1]))
    return f"(?:{'|'.join(forms)})"


def _split(said: str) -> Iterator[str]:
    """Yield the alternatives of the outermost level."""
    depth, begin = 0, 0
    for at, char in enumerate(said):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            yield said[begin:at]
            begin = at + 1
    yield said[begin:]


class CorrectionPatterns:
    """Patterns of corrections. "Plain" ones are for :func:`conversations.answers.text.words`, joined by spaces."""

    def __init__(self, of: Mapping[str, str]) -> None:
        """Compile the patterns from the alternatives ``of`` a language, by name."""

        def typed(*names: str) -> str:
            return _typed("|".join(of[name] for name in names))

        def plain(*names: str) -> str:
            return _plain("|".join(of[name] for name in names))

        def compiled(pattern: str) -> re.Pattern[str]:
            return re.compile(pattern, re.IGNORECASE)

        lead = rf"^(?:{typed('openers', 'lead')}(?![\w'])[\s,.:!-]*+)*+"
        meant, nots, should_be = typed("meant"), typed("nots"), rf"(?:{typed('should_be')}|=?-?>)"
        but, old, new = rf"(?:[,;:.]++ ?| (?={meant} ))", rf"(?P<old>{_PART})", rf"(?P<new>{_PART})"
        joins, unit = typed("joins"), rf"{typed('unit')}\.? ?(?:{typed('number')}\b\.? ?)?"
        please, articles, wrong = typed("please"), typed("articles"), typed("wrong")
        end = rf"(?:,? {please})?\.?$"

        # Plain: a new value is contrasted with an earlier one.
        self.against = re.compile(rf"(?:{plain('pauses')} )*+{plain('openers')}\b|.*\b{plain('sets')}\b")
        # Plain: a question asks for a change.
        self.wants = re.compile(rf"\b{plain('wants')}\b")
        # Plain: a question about a recorded answer.
        self.recalls = re.compile(rf"(?:(?:{plain('pauses')}|{plain('openers')}) )*+{plain('recalls')}\b")
        # The wrong and the right value, in either order.
        self.instead = (
            compiled(rf"{lead}{nots} {old}{but}(?:{meant} )*+{new}\.?$"),
            compiled(rf"{lead}{new},? {nots} {old}\.?$"),
            compiled(rf"{lead}{old}(?: {joins}|'s)? {wrong}[,;:. ]++(?:{meant} )*+{new}\.?$"),
            compiled(
                rf"{lead}(?:{please} )?{typed('swap')} (?:{articles} )?{old} {typed('into')} (?:{articles} )?{new}\.?$"
            ),
            compiled(rf"{lead}{old} {should_be} {new}\.?$"),
        )
        # The wrong and the right value with nothing between, for names and numbers: "not singer sinclair".
        self.side_by_side = compiled(rf"{lead}{nots} (?P<old>\S{{1,40}}) (?P<new>\S{{1,40}}?)\.?$")
        self.just_not = compiled(rf"{lead}{nots} {old}\.?$")
        self.of_a_name = compiled(
            rf"\b(?:(?P<last>{typed('surname')})|{typed('forename')})(?: {joins}|'s|:)++ (?P<new>[^\W\d_][\w'-]{{1,30}}){end}"
        )
        self.ends = compiled(rf"\b{typed('ends')} (?P<new>[\w ]{{1,6}}?)(?: {nots} \w+)?\.?$")
        self.house_number = compiled(
            rf"\b(?P<what>{typed('house')}|{typed('unit')}) ?(?:{typed('number')})?\.?(?: {joins}|'s|:)++"
            r" (?P<new>[0-9]{1,4}[a-z]?)\.?$"
        )
        self.unit = compiled(rf"{lead}{unit}(?P<new>[0-9]{{1,4}}[a-z]?){end}")
        self.unit_in = compiled(rf"\b{unit}(?P<old>[0-9]{{1,4}}[a-z]?)\b")
        # Words between the name of a question and its answer.
        self.joins = compiled(rf"^(?:[\s:=,.>-]|{joins}\b)*+")
        self.nots = compiled(nots)
        self.rather_than = compiled(rf"(?<=[^, ])[, ]++{nots}\b")
        self.denies = compiled(rf"(?:{nots}|{wrong}|{typed('spelt')})\b")
        # Plain: an opening word of a correction.
        self.opens = re.compile(
            rf"\b(?:{plain('openers')}|{plain('nots')}|{plain('surname')}|{plain('forename')}|{plain('opens')})\b"
        )
        # Plain: words that may surround the replacement for another word.
        self.around = re.compile(plain("openers", "lead", "around"))
        self.labels = re.compile(plain("labels"))
        # Plain: a mention of a number's digits.
        self.digits = re.compile(rf"\b{plain('digits')}\b")
        # Plain: a change is wanted.
        self.wishes = re.compile(rf"\b{plain('wishes')}\b")


PATTERNS: Mapping[str, CorrectionPatterns] = MappingProxyType(
    {code: CorrectionPatterns(alternatives(code, "corrections")) for code in CATALOGUES}
)


def patterns(language: str) -> CorrectionPatterns:
    """Return the patterns of corrections for a chat in ``language``."""
    return PATTERNS[catalogue(language).language]
