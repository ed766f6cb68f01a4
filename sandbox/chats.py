"""Chats (a private one per person, and groups) and their messages, as seen by the bot and by the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.files import StoredFile
from sandbox.people import Person
from sandbox.streams import Stream

_MESSAGES_KEPT = 1_000
"""Messages kept per chat; older ones are deleted and cannot be edited."""


@dataclass(slots=True)
class Topic:
    """A topic of a group."""

    id: int
    title: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """Private chat (``person`` set) or group (``title`` and ``members`` set). ``stream`` is followed by its page."""

    id: int
    person: Person | None = None
    title: str = ""
    members: dict[int, Person] = field(default_factory=dict)
    supergroup: bool = False
    forum: bool = False
    """Whether the group has topics; the bot is an admin of one that has."""
    bot_rights: set[str] = field(default_factory=lambda: {"can_manage_topics", "can_delete_messages"})
    """The rights of the bot in a group with topics."""
    topics: dict[int, Topic] = field(default_factory=dict)
    upgraded_to: int | None = None
    """Id of the supergroup that this group became; it can no longer be written in."""
    started: bool = False
    """Whether the bot may write here: the person wrote first, or the bot was added to the group."""
    blocked: bool = False
    keyboard: dict[str, Any] | None = None
    """Reply keyboard in force, in the page's format."""
    messages: dict[int, Message] = field(default_factory=dict)
    stream: Stream = field(default_factory=Stream)

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.person is not None

    def as_bot_api(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        if self.person is not None:
            return {"id": self.id, "first_name": self.person.first_name, "type": "private"}
        group = {"id": self.id, "title": self.title, "type": "supergroup" if self.supergroup else "group"}
        return group | {"is_forum": True} if self.forum else group

    def of_topic(self, topic: int) -> list[Message]:
        """The messages of a topic, oldest first."""
        return [message for message in self.messages.values() if message.topic == topic]

    def add(self, message: Message) -> None:
        """Append a message, and delete the oldest beyond the limit."""
        self.messages[message.message_id] = message
        while len(self.messages) > _MESSAGES_KEPT:
            del self.messages[next(iter(self.messages))]


@dataclass(slots=True)
class Message:
    """Message in a chat. ``sender`` is ``None`` for the bot; dates are unix seconds."""

    message_id: int
    chat: Chat
    sender: Person | None
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    caption: str = ""
    caption_entities: list[dict[str, Any]] = field(default_factory=list)
    file: StoredFile | None = None
    content: dict[str, Any] = field(default_factory=dict)
    """Bot API fields other than text and caption: ``contact``, ``photo``, ``voice``, ``new_chat_members``."""
    buttons: list[list[dict[str, Any]]] | None = None
    """Inline keyboard, in the Bot API's format."""
    has_reply_keyboard: bool = False
    edit_date: int | None = None
    reply_to: Message | None = None
    topic: int = 0
    """The topic of the group that it is in; 0 for none."""
    offered: set[str] = field(default_factory=set)
    """Every callback_data ever shown under this message: a phone may show an older keyboard for a moment."""

    def set_buttons(self, buttons: list[list[dict[str, Any]]] | None) -> None:
        """Replace or remove the inline keyboard."""
        self.buttons = buttons
        self.offered |= {b["callback_data"] for row in buttons or () for b in row if "callback_data" in b}

    def as_bot_api(self, bot: dict[str, Any]) -> dict[str, Any]:
        """The Bot API's Message. ``bot`` is the bot's own User."""
        body: dict[str, Any] = {
            "message_id": self.message_id,
            "from": self.sender.as_user() if self.sender else bot,
            "chat": self.chat.as_bot_api(),
            "date": self.date,
        }
        if self.topic:
            body |= {"message_thread_id": self.topic, "is_topic_message": True}
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.reply_to is not None:
            earlier = self.reply_to.as_bot_api(bot)
            earlier.pop("reply_to_message", None)
            body["reply_to_message"] = earlier
        if self.text:
            body["text"] = self.text
        if self.entities:
            body["entities"] = self.entities
        body |= self.content
        if self.caption:
            body["caption"] = self.caption
        if self.caption_entities:
            body["caption_entities"] = self.caption_entities
        if self.buttons:
            body["reply_markup"] = {"inline_keyboard": self.buttons}
        return body

    def as_page(self) -> dict[str, Any]:
        """The message as the chat page shows it."""
        contact = self.content.get("contact")
        return {
            "message_id": self.message_id,
            "from": "person" if self.sender else "bot",
            "topic": self.topic,
            "date": self.date,
            "edited": self.edit_date is not None,
            "text": self.text,
            "entities": self.entities,
            "buttons": [[_page_button(b) for b in row] for row in self.buttons or ()],
            "photo": f"/page/files/{self.file.file_id}" if self.kind == "photo" and self.file else None,
            "document": f"/page/files/{self.file.file_id}" if self.kind == "document" and self.file else None,
            "document_name": self.file.name if self.kind == "document" and self.file else None,
            "caption": self.caption,
            "caption_entities": self.caption_entities,
            "contact": {k: contact[k] for k in ("phone_number", "first_name")} if contact else None,
            "kind": self.kind,
        }


def _page_button(button: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": button["text"], "style": button.get("style")}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    elif "copy_text" in button:
        shown["copy_text"] = button["copy_text"]["text"]
    elif "url" in button:
        shown["url"] = button["url"]
    return shown
