"""Topics of a chat: questions, statements and wishes in the middle, by the examples of its language and of the agency.

A direct answer needs the words of an example. A similar text only leads to an offer: no score separates the questions of a
topic from questions about something else.
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
from conversations.lexicon import words_of
from conversations.understanding.candidates import Evidence

ASK = "ask"
"""Key of the button "Something else", in place of a topic's."""
OFFERED = 3
"""Maximum number of topics offered."""
LIKELY = 0.5
"""Minimum score of a topic to be offered for a question, relative to the weight of a word in one example only.

Measured, like the next two, on questions by writers who had not seen the examples (docs/understanding.md).
"""
LIKELY_TOLD = 1.0
"""The same for a statement: most small talk is below it, most statements about a topic above."""
SHARE = 0.15
"""Minimum share of a text's total weight that supports the topic: in an unrelated text most words are unknown."""
READ = 400
"""Maximum number of characters read."""
_WORDS = 40
"""Maximum number of words compared."""
_RUN = 3
"""Minimum number of words of an example that is recognised at the edge of a longer text."""
_SPELT = 80
"""Minimum similarity, in per cent, of a misspelt word to a known one."""
_LONGER = 200 / _SPELT - 1
"""Maximum ratio of the lengths of two words so similar."""
_PLEASE = words_of("frame", "please")
SLOT = "{language}"
"""Placeholder in an example for the name of a language."""
_BACKGROUND = 0.5
"""Additive smoothing: number of examples of average wording added to each topic, as one example proves little."""


@dataclass(frozen=True, slots=True)
class Told:
    """Topic of a text, by key, and the evidence.

    Exact: the text is about nothing else. Clear: a clause of it is. Possible: it begins or ends with an example. ``inside``: a
    statement was found among other words.
    """

    topic: str
    evidence: Evidence
    inside: bool = False


Profile = Mapping[str, Mapping[str, float]]
"""Weights of words and word pairs for topics: by word, by topic, as natural logarithms.

The weight is the log ratio of a word's frequency in the topic's examples to that in all, if positive.
"""


def _scores(profile: Profile, words: list[str]) -> dict[str, float]:
    """Return the sum of the weights of ``words`` for each topic."""
    found: dict[str, float] = defaultdict(float)
    for each in dict.fromkeys(_features(words)):
        for topic, weight in profile.get(each, {}).items():
            found[topic] += weight
    return found


def _features(words: list[str]) -> Iterator[str]:
    yield from words
    yield from map(" ".join, pairwise(words))


def _profile(examples: Iterable[tuple[str, str]], total: Mapping[str, int], number: int) -> Profile:
    """Return the profile of ``examples`` (words, topic); ``total`` counts the examples with each word, of ``number`` in all."""
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
    return speaks_for


