"""Message to the agency in the person's own words. At most 255 characters (the guide's table)."""

from __future__ import annotations

from enum import StrEnum

from conversations.answers import smalltalk
from conversations.answers.reading import Reading, Refused, Understood
from conversations.answers.smalltalk import Smalltalk
from conversations.answers.text import lines
from conversations.lead import MESSAGE_MAX


class Reason(StrEnum):
    """Reason for not accepting a text as a message."""

    EMPTY = "message.empty"
    TOO_LONG = "message.too_long"


_SAYS_NOTHING = frozenset({Smalltalk.GREETING, Smalltalk.FILLER})
"""Small talk that is for the bot rather than the agency."""


def read(text: str) -> Reading:
    """Read ``text`` as a message on one line; a greeting or thanks alone is none."""
    said = " ".join(lines(text))
    if not said or smalltalk.kind(said) in _SAYS_NOTHING:
        return Refused(Reason.EMPTY)
    return Refused(Reason.TOO_LONG) if len(said) > MESSAGE_MAX else Understood(said)


def valid(value: object) -> bool:
    """Return whether ``value`` is a valid message."""
    return isinstance(value, str) and 1 <= len(value) <= MESSAGE_MAX
