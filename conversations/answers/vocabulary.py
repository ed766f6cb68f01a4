"""Vocabulary: the words of everyday talk in a language, to tell talk from names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from conversations.answers.name_frame import NO_FRAME, NameFrame

_STEM, _ENDING = 5, 2
"""Minimum length of the common stem of a word's forms, and maximum length of their endings: "pogoda", "pogody"."""
_MUTATED = 5
"""Minimum number of letters of a word that may be a mutated form of another."""

_INITIALS = 2
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Vocabulary:
    """Words of everyday talk, all plain (:func:`conversations.answers.text.plain`).

    ``names`` are those of ``words`` that are names as well. ``mutations`` map the beginnings of words within a sentence to
    their unmutated forms. ``given`` are common given names, ``frame`` the phrases around a name.
    """

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    mutations: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    given: frozenset[str] = frozenset()
    frame: NameFrame = NO_FRAME

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(word[:end] for word in self.words for end in range(_STEM, len(word) + 1))

    def hearing(self, other: Vocabulary) -> Vocabulary:
        """Return this vocabulary with the words of ``other``, which are also used in the chat."""
        return Vocabulary(self.words | other.words, self.names | other.names, self.mutations, self.given | other.given)

    def is_everyday(self, word: str) -> bool:
        """Return whether a plain word, in any of its forms, is one of everyday talk."""
        stem = word[: max(_STEM, len(word) - _ENDING)]
        return word in self.words or stem in self._stems or not self.words.isdisjoint(self._unmutated(word))

    def is_given(self, word: str) -> bool:
        """Return whether a plain word is a given name, begins with one, or is initials: "jo-anne", "tj"."""
        initials = len(word.strip(".")) <= _INITIALS and _VOWELS.isdisjoint(word)
        return initials or word in self.names or word.split("-", maxsplit=1)[0] in self.given

    def _unmutated(self, word: str) -> list[str]:
        return [
            f"{radical}{word[len(mutated) :]}"
            for mutated, radicals in self.mutations.items()
            if word.startswith(mutated) and len(word) >= _MUTATED
            for radical in radicals
        ]


NO_WORDS = Vocabulary()
"""Empty vocabulary: no word is talk."""