class Index:
    """Index of a chat's topics: those of a language, and the agency's ``own``.

    Examples are reduced by :meth:`Catalogue.essence` and map to the key of their topic.
    """

    def __init__(self, own: tuple[OwnTopic, ...], of: Catalogue) -> None:
        """Collect the examples of the topics, and weigh their words."""
        ours = _ours(of.language)
        theirs = [
            Phrase(of.said(example), of.essence(example), each.key)
            for each in own
            if each.language in (of.language, DEFAULT.language)
            for example in (*each.examples, each.label)
        ]
        fixed = [each for each in ours if of.topics[each.topic].fixed]
        other = of.sentences["suggest.other"]
        # Fixed topics come first: no example of an agency replaces them.
        known = [*fixed, *theirs, *ours, Phrase(of.said(other), of.essence(other), ASK)]
        self.of = of
        self.examples: dict[str, str] = {}
        for each in known:
            if each.essence and not in_its_words(of, each):
                self.examples.setdefault(each.essence, each.topic)
        # Maximum number of words of an example.
        self.longest = max((len(each.split()) for each in self.examples), default=0)
        # Examples in plain words, and those reduced to one word, which count only in a question or exactly as written.
        self.written = {each.said for each in known}
        self.asked = {each.essence for each in known if " " not in each.essence and each.essence != each.said}
        self.asked -= self.written
        self.statements = _by_first_word(
            {
                each.essence: each.topic
                for each in ours
                if of.topics[each.topic].statement and each.essence not in self.asked
            }
        )
        # Examples of urgent topics in plain words, likewise. The essence could leave out the word that matters: "zabiję się".
        self.urgent = _by_first_word({each.said: each.topic for each in ours if of.topics[each.topic].urgent})
        # Intents by phrases and button labels in plain words; a single word must be the whole text.
        self.wishes = _wishes(of, fixed, theirs)
        # Language codes by requests for the language.
        self.languages = _languages(of.language)
        # Topics that are never offered and are ignored beside other words: hello, or "go back".
        self.hidden = {ASK, *(key for key in of.topics if f"topic.{key}.label" not in of.sentences)}
        # Profiles of the language's topics and of the agency's; weights of the words of examples, and of an unknown word.
        total, number, profile = _usual(of.language)
        self.profiles = (profile, _profile([(each.essence, each.topic) for each in theirs], total, number))
        self.words = {
            word: log(number / total.get(word, 1))
            for word in chain.from_iterable(each.split() for each in (*total, *(each.essence for each in theirs)))
        }
        self.unknown = log(number)
        # Known words that a word may be a slip of, by its number of letters.
        self.alike = _by_length(self.words)

    def told(self, text: str) -> Told | None:
        """Return the topic of ``text`` if it contains the words of an example, else ``None``."""
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
        stated = _first_in(whole, self.statements)
        if stated:  # may be beside an answer: "my number is 07986 000000 but don't ring before 9"
            answers = any(char.isdigit() or char == "@" for char in text)
            return Told(stated, Evidence.POSSIBLE if answers else Evidence.EXACT, inside=True)
        if topics:
            return Told(topics[0], Evidence.CLEAR)
        return next((Told(key, Evidence.POSSIBLE) for key in self._at_an_edge(whole.split())), None)

    def wish(self, text: str) -> Intent | None:
        """Return the intent of which ``text`` as a whole is a phrase or a button label, else ``None``."""
        if len(text) > LONGEST_PHRASE:
            return None
        said = self.of.said(text)
        intent = self.wishes.get(said)
        if intent is None:
            politely = self.wishes.get(" ".join([word for word in said.split() if word not in _PLEASE]))
            intent = None if politely in FINAL else politely
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
        """Return the topic whose example the reduced text equals, with or without words of wishing; empty if there is none."""
        return self.examples.get(self.of.essence(text)) or self.examples.get(self.of.wished(text), "")

    def language(self, text: str) -> str:
        """Return the code of the language requested by the whole ``text`` ("can we do this in Polish"), else empty."""
        if len(text) > LONGEST_PHRASE:
            return ""
        return self.languages.get(self.of.essence(text)) or self.languages.get(self.of.wished(text), "")

    def urgent_in(self, text: str) -> str:
        """Return the urgent topic of ``text``; empty if there is none."""
        said = self.of.said(text)
        return _first_in(said, self.urgent, least=1 if " " not in said else 2)

    def _at_an_edge(self, words: list[str]) -> Iterator[str]:
        """Yield the topics of the examples that begin or end the text, the longest first."""
        for length in range(min(len(words) - 1, self.longest), _RUN - 1, -1):
            for part in (words[-length:], words[:length]):
                key = self.examples.get(" ".join(part), ASK)
                if key not in self.hidden:
                    yield key

    def likely(self, text: str) -> tuple[str, ...]:
        """Return the likely topics of ``text``, the likeliest first; empty if there are none."""
        words = [self._known(word) for word in self.of.essence(head(text, READ)).split()[:_WORDS]]
        best: dict[str, float] = {}
        for profile in self.profiles:
            for key, score in _scores(profile, words).items():
                best[key] = max(best.get(key, 0), score)
        says = sum(self.words.get(word, self.unknown) for word in dict.fromkeys(words))
        least = LIKELY if self.of.asks_something(head(text, READ)) else LIKELY_TOLD
        least = max(least * self.unknown, SHARE * says)
        enough = [key for key, score in best.items() if score >= least and key not in self.hidden]
        return tuple(sorted(enough, key=lambda key: (-best[key], key))[:OFFERED])

    def _known(self, word: str) -> str:
        """Return ``word``, or the known word of which it is a slip."""
        if word in self.words:
            return word
        found = process.extractOne(word, self.alike.get(len(word), ()), scorer=fuzz.ratio, score_cutoff=_SPELT)
        return word if found is None else found[0]


def index(form: Form, language: str) -> Index:
    """Return the index of a chat in ``language``, with the agency's own topics."""
    return _index(form.topics, catalogue(language).language)


