"""Standing answers: the conditions for changing a given answer.

A text changes an answer only if it names the answer's question or contrasts the new value with the old. A mere mention is
offered back or ignored.
"""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers.name import MISSING
from conversations.answers.reading import Unclear, Understood
from conversations.answers.text import outside
from conversations.lead import Name
from conversations.questions import DEFAULT_ORDER, Trait, having
from conversations.state import Answer, Pending
from conversations.understanding.candidates import Found
from conversations.understanding.correction_patterns import patterns
from conversations.understanding.utterance import Utterance


class Reason(StrEnum):
    """Reason for offering a reading back, at any question."""

    CHANGE = "pending.change"
    """It differs from the current answer."""
    AS_TYPED = "pending.as_typed"
    """It was refused and repeated."""


_EVERYDAY = having(Trait.EVERYDAY | Trait.MENTIONED)
"""Questions whose answers are words of ordinary sentences."""
_MENTIONED = having(Trait.MENTIONED)
_SENTENCES = re.compile(r"[.!?;\n]++|\s[-\u2013\u2014]++\s")
_OPENER = 2
"""Maximum number of words that open a correction without saying of what."""
_SHORT = 10
"""Maximum number of words of a text that is only about such an answer."""
_ALONE = 3
"""Maximum number of words of a text that is nothing but such an answer."""
_READ = 200
"""Maximum number of characters searched."""


def says_so(said: Utterance, key: str, form_keys: tuple[str, ...] = DEFAULT_ORDER, value: object = "") -> bool:
    """Return whether the text asks to change the answer to ``key``: it names the question, or contrasts new with old.

    The words of the new ``value`` are ignored: "street" in "14 High Street" does not name the address question.
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
    """Return the sentences of a text with an answer to ``key``; "no" or "sorry" is joined to the next sentence."""
    sentences: list[Utterance] = []
    for piece in filter(str.strip, _SENTENCES.split(said.raw)):
        opener = sentences[-1] if sentences and len(sentences[-1].words) <= _OPENER else None
        if opener is not None and _sets_against(opener):
            sentences[-1] = said.with_text(f"{opener.raw}, {piece}")
        else:
            sentences.append(said.with_text(piece))
    return [each for each in sentences if len(sentences) == 1 or key in each.volunteered.found]


def only_asks(said: Utterance) -> bool:
    """Return whether the text is a question without a request for a change: "how much does it cost to let a flat?"."""
    asks = "?" in said.raw or said.begins_as_question
    return asks and patterns(said.language).wants.search(said.joined[:_READ]) is None


def meant(said: Utterance, found: Found, form_keys: tuple[str, ...]) -> Found:
    """Return the answers found in a text that it asks to change.

    A text that corrects one answer also corrects the others it states: "email is marla@cloud.com and it's 2 beds".
    """
    named = {key for key, each in found.items() if says_so(said, key, form_keys, each.value)}
    return {key: each for key, each in found.items() if key in named or (named and key not in _MENTIONED)}


def may_be_offered(said: Utterance, key: str) -> bool:
    """Return whether a weaker mention is worth offering back; everyday words only if they are the whole text."""
    if said.begins_as_question or "?" in said.raw:
        return False
    return key not in _EVERYDAY or (key != "name" and len(said.words) <= _ALONE)


def offer(key: str, found: Found, given: Answer) -> Pending:
    """Return the question whether to change the answer to ``key`` to the one ``found``; an address includes its postcode."""
    new, code = found[key], found.get("postcode") if key == "address" else None
    new = Understood(new.value, new.note, {"postcode": code.value}) if code is not None else new
    return Pending(key, Reason.CHANGE.value, (new,), Understood(given.value, given.note))


def completed(unclear: Unclear, given: Answer) -> Understood | None:
    """Return the new name, with the missing part from the ``given`` one; ``None`` if it is the same, or no name.

    "My name is Johnathan" makes Marla Singer Johnathan Singer.
    """
    new, stands = unclear.keep or next(iter(unclear.likely), None), given.value
    if new is None or not isinstance(new.value, Name) or not isinstance(stands, Name):
        return None
    first, last = new.value.first, new.value.last
    whole = Name(
        stands.first if first == MISSING else first,
        stands.last if last == MISSING else last,
        new.value.title or stands.title,
    )
    repeats = whole == stands or (last == MISSING and first == stands.last)
    return None if repeats else Understood(whole, given.note)
