"""Number of bedrooms: "3 beds 2 baths" is ``3``, a studio ``0``. The guide shows the field in its example, as a number."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial

from rapidfuzz.distance import OSA

from conversations.answers import property_type
from conversations.answers.address_words import STREETS
from conversations.answers.numbers import WORDS, in_figures
from conversations.answers.postcode import SPOKEN as POSTCODE
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.answers.spelling import repaired
from conversations.answers.text import plain
from conversations.lexicon import any_of, pattern, phrases, table, words_of


class Reason(StrEnum):
    """Reason for not accepting a text as a number of bedrooms."""

    EMPTY = "bedrooms.empty"
    NOT_A_NUMBER = "bedrooms.not_a_number"
    NONE = "bedrooms.none"
    NEGATIVE = "bedrooms.negative"
    NOT_WHOLE = "bedrooms.not_whole"
    TOO_MANY = "bedrooms.too_many"
    SEVERAL = "bedrooms.several"
    BOX_ROOM = "bedrooms.box_room"
    ROOMS = "bedrooms.rooms"
    MISSPELT = "bedrooms.misspelt"


MAX = 20
"""Limit of plausible numbers; the guide sets none."""


_any = partial(any_of, "bedrooms")
_MAX_CHARACTERS = 400
_SPELT = words_of("bedrooms", "spelt")
"""Number words in which a slip is looked for."""
_COUPLE = words_of("bedrooms", "couple")
_A = words_of("bedrooms", "a")
_NUMBER = rf"(?:[0-9]+(?:[.,][0-9]+)?|{'|'.join(sorted(WORDS, key=len, reverse=True))}|{'|'.join(_COUPLE)})"
_A_NUMBER = rf"(?<![\w.])({_NUMBER})"
_BED = rf"(?:{_any('size_before')}*{_any('kind_before')}*{_any('bed')}\b)"
_ROOM = rf"{_any('room')}\b"
"""Word for rooms: in Poland homes are counted by rooms, including the living room."""
_UP_AND_DOWN = re.compile(rf"{_A_NUMBER}[ -]{_any('up')},? (?:{_any('and')} )?{_NUMBER}[ -]{_any('down')}\b")
"""A terrace described by its rooms on each floor, of which those upstairs are bedrooms: "2 up 2 down"."""
_ROOMS = re.compile(rf"{_A_NUMBER}[ -]?{_ROOM}")
_NOUN_FIRST = re.compile(rf"^{_any('label')}[ :=-]{{1,3}}({_NUMBER})\b(?! ?{_BED})")
"""A number after its label: "bedrooms: 3"."""
_COUNTED = re.compile(rf"{_A_NUMBER}[ -]?{_BED}(?! ?-?{_any('not_a_bedroom')}\b)")
# Alone, "bump" is more likely English than the mutated Welsh word for five.
_ALONE = re.compile(rf"(?<![\w.,£/+-])(?!{_any('not_alone')}$)({_NUMBER}){_any('about')}?(?![\w])")
_RANGE = re.compile(rf"{_A_NUMBER},? ?(?:-|/|(?:{_any('or')} ?){{1,2}}) ?({_NUMBER})(?![\w.])(?: ?{_BED})?")
_LARGE_AND_SMALL = re.compile(rf"{_A_NUMBER} {_any('size')}(?: {_any('noun')})?\b")
_AND_SMALL = re.compile(
    rf"{_A_NUMBER} ?{_BED},? {_any('and')} {_any('one')} (?:{_any('very')} )?{_any('small')}(?: {_any('noun')})?$"
)
"""Bedrooms and a smaller one: "2 beds and a small one"."""
_ONE_OF_THEM = re.compile(rf",? ?\b{_any('one_of_them')}\b.*$")
"""A remark on one of the rooms counted before."""
_AMONG_THEM = re.compile(rf",? ?\b{_any('among')}\b.*$")
"""A remark on some of the rooms counted before."""
_BETWEEN = re.compile(rf"\b{_any('between')} ({_NUMBER}) {_any('and')} ({_NUMBER})\b")
_SIZES = re.compile(rf"(?<![\w.])({_NUMBER}|{'|'.join(_A)}) (?:x )?{_any('sizes')}\b(?! ?{_any('sizes_of')})")
_OR_MORE = re.compile(
    rf"{_A_NUMBER} ?(?:\+|{_any('plus')}$|{_any('or_more')})(?=$| ?{_BED}| ?{_ROOM}| ?[^\w ])"
    rf"|({_any('at_least')}|{_any('more_than')}) ({_NUMBER})\b"
)
_MORE_THAN = frozenset(phrases("bedrooms", "more_than"))
_OTHER_ROOMS = re.compile(rf"(?<![\w.])(?:{_NUMBER}|{'|'.join(_A)})[ -]?(?:x )?{_any('other_rooms')}\b")
_BOX_ROOM = pattern("bedrooms", "box_room")
_EXTRA = pattern("bedrooms", "extra")
_ENGLISH = {word: str(english) for word, english in table("bedrooms", "english").items()}
"""English words for the notes, which agents read."""
_NEGATIVE = re.compile(rf"(?:^|\s)(?:-|{_any('minus')} )({_NUMBER})(?![\w])")
_NONE = re.compile(rf"^{_any('none')}(?:$|[,.]? {_any('none_why')}\b(?P<why>.{{0,60}})$)")
"""No bedroom, with a reason: "none, it's open plan"."""
_STUDIO = pattern("property_type", "studio")
_BIG_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{6,}[0-9]|£ ?[0-9][0-9,.]*k?")
_HALF = re.compile(rf"{_A_NUMBER}(?: {_any('half')}| 1/2)\b")
_HUNDREDS = re.compile(rf"\b{_any('too_many')}\b")
_PLUS_ONE = re.compile(rf"{_A_NUMBER} ?(?:\+|{_any('plus')}) ?(?:1|{'|'.join(words_of('numbers', '1'))})\b(?! ?{_BED})")
_FORMERLY = re.compile(rf"\b{_any('formerly')}(?: {_any('only')})? ({_NUMBER})\b(?: ?{_BED})?")
_CORRECTED = re.compile(rf"{_A_NUMBER}(?: ?{_BED})?,? (?:{_any('taken_back')}\b,? ?)+(?:{_any('wait')} )?({_NUMBER}\b)")
_NOW = rf"(?: ?{_BED})?(?: {_any('now')})?"
_SO_CALL_IT = re.compile(rf"^.*\b(?:{_any('so')} (?={_NUMBER}{_NOW}$)|{_any('so_call_it')}) ?({_NUMBER}){_NOW}$")
"""The conclusion of a text: "3 beds but the loft is done, so call it 4"."""
_STOREYS = re.compile(
    rf"{_A_NUMBER}(?: ?{_BED})? {_any('upstairs')}\b\W*(?:{_any('and')} |\+ )?({_NUMBER})(?: ?{_BED})?"
    rf" {_any('downstairs')}\b"
)
_STAIRS, _ONE = re.compile(_any("stairs")), re.compile(_any("one_bed"))
_ROMAN = {"ii": "2", "iii": "3", "iiii": "4", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Roman numerals. A single letter is more likely a word sent too soon."""
_TIMES = re.compile(r"\bx ?([0-9]{1,2})\b")
"""A number as in lists: "x3"."""
_SLIP_MAX = 2
"""Maximum number of words of a text in which a misspelt number is looked for."""
_NOUNS = words_of("bedrooms", "nouns")
_A_FEW, _LIKELY_MOST = 6, 10
_MEASURES = STREETS | words_of("bedrooms", "measures")
"""Words next to which a number is a different quantity."""
_NOISE = re.compile(r"[^\w+£./,-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_PRAISE = re.compile(rf"^{_any('praise')}(?: {_any('praised')})*(?:$|[ ,.]+(?={_any('praised')}|\d))")
"""Thanks with a number word: "nice one cheers"."""
_ONLY_COUNTS = frozenset(WORDS) | words_of("bedrooms", "around")
"""Words that may surround a number of bedrooms, unlike those of "12 High Street"."""


def valid(value: object) -> bool:
    """Return whether ``value`` is a whole number from 0 (a studio) to :data:`MAX`."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX


def _value(token: str) -> float:
    """Return the value of a number matched by :data:`_NUMBER`."""
    if token in _COUPLE:
        return 2.0
    if token in _A:
        return 1.0
    return float(WORDS[token]) if token in WORDS else float(token[:12].replace(",", "."))


def _checked(value: float, note: str = "") -> Reading:
    """Return ``value`` as an answer if it is a possible number of bedrooms."""
    if value > MAX:
        return Refused(Reason.TOO_MANY)
    if value != int(value):
        around = (int(value), int(value) + 1)
        return Unclear(Reason.NOT_WHOLE, tuple(Understood(n, note=note) for n in around if n <= MAX))
    return Understood(int(value), note=note)


def _choice(reason: Reason, values: list[float], note: str) -> Reading:
    """Return a choice between ``values``, or the reason why the first is impossible."""
    if all(valid(int(value)) and value == int(value) for value in values):
        return Unclear(reason, tuple(Understood(int(value), note=note) for value in dict.fromkeys(values)))
    return _checked(max(values))


_REWRITTEN = (
    (_UP_AND_DOWN, r"\1 bed"),
    (_AND_SMALL, r"\1 plus 1"),
    (_SO_CALL_IT, r"\1 bed"),
    (_FORMERLY, " "),
    (_CORRECTED, r"\2"),
)
"""Rewritten phrases and their replacements: "2 up 2 down", and corrections: "3 no wait 4", "used to be 4, now 3", "3 (was 4)"."""


def _rewritten(said: str) -> str:
    """Return ``said`` (in figures) rewritten by :data:`_REWRITTEN`."""
    for shape, otherwise in _REWRITTEN:
        if shape.search(said):
            said = shape.sub(otherwise, said)
    return said.strip()


def read(text: str) -> Reading:
    """Read ``text`` as a number of bedrooms; a clear property type beside it goes into ``also``."""
    said = " ".join(_NOISE.sub(" ", plain(text).replace("'", "")).split()).strip(" ,./")
    if _PRAISE.fullmatch(said):
        return Refused(Reason.NOT_A_NUMBER)
    said = " ".join(repaired(_PRAISE.sub("", said).split(), _NOUNS))
    said = _TIMES.sub(r"\1", _ROMAN.get(said, said))
    said = _rewritten(in_figures(said))
    if not said:
        return Refused(Reason.EMPTY)
    if len(said) > _MAX_CHARACTERS:
        return Refused(Reason.NOT_A_NUMBER)
    if (none := _NONE.match(said)) and not (_ALONE.search(none["why"] or "") or _STUDIO.search(said)):
        return Unclear(Reason.NONE, (Understood(0, note="studio"),))
    reading = _read_said(_BIG_NUMBER.sub(" ", POSTCODE.sub(" ", said)))
    if isinstance(reading, Understood):
        kind = property_type.read(text)
        if isinstance(kind, Understood) and kind.value != property_type.OTHER:
            return Understood(reading.value, _joined(reading.note, kind.note), {"property_type": kind.value})
        if (
            isinstance(kind, Unclear)
            and kind.reason is property_type.Reason.WHICH_KIND
            and kind.likely[0].note != "house"
        ):
            return Understood(reading.value, _joined(reading.note, kind.likely[0].note))
    return reading


def _joined(*notes: str) -> str:
    return ", ".join(dict.fromkeys(note for note in notes if note))


def _read_said(said: str) -> Reading:
    """Read ``said``, from which phone numbers, prices and postcodes were removed."""
    if _NEGATIVE.search(said):
        return Refused(Reason.NEGATIVE)
    extra = _EXTRA.search(said)
    note = _ENGLISH.get(extra[0], extra[0]) if extra else ""
    own = _ONE_OF_THEM.sub("", _OTHER_ROOMS.sub(" ", said))
    if not extra and not _BOX_ROOM.search(own):
        own = _AMONG_THEM.sub("", own)
    if _HUNDREDS.search(own):
        return Refused(Reason.TOO_MANY)
    if _STUDIO.search(own) and not _COUNTED.search(own):
        return Understood(0, note="studio")
    if (plus := _PLUS_ONE.search(own)) and valid(int(_value(plus[1])) + 1):
        counted_in = int(_value(plus[1]))
        return Unclear(Reason.BOX_ROOM, tuple(Understood(n, note=plus[0]) for n in (counted_in, counted_in + 1)))
    if half := _HALF.search(own):
        return _checked(_value(half[1]) + 0.5, note)
    if more := _OR_MORE.search(own):
        least = _value(more[1] or more[3])
        return _checked(least, note=f"more than {least:g}" if more[2] in _MORE_THAN else f"{least:g} or more")
    own = _BETWEEN.sub(r"\1 or \2", own)
    if between := _RANGE.search(own):
        return _choice(Reason.SEVERAL, [_value(between[1]), _value(between[2])], note)
    if (storeys := _STOREYS.search(own)) and _STAIRS.search(storeys[0]):
        return _checked(_value(storeys[1]) + _value(storeys[2]), note)
    counted = _counted(own)
    if not counted:
        return _misspelt(own) or _of_rooms(own, note)
    if _STUDIO.search(own) and counted == [1]:
        counted = [0, 1]
    if len(set(counted)) > 1:
        return _choice(Reason.SEVERAL, counted[:4], note)
    if box := _BOX_ROOM.search(own):
        return _choice(Reason.BOX_ROOM, [counted[0], counted[0] + 1], _ENGLISH.get(box[0], box[0]))
    return _checked(counted[0], note)


def _counted(own: str) -> list[float]:
    """Return the numbers of bedrooms in ``own``: "3 beds", "two doubles and a single", or a number among neutral words."""
    if counted := [_value(token) for token in _COUNTED.findall(own)]:
        return counted
    if first := _NOUN_FIRST.match(own):
        return [_value(first[1])]
    if _ONE.fullmatch(own):
        return [1.0]
    if len(sizes := _LARGE_AND_SMALL.findall(own)) > 1 or (sizes := _SIZES.findall(own)):
        return [sum(map(_value, sizes))]
    if not _ROOMS.search(own) and _ONLY_COUNTS.issuperset(_LETTERS.findall(_BOX_ROOM.sub(" ", own))):
        return [_value(token) for token in _ALONE.findall(own)]
    return []


def _misspelt(own: str) -> Reading | None:
    """Offer back a number word with one slip: "fiv"."""
    spoken = [word for word in own.split() if word not in _ONLY_COUNTS]
    if len(spoken) != 1 or len(own.split()) > _SLIP_MAX or len(spoken[0]) < 3:
        return None
    if spoken[0] in FILLERS | GREETINGS:
        return None
    near = [word for word in _SPELT if OSA.distance(word, spoken[0], score_cutoff=1) <= 1]
    values = tuple(dict.fromkeys(WORDS[word] for word in near))
    return Unclear(Reason.MISSPELT, (Understood(values[0]),)) if len(values) == 1 else None


def _perhaps(own: str) -> Reading:
    """Offer back the only number among a few words without a unit."""
    spoken = own.split()
    numbers = _ALONE.findall(own)
    if len(numbers) != 1 or not 1 < len(spoken) <= _A_FEW or not _MEASURES.isdisjoint(spoken):
        return Refused(Reason.NOT_A_NUMBER)
    value = _value(numbers[0])
    fits = value == int(value) and 1 <= value <= _LIKELY_MOST
    return Unclear(Reason.MISSPELT, (Understood(int(value)),)) if fits else Refused(Reason.NOT_A_NUMBER)


def _of_rooms(own: str, note: str) -> Reading:
    """Read a number of rooms, one of which may be the living room; refuse any other text."""
    rooms = _ROOMS.search(own)
    if rooms is None:
        return _perhaps(own)
    return _choice(Reason.ROOMS, [max(_value(rooms[1]) - 1, 0), _value(rooms[1])], note)
