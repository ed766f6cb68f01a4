"""Standing answers: what it takes to change an answer that was given before.

A text changes one only if it names the answer's question or sets the new value against the old. What it merely mentions is
offered, or left alone.
"""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers.reading import Understood
from conversations.answers.text import outside
from conversations.questions import DEFAULT_ORDER, Trait, having
from conversations.state import Answer, Pending
from conversations.understanding.candidates import Found
from conversations.understanding.correction_patterns import patterns
from conversations.understanding.utterance import Utterance


class Reason(StrEnum):
    """Why a reading is offered back whatever the question."""

    CHANGE = "pending.change"
    """It differs from the answer that stands."""
    AS_TYPED = "pending.as_typed"
    """It was refused, and said again."""


_EVERYDAY = having(Trait.EVERYDAY | Trait.MENTIONED)
"""Questions whose answers are words of any sentence."""
_MENTIONED = having(Trait.MENTIONED)
_SENTENCES = re.compile(r"[.!?;\n]++|\s[-\u2013\u2014]++\s")
_OPENER = 2
"""Words at most that begin a correction and say nothing of what."""
_SHORT = 10
"""Words of a text at most that is about nothing but such an answer."""
_ALONE = 3
"""Words of a text at most that is such an answer and nothing else."""
_READ = 200
"""Characters."""


def says_so(said: Utterance, key: str, form_keys: tuple[str, ...] = DEFAULT_ORDER, value: object = "") -> bool:
    """Return whether the text says that the answer to ``key`` is to change: it names it, or sets new against old.

    The words of the new ``value`` itself name nothing: the street in "14 High Street" is no word for the address.
    """
    if only_asks(said):
        return False
    if key in _EVERYDAY:
        return any(_sets_against(each) and len(each.words) <= _SHORT for each in sentences_with(said, key))
    said = said.with_text(outside(said.raw, value)) if isinstance(value, str) else said
    return _sets_against(said) or key in said.catalogue.mentioned(said.raw, form_keys)


def _sets_against(said: Utterance) -> bool:
    return patterns(said.language).against.match(said.joined[:_READ]) is not None


def sentences_with(said: Utterance, key: str) -> list[Utterance]:
    """Return the sentences of a text in which an answer to ``key`` is found; "no" or "sorry" goes with the next one."""
    sentences: list[Utterance] = []
    for piece in filter(str.strip, _SENTENCES.split(said.raw)):
        opener = sentences[-1] if sentences and len(sentences[-1].words) <= _OPENER else None
        if opener is not None and _sets_against(opener):
            sentences[-1] = said.with_text(f"{opener.raw}, {piece}")
        else:
            sentences.append(said.with_text(piece))
    return [each for each in sentences if len(sentences) == 1 or key in each.volunteered.found]


def only_asks(said: Utterance) -> bool:
    """Return whether the text is a question that asks for no change: "how much does it cost to let a flat?"."""
    asks = "?" in said.raw or said.begins_as_question
    return asks and patterns(said.language).wants.search(said.joined[:_READ]) is None


def meant(said: Utterance, found: Found, form_keys: tuple[str, ...]) -> Found:
    """Return those of the answers found in a text that it says are to change.

    A text that corrects one answer corrects what else it states: "email is marla@cloud.com and it's 2 beds".
    """
    named = {key for key, each in found.items() if says_so(said, key, form_keys, each.value)}
    return {key: each for key, each in found.items() if key in named or (named and key not in _MENTIONED)}


def may_be_offered(said: Utterance, key: str) -> bool:
    """Return whether a weaker mention is worth asking about: words that any sentence has only if they stand alone."""
    if said.begins_as_question or "?" in said.raw:
        return False
    return key not in _EVERYDAY or (key != "name" and len(said.words) <= _ALONE)


def offer(key: str, found: Found, given: Answer) -> Pending:
    """Return the question whether the answer to ``key`` is to become the one ``found``; an address comes with its postcode."""
    new, code = found[key], found.get("postcode") if key == "address" else None
    new = Understood(new.value, new.note, {"postcode": code.value}) if code is not None else new
    return Pending(key, Reason.CHANGE.value, (new,), Understood(given.value, given.note))
