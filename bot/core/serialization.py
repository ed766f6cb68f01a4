"""Serialization of the conversation's values to the JSON stored in the database.

The only place that knows both the stored text and the conversation's types.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

from conversations.commands import PassOn
from conversations.events import Queued
from conversations.languages.message import Message, MessageButton, Picture
from conversations.lead import Campaign, Estimate, Lead
from conversations.state import State

T = TypeVar("T")


class Keyboard(msgspec.Struct, frozen=True):
    """Buttons to be shown from now on below a message that was sent, given by its id."""

    message: int
    buttons: tuple[tuple[MessageButton, ...], ...]


_ENCODER = msgspec.json.Encoder()


class DecodeError(ValueError):
    """Stored JSON that does not match its type. The text says where, without quoting it."""


class Codec(Generic[T]):
    """JSON codec for one type, ``kind``; members of unions are told apart by their tags."""

    def __init__(self, kind: Any) -> None:
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)

    def decode(self, kept: str | bytes) -> T:
        """Return the value stored as JSON; raises :class:`DecodeError`."""
        try:
            return self._decoder.decode(kept)
        except ValueError as error:
            # The message may quote the data. The path does not: mapping keys are left out of it.
            _, _, place = str(error).partition(" - at ")
        raise DecodeError(f"does not fit at {place}" if place else "does not fit")

    @staticmethod
    def encode(value: T) -> str:
        """Return the value as JSON."""
        return _ENCODER.encode(value).decode()


ADDITION: Codec[PassOn] = Codec(PassOn)
CAMPAIGN: Codec[Campaign] = Codec(Campaign)
ESTIMATE: Codec[Estimate] = Codec(Estimate)
LEAD: Codec[Lead] = Codec(Lead)
KEYBOARD: Codec[Keyboard] = Codec(Keyboard)
MESSAGE: Codec[Message] = Codec(Message)
PICTURE: Codec[Picture] = Codec(Picture)
QUEUED: Codec[Queued] = Codec(Queued)
STATE: Codec[State] = Codec(State)
