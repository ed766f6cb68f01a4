"""Postcode of the property: "de11jx" is ``"DE1 1JX"``.

The format is Royal Mail's (outward codes A9, A99, AA9, AA99, A9A, AA9A; an inward code is a digit and two letters other than
C I K M O V). A well-formed postcode that is not in the ONS directory is offered back, not refused: it may be new or a
business's. Limits: the guide's table of fields, 2 to 10 characters.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from conversations.answers.numbers import WORDS
from conversations.answers.postcode_directory import is_listed
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import clean, without_symbols
from conversations.lead import POSTCODE_MAX, POSTCODE_MIN
from conversations.lexicon import any_of


class Reason(StrEnum):
    """Reason for not accepting a text as a postcode."""

    EMPTY = "postcode.empty"
    NOT_A_POSTCODE = "postcode.not_a_postcode"
    OUTWARD_ONLY = "postcode.outward_only"
    INCOMPLETE = "postcode.incomplete"
    OVERSEAS = "postcode.overseas"
    FORCES = "postcode.forces"
    REPAIRED = "postcode.repaired"
    UNKNOWN = "postcode.unknown"
    SEVERAL = "postcode.several"


_OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
SPOKEN = re.compile(rf"(?<![A-Z0-9])({_OUTWARD})[ ._-]{{0,3}}({_INWARD})(?![A-Z0-9+])", re.IGNORECASE | re.ASCII)
"""A postcode within a text, in any case. Groups: outward code, inward code."""

_SAID = (
    rf"(?:{any_of('postcode', 'before_label')} ){{0,2}}{any_of('postcode', 'label')}(?: {any_of('postcode', 'is')})?"
)
_LABEL = re.compile(rf"[\s,;.(-]{{0,5}}(?:\b{_SAID}[\s,;.:-]{{0,5}})?$", re.IGNORECASE)
_SLIPPED = re.compile(r"\b[A-Z]{1,2}[0-9OI][A-Z0-9]? ?[0-9OIL][A-Z]{2}(?=,|\Z)", re.IGNORECASE | re.ASCII)
"""A postcode with a slip, at the end of a clause: "DE1 IJX"."""
_CANONICAL = re.compile(rf"(?:{_OUTWARD} {_INWARD}|GIR 0AA)\Z")
_WHOLE_OUTWARD = re.compile(rf"{_OUTWARD}\Z")
_SECTOR = re.compile(rf"{_OUTWARD}[0-9][A-Z]?\Z")
_SECTOR_APART = re.compile(rf"{_OUTWARD} [0-9][A-Z]?\Z")
_WRAPPED_MAX = 80
"""Maximum length, in characters, of a text read as a postcode in a few words; a longer one is searched word by word."""

_NOISE = re.compile(r"[^A-Z0-9]+")
_WRAPPING = re.compile(rf"^(?:{any_of('postcode', 'before')}\b[\s:,=-]*)+", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:[\s,.!]+(?:{any_of('postcode', 'after')}|UK|ENGLAND|WALES|SCOTLAND))?[\s,.!?]*$", re.IGNORECASE
)
_OVERSEAS = re.compile(
    r"(?:[0-9]{4,6}(?:-[0-9]{4})?"  # the United States, most of Europe
    r"|[0-9]{2}-[0-9]{3}"  # Poland
    r"|[0-9]{4} ?[A-Z]{2}"  # the Netherlands
    r"|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"  # Canada
    r"|[A-Z][0-9][0-9W] ?[A-Z][0-9A-Z]{3}"  # Ireland's Eircode
    r"|(?:ASCN|STHL|TDCU|BBND|BIQQ|FIQQ|PCRN|SIQQ|TKCA) ?1ZZ"  # British territories overseas
    r"|[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?)\Z"  # "NY 10001"
)
_TO_DIGIT = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_TO_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
_LIKELY_SLIP = re.compile(r"^[OIL0-9]")
_OUTWARD_SHAPES = {2: ("LN",), 3: ("LNN", "LLN", "LNL"), 4: ("LLNN", "LLNL")}
_HIGHEST, _AMBIGUOUS = 20, 2
"""Highest district number in words, and maximum number of letters of a word that may be part of a code."""
_CROWN_DISTRICTS = re.compile(r"(?:JE[1-5]|GY(?:[1-9]|10)|IM(?:[1-9]|86|87|99))\Z")


_FIGURES = {
    str(word).upper(): str(value) for word, value in WORDS.items() if value <= _HIGHEST and len(word) > _AMBIGUOUS
}
_SPELT_OUT = re.compile(rf"\b({'|'.join(sorted(_FIGURES, key=len, reverse=True))})\b[ ,.-]*")


def valid(value: object) -> bool:
    """Return whether ``value`` is a canonical postcode of the guide's length; the directory is not consulted."""
    return isinstance(value, str) and POSTCODE_MIN <= len(value) <= POSTCODE_MAX and bool(_CANONICAL.match(value))


