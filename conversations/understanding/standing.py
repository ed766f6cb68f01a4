"""Standing answers: what it takes to change an answer that was given before.

A text changes one only if it names the answer's question or sets the new value against the old. What it merely mentions is
offered, or left alone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers.reading import Understood
from conversations.questions import DEFAULT_ORDER
from conversations.state import Answer, Pending
from conversations.understanding.utterance import Utterance


class Reason(StrEnum):
    """Why a reading is offered back that differs from an answer that stands."""

    CHANGE = "pending.change"


_AGAINST = re.compile(
    r"(?:(?:oh|ah|um|er|and|but|ok|okay|a|ale|ond) )*"
    r"(?:no|nope|nah|not|sorry|soz|oops|actually|wait|correction|typo|mistake|wrong|nie|na|nage"
    r"|sori|przepraszam|pomylka|wlasciwie|raczej|a dweud y gwir)\b"
    r"|.*\b(?:should (?:be|say|read|have been)|shd be|shud be|ought to be|is meant to be|was meant to be|instead of|rather than"
    r"|(?:i |we )?mean[t]?|not|isnt|wasnt|wrong|incorrect|change\w*|correct(?:ed|ion)?|make (?:it|that)|put|set"
    r"|actually|mistake|typo"
    r"|powinno|powinien|powinna|zmien\w*|popraw\w*|zamiast|blad|pomylka|nie|mial\w* byc"
    r"|dylai|newid\w*|cywir\w*|yn lle|nid|ddim|camgymeriad)\b"
)
"""Words that set something new against what was said before, in English, Polish and Welsh."""
_EVERYDAY = frozenset({"sale_or_let", "property_type", "name"})
"""Questions whose answers are words of any sentence."""
_SHORT = 8
"""Words of a text at most that is about nothing but such an answer."""
_ALONE = 3
"""Words of a text at most that is such an answer and nothing else."""
_READ = 200
"""Characters."""


def says_so(said: Utterance, key: str, form_keys: tuple[str, ...] = DEFAULT_ORDER) -> bool:
    """Return whether the text says that the answer to ``key`` is to change: it names it, or sets new against old."""
    against = _AGAINST.match(" ".join(said.words)[:_READ]) is not None
    if key in _EVERYDAY:
        return against and len(said.words) <= _SHORT
    return against or said.catalogue.question(said.raw, form_keys) == key


def may_be_offered(said: Utterance, key: str) -> bool:
    """Return whether a weaker mention is worth asking about: words that any sentence has only if they stand alone."""
    if said.begins_as_question or "?" in said.raw:
        return False
    return key not in _EVERYDAY or (key != "name" and len(said.words) <= _ALONE)


def offer(key: str, found: Understood, given: Answer) -> Pending:
    """Return the question whether the answer to ``key`` is to become ``found``."""
    return Pending(key, Reason.CHANGE.value, (found,), Understood(given.value, given.note))
