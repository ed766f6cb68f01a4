"""Sell or let: "rent it out" is ``"landlord"``. The guide's two types for this endpoint are vendor and landlord.

A person who wants both, or cannot say yet, is a vendor with the note :data:`BOTH`: the Lead API answers every request with both
estimates, so one lead is enough, and its ``meta`` tells the agency.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial

from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.spelling import repaired
from conversations.answers.text import words
from conversations.lead import LeadType
from conversations.lexicon import any_of, words_of

BOTH = "both"
"""Note on an answer that asks for both estimates; sent in the lead's ``meta``."""


class Reason(StrEnum):
    """Reason for not accepting a text as sell or let."""

    EMPTY = "sale_or_let.empty"
    NOT_UNDERSTOOD = "sale_or_let.not_understood"
    BOTH = "sale_or_let.both"
    UNDECIDED = "sale_or_let.undecided"
    NEGATED = "sale_or_let.negated"
    SEEKS_HOME = "sale_or_let.seeks_home"


_any = partial(any_of, "sale_or_let")


def _whole(name: str) -> re.Pattern[str]:
    """Return a pattern that matches the alternatives ``name`` in all languages as whole words."""
    return re.compile(rf"\b{_any(name)}\b")


_SALE, _LET = _whole("sale"), _whole("let")
_NOT_LETTING = re.compile(_any("not_letting"))
_LET_HOME = re.compile(rf"\b({_any('disposes')}) {_any('let_home')}\b")
"""A let home as the object of selling or letting: "sell my rental property"."""
_BUY_TO_LET = _whole("buy_to_let")
_SEEKS = re.compile(_any("seeks"))
_EITHER_WAY = re.compile(rf"^(?:{_any('wants')} )+{_any('rents')}(?: {_any('please')})?$")
"""The whole text "to rent", by a tenant or a landlord."""
_NEGATION = _whole("negation")
_ONLY = _whole("only")
"""The word "only": the side after it is meant, whatever was denied before."""
_NOT_ONLY = _whole("not_only")
_UNDECIDED = _whole("undecided")
_WORTH = _whole("worth")
_MONTHLY = _whole("monthly")
"""Monthly amounts, which mean rent."""
_BOTH = _whole("both")
_JOINS = re.compile(rf"(?:\w+ ){{0,3}}?{_any('joins')}(?: \w+){{0,3}}?|")
"""Words between two sides that are both wanted: "sell it or let"; empty in place of a slash."""
_BRIEFLY = 8
"""Maximum number of words of a text that asks for both without naming either."""
_FIRST, _SECOND = re.compile(_any("first")), re.compile(_any("second"))
"""First and second side, in the order of the question and its buttons."""
_VENDOR, _LANDLORD = Understood(str(LeadType.VENDOR)), Understood(str(LeadType.LANDLORD))
_EVERY = Understood(str(LeadType.VENDOR), note=BOTH)
_MAX_WORDS = 80
_DENIED = re.compile(rf"\b{_any('denied')} ")
_ALSO_DENIED = re.compile(rf"^\W*(?:\w+ )?{_any('or')}\b")
_WORDS = words_of("sale_or_let", "listens")
"""Words of this question, for recognising slips."""


def valid(value: object) -> bool:
    """Return whether ``value`` is a lead type of the valuation endpoint."""
    return isinstance(value, str) and str(value) in {str(kind) for kind in LeadType}


def _sides(joined: str) -> tuple[Understood, ...]:
    """Return the sides named in ``joined`` (plain words), in order."""
    sale, let = _SALE.search(joined), _LET.search(joined)
    if sale and let:
        return (_VENDOR, _LANDLORD) if sale.start() < let.start() else (_LANDLORD, _VENDOR)
    return (_VENDOR,) if sale else (_LANDLORD,) if let else ()


def _without_denied(joined: str) -> str:
    """Return ``joined`` without a side right after a "not": "sell, not let" is "sell"."""
    for denial in _DENIED.finditer(joined):
        after = joined[denial.end() :]
        side = min(
            (found for found in (_SALE.match(after), _LET.match(after)) if found),
            default=None,
            key=lambda found: found.end(),
        )
        if side is not None and not _ALSO_DENIED.match(after[side.end() :]):
            return joined[: denial.start()] + after[side.end() :]
    return joined


