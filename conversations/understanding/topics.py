"""Topics of a chat: what a text asks, tells or wishes in the middle, by the examples of its language and of the agency.

A direct answer needs the words of an example. What is only like one may be offered, never answered: no score tells the
questions of a topic from questions about something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import log
from typing import NamedTuple

from rapidfuzz import fuzz, process

from conversations.answers.text import clauses, head
from conversations.form import Form, OwnTopic
from conversations.intents import FINAL, Intent
from conversations.languages import CATALOGUES, DEFAULT, catalogue
from conversations.languages.catalogue import LONGEST_PHRASE, Catalogue
from conversations.understanding.candidates import Evidence

ASK = "ask"
"""The key of the button "Something else", in place of a topic's."""
OFFERED = 3
"""Topics at most that are offered to a question."""
LIKELY = 0.5
"""What the words of a question have to speak for a topic so that it is offered: half of what a word says that one example has.

Measured on questions whose writers had seen no example (docs/understanding.md), like the two that follow.
"""
LIKELY_TOLD = 1.0
"""The same for a text that asks nothing: most everyday talk is below it, most of what tells of a topic above."""
SHARE = 0.15
"""The part of all that the words of a text say that has to speak for the topic: most of a stranger's words are unknown."""
READ = 400
"""Characters of a text that are looked at."""
_WORDS = 40
"""Words of them that are compared."""
_RUN = 3
"""Words of an example at least that may stand at the edge of other words."""
_SPELT = 80
"""Percent of likeness from which a word is taken for a known one that is misspelt."""
_LONGER = 200 / _SPELT - 1
"""Times as many letters that one of two words that are so like may have."""
SLOT = "{language}"
"""Stands in an example for the name of a language."""
_BACKGROUND = 0.5
"""Examples' worth of any topic's words that every topic is taken to have: one example proves little."""


@dataclass(frozen=True, slots=True)
class Told:
    """The topic of a text, by key, and how surely it is about it.

    Exact: it is about nothing else. Clear: a clause of it is. Possible: it begins or ends with an example. ``inside``: it is
    a statement that stands among other words.
    """

    topic: str
    evidence: Evidence
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """How much words, and two words that follow on one another, speak for topics: by word, by topic, in powers of e.

    A word speaks for a topic as far as it is more frequent in its examples than in all; a rare word says more.
    """

    speaks_for: Mapping[str, Mapping[str, float]]

    def scores(self, words: list[str]) -> dict[str, float]:
        """Return what ``words`` speak for each topic, added up."""
        found: dict[str, float] = defaultdict(float)
        for each in dict.fromkeys(_features(words)):
            for topic, weight in self.speaks_for.get(each, {}).items():
                found[topic] += weight
        return found


def _features(words: list[str]) -> Iterator[str]:
    yield from words
    yield from map(" ".join, pairwise(words))


def _profile(examples: Iterable[tuple[str, str]], total: Mapping[str, int], number: int) -> Profile:
    """Return the profile of ``examples`` (words, topic), where each of ``total`` occurs in so many of all ``number``."""
    having: dict[str, Counter[str]] = defaultdict(Counter)
    size: Counter[str] = Counter()
    for words, topic in examples:
        size[topic] += 1
        for each in set(_features(words.split())):
            having[each][topic] += 1
    speaks_for: dict[str, dict[str, float]] = {}
    for each, topics in having.items():
        usual = total.get(each, 1) / number
        weights = {
            topic: log((count + _BACKGROUND * usual) / (size[topic] + _BACKGROUND) / usual)
            for topic, count in topics.items()
        }
        speaks_for[each] = {topic: weight for topic, weight in weights.items() if weight > 0}
    return Profile(speaks_for)


