"""Slot filling: answers to several questions in one message, "3 bed semi in DE1 1JX, want to let it".

Only clear answers are found; doubtful ones are left to their own questions. Consent is never found here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from conversations.answers import (
    address,
    address_parts,
    bedrooms,
    email,
    name,
    phone,
    postcode,
    property_type,
    sale_or_let,
)
from conversations.answers.address_parts import CODE
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Unclear, Understood
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.text import Text, changed, folded, head, lines, plain
from conversations.answers.vocabulary import NO_WORDS, Vocabulary
from conversations.lead import PropertyType
from conversations.lexicon import any_of, pattern, phrases, words_of
from conversations.questions import Trait, having

LONGEST = 1000
"""Number of characters searched; typical particulars take a fifth of that."""
HARD = having(Trait.EXACT | Trait.COUNT)
"""Questions whose answers are recognised by their format, so that they are found even beside a complete answer."""

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_RANGE = rf"(?:{any_of('bedrooms', 'or')}|-|/)"
# Bounded, and no @ inside: otherwise 4,000 of them in one message would block all chats for a second.
_EMAIL = re.compile(
    r"(?<![^\s,;<>()])(?<![^\W\d_][,;])[^\s,;<>()@]{1,64}@[^\s,;<>()@]{1,255}\.[a-z]{2,}['*_]{0,2}(?![^\s,;<>()]{0,255}@)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}\b"
    r"|\b(?=\S{0,8}\d)[a-z]{1,2}[\doil][a-z\d]? ?[\doil][a-z]{2}\b(?=\W*(?:$|[\n,;.]))",
    re.IGNORECASE,
)
"""A postcode, or one with a slip in it at the end of a clause."""
_FLATS = phrases("property_type", "kinds", PropertyType.FLAT)
_A_FLAT = re.compile(rf"\b(?:{'|'.join(_FLATS)})\b")
_BEDROOMS = re.compile(
    rf"\b(?:(?:{_NUMBER} ?{_RANGE} ?)?{_NUMBER}[\s-]{{0,2}}{any_of('bedrooms', 'kind_before')}?{any_of('bedrooms', 'bed')}\b"
    rf"|{any_of('bedrooms', 'label')} ?[:=]? ?{_NUMBER}\b(?! ?-?{any_of('bedrooms', 'no_label')})"
    rf"|{any_of('property_type', 'studio')}(?: (?:{'|'.join(_FLATS)}))?\b)",
    re.IGNORECASE,
)
_ROOM = re.compile(rf"{any_of('bedrooms', 'bed')}|{any_of('bedrooms', 'label')}|{any_of('property_type', 'studio')}")
"""Patterns that these answers always contain, for a quick check."""
_OF_SOME_ROOMS = re.compile(
    rf" ?(?:(?:,|{any_of('bedrooms', 'and')}) ?{_NUMBER}\b(?! ?{any_of('bedrooms', 'other_rooms')})"
    rf"|{any_of('bedrooms', 'says_of')}\b)",
    re.IGNORECASE,
)
"""What follows rooms that are spoken of, not counted: "bedrooms two and three …", "two bedrooms are …"."""
_TYPE = pattern("property_type", "named")
_NAMED = re.compile(rf"\b{any_of('name', 'named')}[: ]{{1,2}}(?P<name>[^\d,;.!?\n]{{2,60}})", re.IGNORECASE)
_INTRODUCED = re.compile(
    rf"\b{any_of('name', 'introduced')} (?!{any_of('name', 'not_introduced')} )(?P<name>[^\d,;.!?\n]{{3,60}})",
    re.IGNORECASE,
)
"""Introductions not specific to names; a name after one never changes a given name."""
_SIGNS_IN = re.compile(
    r"(?:^|[,.!;\n] {0,2})(?P<name>[^\W\d_][^\d,;.!?\n]{2,40}?) "
    rf"{any_of('name', 'signs')}\b(?=[^\w]|$)",
    re.IGNORECASE,
)
"""A name at the beginning of a message: "Hiya, Marla Singer here"."""
_CLAUSE = re.compile(rf"[;,:!?\n{CODE}]|\.(?=\s|$)|\b{any_of('volunteered', 'and')}\b", re.IGNORECASE)
_NAME_ENDS = re.compile(rf"\b{any_of('name', 'ends')}\b", re.IGNORECASE)
_LONE = frozenset({name.Reason.NO_LAST_NAME, name.Reason.NO_FIRST_NAME})
"""Doubts about an introduced name of which a part is missing: "my name is Ranjit"."""
_NAMES_AT_MOST = 5
"""Maximum number of words of a name introduced in the middle of a message."""
_WANTS = pattern("property_type", "wanted")
"""Words of a wish, as opposed to a fact: "it's rented"."""
_SAYS_ONE_THING = 3
"""Maximum number of words of a clause in which one answer leaves no room for another."""
_CONTACTS = having(Trait.CONTACT)
"""Contact answers, which make a text a list of particulars."""
_SMALL = ((FILLERS | GREETINGS) - words_of("volunteered", "not_small")) | words_of("volunteered", "small")


_PHONE = ";;"
_MARKS = {"postcode": CODE, "phone": _PHONE}
"""Placeholders for answers cut from a text."""
_SPARE_DIGITS = re.compile(rf"{_PHONE} {{1,2}}\d{{1,3}}(?!\w)")
"""Digits right after a phone number that belong to no other answer: the number may be incomplete."""


_CONTACT_SHAPES: tuple[tuple[str, re.Pattern[str], re.Pattern[str], Callable[[str], Reading]], ...] = (
    ("email", re.compile("@"), _EMAIL, email.read),
    ("phone", re.compile(r"\d"), phone.IN_TEXT, phone.read),
    ("postcode", re.compile(r"\d"), _POSTCODE, postcode.read),
)
"""Contacts, which are searched first: question, pattern that is always present, shape, and reader."""


class Volunteered(Struct):
    """Answers found in a message, by question key, and the rest of the message, with these cut out.

    ``doubts`` are readings to offer back, ``weak`` the keys of answers that may fill a question but not change its answer.
    """

    rest: str
    found: dict[str, Understood] = field(default_factory=dict)
    doubts: dict[str, Unclear] = field(default_factory=dict)
    weak: set[str] = field(default_factory=set)

    def read(self, key: str, reading: Reading) -> None:
        """Store the reading for the question ``key``, clear or doubtful."""
        if isinstance(reading, Understood):
            self.found[key] = reading
        elif isinstance(reading, Unclear):
            self.doubts[key] = reading

    def take(self, key: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Cut out and return the only match of ``pattern``; ``None`` if there are several, or an answer was found before."""
        places = list(pattern.finditer(self.rest))
        if len(places) != 1 or key in self.found:
            return None
        self.cut(places[0].span(), _MARKS.get(key, ";"))
        return places[0]

    def cut(self, span: tuple[int, int], mark: str = ";") -> None:
        """Replace a part of the rest by a mark."""
        start, end = span
        self.rest = Text(f"{self.rest[:start]} {mark} {self.rest[end:]}")


