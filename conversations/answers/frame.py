"""Frame of an answer: words around it that are not part of it, "erm, ... thanks x"."""

from __future__ import annotations

import re
from functools import partial

from conversations.answers.text import lines
from conversations.lexicon import any_of

_any = partial(any_of, "frame")
_BEFORE = re.compile(
    rf"^(?:(?:{_any('pauses')}|{_any('greetings')})(?![^\W_'-])[\s,.!:;]+(?:- )?"
    # Pauses only before a comma: compare "Well Street", "So Young".
    rf"|{_any('meant')}(?:[,.!:;][\s,.!:;]*(?:- )?| (?=[0-9])))+(?=\S)",
    re.IGNORECASE,
)
_SIGNS = r"\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"
"""Emoji, as the content of a character class."""
# Possessive throughout, and not begun right after a separator: each character is looked at
# once from each beginning, whatever follows. Of two phrases with the same beginning the longer one comes first.
_AFTER = re.compile(
    rf"(?<![\s.!{_SIGNS}])"
    rf"(?:(?:[\s.!]*+[{_SIGNS}])*+[\s,.!;:-]++(?:{_any('after')}|(?<!\b[^\W\d_] )x{{1,4}})(?![^\W_]))*+"
    rf"[\s.!{_SIGNS}]*+$",
    re.IGNORECASE,
)
_LONGEST = 400
"""Maximum length in characters; a longer text is more than an answer."""


def without_greeting(text: str) -> str:
    """Return ``text`` (one line) without leading pauses and greetings; unchanged if nothing is left."""
    return _BEFORE.sub("", text) or text


def unframed(text: str) -> str:
    """Return ``text`` without leading pauses and greetings and trailing thanks, kisses and emoji; unchanged if nothing is left."""
    if len(text) > _LONGEST:
        return text
    first, *rest = lines(text) or ("",)
    if len(first) + sum(map(len, rest)) > _LONGEST:  # cleaned, a character may be several: an ellipsis is three dots
        return text
    first = _BEFORE.sub("", first)
    *between, last = first, *rest
    return "\n".join((*between, _AFTER.sub("", last))).strip() or text
