"""Grammar of British addresses, to find one in a text.

An address is the longest run of words and numbers without words of a sentence around an *anchor*: a *unit* ("Flat 3B", "First
Floor Flat", "1F2"), or a house number before a name. Only introductory words ("at") and another answer at its edge ("3 bed
semi") are left out of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from conversations.answers import address_words as known
from conversations.answers.numbers import WORDS
from conversations.answers.postcode_directory import is_outward
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.spelling import repaired
from conversations.answers.text import folded, once, words

SAYS_NOTHING = FILLERS | GREETINGS
"""Courtesies: no part of an address consists of them alone."""
CODE = "\N{SECTION SIGN}"
"""Placeholder for the postcode cut out of a text."""

_TOKEN = re.compile(rf"no\.(?=[0-9])|[^\s,;()#{CODE}]+", re.IGNORECASE)
_HARD = re.compile(rf"[;!?:{CODE}]")
_SOFT = re.compile(r"[,\n()]")
_NUMBER = re.compile(r"(?:[1-9][0-9]{0,3}|0(?=/))[a-z]?(?:[-/&+][0-9]{1,4}[a-z]?)?(?:/[0-9a-z]{1,3})?")
_ID = re.compile(r"[0-9]{1,4}[a-z]?|[a-z]{1,2}[0-9]{0,4}|[0-9a-z]{1,4}[/.+-][0-9a-z]{1,3}")
_LABELLED = re.compile(
    r"(?:[a-z]{1,3}|fl?at|unit|studio)[.-]?[0-9]{1,4}[a-z]?|[0-9]{1,2}[a-z][0-9]{1,2}|[0-9]{1,3}/[0-9][a-z]?|(?:flat|apt)-?[a-z]"
)
"""A unit in one word: "pf2", "flat12", "1F2", "Flat-C"."""
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.&!/-](?=[^\W\d_]))*+!?|[0-9]{1,2}(?:st|nd|rd|th)|&")
"""Word of a name, or "1st"."""
_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][0-9a-z]?")
"""Outward half of a postcode after a town: "Derby DE1"."""
_DIGIT = re.compile("[0-9]")
_NUMBERED = frozenset({"no", "number"})
_RANGE = frozenset({"-", "&", "+", "to", "and"})
_WORDS = 6
"""Maximum number of words in the name of a street or place."""
_PLACES = 9
"""Maximum number of words after a street without a postcode."""


class Token(Struct, frozen=True):
    """Word or number. ``gap`` is the separator before it: a space, ``,`` (or a line break) or ``.`` (end of a sentence)."""

    plain: str
    start: int
    end: int
    gap: str
    line: bool
    """True if it begins a line."""
    capital: bool
    asks: bool
    """True if a question mark follows."""
    coded: bool
    """True if the postcode was before it."""

    @property
    def number(self) -> bool:
        """Return whether it may be a house number."""
        return _NUMBER.fullmatch(self.plain) is not None

    @property
    def word(self) -> bool:
        """Return whether it may be part of a name: it has letters, and no digits except those of "1st"."""
        return _NAME.fullmatch(self.plain) is not None

    @property
    def vocabulary(self) -> bool:
        """Return whether it is a word of addresses, or has digits as a unit has."""
        if _LABELLED.fullmatch(self.plain):
            return not is_outward(self.plain)
        return not _VOCABULARY.isdisjoint(repaired([self.plain], known.UNITS))


SENTENCE = known.TALK | known.WISHES
"""Words of sentences."""
_SPELT_NUMBERS = frozenset(word for word, value in WORDS.items() if 0 < value < 10)
_NOT_IN_NAMES = known.LEADS | known.CONNECTORS | known.STREETS
"""Words after which a word of a sentence is not part of a place's name."""
_ABBREVIATED = known.STREETS | known.UNITS | _NUMBERED | {"co", "nr"}
_PAUSES = FILLERS - {"y", "no"}
_COUNTED = known.COUNTED - _RANGE
_GENERIC = known.GENERIC - known.ROADS
_OTHER_ANSWERS = known.OTHER_ANSWERS - known.WISHES
"""Words of other answers, without those of wishes, which end a run or are names."""
_JOINS = known.CONNECTORS - {"the", "of", "y", "yr", "and"}
"""Words that never occur between a house number and the kind of street."""
_KINDS = {"the"} | ((known.HOUSES | known.STREETS) - known.UNITS)
_NO_NAMES = (known.COUNTED | known.CONNECTORS | known.OTHER_ANSWERS) - {"the"}
"""Words that never begin a street's name without a kind of street in it."""
_LETTERS = 2
"""Maximum number of letters of a word too short to be a street's name."""
_BUILT = known.STREETS | known.HOUSES
_OF_UNITS = known.UNITS | known.LIES | {"floor", "basement"}
_VOCABULARY = _BUILT | known.UNITS | {"floor", "basement"}


