"""Topics: what people ask or tell in the middle, read from the ``topics.toml`` and ``questions.tsv`` of a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from conversations.intents import ANSWERABLE, Intent


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that people ask, tell or wish in the middle.

    ``examples`` are phrases in their own words. A ``statement`` is told rather than asked, and is heard inside of a longer
    sentence too; what deserves ``sympathy`` is answered whatever else the sentence asks. A wish is what the intent ``act``
    does. Everything else has an ``answer``, a sentence's key, ``topic.<key>`` if none is named; with ``contacts`` it is followed
    by how to reach the agency, and it has a button for what it ``offers``. An agency's own topics neither answer what is
    ``fixed``, nor take its examples: all wishes are but those in :data:`ANSWERABLE`. A topic is offered as
    ``topic.<key>.label``; without that sentence it never is.
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


def read_topics(package: str) -> Mapping[str, Topic]:
    """Return the topics of the language in ``package`` by key.

    Raises :class:`ValueError` or :class:`TypeError` if the file is not well made.
    """
    tables = tomllib.loads((files(package) / "topics.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _topic(key, **table) for key, table in tables.items()})


def _topic(
    key: str,
    *,
    examples: list[str],
    statement: bool = False,
    contacts: bool = False,
    act: str = "",
    offers: str = "",
    fixed: bool = False,
    answer: str = "",
    sympathy: bool = False,
) -> Topic:
    return Topic(
        key,
        tuple(examples),
        statement,
        contacts,
        Intent(act) if act else None,
        Intent(offers) if offers else None,
        fixed or bool(act and Intent(act) not in ANSWERABLE),
        answer or f"topic.{key}",
        sympathy,
    )


def read_questions(package: str, topics: Mapping[str, Topic]) -> tuple[tuple[str, str], ...]:
    """Return what people have asked in the language of ``package``, each with the key of the topic that it was about.

    They are what a new question is compared with, to offer topics; an answer needs an example's own words. Raises
    :class:`ValueError` if a line of ``questions.tsv`` is no text, a tab and the key of one of ``topics``.
    """
    lines = (files(package) / "questions.tsv").read_text(encoding="utf-8").splitlines()
    asked = tuple((text, key) for text, _, key in (line.rpartition("\t") for line in lines))
    wrong = [f"{text!r}, {key!r}" for text, key in asked if not text or key not in topics]
    if wrong:
        raise ValueError(f"questions.tsv of {package}: not a text, a tab and a topic: {wrong[0]}")
    return asked
