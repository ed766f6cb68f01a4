"""Answer to one of the agency's own questions: free text, or one of the agency's choices."""

from __future__ import annotations

from enum import StrEnum

from rapidfuzz import fuzz, process

from conversations.answers.reading import Reading, Refused, Understood
from conversations.answers.text import lines, words

ANSWER_MAX = 200
"""Maximum length in characters, such that ten answers fit the guide's 2,048 bytes for the questionnaire."""
_ALIKE = 85.0
"""Minimum similarity, in per cent, of a typed choice."""


class Reason(StrEnum):
    """Reason for not accepting a text."""

    EMPTY = "own.empty"
    TOO_LONG = "own.too_long"
    NOT_A_CHOICE = "own.not_a_choice"


def read(text: str, choices: tuple[str, ...] = ()) -> Reading:
    """Read ``text`` on one line; with ``choices``, as the choice most similar to it."""
    said = " ".join(lines(text))
    if not said:
        return Refused(Reason.EMPTY)
    if not choices:
        return Refused(Reason.TOO_LONG) if len(said) > ANSWER_MAX else Understood(said)
    typed = " ".join(words(said[:ANSWER_MAX]))
    plain = {choice: " ".join(words(choice)) for choice in choices}
    best = process.extractOne(typed, plain, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return Refused(Reason.NOT_A_CHOICE) if best is None else Understood(best[2])


def valid(value: object, choices: tuple[str, ...] = ()) -> bool:
    """Return whether ``value`` is a valid answer."""
    return isinstance(value, str) and 1 <= len(value) <= ANSWER_MAX and (not choices or value in choices)
