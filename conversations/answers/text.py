"""Making text comparable: what every kind of answer does to a message before it looks for meaning.

Phones send more than people see: zero-width and bidi marks from copied contacts, full-width or Arabic digits from other
keyboards, curly quotes from autocorrect, lone halves of surrogate pairs from broken clients. All functions here take any
``str``, never raise, and run in time linear in its length. Of a :class:`Text` each form is computed once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Self, TypeVar

_Computed = TypeVar("_Computed")

_BEFORE_NFKC = str.maketrans(
    {
        # NFKC turns these into a space and a combining mark, which would tear "O´Neill" apart.
        "´": "'",
        "`": "'",
        # NFKC would glue them to the number before: "12½" would become "121⁄2".
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        # Letters by their category, blanks to the eye.
        "\u2800": " ",
        "\u3164": " ",
        "\u115f": " ",
        "\u1160": " ",
        "\uffa0": " ",
        # A sentence's full stop on East Asian keyboards, where an address or number has a dot.
        "。": ".",
        # NFKC would make three dots of it, and it stands for doubt in a consent.
        "…": "...",
    }
)
_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "′": "'",
        "ʼ": "'",
        "ʹ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "″": '"',
        "«": '"',
        "»": '"',
        "−": "-",
        "⁄": "/",
    }
)
_MAX = 2 * 4096
"""Characters: twice what a message can have (Telegram's limit); the rest is cut off."""

_ADDED = 100
"""Characters that a short text may have more than twice as many of, once it is composed."""
_KNOWN = 4096
"""Characters of which is kept what becomes of them: more than a message has, and single ones say nothing of anybody."""
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SYMBOLS = frozenset({"So", "Sk", "Me"})
_SPACED_COMBINING = re.compile("[\ufe00-\ufe0f\u034f\u20d0-\u20f0]|\U000e0100")
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
_PILED_UP = re.compile(f"(?<={_MARK}{{2}}){_MARK}+")
"""Accents on accents, beyond what any spelling has on top of a letter that is composed: written to run over other lines."""
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_ENDS = re.compile(r"[.!?,;:\n]+")


@lru_cache(maxsize=_KNOWN)
def _character(char: str) -> str:
    """One character as the reader wants it: a space, an ASCII digit or hyphen, nothing, or itself."""
    if " " <= char <= "~":
        return char
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd":
        return "-"
    return char


def _normalised(text: str) -> str:
    """``text`` without what cannot be seen, its whitespace not yet folded (line breaks are spaces already)."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
    # NFKC makes eighteen characters of some: a text of them may not become eighteen times as long.
    most = min(2 * len(text) + _ADDED, _MAX)
    composed = unicodedata.normalize("NFKC", text.translate(_BEFORE_NFKC))[:most].translate(_QUOTES)
    composed = "".join(map(_character, _SPACED_COMBINING.sub("", composed)))
    # Once more: what stood between a letter and its accent is gone now, and the two belong together.
    return _PILED_UP.sub("", unicodedata.normalize("NFC", composed))


class Text(str):
    """A text with its forms, each computed once. They are kept no longer than the text itself: one step."""

    __slots__ = ("forms",)

    def __new__(cls, text: str) -> Self:
        """Return ``text``, without forms yet."""
        self = super().__new__(cls, text)
        self.forms = {}
        return self

    forms: dict[object, Any]


def once(text: str, form: object, compute: Callable[[str], _Computed]) -> _Computed:
    """``compute(text)``, which the name ``form`` stands for; computed once of a :class:`Text`."""
    if not isinstance(text, Text):
        return compute(text)
    if form not in text.forms:
        text.forms[form] = compute(text)
    found: _Computed = text.forms[form]
    return found


def head(text: str, length: int) -> str:
    """The first characters of ``text``, ``length`` at most; a text that is no longer keeps its forms."""
    return text if len(text) <= length else Text(text[:length])


def changed(text: str, was: str) -> str:
    """``text``, which was made of ``was``; where nothing was changed, ``was`` itself with its forms."""
    return was if text == was else Text(text)


def clean(text: str) -> str:
    """``text`` on one line: NFKC, no control, zero-width, bidi or surrogate characters, single spaces, ASCII digits.

    Case, accents and emoji stay; of accents piled up on a letter two do. Cleaning what is clean changes nothing.
    """
    return once(text, "cleaned", _cleaned)


def _cleaned(text: str) -> str:
    return " ".join(_normalised(text).split())


def lines(text: str) -> tuple[str, ...]:
    """The cleaned lines of ``text`` that are not blank."""
    return once(text, "lines", _lines)


def _lines(text: str) -> tuple[str, ...]:
    broken = text.splitlines()
    return tuple(filter(None, map(_cleaned, broken) if len(broken) > 1 else (clean(text),)))


def without_symbols(text: str) -> str:
    """``text`` (cleaned) without emoji and the like; signs of ASCII, of which email addresses are made, stay."""
    if text.isascii():
        return text
    return " ".join("".join(" " if unicodedata.category(c) in _SYMBOLS and c > "~" else c for c in text).split())


def clauses(text: str) -> tuple[str, ...]:
    """The parts of ``text`` that punctuation ends."""
    return once(text, "clauses", _clauses) if _CLAUSE_ENDS.search(text) else (text,)


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(map(Text, _CLAUSE_ENDS.split(text)))


def plain(text: str) -> str:
    """``text`` cleaned, in lower case and without accents, to be compared with keywords only: "Tŷ pâr" is "ty par"."""
    return once(text, "plain", _plain)


def _plain(text: str) -> str:
    return folded(clean(text))


def folded(cleaned: str) -> str:
    """The plain form of a text that is clean."""
    if cleaned.isascii():
        return cleaned.lower()
    return "".join(map(_unaccented, unicodedata.normalize("NFD", cleaned.casefold()))).translate(_STROKED)


@lru_cache(maxsize=_KNOWN)
def _unaccented(char: str) -> str:
    """Nothing for an accent by itself, any other character as it is."""
    return "" if unicodedata.category(char) == "Mn" else char


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, plain, apostrophes left out: "Don't sell!" is ``("dont", "sell")``."""
    return once(text, "words", _words)


def _words(text: str) -> tuple[str, ...]:
    known = text.isascii() and text.isprintable()
    return tuple(_WORD.findall((_normalised(text).lower() if known else plain(text)).replace("'", "")))


def runs(spoken: Sequence[str], longest: int) -> Iterator[str]:
    """The runs of ``spoken`` of so many words at most, with spaces between, to be looked up among phrases."""
    for begin in range(len(spoken)):
        for end in range(begin + 1, min(begin + longest, len(spoken)) + 1):
            yield " ".join(spoken[begin:end])


def capitalised(word: str) -> str:
    """``word`` with a capital, the rest as it is.

    A title case, since Georgian and the Croatian digraphs have one of their own for a word's first letter; a letter that
    would become two ("ß") stays.
    """
    capital = word[:1].title()
    return (capital if len(capital) == 1 else word[:1]) + word[1:]


def same_case(text: str) -> bool:
    """Whether ``text`` is all lower or all upper case, so that its case says nothing and may be repaired."""
    return text.islower() or text.isupper()


def outside(text: str, value: str) -> str:
    """Return ``text`` without the words of the answer ``value`` in it: what is part of one answer is none of another."""
    inside = Counter(words(value))
    if inside.keys().isdisjoint(words(text)):
        return text
    kept = []
    for piece in re.split(r"([\s,;()]+)", text):
        spoken = words(piece)
        if spoken and not Counter(spoken) - inside:
            inside -= Counter(spoken)
            kept.append(" ")
        else:
            kept.append(piece)
    return "".join(kept)
