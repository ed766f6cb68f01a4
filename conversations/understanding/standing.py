"""Standing answers: what it takes to change an answer that was given before.

A text changes one only if it names the answer's question or sets the new value against the old. What it merely mentions is
offered, or left alone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers.reading import Understood
from conversations.questions import DEFAULT_ORDER, Trait, having
from conversations.state import Answer, Pending
from conversations.understanding.candidates import Found
from conversations.understanding.utterance import Utterance


class Reason(StrEnum):
    """Why a reading is offered back whatever the question."""

    CHANGE = "pending.change"
    """It differs from the answer that stands."""
    AS_TYPED = "pending.as_typed"
    """It was refused, and said again."""


_AGAINST = re.compile(
    r"(?:(?:oh|ah|um|er|and|but|ok|okay|a|ale|ond) )*"
    r"(?:no|nope|nah|not|sorry|soz|oops|actually|wait|correction|typo|mistake|wrong|nie|na|nage"
    r"|sori|przepraszam|pomylka|wlasciwie|raczej|a dweud y gwir)\b"
    r"|.*\b(?:should (?:be|say|read|have been)|shd be|shud be|ought to be|is meant to be|was meant to be|instead of|rather|prefer"
    r"|(?:i |we )?mean[t]?|not|isnt|wasnt|wrong|incorrect|change\w*|correct(?:ed|ion)?|make (?:it|that)|put|set"
    r"|actually|instead|mistake|typo|but (?:its|it is|thats|ive got|we have)"
    r"|powinno|powinien|powinna|zmien\w*|popraw\w*|zamiast|blad|pomylka|nie|mial\w* byc"
    r"|dylai|newid\w*|cywir\w*|yn lle|nid|ddim|camgymeriad)\b"
)
"""Words that set something new against what was said before, in English, Polish and Welsh."""
_WANTS_CHANGED = re.compile(
    r"\b(?:make|chang\w+|set|fix\w*|correct\w*|edit\w*|update\w*|possible|zmien\w*|popraw\w*|mozn\w+|newid|cywiro|modd)\b"
)
"""Words with which a question asks for a change."""
_EVERYDAY = having(Trait.EVERYDAY | Trait.MENTIONED)
"""Questions whose answers are words of any sentence."""
_MENTIONED = having(Trait.MENTIONED)
_SHORT = 10
"""Words of a text at most that is about nothing but such an answer."""
_ALONE = 3
"""Words of a text at most that is such an answer and nothing else."""
_READ = 200
"""Characters."""


def says_so(said: Utterance, key: str, form_keys: tuple[str, ...] = DEFAULT_ORDER) -> bool:
    """Return whether the text says that the answer to ``key`` is to change: it names it, or sets new against old."""
    if only_asks(said):
        return False
    joined = " ".join(said.words)[:_READ]
    against = _AGAINST.match(joined) is not None
    if key in _EVERYDAY:
        return against and len(said.words) <= _SHORT
    return against or key in said.catalogue.mentioned(said.raw, form_keys)


def only_asks(said: Utterance) -> bool:
    """Return whether the text is a question that asks for no change: "how much does it cost to let a flat?"."""
    asks = "?" in said.raw or said.begins_as_question
    return asks and _WANTS_CHANGED.search(" ".join(said.words)[:_READ]) is None


def meant(said: Utterance, found: Found, form_keys: tuple[str, ...]) -> Found:
    """Return those of the answers found in a text that it says are to change.

    A text that corrects one answer corrects what else it states: "email is marla@cloud.com and it's 2 beds".
    """
    named = {key for key in found if says_so(said, key, form_keys)}
    return {key: each for key, each in found.items() if key in named or (named and key not in _MENTIONED)}


def may_be_offered(said: Utterance, key: str) -> bool:
    """Return whether a weaker mention is worth asking about: words that any sentence has only if they stand alone."""
    if said.begins_as_question or "?" in said.raw:
        return False
    return key not in _EVERYDAY or (key != "name" and len(said.words) <= _ALONE)


def offer(key: str, found: Understood, given: Answer) -> Pending:
    """Return the question whether the answer to ``key`` is to become ``found``."""
    return Pending(key, Reason.CHANGE.value, (found,), Understood(given.value, given.note))
