"""Readings: the possible results of reading an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct, field

from conversations.lead import Name

Value = str | int | Name
"""Canonical value, as stored and, through the lead, sent."""


class Understood(Struct, frozen=True):
    """Accepted answer.

    ``note`` holds a detail that does not fit the value ("bungalow"). ``also`` holds canonical answers to *other* questions in
    the same text, by question key (the postcode in "12 High St, Derby DE1 1JX").
    """

    value: Value
    note: str = ""
    also: Mapping[str, Value] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[Understood, ...]:
        """The answers that may be stored."""
        return (self,)


class Unclear(Struct, frozen=True):
    """Doubtful answer: the likely readings are offered back as buttons.

    ``keep`` is the answer as typed, if that is acceptable as well ("No, keep mine").
    """

    reason: StrEnum
    likely: tuple[Understood, ...]
    keep: Understood | None = None

    @property
    def kept(self) -> tuple[Understood, ...]:
        """The answers that may be stored: the likely ones, and the one as typed."""
        return self.likely if self.keep is None else (*self.likely, self.keep)


class Refused(Struct, frozen=True):
    """No answer to this question; the reason is a code with a sentence in the catalogues."""

    reason: StrEnum
    kept: ClassVar[tuple[Understood, ...]] = ()


Reading = Understood | Unclear | Refused