@dataclass(frozen=True)
class Index:
    """The topics of a chat. Examples are in the words that matter (:meth:`Catalogue.essence`), with their topic's key."""

    of: Catalogue
    examples: Mapping[str, str]
    statements: Mapping[str, tuple[tuple[int, str, str], ...]]
    """Examples of statements by their first word, each as its rank, its words with spaces around, and its topic."""
    asked: frozenset[str]
    """Examples of which one word is left that says too little unless it is asked, or said as it is written: "just email"."""
    longest: int
    """Words of an example at most."""
    written: frozenset[str]
    """The examples in plain words."""
    wishes: Mapping[str, Intent]
    """Phrases and button labels of intents, in plain words: what is one word has to be that word."""
    languages: Mapping[str, str]
    """Wishes for a language, by its code."""
    hidden: frozenset[str]
    """Topics that are never offered, and say nothing beside other words: hello, or "go back"."""
    profiles: tuple[Profile, ...]
    """Of the language's own topics, and of the agency's."""
    words: Mapping[str, float]
    """What each word of the examples says: the more, the fewer have it."""
    unknown: float
    """What another word says, and one that a single example has."""
    alike: Mapping[int, tuple[str, ...]]
    """The known words that a word of so many letters may be like."""

    def told(self, text: str) -> Told | None:
        """Return the topic that ``text`` asks about or tells of in the words of an example; ``None`` if there is none."""
        text = head(text, READ)
        parts = (text,) if self._example(text) else tuple(filter(self.of.essence, clauses(text)))
        asks = self.of.asks_something(text) or self.of.said(text) in self.written
        known = [
            key for each in parts if (key := self._example(each)) and (asks or self.of.essence(each) not in self.asked)
        ]
        topics = [key for key in known if key not in self.hidden]
        if known and len(known) == len(parts):
            return Told((topics or known)[0], Evidence.EXACT)
        whole = self.of.essence(text)
        stated = self._stated(whole)
        if stated:  # it may be beside an answer: "my number is 07986 000000 but don't ring before 9"
            answers = any(char.isdigit() or char == "@" for char in text)
            return Told(stated, Evidence.POSSIBLE if answers else Evidence.EXACT, inside=True)
        if topics:
            return Told(topics[0], Evidence.CLEAR)
        return next((Told(key, Evidence.POSSIBLE) for key in self._at_an_edge(whole.split())), None)

    def wish(self, text: str) -> Intent | None:
        """Return the intent that ``text`` as a whole puts in a phrase or in a button's words; ``None`` if it is none."""
        if len(text) > LONGEST_PHRASE:
            return None
        said = self.of.said(text)
        intent = self.wishes.get(said)
        essence = self.of.essence(text)
        if intent is not None or " " not in essence:
            return intent
        wished = self.of.wished(text)
        topic = self._example(text)
        known = self.of.topics.get(topic)
        if topic and known is None:
            return None  # the agency's own
        if known is not None or wished == essence or (intent := self.wishes.get(wished)) in FINAL:
            return known.act if known is not None else None
        return intent

    def _example(self, text: str) -> str:
        """Return the topic of the example that is said, or wished, in the words that matter of a text; empty if there is none."""
        return self.examples.get(self.of.essence(text)) or self.examples.get(self.of.wished(text), "")

    def language(self, text: str) -> str:
        """Return the code of the language that ``text`` as a whole asks for ("can we do this in Polish"); else empty."""
        if len(text) > LONGEST_PHRASE:
            return ""
        return self.languages.get(self.of.essence(text)) or self.languages.get(self.of.wished(text), "")

    def _stated(self, whole: str) -> str:
        """Return the topic of the first statement that stands in a text; empty if none does."""
        around = f" {whole} "
        begun = (self.statements.get(word, ()) for word in dict.fromkeys(whole.split()))
        found = (each for each in chain.from_iterable(begun) if each[1] in around)
        return min(found, default=(0, "", ""))[2]

    def _at_an_edge(self, words: list[str]) -> Iterator[str]:
        """Yield the topics of the examples with which the text begins or ends, the longest first."""
        for length in range(min(len(words) - 1, self.longest), _RUN - 1, -1):
            for part in (words[-length:], words[:length]):
                key = self.examples.get(" ".join(part), ASK)
                if key not in self.hidden:
                    yield key

    def likely(self, text: str) -> tuple[str, ...]:
        """Return the topics that ``text`` is likely about, the likeliest first; empty if it is like none."""
        words = [self._known(word) for word in self.of.essence(head(text, READ)).split()[:_WORDS]]
        best: dict[str, float] = {}
        for profile in self.profiles:
            for key, score in profile.scores(words).items():
                best[key] = max(best.get(key, 0), score)
        says = sum(self.words.get(word, self.unknown) for word in dict.fromkeys(words))
        least = LIKELY if self.of.asks_something(head(text, READ)) else LIKELY_TOLD
        least = max(least * self.unknown, SHARE * says)
        enough = [key for key, score in best.items() if score >= least and key not in self.hidden]
        return tuple(sorted(enough, key=lambda key: (-best[key], key))[:OFFERED])

    def _known(self, word: str) -> str:
        """Return ``word``, or the known word that it is a slip of."""
        if word in self.words:
            return word
        found = process.extractOne(word, self.alike.get(len(word), ()), scorer=fuzz.ratio, score_cutoff=_SPELT)
        return word if found is None else found[0]