def indexes(form: Form, language: str) -> tuple[Index, ...]:
    """Return the indexes of a chat: in ``language``, and in English, which is understood in every chat."""
    code = catalogue(language).language
    if code not in form.kept:
        form.kept[code] = tuple(_index(form.topics, each) for each in dict.fromkeys((code, DEFAULT.language)))
    found: tuple[Index, ...] = form.kept[code]
    return found


def wished(form: Form, language: str, text: str) -> Intent | None:
    """Return the intent expressed by the whole ``text``, in the chat's language or in English."""
    found = (known.wish(text) for known in indexes(form, language))
    return next((intent for intent in found if intent is not None), None)


class Phrase(NamedTuple):
    """Example: its plain words, their essence, and the key of its topic."""

    said: str
    essence: str
    topic: str


@lru_cache
def _ours(language: str) -> tuple[Phrase, ...]:
    """Return the examples of a language's topics, and the labels of the topics' buttons."""
    of = catalogue(language)
    return tuple(
        Phrase(of.said(example), of.essence(example), topic.key)
        for topic in of.topics.values()
        for example in (*topic.examples, of.sentences.get(f"topic.{topic.key}.label", ""))
        if example
    )


def _asked(language: str) -> Iterator[tuple[str, str]]:
    """Yield the collected questions of a language, reduced to their essence, with the key of their topic."""
    of = catalogue(language)
    for text, topic in of.questions:
        yield of.essence(text), topic


@lru_cache
def _usual(language: str) -> tuple[Mapping[str, int], int, Profile]:
    """Return the number of a language's examples and questions with each word, their total number, and their profile."""
    known = [*((each.essence, each.topic) for each in _ours(language)), *_asked(language)]
    total = Counter(each for words, _ in known for each in set(_features(words.split())))
    return total, len(known), _profile(known, total, len(known))


@lru_cache(maxsize=64)
def _index(own: tuple[OwnTopic, ...], language: str) -> Index:
    return Index(own, catalogue(language))


Statements = Mapping[str, tuple[tuple[int, str, str], ...]]
"""Statements by their first word, each as rank, words padded with spaces, and topic."""


def _first_in(text: str, statements: Statements, least: int = 1) -> str:
    """Return the topic of the first of ``statements`` with at least ``least`` words found in a text; empty if there is none."""
    around = f" {text} "
    begun = (statements.get(word, ()) for word in dict.fromkeys(text.split()))
    found = (each for each in chain.from_iterable(begun) if each[1] in around and len(each[1].split()) >= least)
    return min(found, default=(0, "", ""))[2]


def _by_first_word(statements: Mapping[str, str]) -> Statements:
    """Return statements (words, topic) as :data:`Statements`."""
    begun: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for rank, (example, topic) in enumerate(statements.items()):
        begun[example.partition(" ")[0]].append((rank, f" {example} ", topic))
    return {word: tuple(each) for word, each in begun.items()}


def _by_length(known: Iterable[str]) -> Mapping[int, tuple[str, ...]]:
    """Return the ``known`` words that a word may be a slip of, by its number of letters; lengths too different are left out."""
    lengths = {word: len(word) for word in known}
    longest = max(lengths.values(), default=0)
    return {
        length: tuple(word for word, each in lengths.items() if length <= _LONGER * each and each <= _LONGER * length)
        for length in range(1, 2 * longest)
    }


def in_its_words(of: Catalogue, phrase: Phrase) -> bool:
    """Return whether a phrase must be said exactly: a single word, an irreversible intent, or an urgent topic."""
    topic = of.topics.get(phrase.topic)
    if topic is None or topic.act is None:
        return topic is not None and topic.urgent
    return topic.act in FINAL or " " not in phrase.essence


def _wishes(of: Catalogue, fixed: list[Phrase], theirs: list[Phrase]) -> dict[str, Intent]:
    """Return the intents by their phrases, as written, and by the labels of their buttons.

    An agency's own example replaces a phrase that is not fixed: "what are your opening hours".
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
    """Return the language codes by the phrases that request them; each language is named in all languages."""
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
    """Return the agency's own topic ``key``, in the language of the chat if available."""
    written = [each for each in form.topics if each.key == key]
    return next((each for each in written if each.language == catalogue(language).language), next(iter(written), None))
