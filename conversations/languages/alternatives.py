"""Alternatives of regular expressions that a language has, by what they are for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Groups of alternatives, each with ``|`` between."""

    def hearing(self, other: Self) -> Self:
        """Return these alternatives and those of ``other``."""
        return type(self)(*(f"{getattr(self, each.name)}|{getattr(other, each.name)}" for each in fields(self)))
