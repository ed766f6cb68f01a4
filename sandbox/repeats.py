"""Detection of messages that arrive twice.

When a kept-alive connection breaks before the answer, browsers resend a POST by themselves, and the page cannot know. So
the page gives each message its own key.
"""

from __future__ import annotations

from collections.abc import Callable

from sandbox.chats import Message
from sandbox.people import Person

_KEPT = 100
"""Keys remembered per person; the oldest are dropped first. A browser repeats at once or never."""

KEY_LIMIT = 64


class Repeats:
    """Recently sent messages of each person, by key."""

    def __init__(self) -> None:
        self._sent: dict[int, dict[str, Message]] = {}

    def once(self, person: Person, key: str, send: Callable[[], Message]) -> Message:
        """Return the message that ``person`` sent under ``key``, sending it unless it was sent before.

        Exceptions of ``send`` are passed on, and the key stays free.
        """
        sent = self._sent.setdefault(person.id, {})
        if key not in sent:
            sent[key] = send()
            while len(sent) > _KEPT:
                del sent[next(iter(sent))]
        return sent[key]