@once
def tokens(text: str) -> list[Token]:
    """Return the words and numbers of ``text`` (cleaned lines)."""
    found: list[Token] = []
    end, hard, coded = 0, True, False
    for place in _TOKEN.finditer(text):
        begin, between, whole = place.start(), text[end : place.start()], place[0]
        if between != " ":
            hard = hard or _HARD.search(between) is not None
            coded = coded or CODE in between
        gap = "." if hard else " " if between == " " or not _SOFT.search(between) else ","
        end = place.end()
        said = whole if whole.isalnum() else whole.rstrip(".!?:\"'").lstrip("\"'")
        if said:
            start = begin + (0 if said is whole else whole.index(said))
            asks = "?" in whole[len(said) :] or text[end : end + 1] == "?"
            word = folded(said).replace("'", "")
            found.append(Token(word, start, start + len(said), gap, "\n" in between, said[0].isupper(), asks, coded))
            hard = coded = False
        after = "" if said is whole else whole[len(whole.rstrip(".!?:")) :]
        hard = hard or (bool(after) and not _is_inside(found, after, text[end : end + 1]))
    return found


def _is_inside(said: list[Token], mark: str, follows: str) -> bool:
    """Return whether a mark after the last word does not end a sentence: "12 High St. Derby", "Westward Ho!, Bideford"."""
    if not said:
        return False
    word = said[-1].plain
    short = mark == "." and ((len(word) == 1 and word.isalpha()) or word in _ABBREVIATED)
    return short or (mark == "!" and follows in (",", "\n"))


def segments(said: list[Token]) -> list[list[Token]]:
    """Return the tokens split at commas and full stops."""
    parts: list[list[Token]] = []
    for token in said:
        if token.gap != " " or not parts:
            parts.append([])
        parts[-1].append(token)
    return parts


def is_talk(part: list[Token]) -> bool:
    """Return whether a part is a sentence: it has a pronoun, an auxiliary or the like outside a name."""
    return any(is_of_sentence(part, k, known.TALK) for k in range(len(part)))


def is_of_sentence(said: list[Token], at: int, of: frozenset[str]) -> bool:
    """Return whether a word belongs to a sentence rather than a name: not in "Pity Me", "14 Wait Street"."""
    if said[at].plain not in of:
        return False
    begins = at == 0 or said[at].gap != " "
    ends = at + 1 == len(said) or said[at + 1].gap != " "
    named = not begins and said[at - 1].plain not in of and said[at - 1].plain not in _NOT_IN_NAMES
    if ends:
        return begins or not named or (at > 1 and said[at - 1].gap == " ")
    return not (named and _is(said, at + 1, _BUILT))


def is_count(said: list[Token], at: int) -> bool:
    """Return whether the number at ``at`` is a quantity: "3 beds", "1,200 sq ft"; "3 Beds Lane" is a street."""
    if not (said[at].plain[:1].isdigit() or said[at].plain in WORDS) or at + 1 >= len(said):
        return False
    follows = said[at + 1]
    return follows.gap == " " and follows.plain in _COUNTED and not _is(said, at + 2, known.ROADS)


