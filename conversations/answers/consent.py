"""The answer to the consent question, and to the review before it: closed lists, and nothing that is in neither.

Consent must be "freely given, specific, informed and unambiguous" (UK GDPR, article 4(11)). A text is a yes only if the whole
of it is made of listed phrases, and at least one of them says yes by itself. One other word, a question mark, a digit or a sign
that is not plainly approving leaves it unclear. A no is read in the same way, from longer lists: it sends nothing and can be
taken back. The phrases are data of each language (``assent.py`` in its folder), each under the reason why it is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from conversations.answers.text import clean, words

Phrases = frozenset[tuple[str, ...]]
"""Phrases, each of plain words without letters held down."""


class Consent(Enum):
    """What a text says to the consent question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Assent:
    """How people of one language say yes and no.

    ``yes`` and ``no`` say so by themselves; ``beside_yes`` and ``beside_no`` may stand beside them. ``fine`` says yes at the
    review, where ``yes`` does too, and ``beside_fine`` may stand beside it. ``homographs`` are words of another meaning in
    English: they count as this language's only.
    """

    yes: Phrases
    beside_yes: Phrases
    no: Phrases
    beside_no: Phrases
    fine: Phrases
    beside_fine: Phrases
    homographs: Phrases = frozenset()

    def hearing(self, other: Assent) -> Assent:
        """Return this list with what people say in ``other``, but for words that mean something else here."""
        return Assent(
            self.yes | (other.yes - self.homographs),
            self.beside_yes | (other.beside_yes - self.homographs),
            self.no | (other.no - self.homographs),
            self.beside_no | (other.beside_no - self.homographs),
            self.fine | (other.fine - self.homographs),
            self.beside_fine | (other.beside_fine - self.homographs),
            self.homographs,
        )


_REFUSING = frozenset("👎❌✖🚫🙅\ufe0f🏻🏼🏽🏾🏿")
_FINE = frozenset("👍✅✔☑👌\ufe0f🏻🏼🏽🏾🏿")
"""Signs that are a yes by themselves at the review; at the consent question they often mean "seen"."""
_APPROVING = _FINE | frozenset("🙂😊😀😃😄🙏🎉❤☺")
_PUNCTUATION = frozenset(" .,!;:-–—'’\n\r\t")  # both dashes and apostrophes are typed
_EDGES = " \n\r\t\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xa0"
"""What keyboards leave before and after a message, unseen; inside of it, it would hide something."""
_HELD_DOWN = re.compile(r"([^\W\d_])\1+")
_MAX = 120
"""Characters: a clear yes is short, and a longer text has something else to say."""


def listed(groups: Mapping[str, str]) -> Phrases:
    """Return the phrases of ``groups``: of each reason, what it holds for, with commas between."""
    return frozenset(_spoken(phrase) for phrases in groups.values() for phrase in phrases.split(","))


def read(text: str, assent: Assent) -> Consent:
    """What ``text`` says to the consent question. Takes any ``str``; in doubt ``UNCLEAR``."""
    text = text.strip(_EDGES)
    if text and _REFUSING.issuperset(text):
        return Consent.NO
    if not _speaks_plainly(text):
        return Consent.UNCLEAR
    spoken = _spoken(text)
    if _made_of(spoken, assent.no, assent.beside_no):
        return Consent.NO
    return Consent.YES if _made_of(spoken, assent.yes, assent.beside_yes) else Consent.UNCLEAR


def goes_on(text: str, assent: Assent) -> bool:
    """Whether ``text`` says that all is right, at the review, or that the form goes on. Takes any ``str``."""
    text = text.strip(_EDGES)
    if text and _FINE.issuperset(text):
        return True
    yes, beside = assent.yes | assent.fine, assent.beside_yes | assent.beside_fine
    return _speaks_plainly(text) and _made_of(_spoken(text), yes, beside)


def _speaks_plainly(text: str) -> bool:
    """Whether ``text`` is short and holds letters, plain punctuation and approving signs only: no "?", quotes, digits."""
    return (
        len(text) <= _MAX
        and ".." not in text
        and all(
            char.isalpha() or char in _PUNCTUATION or char in _APPROVING for char in unicodedata.normalize("NFC", text)
        )
    )


def _spoken(text: str) -> tuple[str, ...]:
    """The words of ``text`` without letters held down: "yesss" is "yes", and so that they compare, "agree" is "agre"."""
    return tuple(_HELD_DOWN.sub(r"\1", word) for word in words(clean(text)))


def _made_of(spoken: tuple[str, ...], needed: Phrases, beside: Phrases) -> bool:
    """Whether the whole of ``spoken`` is phrases of the two lists, one of ``needed`` at least."""
    longest = max(map(len, needed | beside))
    reached: list[set[bool]] = [{False}]  # by words from the beginning: whether one of needed was among them
    for end in range(1, len(spoken) + 1):
        ways: set[bool] = set()
        for begin in range(max(0, end - longest), end):
            phrase = spoken[begin:end]
            if reached[begin] and phrase in needed:
                ways.add(True)
            if phrase in beside:
                ways |= reached[begin]
        reached.append(ways)
    return True in reached[-1]
