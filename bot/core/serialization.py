"""Serialization of the conversation's values to the JSON kept in the database.

Storage knows rows of text and bytes, the core knows values; this is the one place where they meet.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

from conversations.commands import PassOn
from conversations.events import Queued
from conversations.languages.message import Message, Picture
from conversations.lead import Campaign, Estimate, Lead
from conversations.state import State

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder()


class DecodeError(ValueError):
    """Stored JSON that does not fit its type. The text says where, never what."""


class Codec(Generic[T]):
    """JSON codec for one type, ``kind``; members of unions are told apart by their tags."""

    def __init__(self, kind: Any) -> None:
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)

    def decode(self, kept: str | bytes) -> T:
        """Return the value that was kept as JSON; raises :class:`DecodeError`."""
        try:
            return self._decoder.decode(kept)
        except ValueError as error:
            # Its words may quote what is there; the place does not, keys of mappings are left out of it.
            _, _, place = str(error).partition(" - at ")
        raise DecodeError(f"does not fit at {place}" if place else "does not fit")

    @staticmethod
    def encode(value: T) -> bytes:
        """Return the value as JSON."""
        return _ENCODER.encode(value)


ADDITION: Codec[PassOn] = Codec(PassOn)
CAMPAIGN: Codec[Campaign] = Codec(Campaign)
ESTIMATE: Codec[Estimate] = Codec(Estimate)
LEAD: Codec[Lead] = Codec(Lead)
MESSAGE: Codec[Message] = Codec(Message)
PICTURE: Codec[Picture] = Codec(Picture)
QUEUED: Codec[Queued] = Codec(Queued)
STATE: Codec[State] = Codec(State)
