"""Chats: a private one per person, and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.messages import Message
from bot.sandbox.people import Person

_MESSAGES_KEPT = 1_000
"""Messages kept per chat; older ones are forgotten, and edits of them find nothing."""


@dataclass(slots=True)
class Chat:
    """A private chat (``person`` set) or a group (``title`` and ``members`` set)."""

    id: int
    person: Person | None = None
    title: str = ""
    members: dict[int, Person] = field(default_factory=dict)
    supergroup: bool = False
    upgraded_to: int | None = None
    """The id of the supergroup that this group became; nothing can be written here since."""
    started: bool = False
    """Whether the bot may write here: the person wrote first, or the bot was added to the group."""
    blocked: bool = False
    keyboard: dict[str, Any] | None = None
    """The reply keyboard in force, as the page has it."""
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.person is not None

    def as_bot_api(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        if self.person is not None:
            return {"id": self.id, "first_name": self.person.first_name, "type": "private"}
        return {"id": self.id, "title": self.title, "type": "supergroup" if self.supergroup else "group"}

    def add(self, message: Message) -> None:
        """Append a message, and forget the oldest beyond what is kept."""
        self.messages[message.message_id] = message
        while len(self.messages) > _MESSAGES_KEPT:
            del self.messages[next(iter(self.messages))]
