"""Languages: one catalogue each, with the wording of keys and codes.

A language is a package here, named by its code; it needs no registration.
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
from conversations.answers.name_frame import NameFrame
from conversations.answers.text import head, words
from conversations.answers.vocabulary import Vocabulary
from conversations.languages import en
from conversations.languages.catalogue import Catalogue, read_words

DEFAULT = en.CATALOGUE


def _catalogues() -> dict[str, Catalogue]:
    """Return the catalogues of all packages named by a language code (ISO 639), the default one first."""
    codes = [found.name for found in iter_modules(__path__) if re.fullmatch("[a-z]{2,3}", found.name)]
    found: list[Catalogue] = [import_module(f"{__name__}.{code}").CATALOGUE for code in codes]
    return {each.language: each for each in sorted(found, key=lambda each: each.language != DEFAULT.language)}


CATALOGUES: Mapping[str, Catalogue] = MappingProxyType(_catalogues())


_NAME_FRAME = NameFrame(*(each.name_phrases for each in CATALOGUES.values()))
"""Phrases around a name in all languages: "nazywam się Anna Nowak" gives a name in an English chat, too."""


def catalogue(language: str) -> Catalogue:
    """Return the catalogue for a language tag ("en", "en-GB"), or the English one."""
    return CATALOGUES.get(language) or CATALOGUES.get(language.split("-", 1)[0].lower(), DEFAULT)


@lru_cache
def assent(language: str) -> Assent:
    """Return the phrases for yes and no in a chat of ``language``: its own and the English ones."""
    return catalogue(language).assent.hearing(DEFAULT.assent)


def alternatives(language: str, purpose: str) -> Mapping[str, str]:
    """Return the alternatives of patterns, by name, for a chat of ``language``: its own and the English ones."""
    spoken, english = catalogue(language).alternatives[purpose], DEFAULT.alternatives[purpose]
    return spoken if spoken is english else {name: f"{spoken[name]}|{english[name]}" for name in english}


@lru_cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary for a chat of ``language``: its own words and the English ones; names of all languages."""
    heard = catalogue(language).vocabulary.hearing(DEFAULT.vocabulary)
    return replace(heard, frame=_NAME_FRAME, given=frozenset().union(*(each.given for each in CATALOGUES.values())))


def heard_language(text: str, spoken: str) -> str:
    """Return the likely language of ``text`` if it is not ``spoken``; empty if unclear.

    It takes at least two words unique to that language, and more of them than words unique to ``spoken``.
    """
    said = words(head(text, 400))
    counts = {code: sum(word in each.hints for word in said) for code, each in CATALOGUES.items()}
    likeliest = max(counts, key=lambda code: counts[code])
    if counts[likeliest] < _HINTS or counts[likeliest] <= counts[catalogue(spoken).language]:
        return ""
    return likeliest


def is_foreign(text: str) -> bool:
    """Return whether ``text`` seems to be in an unsupported language, by its letters or a word of ``foreign_words.txt``."""
    letters = [char for char in text[:400] if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin < len(letters) or not _FOREIGN.isdisjoint(words(head(text, 400)))


_FOREIGN = read_words(__name__, "foreign_words.txt")
"""Opening words in Spanish, French, German, Italian, Romanian and Portuguese without a meaning in the supported languages."""
_HINTS = 2
