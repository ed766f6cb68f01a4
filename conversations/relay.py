"""Relay: a homeowner's chat that the agency's staff read and answer, in a topic of their group. What is kept of one.

It begins with the homeowner's own tap, after their consent, and ends when either side ends it or nobody wrote for an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

IDLE = timedelta(hours=1)
"""Time without a message from either side after which a relay ends."""


class FileKind(StrEnum):
    """Kind of a file that is carried between a homeowner and staff."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"


class File(Struct, frozen=True):
    """File that somebody sent, by the channel's own name of it; the file itself is never here."""

    kind: FileKind
    id: str


class Relay(Struct, frozen=True):
    """An open relay. ``name`` is random and unique, ``reference`` that of the lead; ``at``: its last message (UTC)."""

    name: str
    reference: str
    at: datetime
