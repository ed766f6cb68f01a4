"""The answer to the consent question, and to the review before it: a yes is a closed list.

Consent must be "freely given, specific, informed and unambiguous" (UK GDPR, article 4(11)). A text is a yes only if the whole
of it is made of listed phrases, and at least one of them says yes by itself. One other word, a question mark, a digit or a sign
that is not plainly approving leaves it unclear. A no is read more generously (:mod:`conversations.answers.refusal`).
The phrases are data of each language (``grammar.toml`` in its folder), each under the reason why it is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cached_property

from conversations.answers.refusal import Refusing, refuses, refuses_for_a_reason, without_held_down
from conversations.answers.text import runs, words
from conversations.answers.vocabulary import Vocabulary

Phrases = frozenset[tuple[str, ...]]
"""Phrases, each of plain words without letters held down."""


class Consent(Enum):
    """What a text says to the consent question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Assent:
    """How people of one language say yes and no.

    At the consent question ``yes`` says so by itself; ``beside_yes`` may stand beside it, and ``no`` are the parts of a refusal,
    once for each language heard. ``fine`` says yes at the review and to a suggestion, where ``yes`` does too; ``onward`` goes on at
    the review, and ``beside_fine`` may stand beside both. To a suggestion ``takes`` says yes as well ("change it"), ``keeps`` no
    ("keep mine"), and ``hedges`` take a yes back. ``nothing`` says that there is nothing to say, with ``beside_nothing`` around it.
    ``homographs`` are words that mean something else in this language than in English: the English ones are not heard.
    """

    yes: Phrases
    beside_yes: Phrases
    fine: Phrases
    onward: Phrases
    beside_fine: Phrases
    takes: Phrases
    keeps: Phrases
    hedges: Phrases
    nothing: Phrases
    beside_nothing: Phrases
    no: tuple[Refusing, ...]
    homographs: Phrases = frozenset()

    def hearing(self, other: Assent) -> Assent:
        """Return this list with what people say in ``other``, but for words that mean something else here."""
        phrases = (each.name for each in fields(self) if each.name not in {"no", "homographs"})
        both = {name: getattr(self, name) | (getattr(other, name) - self.homographs) for name in phrases}
        no = *self.no, *(each.without(self.homographs) for each in other.no if each not in self.no)
        return Assent(**both, no=no, homographs=self.homographs)

    @cached_property
    def consenting(self) -> tuple[Phrases, Phrases, int]:
        """What says yes to the consent question, what may stand beside it, and the words of the longest of them."""
        return _with_longest(self.yes, self.beside_yes)

    @cached_property
    def yes_in_words(self) -> frozenset[str]:
        """The phrases of ``yes``, with spaces between their words."""
        return frozenset(map(" ".join, self.yes))

    @cached_property
    def going_on(self) -> tuple[Phrases, Phrases, int]:
        """The same, of going on at the review."""
        return _with_longest(self.yes | self.fine | self.onward, self.beside_yes | self.beside_fine)


def _with_longest(needed: Phrases, beside: Phrases) -> tuple[Phrases, Phrases, int]:
    return needed, beside, max(map(len, needed | beside))


_REFUSING = frozenset("👎❌✖🚫🙅⛔🛑♀♂\u200d\ufe0f🏻🏼🏽🏾🏿")
_FINE = frozenset("👍✅✔☑👌\ufe0f🏻🏼🏽🏾🏿")
"""Signs that are a yes by themselves at the review; at the consent question they often mean "seen"."""
_APPROVING = _FINE | frozenset("🙂😊😀😃😄🙏🎉❤☺")
_PUNCTUATION = frozenset(" .,!;:-–—'’\n\r\t")  # both dashes and apostrophes are typed
_EDGES = " \n\r\t\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xa0"
"""What keyboards leave before and after a message, unseen; inside of it, it would hide something."""
_MAX = 120
"""Characters: a clear yes is short, and a longer text has something else to say."""


def listed(groups: Mapping[str, str]) -> Phrases:
    """Return the phrases of ``groups``: of each reason, what it holds for, with commas between."""
    return frozenset(tuple(spoken(phrase)) for phrases in groups.values() for phrase in phrases.split(","))


def read(text: str, assent: Assent) -> Consent:
    """What ``text`` says to the consent question. Takes any ``str``; in doubt ``UNCLEAR``."""
    signs = text.strip(_EDGES)
    if signs and _REFUSING.issuperset(signs):
        return Consent.NO
    if _speaks_plainly(signs) and _made_of(spoken(text), *assent.consenting):
        return Consent.YES
    return Consent.NO if any(refuses(text, of) for of in assent.no) else Consent.UNCLEAR


def declines_for_a_reason(text: str, assent: Assent, talk: Vocabulary) -> bool:
    """Whether ``text`` is a no and the reason for it, in any words of ``talk``. Takes any ``str``; a yes in it makes it unclear."""
    if any(run in assent.yes_in_words for run in runs(spoken(text), assent.consenting[2])):
        return False
    return any(refuses_for_a_reason(text, of, talk) for of in assent.no)


def goes_on(text: str, assent: Assent) -> bool:
    """Whether ``text`` says that all is right, at the review, or that the form goes on. Takes any ``str``."""
    signs = text.strip(_EDGES)
    if signs and _FINE.issuperset(signs):
        return True
    return _speaks_plainly(signs) and _made_of(spoken(text), *assent.going_on)


def _speaks_plainly(text: str) -> bool:
    """Whether ``text`` is short and holds letters, plain punctuation and approving signs only: no "?", quotes, digits."""
    if len(text) > _MAX or ".." in text:
        return False
    others = set(unicodedata.normalize("NFC", text)) - _PUNCTUATION - _APPROVING
    return not others or "".join(others).isalpha()


def spoken(text: str) -> list[str]:
    """Return the words of ``text`` without letters held down."""
    return [without_held_down(word) for word in words(text)]


def _made_of(said: list[str], needed: Phrases, beside: Phrases, longest: int) -> bool:
    """Whether the whole of ``said`` is phrases of the two lists, one of ``needed`` at least."""
    reached: list[set[bool]] = [{False}]  # by words from the beginning: whether one of needed was among them
    for end in range(1, len(said) + 1):
        ways: set[bool] = set()
        for begin in range(max(0, end - longest), end):
            phrase = tuple(said[begin:end])
            if reached[begin] and phrase in needed:
                ways.add(True)
            if phrase in beside:
                ways |= reached[begin]
        reached.append(ways)
    return True in reached[-1]
