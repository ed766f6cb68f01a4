"""Relay: a homeowner's chat that the agency's staff read and answer, in a topic of their group. Its stored form.

It begins with a tap by the homeowner, after consent, and ends when either side ends it or after an hour of silence.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

IDLE = timedelta(hours=1)
"""Silence from both sides after which a relay ends."""


class FileKind(StrEnum):
    """Kind of file that can be passed between a homeowner and staff."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"


class File(Struct, frozen=True):
    """Reference to a file by the channel's id; its content is never stored."""

    kind: FileKind
    id: str


class Relay(Struct, frozen=True):
    """Open relay. ``name`` is random and unique, ``reference`` the lead's, ``at`` the time of its last message (UTC)."""

    name: str
    reference: str
    at: datetime
