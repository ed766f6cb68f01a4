"""Yes or no to a suggestion ("Did you mean gmail.com?"), in the words of consent and a few more; never used for consent."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from conversations.answers.consent import Assent, spoken
from conversations.answers.refusal import Part
from conversations.answers.text import clean


class YesNo(Enum):
    """Answer to a yes-or-no question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_SIGNS = {**dict.fromkeys("👍👌✅✔", YesNo.YES), **dict.fromkeys("👎❌✖", YesNo.NO)}
_NO = frozenset({Part.NO, Part.NEGATION})
_LONGEST = 5
"""Maximum number of words of a phrase."""
_MAX_WORDS = 30


def read(text: str, assent: Assent) -> YesNo:
    """Return the answer in ``text``; ``UNCLEAR`` for both "yes" and "no", a question, or anything else. Takes any ``str``."""
    cleaned = clean(text)
    said = spoken(cleaned)
    if len(said) > _MAX_WORDS or "?" in cleaned:
        return YesNo.UNCLEAR
    answers = {answer for _, answer in _answers_in(said, assent)}
    if not answers and all((word,) in assent.beside_yes for word in said):
        answers = {_SIGNS[char] for char in cleaned if char in _SIGNS}
    if YesNo.YES in answers and any((word,) in assent.hedges for word in said):
        return YesNo.UNCLEAR
    return answers.pop() if len(answers) == 1 else YesNo.UNCLEAR


def adds_nothing(text: str, assent: Assent) -> bool:
    """Return whether ``text`` says that there is no answer to give: "no thanks", "none". Takes any ``str``."""
    said = [(word,) for word in spoken(text)]
    return not assent.nothing.isdisjoint(said) and (assent.nothing | assent.beside_nothing).issuperset(said)


def confirms(text: str, assent: Assent) -> bool:
    """Return whether ``text`` confirms an answer as it is, unlike "yes, change it". Takes any ``str``."""
    phrases = [phrase for phrase, _ in _answers_in(spoken(text), assent)]
    return read(text, assent) is YesNo.YES and assent.takes.isdisjoint(phrases)


def _answers_in(said: list[str], assent: Assent) -> Iterator[tuple[tuple[str, ...], YesNo]]:
    """Yield the phrases of ``said`` that answer, longer ones first: "not right" is no yes.

    A word of approval is a yes only at the beginning of a text or after another answer, not in "have a good one".
    """
    beside = assent.beside_yes | assent.beside_fine
    position, begins = 0, True
    while position < len(said):
        for end in range(min(position + _LONGEST, len(said)), position, -1):
            phrase = tuple(said[position:end])
            answer = _meaning(phrase, assent)
            if answer is not None and (begins or len(phrase) > 1 or phrase not in assent.fine):
                yield phrase, answer
                position, begins = end, True
                break
        else:
            begins = begins and (said[position],) in beside
            position += 1


def _meaning(phrase: tuple[str, ...], assent: Assent) -> YesNo | None:
    if phrase in assent.keeps or any(of.parts.get(phrase) in _NO for of in assent.no):
        return YesNo.NO
    yes = phrase in assent.yes or phrase in assent.fine or phrase in assent.takes
    return YesNo.YES if yes else None
