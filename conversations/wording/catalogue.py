"""Catalogue: everything that one language needs. A new language is one module that makes one of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from conversations.answers.reading import Value
from conversations.answers.text import words
from conversations.intents import Intent, Topic
from conversations.lead import Range

LONGEST_PHRASE = 80
"""Characters; a longer message is never taken for a phrase."""
STATEMENTS = frozenset({Topic.CURIOUS, Topic.NOT_MINE, Topic.DELETE})
"""Topics that people bring up by saying something rather than by asking."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language.

    ``sentences`` are by key, with ``{placeholders}`` and ``**bold**`` parts. ``phrases`` are what people type for an
    intent, ``mentions`` how they name a question and ``topics`` what they ask in the middle; ``asks`` finds the first words of
    a question, ``changes`` the words of somebody who wants something changed. All of them are in lower case, without accents and punctuation. ``show`` formats a canonical
    answer, ``money`` a range. ``called`` is how people name the language, in any of the languages, and ``hints`` are common words
    that only it has. ``consent_version`` names the wording of ``consent.ask`` and is sent with every lead: it has
    to change whenever that wording does.
    """

    language: str
    name: str
    consent_version: str
    sentences: Mapping[str, str]
    phrases: Mapping[Intent, frozenset[str]]
    mentions: Mapping[str, tuple[str, ...]]
    topics: Mapping[Topic, re.Pattern[str]]
    asks: re.Pattern[str]
    changes: re.Pattern[str]
    called: frozenset[str]
    hints: frozenset[str]
    show: Callable[[str, Value], str]
    money: Callable[[Range], Mapping[str, str]]
    _intents: Mapping[str, Intent] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_phrase = {_words(phrase): intent for intent, phrases in self.phrases.items() for phrase in phrases}
        by_label = {
            _words(self.sentences[f"button.{intent}"]): intent
            for intent in Intent
            if f"button.{intent}" in self.sentences
        }
        object.__setattr__(self, "_intents", {**by_label, **by_phrase})

    def intent(self, text: str) -> Intent | None:
        """Return what ``text`` as a whole asks for, if it is one of this language's phrases or button labels."""
        return self._intents.get(_words(text)) if len(text) <= LONGEST_PHRASE else None

    def topic(self, text: str) -> Topic | None:
        """Return what ``text`` asks about, if it is one of the things that people ask in the middle."""
        said = _words(text[:400])
        return next((topic for topic, pattern in self.topics.items() if pattern.search(said)), None)

    def outright(self, text: str, topic: Topic) -> bool:
        """Return whether ``text`` is about ``topic`` and no answer: it asks, or says something of the kind without digits."""
        if "?" in text[:400] or self.asks.match(_words(text[:400])):
            return True
        return topic in STATEMENTS and not any(character.isdigit() for character in text)

    def correction(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the question that ``text`` asks to change ("change my phone"); empty if it does not."""
        return self.question(text, keys) if self.changes.search(_words(text[:200])) else ""

    def question(self, text: str, keys: tuple[str, ...]) -> str:
        """Return the key of the one question of ``keys`` that ``text`` names; empty for none or several."""
        said = f" {_words(text[:200])} "
        named = []
        # The longest mention first, and taken out: "email address" names the email alone.
        mentions = sorted(
            ((each, key) for key in keys for each in self.mentions.get(key, ())), key=lambda pair: -len(pair[0])
        )
        for mention, key in mentions:
            if f" {mention} " in said:
                said = said.replace(f" {mention} ", " | ")
                named.append(key)
        return named[0] if len(set(named)) == 1 else ""


def _words(text: str) -> str:
    return " ".join(words(text))