def is_other_answer(part: list[Token]) -> bool:
    """Return whether the words only name a kind of home: "semi", "house at", "3 bed flat"."""
    if part[0].plain in ("the", "y") and len(part) > 1:
        return False
    return all(
        token.plain in _GENERIC or token.plain in known.LEADS or is_count(part, k) for k, token in enumerate(part)
    )


_UNITS_AT_MOST = 4
"""Maximum number of units before a building: "Room 2, Flat 3, Block C, East Wing"."""


def find(text: str, *, asked: bool = False, particulars: bool = False) -> tuple[int, int] | None:
    """Return the span of the only address with a number or a unit in ``text``; ``None`` for none or several.

    ``asked``: an address is expected. ``particulars``: the text is a list of a person's particulars, in which a line after an
    address may be a name. Linear in the length of ``text``.
    """
    if not _may_hold_one(text):
        return None
    said = tokens(text)
    spans = [
        span for first, last in _runs(said, text) for span in _addresses(said, first, last, text, asked, particulars)
    ]
    if len(spans) != 1:
        return None
    first, last = spans[0]
    start, end = said[first].start, said[last - 1].end
    closes = text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
    opens = text[start:end].count(")") > text[start:end].count("(") and text[start - 1 : start] == "("
    return start - opens, end + closes


def _may_hold_one(text: str) -> bool:
    """Return whether a text has a digit or a word of units, as every address found has."""
    if _DIGIT.search(text):
        return True
    spoken = words(text)
    return not _OF_UNITS.isdisjoint(spoken) or any(
        word.startswith(("flat", "apt")) or not known.UNITS.isdisjoint(repaired([word], known.UNITS)) for word in spoken
    )


