"""Topics of questions and statements in the middle, read from ``topics.toml`` and ``questions.tsv`` of a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct, convert
from msgspec.structs import replace

from conversations.intents import ANSWERABLE, Intent


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """Topic of a question, a statement or a wish in the middle.

    ``examples`` are phrases in people's words. A ``statement`` is also recognised inside a longer sentence; one with
    ``sympathy`` is answered even if the sentence asks something else. One that is ``urgent`` is found by its plain words anywhere
    in a text (a single word must be the whole text), comes before every other meaning, and is answered alone, with no
    question after it. A wish has the intent ``act``. All others have an
    ``answer``, the key of a sentence (default ``topic.<key>``); ``contacts`` adds how to reach the agency, ``offers`` a button.
    An agency's own topics replace neither a ``fixed`` topic nor its examples; all wishes are fixed except those in
    :data:`ANSWERABLE`. A topic is offered as ``topic.<key>.label``, or never without that sentence.
    """

    key: str
    examples: tuple[str, ...]
    statement: bool = False
    contacts: bool = False
    act: Intent | None = None
    offers: Intent | None = None
    fixed: bool = False
    answer: str = ""
    sympathy: bool = False
    urgent: bool = False


def read_topics(package: str) -> Mapping[str, Topic]:
    """Return the topics of the language in ``package`` by key.

    Raises :class:`ValueError` or :class:`msgspec.ValidationError` if the file is malformed.
    """
    tables = tomllib.loads((files(package) / "topics.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _topic(key, table) for key, table in tables.items()})


def _topic(key: str, table: Mapping[str, object]) -> Topic:
    topic = convert({"key": key, "answer": f"topic.{key}", **table}, Topic)
    return replace(topic, fixed=topic.fixed or (topic.act is not None and topic.act not in ANSWERABLE))


def read_questions(package: str, topics: Mapping[str, Topic]) -> tuple[tuple[str, str], ...]:
    """Return the collected questions in the language of ``package``, each with the key of its topic.

    New questions are compared with them to offer topics; an answer needs an example's own words. Raises :class:`ValueError`
    if a line of ``questions.tsv`` is not a text, a tab and the key of one of ``topics``.
    """
    lines = (files(package) / "questions.tsv").read_text(encoding="utf-8").splitlines()
    asked = tuple((text, key) for text, _, key in (line.rpartition("\t") for line in lines))
    wrong = [f"{text!r}, {key!r}" for text, key in asked if not text or key not in topics]
    if wrong:
        raise ValueError(f"questions.tsv of {package}: not a text, a tab and a topic: {wrong[0]}")
    return asked
