"""Catalogue: everything that one language needs. A new language is one package that makes one of these."""

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
"""Words of a sentence in lower case that are no part of an address or a place to fill."""
LONGEST_PHRASE = 80
"""Characters; a longer message is never taken for a phrase."""


@dataclass(frozen=True)
class Catalogue:
    """One language.

    ``sentences`` are by key, with ``{placeholders}`` and ``**bold**`` parts. ``assent`` is how people say yes and no,
    ``contact`` how they would be reached, ``mentions`` how they name a question, ``topics`` what they ask, tell and wish
    in the middle, and ``questions`` what people have asked, with its topic. ``asks`` finds the first words of a question,
    ``changes`` the words of somebody who wants something changed, ``backs`` the beginning of a wish to go back,
    ``others`` that of one to have another property valued. ``small`` are the words that may stand around a question's
    name without saying anything, and ``short`` what thumbs make of common words ("u", "wot"). For telling topics,
    ``same`` are words that mean what another does, and ``fillers`` those that say nothing. ``wishing`` are the words
    that may begin a wish without saying which: "I would like to". ``alternatives`` are those of patterns, by what they are for:
    ``corrections`` of an answer, ``courtesies``, and ``choices`` of a reading that is offered back.
    For telling names, ``everyday`` are words of talk that stand in nothing else here, ``also_names`` words of talk that
    people are called as well, ``name_phrases`` what stands around a name, ``mutations`` how words begin inside a sentence
    and how by themselves, and ``given`` are common given names. All of them are in lower case, without accents and
    punctuation. ``show`` formats a canonical answer by its question's key, a ``date`` (ISO), or the
    ``kind`` of a property in the middle of a sentence; ``money`` formats a range. ``called`` are the names of the
    language, in any of the languages, and ``hints`` are common words that only it has. ``consent_version`` names the
    wording of ``consent.ask`` and is sent with every lead: it has to change whenever that wording does.
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
        """Return a canonical answer as it is shown: by a sentence ``<question>.value.<value>``, or by its format."""
        return self.sentences.get(f"{question}.value.{value}") or self.show(question, value)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that this language talks in: those of what the bot says in it and of what it understands."""
        typed = [
            *(example for topic in self.topics.values() for example in topic.examples),
            *(mention for mentions in self.mentions.values() for mention in mentions),
            *(word for short in (self.short, self.same) for pair in short.items() for word in pair),
        ]
        found = {word for text in typed for word in words(text)}
        # A capital may begin a name, in an example of one; what is common stands in lower case somewhere.
        found |= {
            word for sentence in self.sentences.values() for each in _LOWER.findall(sentence) for word in words(each)
        }
        parts = (self.assent.yes, self.assent.beside_yes, self.assent.fine, *(each.parts for each in self.assent.no))
        found |= {word for phrases in parts for phrase in phrases for word in phrase}
        found |= self.hints | self.small | self.fillers | self.everyday
        found |= WORDS.keys()
        return Vocabulary(frozenset(filter(str.isalpha, found)), self.also_names, self.mutations, self.given)

    def said(self, text: str) -> str:
        """Return the plain words of ``text``, written out where this language has them short, one space between them."""
        return once(text, (self.language, "said"), self._said)

    def _said(self, text: str) -> str:
        return " ".join([self.short.get(word, word) for word in words(text)])

    def essence(self, text: str) -> str:
        """Return the words of ``text`` that matter to what it is about, each in the form that stands for its like.

        Short forms are written out, what one may put in two ways is put in one, and words that say nothing are left out.
        """
        return once(text, (self.language, "essence"), self._essence)

    def _essence(self, text: str) -> str:
        spelt = " ".join([self.same.get(word, word) for word in self.said(text).split()])
        return " ".join([word for word in spelt.split() if word not in self.fillers])

    def wished(self, text: str) -> str:
        """Return the words that matter of ``text`` without those at its beginning that only say that one wishes."""
        return once(text, (self.language, "wished"), self._wished)

    def _wished(self, text: str) -> str:
        return " ".join(dropwhile(self.wishing.__contains__, self.essence(text).split()))

    def asks_something(self, text: str) -> bool:
        """Return whether ``text`` is a question, by its mark or by the first words of a clause."""
        return once(text, (self.language, "asks"), self._asks_something)

    def _asks_something(self, text: str) -> bool:
        return "?" in text or any(self._wonders.match(self.said(clause)) for clause in clauses(text))

    def correction(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the question that ``text`` asks to change ("change my phone"); empty if it does not."""
        return self.question(text, keys) if self.changes.search(self.said(head(text, 200))) else ""

    def way_back(self, text: str, keys: tuple[str, ...]) -> tuple[str, int] | None:
        """Return to which question of ``keys`` (or empty), else how many questions back ``text`` asks to go.

        ``None`` if it does not: "back to back" is a house, "Back Lane" a street.
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
        """Return whether ``text`` is about another property than the one valued: "got another house to do"."""
        return self.others.match(self.said(head(text, LONGEST_PHRASE))) is not None

    def names_only(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the question that ``text`` names and says nothing else about: "the email"; else empty."""
        key, rest = self._named(self.said(head(text, 200)), keys)
        return key if self.small.issuperset(rest) else ""

    def question(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the one question of ``keys`` that ``text`` names; empty for none or several."""
        return self._named(self.said(head(text, 200)), keys)[0]

    def mentioned(self, text: str, keys: tuple[str, ...]) -> frozenset[str]:
        """Return the keys of all questions of ``keys`` that ``text`` names."""
        return frozenset(self._mentions_in(self.said(head(text, 200)), keys)[0])

    def label(self, text: str, key: str) -> str:
        """Return what follows the name of the question ``key`` in ``text``, as typed; empty if it is not named."""
        for mention in sorted(self._names_of(key), key=len, reverse=True):
            named = re.search(
                rf"\b{mention.replace(' ', '[ -]?')}(?:'?s)?\b(?P<after>.*)", text[:400], re.IGNORECASE | re.DOTALL
            )
            if named:
                return named["after"]
        return ""

    def _names_of(self, key: str) -> tuple[str, ...]:
        """Return how people name a question: by its label, where nothing else is listed."""
        label = self.said(self.sentences.get(f"{key}.label", ""))
        return self.mentions.get(key) or ((label,) if label else ())

    def _named(self, words_of: str, keys: tuple[str, ...]) -> tuple[str, list[str]]:
        """Return the key of the one question that is named, and the other words."""
        named, rest = self._mentions_in(words_of, keys)
        return named[0] if len(set(named)) == 1 else "", rest

    def _mentions_in(self, words_of: str, keys: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return the keys of the questions that are named, and the other words."""
        said = f" {words_of} "
        named = []
        for mention, key in self._mentions(keys):
            if mention in said:
                said = said.replace(mention, " | ")
                named.append(key)
        return named, [word for word in said.split() if word != "|"]

    def _mentions(self, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return how people name the questions of ``keys``, spaces around, and the key, in the order of looking for them."""
        if keys not in self._ordered:
            # The longest mention first, and taken out: "email address" names the email alone.
            each = sorted(((name, key) for key in keys for name in self._names_of(key)), key=lambda pair: -len(pair[0]))
            plurals = (
                (form, key) for name, key in each for form in (f" {name} ", f" {name}s ")
            )  # "the postcode's wrong"
            self._ordered[keys] = tuple(plurals)
        return self._ordered[keys]
