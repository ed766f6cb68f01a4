"""Finds answers to several questions in one message: "3 bed semi in DE1 1JX, want to let it".

Only what is plain is found; anything doubtful is left for its own question. Consent is never among it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from conversations.answers import address, bedrooms, email, name, phone, postcode, property_type, sale_or_let
from conversations.answers.address_words import STREETS
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Understood
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.text import lines, plain

LONGEST = 1000
"""Characters that are looked through; a person's particulars take a fifth of that."""
HARD = frozenset({"email", "phone", "postcode", "bedrooms"})
"""Kinds whose form alone tells what they are, so that they are found even beside an answer that makes sense by itself."""

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w£])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){8,14}(?!\w)")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}\b", re.IGNORECASE)
_BEDROOMS = re.compile(
    rf"\b(?:{_NUMBER}[\s-]{{0,2}}(?:double |single )?(?:bed(?:room)?s?|bdrms?|br|sypialni\w*"
    r"|y?stafell(?:oedd)? g?wely|ystafell\w*)\b|studio(?: flat| apartment)?\b)",
    re.IGNORECASE,
)
_STREET = "|".join(
    sorted(STREETS - {"end", "side", "track", "pen", "tan", "common", "field", "fields", "loan"}, key=len, reverse=True)
)
_STOP = (
    r"and|with|it|its|it's|my|i|i'm|im|want|looking|thinking|to|for|has|have|is|house|sell|selling|let|letting|rent|worth"
    r"|please"
)
_ADDRESS = re.compile(
    r"\b(?:(?:flat|apartment|apt|unit|fflat) ?\w{1,4}[, ]{1,2})?\d{1,4}[a-z]?(?:[-/]\d{1,4}[a-z]?)?[, ]{1,2}"
    rf"(?:[a-z'.-]+ ){{0,4}}?(?:{_STREET})\b\.?"
    rf"(?:,? (?!(?:{_STOP}|{_NUMBER})\b)[a-z'-]+){{0,4}}",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"\b(?:semi\w*|detach\w*|link[ -]detached|terrac\w*|(?:end|mid)[ -]terrac\w*|flat|apartment|maisonette|bungalow"
    r"|cottage|townhouse|town house|blizniak|mieszkanie|szeregow\w*|wolnostojac\w*)\b"
)
_NAMED = re.compile(
    r"\b(?:(?:my|the) name(?: is|'s|s)?|name|i am|i'm|im|this is|it's|call me|nazywam sie|mam na imie|jestem|fy enw i yw)"
    r"[: ]{1,2}(?P<name>[^\d,;.!?\n]{3,60})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;,!?\n]|\.(?=\s|$)|\band\b", re.IGNORECASE)
_SMALL = (FILLERS | GREETINGS) - {
    "name",
    "bot",
    "mate",
    "day",
    "there",
    "da",
    "all",
    "dim",
    "ddim",
    "nac",
    "nag",
    "super",
} | frozenset(
    """its it's it is im i'm i'd id like my the a an and at in on with for to of number email e-mail mail phone mobile tel
    address postcode house property actually sorry not oh but also from or""".split()
)


@dataclass(slots=True)
class _Text:
    """What is left of a message while findings are taken out of it."""

    rest: str
    found: dict[str, Understood] = field(default_factory=dict)

    def take(self, key: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the only place that ``pattern`` fits, and take it out; two places are for a question to settle."""
        places = list(pattern.finditer(self.rest))
        if len(places) != 1 or key in self.found:
            return None
        self.cut(places[0])
        return places[0]

    def cut(self, place: re.Match[str]) -> None:
        self.rest = f"{self.rest[: place.start()]} ; {self.rest[place.end() :]}"


@dataclass(frozen=True, slots=True)
class Volunteered:
    """What was found, by question key, and what is left of the message without it."""

    found: Mapping[str, Understood]
    rest: str


def find(text: str) -> Volunteered:
    """Return the plain answers in ``text`` and what is left of it. Never raises; linear in its length."""
    message = _Text("\n".join(lines(text[:LONGEST])))
    for key, pattern, read in (
        ("email", _EMAIL, email.read),
        ("phone", _PHONE, phone.read),
        ("postcode", _POSTCODE, postcode.read),
    ):
        place = message.take(key, pattern)
        if place is not None:
            reading = read(place[0])
            if isinstance(reading, Understood):
                message.found[key] = reading
    _find_address(message)
    _find_rooms(message)
    _find_type(message)
    _find_side(message)
    _find_name(message)
    return Volunteered(message.found, _tidy(message.rest))


def _find_address(message: _Text) -> None:
    place = message.take("address", _ADDRESS)
    if place is not None:
        reading = address.read(place[0])
        if isinstance(reading, Understood):
            message.found["address"] = reading


def _find_rooms(message: _Text) -> None:
    place = message.take("bedrooms", _BEDROOMS)
    if place is None:
        return
    reading = bedrooms.read(place[0])
    if isinstance(reading, Understood):
        message.found["bedrooms"] = reading
    if "flat" in place[0].lower() or "apartment" in place[0].lower():
        message.rest += " ; flat"


def _find_type(message: _Text) -> None:
    for clause in _CLAUSE.split(message.rest):
        if _TYPE.search(plain(clause)):
            reading = property_type.read(clause)
            if isinstance(reading, Understood):
                message.found["property_type"] = reading
                message.rest = message.rest.replace(clause, _TYPE.sub(" ", clause), 1)
                return


def _find_side(message: _Text) -> None:
    reading = sale_or_let.read(message.rest)
    if isinstance(reading, Understood):
        message.found["sale_or_let"] = reading


def _find_name(message: _Text) -> None:
    place = _NAMED.search(message.rest)
    if place is None:
        _find_name_alone(message)
        return
    said = re.split(r"\b(?:and|my|i|im|i'm|with)\b", place["name"], maxsplit=1, flags=re.IGNORECASE)[0]
    reading = name.read(said)
    if isinstance(reading, Understood):
        message.found["name"] = reading
        message.cut(place)


def _find_name_alone(message: _Text) -> None:
    """A name without introduction counts only at the head of a message that has all the rest too."""
    if not {"email", "phone"} <= message.found.keys():
        return
    for clause in _CLAUSE.split(message.rest):
        reading = name.read(clause)
        if isinstance(reading, Understood):
            message.found["name"] = reading
            return


def _tidy(rest: str) -> str:
    """``rest`` without the marks that cutting left and the small words around what was cut; empty if that is all."""
    clauses = [" ".join(_without_edges(clause.split())) for clause in re.split(r"[;,\n]", rest)]
    return ", ".join(clause for clause in clauses if clause)


def _without_edges(said: list[str]) -> list[str]:
    while said and plain(said[0]).strip(".!?'") in _SMALL:
        said = said[1:]
    while said and plain(said[-1]).strip(".!?'") in _SMALL:
        said = said[:-1]
    return said
