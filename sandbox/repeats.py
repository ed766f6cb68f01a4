"""Telling a message that arrives twice from one that is said twice.

When a kept-alive connection breaks before the answer, browsers send a POST again by themselves, and the page cannot know.
So the page gives each message a key of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from sandbox.chats import Message
from sandbox.people import Person

_KEPT = 100
"""Keys remembered per person; the oldest go first. A browser repeats at once or never."""

KEY_LIMIT = 64


class Repeats:
    """What each person sent lately, by key."""

    def __init__(self) -> None:
        self._sent: dict[int, dict[str, Message]] = {}

    def once(self, person: Person, key: str, send: Callable[[], Message]) -> Message:
        """The message that ``person`` sent under ``key``: sent now, unless it was before.

        Whatever ``send`` raises goes through, and the key stays free.
        """
        sent = self._sent.setdefault(person.id, {})
        if key not in sent:
            sent[key] = send()
            while len(sent) > _KEPT:
                del sent[next(iter(sent))]
        return sent[key]
