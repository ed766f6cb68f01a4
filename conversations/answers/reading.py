"""What reading an answer can come to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from conversations.lead import Name

Value = str | int | Name
"""A canonical value: what is stored and, through the lead, sent."""


class Understood(Struct, frozen=True):
    """A canonical value.

    ``note`` keeps a particular that the value cannot hold ("bungalow"). ``also`` holds canonical answers to *other*
    questions found in the same text, by question key (the postcode in "12 High St, Derby DE1 1JX").
    """

    value: Value
    note: str = ""
    also: Mapping[str, Value] = field(default_factory=dict)


class Unclear(Struct, frozen=True):
    """Not taken as it stands: the likely readings are offered back as buttons.

    ``keep`` is what the person typed, where that is acceptable after all ("No, keep mine").
    """

    reason: StrEnum
    likely: tuple[Understood, ...]
    keep: Understood | None = None


class Refused(Struct, frozen=True):
    """Not an answer to this question, and why, as a code that the catalogues have a sentence for."""

    reason: StrEnum


Reading = Understood | Unclear | Refused
