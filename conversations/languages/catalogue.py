"""Catalogue: all that one language needs. A new language is a package that makes one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import dropwhile

from conversations.answers.consent import Assent
from conversations.answers.contact_preference import Wishes
from conversations.answers.name_frame import NamePhrases
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Value
from conversations.answers.text import clauses, head, once, words
from conversations.answers.vocabulary import Vocabulary
from conversations.languages.topics import Topic
from conversations.lead import Range

_LOWER = re.compile(r"(?<![^\s(*\"“])[^\W\d_A-Z][^\W\d_]*+(?:['’-][^\W\d_]+)*+(?![@{}\d_/]|\.[^\W\d_])")
"""Lower-case words of a sentence, outside placeholders, links and email addresses."""
LONGEST_PHRASE = 80
"""Maximum length in characters; a longer message is never taken for a phrase."""


@dataclass(frozen=True)
class Catalogue:
    """One language.

    Sentences: ``sentences`` by key, with ``{placeholders}`` and ``**bold**`` parts. ``show`` formats a canonical answer by its
    question's key, a ``date`` (ISO), or the ``kind`` of a property within a sentence; ``money`` formats a range.
    ``consent_version`` names the wording of ``consent.ask`` and is sent with every lead: it has to change whenever that
    wording does. ``called`` are the language's names in all languages, ``hints`` common words unique to it.

    Phrases: ``assent`` for yes and no, ``contact`` for preferred ways of contact, ``mentions`` for naming a question,
    ``topics`` for questions, statements and wishes in the middle, and ``questions`` collected from people, with their topics.
    ``asks`` matches the first words of a question, ``changes`` the words of a wish for a change, ``backs`` the beginning of a
    wish to go back, ``others`` that of a wish to have another property valued. ``wishing`` are the words that begin any wish:
    "I would like to". ``small`` are insignificant words around a question's name, ``short`` maps short forms ("u", "wot") to
    words. ``alternatives`` are those of patterns, by purpose: ``corrections``, ``courtesies``, and ``choices`` of a reading.

    For comparing topics, ``same`` maps synonyms, and ``fillers`` are insignificant words. For recognising names,
    ``everyday`` are words of everyday talk found nowhere else here, ``also_names`` words that are names as well,
    ``name_phrases`` the phrases around a name, ``mutations`` the beginnings of words within a sentence and their unmutated
    forms, and ``given`` common given names. All of these are in lower case, without accents and punctuation.
    """

    language: str
    name: str
    consent_version: str
    sentences: Mapping[str, str]
    assent: Assent
    contact: Wishes
    mentions: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, Topic]
    questions: tuple[tuple[str, str], ...]
    asks: re.Pattern[str]
    changes: re.Pattern[str]
    called: tuple[str, ...]
    hints: frozenset[str]
    backs: re.Pattern[str]
    others: re.Pattern[str]
    small: frozenset[str]
    short: Mapping[str, str]
    same: Mapping[str, str]
    fillers: frozenset[str]
    wishing: frozenset[str]
    alternatives: Mapping[str, Mapping[str, str]]
    everyday: frozenset[str]
    also_names: frozenset[str]
    name_phrases: NamePhrases
    mutations: Mapping[str, tuple[str, ...]]
    given: frozenset[str]
    show: Callable[[str, Value], str]
    money: Callable[[Range], Mapping[str, str]]
    _wonders: re.Pattern[str] = field(init=False, default=re.compile(""))
    _ordered: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_wonders", re.compile(rf"(?:\w+ ){{0,2}}?(?:{self.asks.pattern})"))

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
        for mention in sorted(self._names_of(key), key=len, reverse=True):
            named = re.search(
                rf"\b{mention.replace(' ', '[ -]?')}(?:'?s)?\b(?P<after>.*)", text[:400], re.IGNORECASE | re.DOTALL
            )
            if named:
                return named["after"]
        return ""

    def _names_of(self, key: str) -> tuple[str, ...]:
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