def _runs(said: list[Token], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the runs without a sentence, courtesy or quantity."""
    first = 0
    for k, token in enumerate(said):
        counted = k > 0 and is_count(said, k - 1)
        speaks = is_of_sentence(said, k, SENTENCE) and not _is_place_before_code(said, k, text)
        stops = counted or is_count(said, k) or token.plain in GREETINGS or speaks
        if (stops or token.gap == ".") and first < k:
            yield first, k
        if stops:
            first = k + 1
        elif token.gap == ".":
            first = k
    if first < len(said):
        yield first, len(said)


def _is_place_before_code(said: list[Token], at: int, text: str) -> bool:
    """Return whether a word is a part of its own soon before the postcode: "Selling" in "2 The Street, Selling, Kent §"."""
    alone = said[at].capital and said[at].gap == "," and (at + 1 == len(said) or said[at + 1].gap != " ")
    alone = alone and text[said[at].end : said[at].end + 1] != ":"
    nearest = next((token for token in said[at + 1 : at + _WORDS] if token.gap == "."), None)
    ends = nearest is None and len(said) <= at + _WORDS and CODE in text[said[-1].end :]
    return alone and (ends or (nearest is not None and nearest.coded))


def _addresses(
    said: list[Token], first: int, last: int, text: str, asked: bool, particulars: bool
) -> Iterator[tuple[int, int]]:
    """Yield start and end of the addresses in one run."""
    coded = said[last].coded if last < len(said) else CODE in text[said[-1].end :]
    opens, sold = _leads_in(said, first)
    while first < last and (said[first].plain in known.LEADS or said[first].plain in _PAUSES):
        first, opens = first + 1, opens or said[first].plain in known.LEADS
    sure = coded or (asked and opens and (last == len(said) or said[last].gap != " "))
    at = first
    while at < last:
        end = _anchor(said, at, last, sure=sure, sold=sold)
        if end is None:
            at += 1
            continue
        start = _with_parts_before(said, first, at, opens=opens, sold=sold)
        end = _places(said, end, last, coded=coded, asked=asked and not particulars)
        if not asked and said[start].plain in _NUMBERED:
            start += 1
        if end == last and coded and last < len(said):
            after = unit(said, last)  # "... AB25 2XN flat 1/R"
            end = after if after is not None and (after == len(said) or said[after].gap != " ") else end
        yield start, end
        first, at, opens, sold = end, end, True, False


def _anchor(said: list[Token], at: int, last: int, *, sure: bool, sold: bool) -> int | None:
    """Return the end of the anchor that begins at ``at``: units and a building, or a number and a street; ``None`` without one."""
    k, units = at, 0
    while k < last and units < _UNITS_AT_MOST:
        end = unit(said, k + (units > 0 and _is(said, k, _RANGE)))
        if end is None or end > last:
            break
        k, units = end, units + 1
    number = _number(said, k, last)
    if number is None and not units:
        return None
    name = k if number is None else number
    if name >= last or (number is not None and said[name].gap == "."):
        return None
    street = _street(said, name, last, numbered=number is not None)
    if street is not None:
        return street
    end = name + 1
    while end < min(last, name + _WORDS) and said[end].gap == " " and not said[end].plain[:1].isdigit():
        end += 1
    if not said[name].word or (number is not None and said[name].plain in _NO_NAMES):
        return None
    kinds = {token.plain for token in said[name:end]} & _KINDS
    named = units and (number is not None or (len(kinds) > 0 and end - name > 1))
    typed = all(token.capital or token.plain in known.CONNECTORS for token in said[name:last] if token.word)
    onward = _number(said, end, last)
    leads_on = _street(said, end if onward is None else onward, last, numbered=onward is not None)
    if named or (typed and (sold or (units and end < last))) or (leads_on is not None and (kinds or typed or units)):
        return end
    told = any(_ID.fullmatch(token.plain) for token in said[at:name]) and not _is(said, at - 1, known.COUNTED)
    return end if sure and told and len(said[name].plain) > _LETTERS else None


def _leads_in(said: list[Token], at: int) -> tuple[bool, bool]:
    """Return whether an address may begin at ``at``, and whether it must, after a word of selling: "sell Innisfree"."""
    if not at or said[at].gap != " ":
        return True, False
    before = said[at - 1].plain
    return before in known.SOLD | known.INTRODUCES, before in known.SOLD


def _with_parts_before(said: list[Token], first: int, at: int, *, opens: bool, sold: bool) -> int:
    """Return the start of the address with its anchor at ``at``, including the building before it: "The Old Bakery"."""
    start = at
    while start > first:
        begin = start - 1
        while begin > first and said[begin].gap == " ":
            begin -= 1
        part = said[begin:start]
        if is_other_answer(part):
            break
        lead = max((k for k in range(begin, start) if said[k].plain in known.LEADS), default=begin)
        if lead > begin and is_other_answer(said[begin : lead + 1]):
            return lead + 1 if _is_told(said[lead + 1 : start]) else start  # "house at Mill House"
        led = (sold and begin == first) or _is_told(part)
        if not led or (begin == first and not opens):
            break
        start = begin
    return start


def _is_told(part: list[Token]) -> bool:
    """Return whether a part has words of an address: a kind of building, a unit, or a position in a building."""
    named = len(part) > 1 and part[0].plain == "the"
    return (
        named
        or any(token.vocabulary for token in part)
        or (bool(part) and all(each.plain in known.FLOORS for each in part))
    )


def unit(said: list[Token], at: int) -> int | None:
    """Return the end of the unit that begins at ``at``, including words that lead to the building; ``None`` without one."""
    if at == len(said) or (at and said[at].gap == " " and said[at - 1].plain in ("a", "an")):
        return None  # "it's a flat, 12 High Street"
    k = at + _is(said, at, frozenset({"the", "y"}))
    floors = _floors(said, k)
    k = noun = floors
    named = False
    if k < len(said) and (k == at or said[k].gap == " "):
        word = said[k].plain
        if (
            word in known.UNITS
            or not known.UNITS.isdisjoint(repaired([word], known.UNITS))
            or (word in known.HOUSES and _tells(said, k + 1))
        ):
            noun = k = k + 1
            noun = k = k + (_is(said, k, known.UNITS) and said[k].gap == " ")
            k += _is(said, k, _NUMBERED)
            if k < len(said) and said[k].gap == " " and _id(said, k):
                k, named = k + 1, True
                k += 2 if _is(said, k, _RANGE) and k + 1 < len(said) and said[k + 1].number else 0
            k = _floors(said, k) if k < len(said) and said[k].gap == " " else k
        elif _LABELLED.fullmatch(word) and k == at and k + 1 < len(said) and not is_outward(word):
            k += 1
            named = said[k].gap == "," or said[k].number or _street(said, k, len(said), numbered=False) is not None
    lies = _lies(said, k) if k > at else k
    if lies > k:
        return lies
    homes = noun > floors
    alone = homes and not named and (k == len(said) or said[k].gap == "," or said[k].number)
    alone = alone and not known.UNITS_ALONE.isdisjoint(token.plain for token in said[at:k])
    on_floor = floors > at and (homes or any(token.plain in ("floor", "basement") for token in said[at:floors]))
    if not (named or on_floor or alone or (homes and k > noun)):
        return None
    # "Flat 5 at 45 London Road", but "Flat 4 The Old Mill".
    return k + _is(said, k, frozenset({"at", "in", "of", "on"}))


def _floors(said: list[Token], at: int) -> int:
    """Return the end of the words for a flat's position in the building: "First and Second Floor", "Rear"."""
    k = at
    while k < min(len(said), at + 5) and (k == at or said[k].gap == " "):
        if said[k].plain not in known.FLOORS and not (
            k > at and said[k].plain in ("and", "&") and _is(said, k + 1, known.FLOORS)
        ):
            break
        k += 1
    return k


def _lies(said: list[Token], at: int) -> int:
    """Return the end of the words that locate a flat by its surroundings: "at the back of", "above the bakery"."""
    k = at
    while (
        k < min(len(said), at + 5)
        and said[k].gap == " "
        and said[k].plain in known.LIES | known.LEADS | known.FLOORS | {"the"}
    ):
        k += 1
    where = {token.plain for token in said[at:k]}
    if known.LIES.isdisjoint(where):
        return k if "floor" in where else at
    street = _street(said, k, len(said), numbered=False)
    if street is not None and (street == len(said) or said[street].gap != " "):
        return k  # "Flat 7 over Mill Lane": the street is read next
    while k < min(len(said), at + _WORDS) and said[k].gap == " " and not said[k].number:
        k += 1
    return k


def _tells(said: list[Token], at: int) -> bool:
    """Return whether the token at ``at`` is a number followed by a comma: "House 3, Flat Lane"."""
    return at + 1 < len(said) and said[at].gap == " " and said[at].number and said[at + 1].gap == ","


def _id(said: list[Token], at: int) -> bool:
    """Return whether the token identifies a unit: a number or a letter. An "a" before a word is an article."""
    token = said[at]
    if token.plain in _SPELT_NUMBERS:
        return True
    if (
        _ID.fullmatch(token.plain) is None
        or token.plain in known.LEADS | known.CONNECTORS - {"a"}
        or is_count(said, at)
    ):
        return False
    ends = at + 1 == len(said) or said[at + 1].gap == "," or said[at + 1].number
    return ends or not token.plain.isalpha() or (len(token.plain) == 1 and token.capital and token.plain != "i")


def _is(said: list[Token], at: int, of: frozenset[str]) -> bool:
    return at < len(said) and said[at].plain in of


def _number(said: list[Token], at: int, last: int) -> int | None:
    """Return the end of the house number that begins at ``at``: "12", "12A", "9 - 17"; ``None`` without one."""
    labelled = _is(said, at, _NUMBERED) and at + 1 < last and said[at + 1].gap == " "
    at += labelled and not _is(said, at - 1, known.GENERIC)  # "number 12", but "house number 12"
    if at >= last or not said[at].number:
        return None
    end = at + 1
    if _is(said, end, _RANGE) and end + 1 < last and said[end + 1].number and said[end + 1].gap == " ":
        end += 2
    if end < last and said[end].gap == " " and len(said[end].plain) == 1 and said[end].plain in "abcdefgh":
        end += end + 1 < last and said[end + 1].plain not in known.COUNTED  # "12 A High Street"
    return None if end < last and (said[end].gap == "." or said[end].line) else end


def _street(said: list[Token], at: int, last: int, *, numbered: bool) -> int | None:
    """Return the end of the street whose name begins at ``at``; ``None`` without a kind of street in it."""
    end = None
    if (
        numbered
        and _is(said, at, known.COUNTED)
        and said[at].gap == " "
        and not _is(said, at + 1, known.STREETS_THAT_END)
    ):
        return None
    for k in range(at, min(at + _WORDS, last)):
        token = said[k]
        if (k > at and token.gap != " ") or not token.word or token.gap == ".":
            break
        kind = token.plain in known.STREETS and (k > at or numbered or token.plain in known.STREETS_FIRST)
        kind = kind and not (k == at and token.plain == "st")
        if end is not None and not kind and token.plain not in known.HOUSES:
            break
        if token.plain in _JOINS:
            break
        if kind or end is not None:
            end = k + 1
    return end


def _places(said: list[Token], end: int, last: int, *, coded: bool, asked: bool) -> int:
    """Return the end of the places, and of units, that follow a street ending at ``end``."""
    start, lined = end, None
    while end < last:
        after = unit(said, end)
        number = _number(said, end, last)
        ends = after is not None and after <= last and (after == last or said[after].gap != " ")
        if after is not None and ends and not is_other_answer(said[end:after]):
            start = stop = after
        elif number is not None:
            street = _street(said, number, last, numbered=True)
            if said[end - 1].plain in known.STREETS_THAT_END or (street is None and said[end].gap != ","):
                break  # a second address after "12 Mill Lane", but none after "6 Rowan Court"
            start = stop = number if street is None else street
        else:
            stop = _place(said, end, last)
            if stop == end:
                break
            if stop < last and said[stop].gap == " " and unit(said, stop) is None and not said[stop].number:
                end = stop
                break
        lined = end if lined is None and said[end].line and (stop - end > 1 or not said[end].capital) else lined
        end = stop
    if not coded:
        end = end if asked or lined is None else lined  # a line of several words may be something else
        while end - start > _PLACES and end > start:
            end = max(k for k in range(start, end) if k == start or said[k].gap != " ")
    return end


def _place(said: list[Token], at: int, last: int) -> int:
    """Return the end of the place name that begins at ``at``; ``at`` itself without one."""
    end = at + 1
    while end < last and said[end].gap == " ":
        end += 1
    if said[at].gap != " " and is_other_answer(said[at:end]):
        return at
    end = at
    cut = last < len(said) and said[last].gap == " " and said[last].plain in known.TALK
    for k in range(at, min(at + _WORDS, last)):
        token = said[k]
        if k > at and token.gap != " ":
            break
        if _OUTWARD.fullmatch(token.plain):
            return k + 1
        if token.asks and said[at].gap == ",":
            return at
        named = said[at].gap == "," and (_is(said, k + 1, known.STREETS) or (k > at and token.plain in _BUILT))
        if not token.word or (token.plain in _OTHER_ANSWERS and not named):
            break
        if token.plain not in known.CONNECTORS:
            end = k + 1
    if cut and end == last and said[at].gap == "," and said[last - 1].plain not in ("and", "but"):
        return at  # "12 High Street, how much do you charge"
    while end > at and said[end - 1].plain in SAYS_NOTHING:
        end -= 1
    return end
