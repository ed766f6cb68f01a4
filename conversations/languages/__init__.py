"""Sentences: what keys and codes are in words, one catalogue a language.

A language is one package here, named by its code; that it is here is all it takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from conversations.answers.consent import Assent
from conversations.answers.name_frame import name_frame
from conversations.answers.text import head, words
from conversations.answers.vocabulary import Vocabulary
from conversations.languages import en
from conversations.languages.catalogue import Catalogue
from conversations.languages.folder import read_words

DEFAULT = en.CATALOGUE


def _catalogues() -> dict[str, Catalogue]:
    """The catalogue of every package that is named by a language's code (ISO 639), the default one first."""
    codes = [found.name for found in iter_modules(__path__) if re.fullmatch("[a-z]{2,3}", found.name)]
    found: list[Catalogue] = [import_module(f"{__name__}.{code}").CATALOGUE for code in codes]
    return {each.language: each for each in sorted(found, key=lambda each: each.language != DEFAULT.language)}


CATALOGUES: Mapping[str, Catalogue] = MappingProxyType(_catalogues())


_NAME_FRAME = name_frame(*(each.name_phrases for each in CATALOGUES.values()))
"""What stands around a name. Who says "nazywam się Anna Nowak" in an English chat is Anna Nowak all the same."""


def catalogue(language: str) -> Catalogue:
    """Return the catalogue for a language tag ("en", "en-GB"), or English where there is none."""
    return CATALOGUES.get(language) or CATALOGUES.get(language.split("-", 1)[0].lower(), DEFAULT)


@lru_cache
def assent(language: str) -> Assent:
    """Return how people say yes and no in a chat of ``language``: in its words, and in English."""
    return catalogue(language).assent.hearing(DEFAULT.assent)


def alternatives(language: str, purpose: str) -> Mapping[str, str]:
    """Return alternatives of patterns, by name, in a chat of ``language``: in its words, and in English."""
    spoken, english = catalogue(language).alternatives[purpose], DEFAULT.alternatives[purpose]
    return spoken if spoken is english else {name: f"{spoken[name]}|{english[name]}" for name in english}


@lru_cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of everyday talk in a chat of ``language``: its own, and those of English. Names are everybody's."""
    heard = catalogue(language).vocabulary.hearing(DEFAULT.vocabulary)
    return replace(heard, frame=_NAME_FRAME, given=frozenset().union(*(each.given for each in CATALOGUES.values())))


def heard_language(text: str, spoken: str) -> str:
    """Return the language that ``text`` seems to be in where it is not ``spoken``; empty where nothing tells.

    Two words that only that language has are enough, and there have to be more of them than of the spoken one's.
    """
    said = words(head(text, 400))
    counts = {code: sum(word in each.hints for word in said) for code, each in CATALOGUES.items()}
    likeliest = max(counts, key=lambda code: counts[code])
    if counts[likeliest] < _HINTS or counts[likeliest] <= counts[catalogue(spoken).language]:
        return ""
    return likeliest


def is_foreign(text: str) -> bool:
    """Return whether ``text`` seems to be in none of the languages here: by its letters, or by a word of Europe's others."""
    letters = [char for char in text[:400] if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin < len(letters) or not _FOREIGN.isdisjoint(words(head(text, 400)))


_FOREIGN = read_words(__name__, "foreign_words.txt")
"""Spanish, French, German, Italian, Romanian and Portuguese, as people begin with it; none of it says anything in ours."""
_HINTS = 2