def index(form: Form, language: str) -> Index:
    """Return the topics of a chat in ``language``, with the agency's own."""
    return _index(form.topics, catalogue(language).language)


def indexes(form: Form, language: str) -> tuple[Index, ...]:
    """Return the topics of a chat in ``language``, and those in English, which is heard in every chat."""
    code = catalogue(language).language
    if code not in form.kept:
        form.kept[code] = tuple(_index(form.topics, each) for each in dict.fromkeys((code, DEFAULT.language)))
    found: tuple[Index, ...] = form.kept[code]
    return found


def wished(form: Form, language: str, text: str) -> Intent | None:
    """Return the intent that ``text`` as a whole puts in words, in the chat's language or in English."""
    found = (known.wish(text) for known in indexes(form, language))
    return next((intent for intent in found if intent is not None), None)


class Phrase(NamedTuple):
    """An example: its plain words, those of them that matter, and the key of its topic."""

    said: str
    essence: str
    topic: str


@lru_cache
def _ours(language: str) -> tuple[Phrase, ...]:
    """Return the examples of a language's topics, and the words of the buttons that offer these."""
    of = catalogue(language)
    return tuple(
        Phrase(of.said(example), of.essence(example), topic.key)
        for topic in of.topics.values()
        for example in (*topic.examples, of.sentences.get(f"topic.{topic.key}.label", ""))
        if example
    )


def _asked(language: str) -> Iterator[tuple[str, str]]:
    """Yield what people have asked in a language, in the words that matter, and the key of the topic that it was about."""
    of = catalogue(language)
    for text, topic in of.questions:
        yield of.essence(text), topic


@lru_cache
def _usual(language: str) -> tuple[Mapping[str, int], int, Profile]:
    """Return in how many examples and questions of a language each word is, of how many, and their profile."""
    known = [*((each.essence, each.topic) for each in _ours(language)), *_asked(language)]
    total = Counter(each for words, _ in known for each in set(_features(words.split())))
    return total, len(known), _profile(known, total, len(known))


