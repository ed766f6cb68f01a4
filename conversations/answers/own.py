"""An answer to one of the agency's own questions: free text, or one of the choices that the agency gave."""

from __future__ import annotations

from enum import StrEnum

from rapidfuzz import fuzz, process

from conversations.answers.reading import Reading, Refused, Understood
from conversations.answers.text import lines, words

ANSWER_MAX = 200
"""Characters; ours, so that ten answers fit the guide's 2,048 bytes for the questionnaire."""
_ALIKE = 85.0
"""Per cent of likeness from which a typed choice is one."""


class Reason(StrEnum):
    """Why a text is not taken."""

    EMPTY = "own.empty"
    TOO_LONG = "own.too_long"
    NOT_A_CHOICE = "own.not_a_choice"


def read(text: str, choices: tuple[str, ...] = ()) -> Reading:
    """``text`` on one line; with ``choices`` the one that it comes close to."""
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
    """Whether ``value`` may stand as an answer."""
    return isinstance(value, str) and 1 <= len(value) <= ANSWER_MAX and (not choices or value in choices)
