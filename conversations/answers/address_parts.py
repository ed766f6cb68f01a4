"""The grammar of British addresses: where in a text one stands.

An address is ``(unit | building)* [number] street place*``, with commas, line breaks or spaces between its parts. A *unit* is a
flat of any shape ("Flat 3B", "First Floor Flat", "Studio 4", "Flat at the back of"), a *place* a locality, town or county.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.answers.address_words import (
    CONNECTORS,
    COUNTED,
    FLOORS,
    HOUSES,
    OTHER_ANSWERS,
    ROADS,
    STREETS,
    STREETS_THAT_END,
    TALK,
    UNITS,
    UNITS_ALONE,
    WISHES,
)
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.text import plain

SAYS_NOTHING = FILLERS | GREETINGS
"""Courtesies: no part of an address is made of them alone."""
CODE = "\N{SECTION SIGN}"
"""What stands in a text where its postcode was."""

_TOKEN = re.compile(rf"no\.(?=[0-9])|[^\s,;()#{CODE}]+", re.IGNORECASE)
_HARD = re.compile(rf"[;!?:{CODE}]")
_SOFT = re.compile(r"[,\n()]")
_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?(?:[-/&][0-9]{1,4}[a-z]?)?(?:/[0-9a-z]{1,3})?")
_ID = re.compile(r"[0-9]{1,4}[a-z]?|[a-z][0-9]{0,3}|[0-9]{1,3}/[0-9a-z]{1,3}|[0-9a-z]{1,3}-[0-9a-z]{1,3}")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.&-](?=[^\W\d_]))*+|[0-9]{1,2}(?:st|nd|rd|th)|&")
"""A word of a name, and "1st"."""
_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?")
"""The first half of a postcode, as the end of a town: "Derby DE1"."""
_RANGE = frozenset({"-", "&", "to", "and"})
_LEADS_ON = frozenset(
    {"at", "in", "of", "to", "on", "the", "back", "rear", "front", "side", "top", "above", "over", "behind"}
)
LIES = frozenset({"back", "rear", "front", "side", "top", "above", "over", "behind", "below"})
"""Where a flat without a number lies: "Flat at the back of 9 Park Row"."""
_ENDS_A_SENTENCE = 3
"""Letters of a word, more than which make a full stop after it the end of a sentence and not of "St."."""
_UNITS = 3
"""Units before a building at most: "Flat 3, First Floor, Block B"."""
_WORDS = 6
"""Words of a street's name or a place's at most."""
_PLACES = 9
"""Words after a street at most, where no postcode follows."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number. ``gap`` is what stands before it: a space, ``,`` (also a line break) or ``.`` (a sentence's end)."""

    plain: str
    start: int
    end: int
    gap: str
    line: bool
    """Whether it begins a line."""
    capital: bool
    asks: bool
    """Whether a question mark stands after it."""

    @property
    def number(self) -> bool:
        """Whether it may be the number of a house."""
        return _NUMBER.fullmatch(self.plain) is not None

    @property
    def word(self) -> bool:
        """Whether it may stand in a name: it has letters, and no digits but those of "1st"."""
        return _NAME.fullmatch(self.plain) is not None


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of ``text`` (cleaned lines)."""
    found: list[Token] = []
    end, hard = 0, True
    for place in _TOKEN.finditer(text):
        between = text[end : place.start()]
        hard = hard or _HARD.search(between) is not None
        gap = "." if hard else "," if _SOFT.search(between) else " "
        said = place[0].rstrip(".!?:\"'").lstrip("\"'")
        if said:
            start = place.start() + place[0].index(said)
            asks = "?" in place[0][len(said) :] or text[place.end() : place.end() + 1] == "?"
            line, capital = "\n" in between, said[:1].isupper()
            found.append(Token(plain(said).replace("'", ""), start, start + len(said), gap, line, capital, asks))
            hard = False
        end = place.end()
        after = place[0][len(place[0].rstrip(".!?:")) :]
        hard = hard or (bool(after) and (after != "." or not said or len(said) > _ENDS_A_SENTENCE or said.isdigit()))
    return found


def find(text: str) -> tuple[int, int] | None:
    """Return where in ``text`` the one address stands that has a number or a unit; ``None`` if none does, or two do.

    Linear: each token is looked at a bounded number of times.
    """
    said = tokens(text)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(said):
        end = _address(said, at, text)
        if end is None:
            at += 1
            continue
        spans.append((_with_building(said, at, spans[-1][1] if spans else 0), end))
        at = end
    if len(spans) != 1:
        return None
    first, last = spans[0]
    start, end = said[first].start, said[last - 1].end
    closes = text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
    return start, end + closes


def segments(said: list[Token]) -> list[list[Token]]:
    """Return the tokens by the parts that commas and full stops make."""
    parts: list[list[Token]] = []
    for token in said:
        if token.gap != " " or not parts:
            parts.append([])
        parts[-1].append(token)
    return parts


def is_talk(part: list[Token]) -> bool:
    """Whether a part is a sentence by its shape: it has a pronoun, an auxiliary or the like, and is no name of two words."""
    spoken = [token.plain for token in part]
    if not TALK.intersection(spoken):
        return False
    return not (len(spoken) == 2 and spoken[0] not in TALK)  # "Pity Me"


def _address(said: list[Token], at: int, text: str) -> int | None:
    """Return where the address that begins at ``at`` ends, if one does."""
    start = at
    units = False
    for _ in range(_UNITS):
        end = unit(said, at)
        if end is None:
            break
        at, units = end, True
    number = _number(said, at)
    if number is None and not units:
        return None
    street = _street(said, at if number is None else number, numbered=number is not None)
    if street is None and units:
        street = _building(said, at if number is None else number, text, numbered=number is not None)
    return None if street is None or street == start else _places(said, street, text)


def unit(said: list[Token], at: int) -> int | None:
    """Return where the unit that begins at ``at`` ends, with what leads from it to the building; ``None`` if none does."""
    if 0 < at < len(said) and said[at].gap == " " and said[at - 1].plain in ("a", "an"):
        return None  # "it's a flat, 12 High Street"
    k = at + (at < len(said) and said[at].plain == "the")
    begins = said[at].gap != " " or (at > 0 and said[at - 1].plain in WISHES) if at < len(said) else False
    if begins and _is(said, k, UNITS_ALONE) and k + 1 < len(said) and said[k + 1].gap == ",":
        return k + 1
    floor = k
    while (
        k < len(said)
        and k - floor < 4
        and (k == floor or said[k].gap == " ")
        and (said[k].plain in FLOORS or (k > floor and said[k].plain == "and"))
    ):
        k += 1
    on_floor = k > floor and (said[k - 1].plain == "floor" or _is(said, k, UNITS))
    if k > floor and not on_floor:
        return None
    named = False
    if _is(said, k, UNITS) and (k == at or said[k].gap == " "):
        k += 1
        k += _is(said, k, frozenset({"no", "number"}))
        if k < len(said) and said[k].gap == " " and _id(said, k):
            k, named = k + 1, True
            k += 2 if _is(said, k, _RANGE) and k + 1 < len(said) and said[k + 1].number else 0
    lies = k
    while k < len(said) and k - lies < 4 and said[k].gap == " " and said[k].plain in _LEADS_ON:
        k += 1
    led = {token.plain for token in said[lies:k]}
    if LIES & led and k > lies and lies > at:
        return k
    if named or on_floor:
        # "Flat 5 at 45 London Road", but "Flat 4 The Old Mill".
        return lies + 1 if led and said[lies].plain in ("at", "in", "of", "on") else lies
    return None


def _id(said: list[Token], at: int) -> bool:
    """Whether the token is what tells a unit: a number or a letter. An "a" before a word is an article."""
    token = said[at]
    if _ID.fullmatch(token.plain) is None or (token.plain[0].isdigit() and _is(said, at + 1, COUNTED - _RANGE)):
        return False
    ends = at + 1 == len(said) or said[at + 1].gap == "," or said[at + 1].number
    return ends or not token.plain.isalpha() or (token.capital and token.plain != "i")


def _is(said: list[Token], at: int, of: frozenset[str]) -> bool:
    return at < len(said) and said[at].plain in of


def _number(said: list[Token], at: int) -> int | None:
    """Return where the number of a house ends that begins at ``at``: "12", "12A", "9 - 17"; ``None`` if none does."""
    if at >= len(said) or not said[at].number:
        return None
    if at and said[at].gap == "," and said[at].start == said[at - 1].end + 1 and said[at - 1].number:
        return None  # "1,200"
    end = at + 1
    if _is(said, end, _RANGE) and end + 1 < len(said) and said[end + 1].number and said[end + 1].gap == " ":
        end += 2
    if end < len(said) and said[end].gap == " " and len(said[end].plain) == 1 and said[end].plain in "abcdefgh":
        end += end + 1 < len(said) and said[end + 1].plain not in COUNTED  # "12 A High Street"
    return None if end < len(said) and (said[end].gap == "." or said[end].line) else end


def _street(said: list[Token], at: int, *, numbered: bool) -> int | None:
    """Return where the street ends whose name begins at ``at``, ``None`` if there is no kind of street in it."""
    end = None
    if numbered and _is(said, at, COUNTED) and not _is(said, at + 1, ROADS):
        return None
    plainly = numbered and _is(said, at + 1, STREETS_THAT_END) and said[at + 1].gap == " "
    for k in range(at, min(at + _WORDS, len(said))):
        token = said[k]
        if (k > at and token.gap != " ") or not token.word or token.gap == ".":
            break
        kind = token.plain in STREETS and (k > at or numbered) and not (k == at and token.plain == "st")
        kind = kind and not (token.plain in ("square", "sq") and _is(said, k + 1, COUNTED))
        if end is not None and not kind and token.plain not in HOUSES:
            break
        if not plainly and (token.plain in TALK or token.plain in CONNECTORS - {"the", "of", "y", "yr", "and"}):
            break
        if kind or end is not None:
            end = k + 1
    return end


def _building(said: list[Token], at: int, text: str, *, numbered: bool) -> int | None:
    """Return where a name ends that stands after a unit: that of a building, or any with a number, a street or a postcode by it."""
    end = at
    while end < min(at + _WORDS, len(said)) and (end == at or said[end].gap == " "):
        end += 1
    part = said[at:end]
    if not part or part[0].gap == "." or not all(token.word and token.plain not in TALK for token in part):
        return None
    building = len(part) > 1 and any(token.plain in {"the"} | (HOUSES | STREETS) - UNITS for token in part)
    known = building or (numbered and part[0].plain not in COUNTED) or _code_after(said, end, text)
    return end if known or _street(said, end, numbered=False) is not None else None


def _places(said: list[Token], end: int, text: str) -> int:
    """Return where the places after a street that ends at ``end`` do, and units named after it."""
    start, last_line = end, None
    while end < len(said) and said[end].gap != ".":
        if said[end].gap == "," and (more := _part(said, end)) is not None and not _is_second(said, end):
            last_line = end if said[end].line and last_line is None else last_line
            start = end = more
            continue
        stop = _place(said, end)
        if stop == end:
            break
        last_line = end if said[end].line and last_line is None else last_line
        ends_part = stop >= len(said) or said[stop].gap != " "
        end = stop
        if not ends_part:
            break
    coded = _code_after(said, end, text)
    if coded and (after := unit(said, end)) is not None and (after == len(said) or said[after].gap != " "):
        return after  # "… AB25 2XN flat 1/R"
    if last_line is not None and not coded:
        end = last_line  # the lines after it may be anything else
    if not coded:
        while end - start > _PLACES and end > start:
            end = max(k for k in range(start, end) if k == start or said[k].gap != " ")
    return end


def _part(said: list[Token], at: int) -> int | None:
    """Return where a part that begins at ``at`` ends if it is a unit, or a number and a street."""
    after = unit(said, at)
    if after is not None and (after == len(said) or said[after].gap != " "):
        return after
    number = _number(said, at)
    if number is None:
        return None
    alone = number < len(said) and said[number].gap == "," and said[at - 1].plain in HOUSES | STREETS
    return _street(said, number, numbered=True) or (number if alone else None)


def _is_second(said: list[Token], at: int) -> bool:
    """Whether the number at ``at`` begins another address: one after "12 Mill Lane", but not after "6 Rowan Court"."""
    return said[at].number and said[at - 1].plain in STREETS_THAT_END


def _place(said: list[Token], at: int) -> int:
    """Return where the name of a place that begins at ``at`` ends; ``at`` itself if there is none."""
    first = said[at].plain
    if _is(said, at, OTHER_ANSWERS | GREETINGS):
        return at
    end = at
    for k in range(at, min(at + _WORDS, len(said))):
        token = said[k]
        if _OUTWARD.fullmatch(token.plain) and (token.gap == " " or k == at):
            return k + 1
        if token.asks and said[at].gap == ",":
            return at
        if (k > at and token.gap != " ") or not token.word:
            break
        if k > at and (token.plain in OTHER_ANSWERS or first in TALK):
            break
        if token.plain in TALK:
            whole = k == at + 1 and (k + 1 == len(said) or said[k + 1].gap != " ") and said[at].gap == ","
            if whole:
                return k + 1  # "Pity Me"
            return end if said[at].gap == " " or said[k - 1].plain in ("and", "but") else at
        if token.plain not in CONNECTORS:
            end = k + 1
    while end > at and said[end - 1].plain in SAYS_NOTHING:
        end -= 1
    return end


def _code_after(said: list[Token], end: int, text: str) -> bool:
    """Whether a postcode stands next after the tokens before ``end``."""
    if not end:
        return False
    until = said[end].start if end < len(said) else len(text)
    return CODE in text[said[end - 1].end : until]


def _with_building(said: list[Token], at: int, after: int) -> int:
    """Return where an address begins whose number stands at ``at``: with the building before it, "The Old Bakery"."""
    start = at
    for _ in range(2):
        first = start
        if not first or said[first].gap == ".":
            return start
        while first > after and start - first < _WORDS and (first == start or said[first].gap == " "):
            before = said[first - 1]
            if not before.word or before.plain in TALK or before.plain in CONNECTORS - {"the", "of"}:
                break
            if before.plain in OTHER_ANSWERS - HOUSES:
                break
            first -= 1
        name = said[first:start]
        led = first == after or name[0].gap != " " if name else False
        if not name or not _names_building(name, said[at:], led=led, sold=_is(said, first - 1, OTHER_ANSWERS)):
            return start
        start = first
    return start


def _names_building(name: list[Token], address: list[Token], *, led: bool, sold: bool) -> bool:
    """Whether the words before a house's number name the house; "3 bed semi" and "Marla Singer" do not."""
    capitals = all(token.capital or token.plain in CONNECTORS for token in name)
    typed = any(token.capital for token in address[1:3])
    if typed and not capitals:
        return False
    if len(name) > 1 and (name[0].plain == "the" or name[-1].plain in HOUSES | STREETS):
        return True
    return capitals and sold and not led and address[0].gap == ","
