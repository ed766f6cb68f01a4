"""People who talk to the bot: fictitious, one per slug."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.streams import Stream

_FIRST_ID = 1001
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}", re.IGNORECASE)


@dataclass(slots=True)
class Person:
    """Person with a phone. ``stream`` is followed by their chat page."""

    id: int
    slug: str
    first_name: str
    phone: str
    language_code: str = "en"
    stream: Stream = field(default_factory=Stream)

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


class People:
    """All people so far."""

    def __init__(self) -> None:
        self._by_slug: dict[str, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_slug.values())

    def get(self, slug: str) -> Person:
        """Return the person with this slug, created on first access. Raises ``ValueError`` for an invalid slug."""
        if not _SLUG.fullmatch(slug):
            raise ValueError("a person's slug is 1 to 40 letters, digits, - and _")
        person = self._by_slug.get(slug)
        if person is None:
            number = _FIRST_ID + len(self._by_slug)
            person = Person(number, slug, slug.capitalize(), made_up_mobile(number))
            self._by_slug[slug] = person
        return person


def made_up_mobile(number: int) -> str:
    """Return a UK mobile number in E.164 that is valid by the national plan; 07986 is the prefix of the guide's example."""
    return f"+447986{number % 1_000_000:06d}"
