"""Small talk: greetings, thanks, questions back, swearing and random keys, which answer no question."""

from __future__ import annotations

import re
from enum import Enum, auto

from conversations.answers.text import clean, once, words
from conversations.lexicon import pattern, words_of


class Smalltalk(Enum):
    """Kinds of small talk with different replies."""

    GREETING = auto()
    QUESTION = auto()
    SWEARING = auto()
    REFUSAL = auto()
    NONSENSE = auto()
    FILLER = auto()


GREETINGS = words_of("smalltalk", "greetings")
"""Plain words of greeting."""
FILLERS = words_of("smalltalk", "fillers")
"""Plain words without a meaning of their own."""
_GREETS = GREETINGS | words_of("smalltalk", "greets")
"""First words of greetings: "good morning"."""
_SWEARING = pattern("smalltalk", "swearing")
_QUESTION = pattern("smalltalk", "asks")
_REFUSAL = pattern("smalltalk", "refuses")
_LATER = pattern("smalltalk", "later")
"""Phrases for "not now", which may also begin an answer sent too soon."""
_RUNS = frozenset(
    row[begin:end]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for end in range(len(row) + 1)
    for begin in range(end)
)
"""Runs of adjacent keys."""
_DRAWN_OUT = re.compile(
    r"h+m{2,}|m+h+m+|u+h+m*|u+m{2,}|e+r+m+|a+h{2,}|o+h{2,}|a+r+g+h+|n+o{3,}|y+e+a+h{2,}|z{3,}|p+f+t+"
)
"""Drawn-out sounds rather than words."""
VOWELS = frozenset("aeiouyw")


def is_nonsense(word: str) -> bool:
    """Return whether a plain word is a run of keys or a repeated letter ("asdf", "aaaa", "sdfgh") that no name has."""
    if _DRAWN_OUT.fullmatch(word):
        return True
    if len(word) < 4:
        return len(word) == 3 and len(set(word)) == 1
    if len(set(word)) == 1 or word in _RUNS or word.startswith(("asdf", "qwer", "zxcv")):
        return True
    return len(word) >= 5 and word.isascii() and word.isalpha() and not VOWELS.intersection(word)


@once
def kind(text: str) -> Smalltalk | None:
    """Return the kind of small talk that ``text`` is as a whole, or ``None`` if it may be an answer. Takes any ``str``."""
    spoken = words(text)
    joined = " ".join(spoken)
    if _SWEARING.search(joined):
        return Smalltalk.SWEARING
    if clean(text).endswith("?") or _QUESTION.match(joined):
        return Smalltalk.QUESTION
    if _REFUSAL.match(joined) or _LATER.fullmatch(joined):
        return Smalltalk.REFUSAL
    if not spoken:
        return None
    if all(word in GREETINGS or word in FILLERS for word in spoken):
        return Smalltalk.GREETING if spoken[0] in _GREETS else Smalltalk.FILLER
    if all(is_nonsense(word) for word in spoken):
        return Smalltalk.NONSENSE
    return None
