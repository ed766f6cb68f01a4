"""Repair of typing slips in the words of a question: "sellign", "swmi detached"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversations.answers.smalltalk import FILLERS, GREETINGS
from conversations.lexicon import words_of

_SHORTEST = 4
_SHORT = 5
"""Maximum number of letters of a word that must begin correctly, or with its first two letters swapped."""
_LONG = 8
"""Minimum number of letters of a word in which two slips are repaired."""
_MOST_WORDS = 8
"""Maximum number of words of a message to repair; in a longer one a similar word is more likely another word."""
_REAL = words_of("spelling", "real")
"""Similar words with another meaning."""
_SAID = FILLERS | GREETINGS


def repaired(spoken: Sequence[str], vocabulary: Collection[str]) -> tuple[str, ...]:
    """Return ``spoken`` (plain words) with each word that is a slip of exactly one word of ``vocabulary`` replaced by it.

    Words of the vocabulary and of ordinary sentences stay, and so does all of a long message.
    """
    if len(spoken) > _MOST_WORDS:
        return tuple(spoken)
    return tuple([_repaired(word, vocabulary) for word in spoken])


def _repaired(word: str, vocabulary: Collection[str]) -> str:
    if len(word) < _SHORTEST or word in vocabulary or word in _REAL or word in _SAID or not word.isalpha():
        return word
    limit = 2 if len(word) >= _LONG else 1
    near = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=limit, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return word
    meant = near[0][0]
    if len(meant) < _SHORTEST:
        return word
    swapped = word[:2] == meant[1::-1]
    return meant if len(meant) > _SHORT or word[0] == meant[0] or swapped else word