def _shaped(compact: str) -> str:
    """Return ``compact`` as a canonical postcode, or empty if it is not well-formed."""
    candidate = f"{compact[:-3]} {compact[-3:]}"
    return candidate if _CANONICAL.match(candidate) else ""


def _coerced(text: str, shape: str) -> str:
    return "".join(
        (_TO_DIGIT if wanted == "N" else _TO_LETTER).get(char, char) if char.isdigit() is not (wanted == "N") else char
        for char, wanted in zip(text, shape, strict=True)
    )


def _known(value: str) -> bool:
    """Return whether ``value`` (canonical) is listed or of a Crown dependency, which the ONS directory leaves out."""
    outward, inward = value.split()
    return bool(_CROWN_DISTRICTS.match(outward)) or is_listed(outward, inward)


def _repaired(compact: str, *, listed: bool = True) -> tuple[str, ...]:
    """Return the (listed) postcodes that result from ``compact`` by reading letters as digits and digits as letters."""
    if not 5 <= len(compact) <= 7:
        return ()
    outward, inward = compact[:-3], _coerced(compact[-3:], "NLL")
    found = dict.fromkeys(_shaped(_coerced(outward, shape) + inward) for shape in _OUTWARD_SHAPES[len(outward)])
    return tuple(
        value for value in found if value and value.replace(" ", "") != compact and (not listed or _known(value))
    )


def _read_shaped(value: str) -> Reading:
    if value.startswith("BF1 "):
        return Refused(Reason.FORCES)
    if _known(value):
        return Understood(value)
    if meant := _repaired(_NOISE.sub("", value)):
        # "NW1O 4AA" is well-formed but unlisted, "NW10 4AA" is listed.
        return Unclear(Reason.REPAIRED, likely=tuple(map(Understood, meant)), keep=Understood(value))
    return Unclear(Reason.UNKNOWN, likely=(), keep=Understood(value))


def _read_compact(compact: str) -> Reading | None:
    """Read ``compact`` (letters and digits of the whole text) as one postcode, whole, partial or with slips."""
    if shaped := _shaped(compact):
        return _read_shaped(shaped)
    if repaired := _repaired(compact):
        return Unclear(Reason.REPAIRED, likely=tuple(map(Understood, repaired)))
    if _WHOLE_OUTWARD.match(compact):
        return Refused(Reason.OUTWARD_ONLY)
    if _SECTOR.match(compact):
        return Refused(Reason.INCOMPLETE)
    if (
        any(map(str.isdigit, compact))
        and _LIKELY_SLIP.search(compact[-3:])
        and (meant := _repaired(compact, listed=False))
    ):
        return Unclear(Reason.REPAIRED, likely=tuple(map(Understood, meant)))
    return None


