"""Topics: what people ask or tell in the middle, read from the ``topics.toml`` of a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from conversations.intents import Intent


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that people ask in the middle.

    ``examples`` are phrases in their own words. A ``statement`` is told rather than asked, and is heard inside of a longer
    sentence too. The answer is the sentence ``topic.<key>``, followed with ``contacts`` by how to reach the agency; or what
    the intent ``act`` does.
    """

    key: str
    examples: tuple[str, ...]
    statement: bool = False
    contacts: bool = False
    act: Intent | None = None


def read_topics(package: str) -> Mapping[str, Topic]:
    """Return the topics of the language in ``package`` by key.

    Raises :class:`ValueError` or :class:`TypeError` if the file is not well made.
    """
    tables = tomllib.loads((files(package) / "topics.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _topic(key, **table) for key, table in tables.items()})


def _topic(key: str, *, examples: list[str], statement: bool = False, contacts: bool = False, act: str = "") -> Topic:
    return Topic(key, tuple(examples), statement, contacts, Intent(act) if act else None)
