"""Catalogue: all that one language needs, read from its folder. A new language is a package that makes one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from importlib.resources import files
from itertools import dropwhile, product
from types import MappingProxyType
from typing import Any

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes
from conversations.answers.name_frame import NamePhrases
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Value
from conversations.answers.refusal import Part, refusing
from conversations.answers.text import clauses, folded, head, once, words
from conversations.answers.vocabulary import Vocabulary
from conversations.languages.formats import Formats, in_pounds
from conversations.languages.topics import read_questions, read_topics

_LOWER = re.compile(r"(?<![^\s(*\"“])[^\W\d_A-Z][^\W\d_]*+(?:['’-][^\W\d_]+)*+(?![@{}\d_/]|\.[^\W\d_])")
"""Lower-case words of a sentence, outside placeholders, links and email addresses."""
LONGEST_PHRASE = 80
"""Maximum length in characters; a longer message is never taken for a phrase."""
_WORDS = ("hints", "small", "wishing", "fillers", "everyday", "also_names")
"""Keys of ``grammar.toml`` whose value is a text of words."""
_ALTERNATIVES = ("choices", "courtesies", "corrections")
"""Tables of ``grammar.toml`` with alternatives of patterns, by name."""
_EITHER = re.compile(r"\{([^{}]*+)\}")


class Catalogue:
    """One language.

    Sentences: ``sentences`` by key, with ``{placeholders}`` and ``**bold**`` parts. ``show`` formats a canonical answer by its
    question's key, a ``date`` (ISO), or the ``kind`` of a property within a sentence; ``money`` formats a range.
    ``consent_version`` names the wording of ``consent.ask`` and is sent with every lead: it has to change whenever that
    wording does. ``called`` are the language's names in all languages, ``hints`` common words unique to it.

    Phrases: ``assent`` for yes and no, ``contact`` for preferred ways of contact, ``mentions`` for naming a question,
    ``topics`` for questions, statements and wishes in the middle, and ``questions`` collected from people, with their topics.
    ``asks`` matches the first words of a question, ``changes`` the words of a wish for a change, ``backs`` the beginning of a
    wish to go back, ``others`` that of a wish to have another property valued, ``relatives`` a wish to have somebody else's
    valued, which may be the one valued already. ``wishing`` are the words that begin any wish:
    "I would like to". ``small`` are insignificant words around a question's name, ``short`` maps short forms ("u", "wot") to
    words. ``alternatives`` are those of patterns, by purpose: ``corrections``, ``courtesies``, and ``choices`` of a reading.

    For comparing topics, ``same`` maps synonyms, and ``fillers`` are insignificant words. For recognising names,
    ``everyday`` are words of everyday talk found nowhere else here, ``also_names`` words that are names as well,
    ``name_phrases`` the phrases around a name, ``mutations`` the beginnings of words within a sentence and their unmutated
    forms, and ``given`` common given names. All of these are in lower case, without accents and punctuation.
    """

    def __init__(
        self,
        package: str,
        *,
        name: str,
        consent_version: str,
        sentences: Mapping[str, str],
        bedrooms: Callable[[int], str],
        pounds: Callable[[int], str] = in_pounds,
    ) -> None:
        """Read the language in ``package``, named by its code; see :class:`Formats` for ``bedrooms`` and ``pounds``.

        Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` if a file is malformed.
        """
        said = tomllib.loads((files(package) / "grammar.toml").read_text(encoding="utf-8"))
        self.language, self.name, self.consent_version = package.rpartition(".")[2], name, consent_version
        self.sentences = sentences
        self.assent = _assent(**said["assent"])
        self.contact = wishes({Wish[wish.upper()]: _spread(phrases) for wish, phrases in said["contact"].items()})
        self.mentions: Mapping[str, list[str]] = said["mentions"]
        self.topics = read_topics(package)
        self.questions = read_questions(package, self.topics)
        self.asks = re.compile(rf"{_any(said['asks'])}\b")
        self._wonders = re.compile(rf"(?:\w+ ){{0,2}}?(?:{self.asks.pattern})")
        self.changes = re.compile(rf"\b{_any(said['changes'])}\b")
        self.backs, self.others = _begun(**said["backs"]), _begun(**said["others"])
        self.relatives = re.compile(rf"\b{_any(said['relatives'])}\b")
        self.short, self.same = _by_word(said["short"]), _by_word(said["same"])
        self.alternatives = {
            table: {key: "|".join(each) for key, each in said[table].items()} for table in _ALTERNATIVES
        }
        self.called: list[str] = said["called"]
        self.hints, self.small, self.wishing, self.fillers, self.everyday, self.also_names = (
            frozenset(said[key].split()) for key in _WORDS
        )
        self.name_phrases: NamePhrases = said["names"]
        self.mutations: Mapping[str, list[str]] = said.get("mutations", {})
        self.given = read_words(package, "given_names.txt")
        formats = Formats(**said["formats"], bedrooms=bedrooms, pounds=pounds)
        self.show, self.money = formats.show, formats.money
        self._ordered: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}

    def having(self, **others: Any) -> Catalogue:
        """Return the same language with other values of some attributes."""
        other = copy(self)
        vars(other).pop("vocabulary", None)
        vars(other).update(others, _ordered={})
        return other

    def shown(self, question: str, value: Value) -> str:
        """Return a canonical answer as shown: by a sentence ``<question>.value.<value>``, or by its format."""
        return self.sentences.get(f"{question}.value.{value}") or self.show(question, value)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the language: the words of the bot's sentences and of the phrases it understands."""
        typed = [
            *(example for topic in self.topics.values() for example in topic.examples),
            *(mention for mentions in self.mentions.values() for mention in mentions),
            *(word for short in (self.short, self.same) for pair in short.items() for word in pair),
        ]
        found = {word for text in typed for word in words(text)}
        # A capital may begin a name in an example; a common word is in lower case somewhere.
        found |= {
            word for sentence in self.sentences.values() for each in _LOWER.findall(sentence) for word in words(each)
        }
        parts = (self.assent.yes, self.assent.beside_yes, self.assent.fine, *(each.parts for each in self.assent.no))
        found |= {word for phrases in parts for phrase in phrases for word in phrase}
        found |= self.hints | self.small | self.fillers | self.everyday
        found |= WORDS.keys()
        return Vocabulary(frozenset(filter(str.isalpha, found)), self.also_names, self.mutations, self.given)

    @once
    def said(self, text: str) -> str:
        """Return the plain words of ``text`` with short forms written out, joined by single spaces."""
        return " ".join([self.short.get(word, word) for word in words(text)])

    @once
    def essence(self, text: str) -> str:
        """Return the significant words of ``text``: synonyms unified, short forms written out, fillers left out."""
        spelt = " ".join([self.same.get(word, word) for word in self.said(text).split()])
        return " ".join([word for word in spelt.split() if word not in self.fillers])

    @once
    def wished(self, text: str) -> str:
        """Return the essence of ``text`` without words of wishing at its beginning."""
        return " ".join(dropwhile(self.wishing.__contains__, self.essence(text).split()))

    @once
    def asks_something(self, text: str) -> bool:
        """Return whether ``text`` is a question, by a question mark or the first words of a clause."""
        return "?" in text or any(self._wonders.match(self.said(clause)) for clause in clauses(text))

    def correction(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the question that ``text`` asks to change ("change my phone"); empty if it does not."""
        return self.question(text, keys) if self.changes.search(self.said(head(text, 200))) else ""

    def way_back(self, text: str, keys: tuple[str, ...]) -> tuple[str, int] | None:
        """Return the question of ``keys`` (or empty) and the number of questions by which ``text`` asks to go back.

        ``None`` if it does not ask to: "back to back" is a house, "Back Lane" a street.
        """
        said = self.said(head(text, LONGEST_PHRASE))
        found = self.backs.match(said)
        if found is None:
            return None
        key, rest = self._named(said[found.end() :], keys)
        numbers = [WORDS.get(word, int(word) if word.isdigit() else 0) for word in rest]
        if any(not number and word not in self.small for word, number in zip(rest, numbers, strict=True)):
            return None
        return key, next((number for number in numbers if number), 1)

    def another(self, text: str) -> bool:
        """Return whether ``text`` asks for the valuation of another property: "got another house to do"."""
        return self.others.match(self.said(head(text, LONGEST_PHRASE))) is not None

    def perhaps_another(self, text: str) -> bool:
        """Return whether ``text`` may ask for the valuation of another property: "value my mum's house too"."""
        return self.relatives.search(self.said(head(text, LONGEST_PHRASE))) is not None

    def names_only(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the question that ``text`` names without saying anything else: "the email"; else empty."""
        key, rest = self._named(self.said(head(text, 200)), keys)
        return key if self.small.issuperset(rest) else ""

    def question(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the only question of ``keys`` named in ``text``; empty for none or several."""
        return self._named(self.said(head(text, 200)), keys)[0]

    def mentioned(self, text: str, keys: tuple[str, ...]) -> frozenset[str]:
        """Return the questions of ``keys`` named in ``text``."""
        return frozenset(self._mentions_in(self.said(head(text, 200)), keys)[0])

    def label(self, text: str, key: str) -> str:
        """Return the text after the name of the question ``key`` in ``text``, as typed; empty if it is not named."""
        typed = text[:400]
        plain = folded(typed)  # "imię" is named "imie"
        for mention in sorted(self._names_of(key), key=len, reverse=True):
            named = re.search(
                rf"\b{mention.replace(' ', '[ -]?')}(?:'?s)?\b",
                plain if len(plain) == len(typed) else typed,
                re.IGNORECASE,
            )
            if named:
                return typed[named.end() :]
        return ""

    def _names_of(self, key: str) -> Sequence[str]:
        """Return the names of a question: its label, if no others are listed."""
        label = self.said(self.sentences.get(f"{key}.label", ""))
        return self.mentions.get(key) or ((label,) if label else ())

    def _named(self, words_of: str, keys: tuple[str, ...]) -> tuple[str, list[str]]:
        """Return the key of the only question named, and the other words."""
        named, rest = self._mentions_in(words_of, keys)
        return named[0] if len(set(named)) == 1 else "", rest

    def _mentions_in(self, words_of: str, keys: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return the keys of the questions named, and the other words."""
        said = f" {words_of} "
        named = []
        for mention, key in self._mentions(keys):
            if mention in said:
                said = said.replace(mention, " | ")
                named.append(key)
        return named, [word for word in said.split() if word != "|"]

    def _mentions(self, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return the names of the questions of ``keys``, padded with spaces, with the key, in search order."""
        if keys not in self._ordered:
            # The longest name comes first and is cut out: "email address" names only the email.
            each = sorted(((name, key) for key in keys for name in self._names_of(key)), key=lambda pair: -len(pair[0]))
            plurals = (
                (form, key) for name, key in each for form in (f" {name} ", f" {name}s ")
            )  # "the postcode's wrong"
            self._ordered[keys] = tuple(plurals)
        return self._ordered[keys]


def read_words(package: str, name: str) -> frozenset[str]:
    """Return the words of a file in the folder of ``package``, which are in lower case and separated by white space."""
    return frozenset((files(package) / name).read_text(encoding="utf-8").split())


def _assent(
    *, no: Mapping[str, str | list[str]], named: Mapping[str, str] = MappingProxyType({}), **listing: Mapping[str, str]
) -> Assent:
    phrases: dict[str, Any] = {
        field: listed({why: _spread(each, named) for why, each in groups.items()}) for field, groups in listing.items()
    }
    return Assent(**phrases, no=(refusing({Part(part): _spread(each, named) for part, each in no.items()}),))


def _spread(phrases: str | list[str], named: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return comma-separated phrases with alternatives expanded: ``{a|b}``, or ``{name}`` for those under a name."""
    text = phrases if isinstance(phrases, str) else ", ".join(phrases)
    pieces = (_EITHER.split(phrase) for phrase in text.split(","))
    choices = (
        [named.get(piece, piece).split("|") if at % 2 else [piece] for at, piece in enumerate(each)] for each in pieces
    )
    return ",".join("".join(each) for choice in choices for each in product(*choice))


def _any(patterns: list[str]) -> str:
    """Return the source of a pattern that matches any of ``patterns``."""
    return f"(?:{'|'.join(patterns)})"


def _begun(before: list[str], wish: list[str]) -> re.Pattern[str]:
    """Return a pattern of the beginning of a wish, preceded by optional words."""
    return re.compile(rf"(?:{_any(before)} )*{_any(wish)}\b")


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """Return the inverse of ``table``: the meaning of each word listed under it."""
    return {word: meant for meant, listed in table.items() for word in listed.split()}
