"""The people who talk to the bot: made up, one per slug."""

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
    """Someone with a phone. ``stream`` is what their chat page follows."""

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
    """Everybody seen so far."""

    def __init__(self) -> None:
        self._by_slug: dict[str, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_slug.values())

    def get(self, slug: str) -> Person:
        """The person of that slug, made on first sight. Raises ``ValueError`` for a slug that is none."""
        if not _SLUG.fullmatch(slug):
            raise ValueError("a person's slug is 1 to 40 letters, digits, - and _")
        person = self._by_slug.get(slug)
        if person is None:
            number = _FIRST_ID + len(self._by_slug)
            person = Person(number, slug, slug.capitalize(), made_up_mobile(number))
            self._by_slug[slug] = person
        return person


def made_up_mobile(number: int) -> str:
    """A UK mobile number in E.164 that is valid by the national plan: 07986 is the prefix of the guide's example."""
    return f"+447986{number % 1_000_000:06d}"
