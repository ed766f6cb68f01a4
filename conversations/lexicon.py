"""Lexicon: the words of answers, read from the ``property.toml`` and ``talk.toml`` of every language.

The homes are in the United Kingdom whatever the chat's language: "Heol y Bont" is a street, "mieszkanie 6" a flat and "ar
werth" a sale in any chat. So the words of all languages are combined. A language need not have these files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_FILES = ("property.toml", "talk.toml")
"""Files of a language; no table is in both."""


@cache
def _languages() -> tuple[Mapping[str, object], ...]:
    """Return the tables of each language, in the order of the codes."""
    found = {}
    for folder in (files(__package__) / "languages").iterdir():
        if re.fullmatch("[a-z]{2,3}", folder.name):
            data = (folder / name for name in _FILES)
            found[folder.name] = {
                key: words
                for file in data
                if file.is_file()
                for key, words in tomllib.loads(file.read_text(encoding="utf-8")).items()
            }
    return tuple(found[code] for code in sorted(found))


def _values(*path: str) -> Iterator[object]:
    """Yield each language's value at ``path``."""
    for language in _languages():
        at: object = language
        for name in path:
            at = at.get(name) if isinstance(at, dict) else None
        if at is not None:
            yield at


def table(*path: str) -> Mapping[str, object]:
    """Return the table at ``path``, merged from all languages; of equal keys the last one's value counts."""
    return MappingProxyType(
        {key: value for each in _values(*path) if isinstance(each, dict) for key, value in each.items()}
    )


def phrases(*path: str) -> tuple[str, ...]:
    """Return the phrases or patterns at ``path`` of all languages in turn, without duplicates."""
    return tuple(dict.fromkeys(str(phrase) for each in _values(*path) if isinstance(each, list) for phrase in each))


def words_of(*path: str) -> frozenset[str]:
    """Return the single words at ``path``, listed in a file as one text."""
    return frozenset(word for each in _values(*path) for word in str(each).split())


def pattern(*path: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the patterns at ``path`` as whole words."""
    return re.compile(rf"\b{any_of(*path)}\b")


def any_of(*path: str) -> str:
    """Return the source of a pattern that matches any of the patterns at ``path``."""
    return f"(?:{'|'.join(phrases(*path))})"
