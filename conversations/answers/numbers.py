"""Numbers in words."""

from __future__ import annotations

import re

from conversations.lexicon import table, words_of

WORDS: dict[str, int] = {word: value for value in range(21) for word in sorted(words_of("numbers", str(value)))}
"""Values of number words (plain, see :func:`conversations.answers.text.plain`), including the soft mutations of Welsh after
"neu" and "i"."""

OF_SEVERAL_WORDS: dict[str, int] = {phrase: int(str(value)) for phrase, value in table("numbers", "phrases").items()}
"""Numbers of several plain words."""

_OF_SEVERAL_WORDS = re.compile(rf"\b(?:{'|'.join(OF_SEVERAL_WORDS)})\b")


def in_figures(said: str) -> str:
    """Return ``said`` (plain) with numbers of several words in figures: "un ar ddeg" is "11"."""
    return _OF_SEVERAL_WORDS.sub(lambda found: str(OF_SEVERAL_WORDS[found[0]]), said)
