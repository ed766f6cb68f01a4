"""What the bot owes people, as it was noted when they acted, and how its messages are held against that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.languages.en import CATALOGUE

Phrases = tuple[str, ...]
"""What one message has to hold, all of it."""
Owed = tuple[Phrases, ...]
"""A message that is owed: any one of these will do."""
ENDINGS = ("estimate", "no estimate", "estimate lost", "set aside")
"""How a lead may end for its person: by the estimate, or by an honest word."""


@dataclass
class Act:
    """Something that a person did. ``after`` is the id of the newest message in the chat by then.

    ``owed`` are the messages that the bot has to answer with, in order, and ``may`` one that it may say besides. ``tap``
    is the callback query of a press of a button, which has to be answered too.
    """

    name: str
    after: int
    owed: tuple[Owed, ...] = ()
    may: Owed = ()
    tap: str = ""


@dataclass
class Consent:
    """A yes: the answers that it was given to, and the id of the newest message in the chat by then."""

    payload: dict[str, Any]
    after: int
    withdrawn: bool = False
    renewed: list[int] = field(default_factory=list)
    """The ids of the newest messages at each further yes, after an answer was refused and given anew."""
    before: list[dict[str, Any]] = field(default_factory=list)
    """The payloads of the earlier ones: a request of which no answer came may have made a lead of each."""


def told(key: str, **params: str) -> str:
    """A sentence of the bot, as a phone shows it."""
    return CATALOGUE.sentences[key].replace("**", "").format(**params)


def words_of(message: Any) -> str:
    """What a message says: its text, or the words below its picture."""
    words: str = message.text or message.caption
    return words


def copied(messages: Iterable[Any], consents: Sequence[Any]) -> list[list[Any]]:
    """Return the bot's messages of a chat, each with its copies, in the order in which they are given.

    A message is known by its words and its buttons. Buttons hold a revision, so that each turn's are unlike any other's of
    the same chat. "Thank you" for a second property, or for an answer given anew, has none, and is another message than for
    the first one: it comes after a later yes of the person's ``consents``.
    """
    later = [after for consent in consents for after in (consent.after, *consent.renewed)][1:]
    copies: dict[object, list[Any]] = defaultdict(list)
    for message in messages:
        if message.sender is None:
            said = hash(message.file.content) if message.kind == "photo" else words_of(message)
            yes = sum(after < message.message_id for after in later)
            copies[tuple(sorted(message.offered)) or yes, said].append(message)
    return list(copies.values())


def holds(text: str, phrases: Phrases) -> bool:
    """Whether a message holds all of these."""
    return all(phrase in text for phrase in phrases)