def read(text: str, *, asked: bool = True) -> Reading:
    """Read ``text`` as ``"vendor"`` (a sale estimate), ``"landlord"`` (a rent estimate), or both.

    ``asked``: this question was asked. In an answer to another question, slips are not repaired, and "both" or "not sure" is
    about something else.
    """
    spoken = words(text)
    if not spoken:
        return Refused(Reason.EMPTY)
    if len(spoken) > _MAX_WORDS:
        return Refused(Reason.NOT_UNDERSTOOD)
    if asked and not _sides(" ".join(spoken)):
        spoken = repaired(spoken, _WORDS)
    if place := _FIRST.fullmatch(" ".join(spoken)) or _SECOND.fullmatch(" ".join(spoken)):
        return _VENDOR if place.re is _FIRST else _LANDLORD
    joined = " ".join(spoken)
    if not asked and not _sides(joined) and not _BUY_TO_LET.search(joined):
        return Refused(Reason.NOT_UNDERSTOOD)
    joined = _LET_HOME.sub(r"\1", joined)
    joined = _NOT_ONLY.sub("", _NOT_LETTING.sub("", _BUY_TO_LET.sub(LeadType.LANDLORD, joined)))
    sides = _sides(joined)
    if _EITHER_WAY.match(joined):
        return Unclear(Reason.NEGATED, (_LANDLORD, _VENDOR))
    if len(sides) > 1 and (left := _sides(_without_denied(joined))) and len(left) == 1:
        sides = left
        joined = _without_denied(joined)
    if _SEEKS.search(joined):
        return Unclear(Reason.SEEKS_HOME, sides) if sides and _SALE.search(joined) else Refused(Reason.SEEKS_HOME)
    if not sides:
        return _neither_named(joined) if asked else Refused(Reason.NOT_UNDERSTOOD)
    if (only := _ONLY.search(joined)) and len(meant := _sides(joined[only.end() :])) == 1:
        return meant[0]
    # "Not sure" is no denial.
    decided = _UNDECIDED.sub("", joined)
    if negation := _NEGATION.search(decided):
        return Unclear(Reason.NEGATED, _meant_despite(decided, negation, sides))
    undecided = _UNDECIDED.search(joined) is not None
    if len(sides) > 1:
        wanted = undecided or _BOTH.search(joined) or _joined(joined)
        return _EVERY if wanted else Unclear(Reason.BOTH, (_VENDOR, _LANDLORD, _EVERY))
    return Unclear(Reason.UNDECIDED, (_VENDOR, _LANDLORD, _EVERY)) if undecided else sides[0]


def denies_one(text: str) -> bool:
    """Return whether ``text`` names both sides and denies one of them: "I'm selling, not letting"."""
    joined = " ".join(words(text))
    return len(_sides(joined)) > 1 and len(_sides(_without_denied(joined))) == 1


def names_both(text: str) -> bool:
    """Return whether ``text`` names both sides only as the name of this question: "change the sale or let"."""
    said = " ".join(words(text))
    return _joined(said) and not _BOTH.search(said)


def _joined(said: str) -> bool:
    """Return whether both sides are named together: "sell or let", but not "sell the flat that I let until May"."""
    sale, let = _SALE.search(said), _LET.search(said)
    if sale is None or let is None:
        return False
    first, second = sorted((sale, let), key=lambda side: side.start())
    return _JOINS.fullmatch(said[first.end() : second.start()].strip()) is not None


def _neither_named(said: str) -> Reading:
    decided = _UNDECIDED.sub("", said)
    if _BOTH.search(said):
        brief = len(said.split()) <= _BRIEFLY and not _NEGATION.search(decided)
        return _EVERY if brief else Unclear(Reason.BOTH, (_VENDOR, _LANDLORD, _EVERY))
    if _MONTHLY.search(said):
        return _LANDLORD
    if _WORTH.search(said):  # "what's it worth": sale or let is still open
        return Unclear(Reason.UNDECIDED, (_VENDOR, _LANDLORD, _EVERY))
    return _EVERY if decided != said else Refused(Reason.NOT_UNDERSTOOD)


def _meant_despite(joined: str, negation: re.Match[str], sides: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """Return the likely side of a sentence with a "not": the one that is not after it."""
    denied = _sides(joined[negation.end() :])[:1]
    left = tuple(side for side in sides if side not in denied)
    return left or tuple(side for side in (_VENDOR, _LANDLORD) if side not in denied)