@lru_cache(maxsize=64)
def _index(own: tuple[OwnTopic, ...], language: str) -> Index:
    of = catalogue(language)
    ours = _ours(of.language)
    theirs = [
        Phrase(of.said(example), of.essence(example), each.key)
        for each in own
        if each.language in (of.language, DEFAULT.language)
        for example in (*each.examples, each.label)
    ]
    fixed = [each for each in ours if of.topics[each.topic].fixed]
    other = of.sentences["suggest.other"]
    # What is fixed comes first: no example of an agency takes its place.
    known = [*fixed, *theirs, *ours, Phrase(of.said(other), of.essence(other), ASK)]
    examples: dict[str, str] = {}
    for each in known:
        if each.essence and not in_its_words(of, each):
            examples.setdefault(each.essence, each.topic)
    asked = {each.essence for each in known if " " not in each.essence and each.essence != each.said}
    asked -= {each.said for each in known}
    total, number, profile = _usual(of.language)
    says = {
        word: log(number / total.get(word, 1))
        for word in chain.from_iterable(each.split() for each in (*total, *(each.essence for each in theirs)))
    }
    return Index(
        of,
        examples,
        _by_first_word(
            {each.essence: each.topic for each in ours if of.topics[each.topic].statement and each.essence not in asked}
        ),
        frozenset(asked),
        max((len(each.split()) for each in examples), default=0),
        frozenset(each.said for each in known),
        _wishes(of, fixed, theirs),
        _languages(of.language),
        frozenset({ASK, *(key for key in of.topics if f"topic.{key}.label" not in of.sentences)}),
        (profile, _profile([(each.essence, each.topic) for each in theirs], total, number)),
        says,
        log(number),
        _by_length(says),
    )


def _by_first_word(statements: Mapping[str, str]) -> Mapping[str, tuple[tuple[int, str, str], ...]]:
    """Return statements (essence, topic) as :attr:`Index.statements`."""
    begun: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for rank, (example, topic) in enumerate(statements.items()):
        begun[example.partition(" ")[0]].append((rank, f" {example} ", topic))
    return {word: tuple(each) for word, each in begun.items()}


def _by_length(known: Iterable[str]) -> Mapping[int, tuple[str, ...]]:
    """Return of the ``known`` words those that a word of so many letters may be like: longer and shorter ones never are."""
    lengths = {word: len(word) for word in known}
    longest = max(lengths.values(), default=0)
    return {
        length: tuple(word for word, each in lengths.items() if length <= _LONGER * each and each <= _LONGER * length)
        for length in range(1, 2 * longest)
    }


def in_its_words(of: Catalogue, phrase: Phrase) -> bool:
    """Return whether a phrase for a wish has to be said in its very words: one word, or what can't be taken back."""
    topic = of.topics.get(phrase.topic)
    return topic is not None and topic.act is not None and (topic.act in FINAL or " " not in phrase.essence)


def _wishes(of: Catalogue, fixed: list[Phrase], theirs: list[Phrase]) -> dict[str, Intent]:
    """Return the intents by the phrases for them, as written, and by the words of their buttons.

    An agency's own example takes the place of a phrase that is not fixed: "what are your opening hours".
    """
    answered = {each.said for each in theirs} - {each.said for each in fixed}
    by_label = {
        of.said(of.sentences[f"button.{intent}"]): intent for intent in Intent if f"button.{intent}" in of.sentences
    }
    acts = {key: topic.act for key, topic in of.topics.items() if topic.act is not None}
    by_phrase = {
        each.said: acts[each.topic] for each in _ours(of.language) if each.topic in acts and each.said not in answered
    }
    return {**by_label, **by_phrase}


@lru_cache
def _languages(language: str) -> dict[str, str]:
    """Return the languages by the phrases with which one is asked for; each is named in any of the languages."""
    of = catalogue(language)
    return {
        of.essence(example.replace(SLOT, name)): code
        for topic in of.topics.values()
        if topic.act is Intent.LANGUAGE
        for example in topic.examples
        if SLOT in example
        for code, each in CATALOGUES.items()
        for name in each.called
    }


def own_topic(form: Form, language: str, key: str) -> OwnTopic | None:
    """Return the agency's own topic ``key``, in the language of the chat if it is written in it."""
    written = [each for each in form.topics if each.key == key]
    return next((each for each in written if each.language == catalogue(language).language), next(iter(written), None))