def find(text: str, talk: Vocabulary = NO_WORDS) -> Volunteered:
    """Return the clear answers in ``text`` and the rest of it. Never raises; linear in its length.

    ``talk`` is the vocabulary of the chat's everyday talk.
    """
    whole = "\n".join(lines(head(text, LONGEST))).replace(CODE, " ")
    message = Volunteered(changed(whole, text))
    for key, sign, shape, read in _CONTACT_SHAPES:
        rest = message.rest
        place = message.take(key, shape) if sign.search(rest) else None
        if place is not None:
            message.read(key, read(changed(place[0], rest)))
    _find_address(message)
    _find_rooms(message)
    _find_type(message)
    _find_side(message)
    _find_name(message, talk)
    if "phone" in message.found and _SPARE_DIGITS.search(message.rest):
        message.doubts["phone"] = Unclear(phone.Reason.LEFT_OVER, (message.found.pop("phone"),))
    message.rest = _tidy(message.rest)
    return message


def _find_address(message: Volunteered) -> None:
    span = address_parts.find(message.rest, particulars=not _CONTACTS.isdisjoint(message.found))
    if span is None:
        return
    said = message.rest[slice(*span)].replace(CODE, ",")
    message.read("address", address.located(said))
    if "address" in message.found:
        message.cut(span)


