"""Reader of a language's folder: makes the catalogue from its files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes
from conversations.answers.refusal import Part, refusing
from conversations.languages.catalogue import Catalogue
from conversations.languages.formats import Formats, in_pounds
from conversations.languages.topics import read_questions, read_topics

_WORDS = ("hints", "small", "wishing", "fillers", "everyday", "also_names")
"""Keys of ``grammar.toml`` whose value is a text of words."""
_ALTERNATIVES = ("choices", "courtesies", "corrections")
"""Tables of ``grammar.toml`` with alternatives of patterns, by name."""
_EITHER = re.compile(r"\{([^{}]*+)\}")


def read_catalogue(
    package: str,
    *,
    name: str,
    consent_version: str,
    sentences: Mapping[str, str],
    bedrooms: Callable[[int], str],
    pounds: Callable[[int], str] = in_pounds,
) -> Catalogue:
    """Return the catalogue of the language in ``package``, named by its code.

    See :class:`Catalogue` and, for ``bedrooms`` and ``pounds``, :class:`Formats`.

    Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` if a file is malformed.
    """
    said = tomllib.loads((files(package) / "grammar.toml").read_text(encoding="utf-8"))
    topics = read_topics(package)
    formats = Formats(**said["formats"], bedrooms=bedrooms, pounds=pounds)
    words: dict[str, Any] = {key: frozenset(said[key].split()) for key in _WORDS}
    return Catalogue(
        language=package.rpartition(".")[2],
        name=name,
        consent_version=consent_version,
        sentences=MappingProxyType(sentences),
        assent=_assent(**said["assent"]),
        contact=wishes({Wish[wish.upper()]: _spread(phrases) for wish, phrases in said["contact"].items()}),
        mentions=_lists(said["mentions"]),
        topics=topics,
        questions=read_questions(package, topics),
        asks=re.compile(rf"{_any(said['asks'])}\b"),
        changes=re.compile(rf"\b{_any(said['changes'])}\b"),
        called=tuple(said["called"]),
        backs=_begun(**said["backs"]),
        others=_begun(**said["others"]),
        short=_by_word(said["short"]),
        same=_by_word(said["same"]),
        alternatives=MappingProxyType(
            {table: {key: "|".join(each) for key, each in said[table].items()} for table in _ALTERNATIVES}
        ),
        name_phrases=said["names"],
        mutations=_lists(said.get("mutations", {})),
        given=read_words(package, "given_names.txt"),
        show=formats.show,
        money=formats.money,
        **words,
    )


def read_words(package: str, name: str) -> frozenset[str]:
    """Return the words of a file in the folder of ``package``, which are in lower case and separated by white space."""
    return frozenset((files(package) / name).read_text(encoding="utf-8").split())


def _assent(*, no: Mapping[str, str | list[str]], **listing: Mapping[str, str]) -> Assent:
    phrases: dict[str, Any] = {
        field: listed({why: _spread(each) for why, each in groups.items()}) for field, groups in listing.items()
    }
    return Assent(**phrases, no=(refusing({Part(part): _spread(each) for part, each in no.items()}),))


def _spread(phrases: str | list[str]) -> str:
    """Return comma-separated phrases with alternatives ``{a|b}`` expanded."""
    text = phrases if isinstance(phrases, str) else ", ".join(phrases)
    pieces = (_EITHER.split(phrase) for phrase in text.split(","))
    choices = ([piece.split("|") if at % 2 else [piece] for at, piece in enumerate(each)] for each in pieces)
    return ",".join("".join(each) for choice in choices for each in product(*choice))


def _any(patterns: list[str]) -> str:
    """Return the source of a pattern that matches any of ``patterns``."""
    return f"(?:{'|'.join(patterns)})"


def _begun(before: list[str], wish: list[str]) -> re.Pattern[str]:
    """Return a pattern of the beginning of a wish, preceded by optional words."""
    return re.compile(rf"(?:{_any(before)} )*{_any(wish)}\b")


def _lists(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(each) for key, each in table.items()})


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """Return the inverse of ``table``: the meaning of each word listed under it."""
    return MappingProxyType({word: meant for meant, words in table.items() for word in words.split()})
