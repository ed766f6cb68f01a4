"""Normalisation of text, shared by the readers of all kinds of answers.

Phones send invisible and unusual characters: zero-width and bidi marks from copied contacts, full-width or Arabic digits from
other keyboards, curly quotes from autocorrect, lone halves of surrogate pairs from broken clients. All functions here take any
``str``, never raise, and run in linear time. Each form of a :class:`Text` is computed once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import Any, Self, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])

_BEFORE_NFKC = str.maketrans(
    {
        # NFKC turns these into a space and a combining mark, which would tear "O´Neill" apart.
        "´": "'",
        "`": "'",
        # NFKC would glue them to the number before: "12½" would become "121⁄2".
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        # Letters by their category, but invisible.
        "\u2800": " ",
        "\u3164": " ",
        "\u115f": " ",
        "\u1160": " ",
        "\uffa0": " ",
        # The full stop of East Asian keyboards, for the dot in an address or number.
        "。": ".",
        # NFKC would make three dots of it, and it expresses doubt in a consent.
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
"""Maximum length in characters: twice Telegram's limit for a message; the rest is cut off."""

_ADDED = 100
"""Characters by which a short text may exceed twice its length after composition."""
_KNOWN = 4096
"""Size of the cache of single characters: more than a message has; single characters are no personal data."""
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SYMBOLS = frozenset({"So", "Sk", "Me"})
_SPACED_COMBINING = re.compile("[\ufe00-\ufe0f\u034f\u20d0-\u20f0]|\U000e0100")
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
_PILED_UP = re.compile(f"(?<={_MARK}{{2}}){_MARK}+")
"""Stacked accents beyond any spelling, typed to run over other lines."""
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_CLAUSE_ENDS = re.compile(r"[.!?,;:\n]+")


@lru_cache(maxsize=_KNOWN)
def _character(char: str) -> str:
    """Return one character normalised: as a space, an ASCII digit or hyphen, nothing, or itself."""
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
    """Return ``text`` without invisible characters, its white space not yet collapsed (line breaks are already spaces)."""
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
    # NFKC makes eighteen characters of some: a text of them must not become eighteen times as long.
    most = min(2 * len(text) + _ADDED, _MAX)
    composed = unicodedata.normalize("NFKC", text.translate(_BEFORE_NFKC))[:most].translate(_QUOTES)
    composed = "".join(map(_character, _SPACED_COMBINING.sub("", composed)))
    # Once more: characters between a letter and its accent are gone now, so that the two can be composed.
    return _PILED_UP.sub("", unicodedata.normalize("NFC", composed))


class Text(str):
    """Text with a cache of its forms, which lives as long as the text itself: one step."""

    __slots__ = ("forms",)

    def __new__(cls, text: str) -> Self:
        """Return ``text`` with an empty cache."""
        self = super().__new__(cls, text)
        self.forms = {}
        return self

    forms: dict[tuple[Any, ...], Any]


def once(compute: _Function) -> _Function:
    """Decorate a function of a text: for a :class:`Text` it is computed once, and cached in the text.

    Arguments before the text are compared by identity, so they must outlive the text.
    """

    @wraps(compute)
    def form(*arguments: Any) -> Any:
        first, text = arguments[0], arguments[-1]
        if not isinstance(text, Text):
            return compute(*arguments)
        key = (compute, id(first))
        if key not in text.forms:
            text.forms[key] = compute(*arguments)
        return text.forms[key]

    return cast("_Function", form)


def head(text: str, length: int) -> str:
    """Return the first characters of ``text``, at most ``length``; a shorter text keeps its cache."""
    return text if len(text) <= length else Text(text[:length])


def changed(text: str, was: str) -> str:
    """Return ``text``, made from ``was``; if they are equal, ``was`` itself with its cache."""
    return was if text == was else Text(text)


@once
def clean(text: str) -> str:
    """Return ``text`` on one line: NFKC, no control, zero-width, bidi or surrogate characters, single spaces, ASCII digits.

    Case, accents and emoji stay; of stacked accents, two stay. Idempotent.
    """
    return " ".join(_normalised(text).split())


@once
def lines(text: str) -> tuple[str, ...]:
    """Return the cleaned lines of ``text`` that are not blank."""
    broken = text.splitlines()
    return tuple(filter(None, map(clean, broken if len(broken) > 1 else (text,))))


def without_symbols(text: str) -> str:
    """Return ``text`` (cleaned) without emoji and the like; ASCII symbols, which email addresses need, stay."""
    if text.isascii():
        return text
    return " ".join("".join(" " if unicodedata.category(c) in _SYMBOLS and c > "~" else c for c in text).split())


def clauses(text: str) -> tuple[str, ...]:
    """Return the parts of ``text`` separated by punctuation."""
    return _split(text) if _CLAUSE_ENDS.search(text) else (text,)


@once
def _split(text: str) -> tuple[str, ...]:
    return tuple(map(Text, _CLAUSE_ENDS.split(text)))


@once
def plain(text: str) -> str:
    """Return ``text`` cleaned, in lower case and without accents, for comparison with keywords only: "Tŷ pâr" is "ty par"."""
    return folded(clean(text))


def folded(cleaned: str) -> str:
    """Return the plain form of a clean text."""
    if cleaned.isascii():
        return cleaned.lower()
    return "".join(map(_unaccented, unicodedata.normalize("NFD", cleaned.casefold()))).translate(_STROKED)


@lru_cache(maxsize=_KNOWN)
def _unaccented(char: str) -> str:
    """Return an empty text for a combining accent, any other character unchanged."""
    return "" if unicodedata.category(char) == "Mn" else char


@once
def words(text: str) -> tuple[str, ...]:
    """Return the plain words of ``text`` without apostrophes: "Don't sell!" is ``("dont", "sell")``."""
    known = text.isascii() and text.isprintable()
    return tuple(_WORD.findall((_normalised(text).lower() if known else plain(text)).replace("'", "")))


def runs(spoken: Sequence[str], longest: int) -> Iterator[str]:
    """Yield the runs of at most ``longest`` words of ``spoken``, joined by spaces, for looking up phrases."""
    for begin in range(len(spoken)):
        for end in range(begin + 1, min(begin + longest, len(spoken)) + 1):
            yield " ".join(spoken[begin:end])


def capitalised(word: str) -> str:
    """Return ``word`` with its first letter in title case, the rest unchanged.

    Title case differs from upper case for Georgian and the Croatian digraphs; a letter that would become two ("ß") stays.
    """
    capital = word[:1].title()
    return (capital if len(capital) == 1 else word[:1]) + word[1:]


def in_name_case(word: str) -> str:
    """Return ``word`` of a name, typed in one case, with its capitals: "mcdonald" is "McDonald", "o'neill" is "O'Neill"."""
    lower = word.lower().replace("i\u0307", "i")  # lower-casing the dotted capital I leaves a combining dot behind
    if lower.startswith("mc") and len(lower) > 3:
        return f"Mc{capitalised(lower[2:])}"
    head, apostrophe, tail = lower.partition("'")
    joined = apostrophe and len(head) == 1 and len(tail) > 1
    return f"{capitalised(head)}'{capitalised(tail)}" if joined else capitalised(lower)


def same_case(text: str) -> bool:
    """Return whether ``text`` is all lower or all upper case, so that its case is not significant and may be repaired."""
    return text.islower() or text.isupper()


def outside(text: str, value: str) -> str:
    """Return ``text`` without the words of the answer ``value``: part of one answer is not part of another."""
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