def spoken_in(text: str) -> tuple[str, ...]:
    """Return the well-formed postcodes in ``text`` in canonical form and order, without duplicates; listed or not."""
    return tuple(dict.fromkeys(f"{out} {inward}" for out, inward in SPOKEN.findall(clean(text).upper())))


def split(text: str) -> tuple[str, str, str]:
    """Split ``text`` (cleaned) into the part before its only postcode, the postcode if it is clear, and the part after it.

    With no postcode, or several, the whole text is the first part.
    """
    found = list(SPOKEN.finditer(text))
    if len(found) != 1 or not isinstance(reading := read(found[0][0]), Understood):
        return text, "", ""
    before, after = _around(text, found[0])
    return before, str(reading.value), after


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """Return the parts of ``text`` before a postcode, without its label, and after it."""
    near = max(0, found.start() - 40)
    before = text[:near] + _LABEL.sub("", text[near : found.start()])
    return before.strip(" ,.;:-("), text[found.end() :].strip(" ,.;:-)")


def without(text: str) -> str:
    """Return ``text`` (cleaned) without its only postcode, listed or not, or with a slip; its parts stay separate."""
    found = list(SPOKEN.finditer(text))
    if not found and (slipped := _SLIPPED.search(text)) and _is_doubtful(slipped[0]):
        found = [slipped]
    if len(found) != 1:
        return text
    return ", ".join(filter(None, _around(text, found[0])))


def _is_doubtful(text: str) -> bool:
    """Return whether a text reads as a doubtful postcode with a digit, which "Mills" lacks."""
    return any(map(str.isdigit, text)) and isinstance(read(text), Unclear)


def read(text: str) -> Reading:
    """Read ``text`` as a postcode; the value is in upper case with one space."""
    upper = without_symbols(clean(text)).upper()
    if not _NOISE.sub("", upper):
        return Refused(Reason.EMPTY)
    if re.search(r"\bBFPO\b", upper):
        return Refused(Reason.FORCES)
    found = spoken_in(upper)
    if len(found) == 1:
        return _read_shaped(found[0])
    if found:
        return Unclear(Reason.SEVERAL, likely=tuple(map(Understood, found[:4])))
    if len(upper) <= _WRAPPED_MAX and (spelt := spoken_in(_in_figures(upper))) and len(spelt) == 1:
        return _read_shaped(spelt[0])
    bare = _TAIL.sub("", _WRAPPING.sub("", upper[:_WRAPPED_MAX]))
    if len(upper) > _WRAPPED_MAX or len(bare) > 24:
        return _read_words(upper)
    if _OVERSEAS.match(bare):
        return Refused(Reason.OVERSEAS)
    if _SECTOR_APART.match(bare):
        return Refused(Reason.INCOMPLETE)
    return _read_compact(_NOISE.sub("", bare)) or _read_words(upper)


def _in_figures(upper: str) -> str:
    """Return ``upper`` with the numbers of a dictated postcode in figures: "DE one one JX" is "DE11JX"."""
    figures = _SPELT_OUT.sub(lambda found: _FIGURES[found[1]], upper)
    return (
        re.sub(r"\b([A-Z]) (?=[A-Z0-9] ?[0-9])|(?<=[A-Z])[ -](?=[0-9])|(?<=[0-9][A-Z]) (?=[A-Z]\b)", r"\1", figures)
        if figures != upper
        else upper
    )


def _read_words(upper: str) -> Reading:
    """Read a postcode with a slip within a text: one or two adjacent words that become a listed postcode."""
    tokens = _NOISE.sub(" ", upper).split()[:60]
    joined = [first + second for first, second in pairwise(tokens)]
    mixed = (token for token in tokens + joined if any(map(str.isdigit, token)))
    repaired = dict.fromkeys(value for token in mixed for value in _repaired(token))
    if repaired:
        return Unclear(Reason.REPAIRED, likely=tuple(map(Understood, repaired))[:4])
    return Refused(Reason.NOT_A_POSTCODE)
