"""Answers to the consent question and to the review: a yes is a closed list.

Consent must be "freely given, specific, informed and unambiguous" (UK GDPR, article 4(11)). A text is a yes only if all of it
consists of listed phrases and at least one of them is a yes by itself. Any other word, a question mark, a digit or a symbol
without clear approval makes it unclear. A no is read more generously (:mod:`conversations.answers.refusal`). The phrases are
data of each language (``grammar.toml`` in its folder), each under its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, cached_property
from itertools import chain

from conversations.answers.refusal import Refusing, refuses, refuses_for_a_reason, without_held_down
from conversations.answers.text import changed, runs, words
from conversations.answers.vocabulary import Vocabulary

Phrases = frozenset[tuple[str, ...]]
"""Phrases, each of plain words without repeated letters."""


class Consent(Enum):
    """Answer to the consent question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Assent:
    """Phrases for yes and no in one language.

    At the consent question, ``yes`` phrases are a yes by themselves, ``beside_yes`` may accompany them, and ``no`` are the parts
    of a refusal, one set per language understood. ``sends`` phrases tell to send, or ask for what follows from it: a yes there
    and nowhere else. At the review and for suggestions, ``fine`` is a yes, and so is ``yes``; at the review ``onward`` goes
    on; ``beside_fine`` may accompany both. For suggestions, ``takes`` is a yes as well ("change it"), ``keeps`` a no ("keep
    mine"), and ``hedges`` cancel a yes. ``nothing`` states that there is no answer to give, with ``beside_nothing`` around it.
    ``homographs`` have another meaning in this language than in English: their English use is ignored.
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
    sends: Phrases = frozenset()

    def hearing(self, other: Assent) -> Assent:
        """Return these phrases with those of ``other``, except words with another meaning here."""
        phrases = (each.name for each in fields(self) if each.name not in {"no", "homographs"})
        both = {name: getattr(self, name) | (getattr(other, name) - self.homographs) for name in phrases}
        no = *self.no, *(each.without(self.homographs) for each in other.no if each not in self.no)
        return Assent(**both, no=no, homographs=self.homographs)

    @cached_property
    def consenting(self) -> tuple[Phrases, Phrases, int]:
        """The phrases for yes at the consent question, those beside it, and the length of the longest in words."""
        return _with_longest(self.yes | self.sends, self.beside_yes)

    @cached_property
    def yes_in_words(self) -> frozenset[str]:
        """The phrases of ``yes``, each joined by spaces."""
        return frozenset(map(" ".join, self.yes))

    @cached_property
    def going_on(self) -> tuple[Phrases, Phrases, int]:
        """The same as :attr:`consenting`, for going on at the review."""
        return _with_longest(self.yes | self.fine | self.onward, self.beside_yes | self.beside_fine | self.sends)


def _with_longest(needed: Phrases, beside: Phrases) -> tuple[Phrases, Phrases, int]:
    return needed, beside, max(map(len, needed | beside))


_REFUSING = frozenset("👎❌✖🚫🙅⛔🛑♀♂\u200d\ufe0f🏻🏼🏽🏾🏿")
_FINE = frozenset("👍✅✔☑👌\ufe0f🏻🏼🏽🏾🏿")
"""Symbols that are a yes by themselves at the review; at the consent question they often mean "seen"."""
_APPROVING = _FINE | frozenset("🙂😊😀😃😄🙏🎉❤☺")
_AGENCY = "agency"
"""Word in the phrases of every language that stands for the agency's name."""
_PUNCTUATION = frozenset(" .,!;:-–—'’\n\r\t")  # both kinds of dashes and apostrophes are in use
_EDGES = " \n\r\t\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xa0"
"""Invisible characters left by keyboards at either end of a message; within it they are suspicious."""
_WORD = re.compile(r"\w+")
_MAX = 120
"""Maximum length in characters: a longer text is more than a clear yes."""


def listed(groups: Mapping[str, str]) -> Phrases:
    """Return the phrases in ``groups``: comma-separated phrases by reason."""
    return frozenset(
        tuple(chain.from_iterable(map(_listed_word, phrase.split())))
        for phrases in groups.values()
        for phrase in phrases.split(",")
    )


@cache  # the same words are in thousands of phrases
def _listed_word(word: str) -> tuple[str, ...]:
    return tuple(spoken(word))


def without_name(text: str, agency: str) -> str:
    """Return ``text`` with the name ``agency`` replaced by one word; a short word may stand for its "&"."""
    name = r"\W{1,3}(?:\w{1,3}\W{1,3})?".join(_WORD.findall(agency))
    return changed(re.sub(rf"\b{name}\b", _AGENCY, text, flags=re.IGNORECASE), text) if name else text


def read(text: str, assent: Assent) -> Consent:
    """Return the answer of ``text`` to the consent question; in doubt ``UNCLEAR``. Takes any ``str``."""
    signs = text.strip(_EDGES)
    if signs and _REFUSING.issuperset(signs):
        return Consent.NO
    if _speaks_plainly(signs) and _made_of(spoken(text), *assent.consenting):
        return Consent.YES
    return Consent.NO if any(refuses(text, of) for of in assent.no) else Consent.UNCLEAR


def declines_for_a_reason(text: str, assent: Assent, talk: Vocabulary) -> bool:
    """Return whether ``text`` is a no with a reason in any words of ``talk``, and without a yes. Takes any ``str``."""
    if any(run in assent.yes_in_words for run in runs(spoken(text), assent.consenting[2])):
        return False
    return any(refuses_for_a_reason(text, of, talk) for of in assent.no)


def goes_on(text: str, assent: Assent) -> bool:
    """Return whether ``text`` confirms the review or goes on with the form. Takes any ``str``."""
    signs = text.strip(_EDGES)
    if signs and _FINE.issuperset(signs):
        return True
    return _speaks_plainly(signs) and _made_of(spoken(text), *assent.going_on)


def _speaks_plainly(text: str) -> bool:
    """Return whether ``text`` is short and has only letters, plain punctuation and approving symbols: no "?", quotes, digits."""
    if len(text) > _MAX or ".." in text:
        return False
    others = set(unicodedata.normalize("NFC", text)) - _PUNCTUATION - _APPROVING
    return not others or "".join(others).isalpha()


def spoken(text: str) -> list[str]:
    """Return the words of ``text`` without repeated letters."""
    return [without_held_down(word) for word in words(text)]


def _made_of(said: list[str], needed: Phrases, beside: Phrases, longest: int) -> bool:
    """Return whether ``said`` consists of phrases of the two lists, at least one of them from ``needed``."""
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
