"""Topics of a chat: what a text asks or tells in the middle, by the examples of its language and of the agency.

A direct answer needs the words of an example. What is only like one may be offered, never answered: no score tells the
questions of a topic from questions about something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from rapidfuzz import fuzz, process

from conversations.form import Form, OwnTopic
from conversations.languages import DEFAULT, catalogue
from conversations.languages.catalogue import Catalogue
from conversations.understanding.candidates import Evidence

ASK = "ask"
"""The key of the button "Something else", in place of a topic's."""
OFFERED = 3
"""Topics at most that are offered to a question."""
LIKELY = 40
"""Percent that a question has to have in common with an example for its topic to be offered.

Measured on 105 questions in the words of no example, and on 35 about something else altogether: at 40 the right topic is
offered to 81, at 50 to 61; of the others 21 and 12 get an offer, which costs them a tap on "Something else".
"""
ALIKE = 80
"""The same for topics that are told rather than asked."""
READ = 400
"""Characters of a text that are looked at."""
_WORDS = 40
"""Words of them that are compared."""
_CLAUSES = re.compile(r"[.!?,;:\n]+")
_RUN = 3
"""Words of an example at least that may stand at the edge of other words."""
_TELLING = 5
"""What the words in common have to say at least: as much as one that so many examples have."""
_WHOLE = 100.0
"""Percent that a text has in common with an example that it contains."""
_SPELT = 80
"""Percent of likeness from which a word is taken for a known one that is misspelt."""


@dataclass(frozen=True, slots=True)
class Told:
    """The topic of a text, by key, and how surely it is about it.

    Exact: it is about nothing else. Clear: a clause of it is. Possible: it begins or ends with an example. ``inside``: it is
    a statement that stands among other words.
    """

    topic: str
    evidence: Evidence
    inside: bool = False


@dataclass(frozen=True)
class Index:
    """The topics of a chat. Examples are in the words that matter (:meth:`Catalogue.essence`), with their topic's key."""

    of: Catalogue
    examples: Mapping[str, str]
    statements: Mapping[str, str]
    asked: frozenset[str]
    """Examples of which one word is left that says too little unless it is asked: "just email"."""
    having: Mapping[str, tuple[str, ...]]
    """The examples that have a word."""
    weights: Mapping[str, float]
    """What a word says: the more, the fewer examples have it."""
    totals: Mapping[str, float]
    """What an example says: the sum of its words."""

    def told(self, text: str) -> Told | None:
        """Return the topic that ``text`` asks about or tells of in the words of an example; ``None`` if there is none."""
        whole = self.of.essence(text[:READ])
        clauses = [each for each in map(self.of.essence, _CLAUSES.split(text[:READ])) if each]
        asks = self.of.asks_something(text[:READ])
        known = [
            self.examples[each]
            for each in (clauses if whole not in self.examples else [whole])
            if each in self.examples and (asks or each not in self.asked)
        ]
        if known and whole in self.examples:
            return Told(known[0], Evidence.EXACT)
        if known and len(known) == len(clauses):
            return Told(known[0], Evidence.EXACT)
        stated = self._stated(whole)
        if stated:  # with digits it may be an answer: "my number is 07986 000000 but don't ring before 9"
            digits = any(map(str.isdigit, text))
            return Told(stated[0], Evidence.POSSIBLE if digits else Evidence.EXACT, inside=True)
        if known:
            return Told(known[0], Evidence.CLEAR)
        return next((Told(key, Evidence.POSSIBLE) for key in self._at_an_edge(whole.split())), None)

    def _stated(self, whole: str) -> list[str]:
        """Return the topics of the statements that stand in a text."""
        around = f" {whole} "
        return [key for example, key in self.statements.items() if f" {example} " in around]

    def _at_an_edge(self, words: list[str]) -> Iterator[str]:
        """Yield the topics of the examples with which the text begins or ends, the longest first."""
        for length in range(min(len(words) - 1, _WORDS), _RUN - 1, -1):
            for part in (words[-length:], words[:length]):
                if (joined := " ".join(part)) in self.examples:
                    yield self.examples[joined]

    def likely(self, text: str) -> tuple[str, ...]:
        """Return the topics that ``text`` is likely about, the likeliest first; empty if it is like none."""
        unknown = log(len(self.examples))
        whole = self.of.essence(text[:READ]).split()[:_WORDS]
        words = {self._known(word) for word in whole}
        total = sum(self.weights.get(word, unknown) for word in words)
        common: dict[str, float] = defaultdict(float)
        for word in words:
            for example in self.having.get(word, ()):
                common[example] += self.weights[word]
        best: dict[str, float] = defaultdict(float)
        best |= dict.fromkeys((*self._at_an_edge(whole), *self._stated(" ".join(whole))), _WHOLE)
        for example, weight in common.items():
            if weight < unknown - log(_TELLING):
                continue
            key = self.examples[example]
            best[key] = max(best[key], 200 * weight / (total + self.totals[example]))
        least = LIKELY if self.of.asks_something(text[:READ]) else _WHOLE  # an answer is like many a question
        enough = {key: score for key, score in best.items() if score >= max(least, ALIKE if key in self.stated else 0)}
        return tuple(sorted(enough, key=lambda key: -enough[key])[:OFFERED])

    @cached_property
    def stated(self) -> frozenset[str]:
        """The topics that are told rather than asked: "someone has died" is not offered to a question that is a little like it."""
        return frozenset(self.statements.values())

    def _known(self, word: str) -> str:
        """Return ``word``, or the known word that it is a slip of."""
        if word in self.weights:
            return word
        found = process.extractOne(word, self.weights.keys(), scorer=fuzz.ratio, score_cutoff=_SPELT)
        return word if found is None else found[0]


def index(form: Form, language: str) -> Index:
    """Return the topics of a chat in ``language``; the agency's own come first."""
    return _index(form.topics, catalogue(language).language)


@lru_cache(maxsize=64)
def _index(own: tuple[OwnTopic, ...], language: str) -> Index:
    of = catalogue(language)
    known: list[tuple[str, str]] = []
    for each in own:
        if each.language in (of.language, DEFAULT.language):
            known += [(example, each.key) for example in (*each.examples, each.label)]
    for topic in of.topics.values():
        known += [(example, topic.key) for example in (*topic.examples, of.sentences[f"topic.{topic.key}.label"])]
    known.append((of.sentences["suggest.other"], ASK))
    examples: dict[str, str] = {}
    for example, key in known:
        examples.setdefault(of.essence(example), key)
    asked = {
        essence for example, _ in known if " " not in (essence := of.essence(example)) and essence != of.said(example)
    }
    asked -= {of.said(example) for example, _ in known}
    examples.pop("", None)
    told = {
        of.essence(example): topic.key for topic in of.topics.values() if topic.statement for example in topic.examples
    }
    statements = {example: key for example, key in told.items() if example not in asked}
    having: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for word in set(example.split()):
            having[word].append(example)
    weights = {word: log(len(examples) / len(those)) for word, those in having.items()}
    totals = {example: sum(weights[word] for word in set(example.split())) for example in examples}
    return Index(
        of,
        examples,
        statements,
        frozenset(asked),
        {word: tuple(those) for word, those in having.items()},
        weights,
        totals,
    )


def own_topic(form: Form, language: str, key: str) -> OwnTopic | None:
    """Return the agency's own topic ``key``, in the language of the chat if it is written in it."""
    written = [each for each in form.topics if each.key == key]
    return next((each for each in written if each.language == catalogue(language).language), next(iter(written), None))
