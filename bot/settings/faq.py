"""FAQ file named by ``FAQ``: an agency's answers to common questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bot.settings.problems import SettingsProblem
from bot.settings.toml import read_tables, unknown_keys
from conversations.form import Form, OwnTopic
from conversations.intents import ANSWERABLE
from conversations.languages import CATALOGUES, DEFAULT
from conversations.languages.catalogue import Catalogue
from conversations.understanding.topics import ASK, index, wished

TOPICS_MAX, EXAMPLES_MAX = 100, 100
"""Maximum number of topics of an agency, and of examples per topic."""
ANSWER_MAX, EXAMPLE_MAX, LABEL_MAX = 700, 100, 30
"""Maximum characters of an answer, of an example, and of a button's label on a narrow phone."""
_KEY = re.compile(r"[a-z0-9_]{1,30}")
_KEYS = ("key", "language", "label", "examples", "answer")
"""Allowed keys of a topic."""


def read_faq(path: Path) -> tuple[OwnTopic, ...]:
    """Read the agency's topics from a TOML file of ``[[topic]]`` tables.

    Each has a ``key``, ``examples`` and an ``answer``; optional are a ``label`` (default: the first example) and a
    ``language`` (default: English). Raises :class:`SettingsProblem`.
    """
    listed, problems = read_tables("FAQ", path, "topic", TOPICS_MAX, _problem)
    topics = [
        OwnTopic(
            each["key"],
            tuple(each["examples"]),
            each["answer"].strip(),
            each.get("label") or each["examples"][0][:LABEL_MAX].capitalize(),
            each.get("language", DEFAULT.language),
        )
        for each in listed
    ]
    problems += [f"FAQ: {problem}" for problem in _twice(topics)]
    if problems:
        raise SettingsProblem(problems)
    return tuple(topics)


def _problem(each: dict[str, Any]) -> str:
    """Return the problem of a topic; empty if there is none."""
    if unknown := unknown_keys(each, _KEYS):
        return unknown
    if not isinstance(each.get("key"), str) or not _KEY.fullmatch(each["key"]) or each["key"] == ASK:
        return f"needs a key of small letters, digits and underscores, such as opening_hours, and not {ASK}"
    fixed = CATALOGUES[DEFAULT.language].topics.get(each["key"])
    if fixed is not None and fixed.fixed:
        return f"cannot be {each['key']}, which the bot has to answer itself; choose another key"
    language = each.get("language", DEFAULT.language)
    if language not in CATALOGUES:
        return f"is in a language that the bot does not speak; it speaks {', '.join(CATALOGUES)}"
    examples = each.get("examples")
    if (
        not isinstance(examples, list)
        or not 1 <= len(examples) <= EXAMPLES_MAX
        or not all(isinstance(example, str) and len(example) <= EXAMPLE_MAX for example in examples)
    ):
        return f"needs 1 to {EXAMPLES_MAX} examples of at most {EXAMPLE_MAX} characters"
    taken = [example for example in examples if _is_fixed(CATALOGUES[language], example)]
    if taken:
        return f"has an example that the bot has to answer itself: {taken[0]!r}"
    empty = [example for example in examples if not CATALOGUES[language].essence(example)]
    if empty:
        return f"has an example that says nothing: {empty[0]!r}"
    answer = each.get("answer")
    if not isinstance(answer, str) or not 1 <= len(answer.strip()) <= ANSWER_MAX:
        return f"needs an answer of 1 to {ANSWER_MAX} characters"
    label = each.get("label", "")
    if not isinstance(label, str) or len(label) > LABEL_MAX:
        return f"may have a label of at most {LABEL_MAX} characters"
    return ""


def _is_fixed(of: Catalogue, example: str) -> bool:
    """Return whether an example belongs to a topic that agencies may not answer, such as "delete my data"."""
    topic = of.topics.get(index(Form(), of.language).examples.get(of.essence(example), ""))
    wish = wished(Form(), of.language, example)
    return (wish is not None and wish not in ANSWERABLE) or (topic is not None and topic.fixed)


def _twice(topics: list[OwnTopic]) -> list[str]:
    """Return a sentence for every duplicate topic and example."""
    problems = []
    keys: set[tuple[str, str]] = set()
    known: dict[tuple[str, str], str] = {}
    for topic in topics:
        if (topic.key, topic.language) in keys:
            problems.append(f"the topic {topic.key} is there twice in one language")
        keys.add((topic.key, topic.language))
        for example in topic.examples:
            words = topic.language, CATALOGUES[topic.language].essence(example)
            other = known.setdefault(words, topic.key)
            if other != topic.key:
                problems.append(f"the example {example!r} says the same in {other} and in {topic.key}")
    return problems
