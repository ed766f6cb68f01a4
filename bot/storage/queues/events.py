"""Events of the conversation in the inbox, such as reminders and what staff press."""

from __future__ import annotations

from bot.core.serialization import QUEUED
from bot.storage.queues.inbox import NewItem
from conversations.events import Queued


def event_item(agency: str, key: str, chat_id: int, event: Queued) -> NewItem:
    """Return the inbox item of an event in a chat."""
    return NewItem(agency, key, chat_id, "event", QUEUED.encode(event).encode())