def _find_rooms(message: Volunteered) -> None:
    whole = message.rest
    place = message.take("bedrooms", _BEDROOMS) if _ROOM.search(whole.lower()) else None
    if place is None:
        return
    message.read("bedrooms", bedrooms.read(place[0]))
    begins = not _CLAUSE.split(whole[: place.start()])[-1].strip()
    if begins and _OF_SOME_ROOMS.match(whole, place.end()):
        message.weak.add("bedrooms")
    if flat := _A_FLAT.search(folded(place[0])):
        message.rest += f" ; {flat[0]}"


def _find_type(message: Volunteered) -> None:
    if not _TYPE.search(plain(message.rest)):
        return
    for clause in _CLAUSE.split(message.rest):
        if _TYPE.search(folded(clause)):
            reading = property_type.read(clause)
            if isinstance(reading, Understood):
                message.found["property_type"] = reading
                message.rest = message.rest.replace(clause, _TYPE.sub(" ", clause), 1)
                return


def _find_side(message: Volunteered) -> None:
    reading = sale_or_let.read(message.rest, asked=False)
    if not isinstance(reading, Understood):
        return
    message.found["sale_or_let"] = reading
    if reading.note == sale_or_let.BOTH or not _WANTS.search(plain(message.rest)):
        message.weak.add("sale_or_let")
    for clause in _CLAUSE.split(message.rest):
        # A text of nothing else is no name either.
        if len(clause.split()) <= _SAYS_ONE_THING and isinstance(sale_or_let.read(clause, asked=False), Understood):
            message.rest = message.rest.replace(clause, " ", 1)
            return


def _find_name(message: Volunteered, talk: Vocabulary) -> None:
    plainly = _NAMED.search(message.rest)
    place = plainly or _SIGNS_IN.search(message.rest) or _INTRODUCED.search(message.rest)
    if place is not None:
        said = _NAME_ENDS.split(place["name"], maxsplit=1)[0]
        reading = name.read(said, talk)
        shown = plainly or not place.groupdict().get("loose") or said.strip().istitle()
        if isinstance(reading, Understood) and shown and len(said.split()) <= _NAMES_AT_MOST:
            message.found["name"] = reading
            message.weak |= set() if plainly else {"name"}
            message.cut(place.span())
            return
        if plainly and isinstance(reading, Unclear) and reading.reason in _LONE:
            message.doubts["name"] = reading
            message.cut(place.span())
            return
    _find_name_alone(message, talk)


def _find_name_alone(message: Volunteered, talk: Vocabulary) -> None:
    """Find a name without introduction, but only at the head of a message with all other particulars."""
    if not message.found.keys() >= _CONTACTS:
        return
    for clause in _CLAUSE.split(message.rest):
        reading = name.read(clause, talk)
        if isinstance(reading, Understood):
            message.found["name"] = reading
            return


def _tidy(rest: str) -> str:
    """Return ``rest`` without placeholders and the small words around them; empty if nothing else is left."""
    clauses = [" ".join(_without_edges(clause.split())) for clause in re.split(rf"[;,\n{CODE}]", rest)]
    return ", ".join(clause for clause in clauses if clause)


def _without_edges(said: list[str]) -> list[str]:
    while said and folded(said[0]).strip(".!?'") in _SMALL:
        said = said[1:]
    while said and folded(said[-1]).strip(".!?'") in _SMALL:
        said = said[:-1]
    return said
