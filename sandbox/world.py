"""State of the sandbox, and the actions of people."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.chats import Chat, Message, Topic
from sandbox.entities import found_in, utf16_length
from sandbox.faults import Faults
from sandbox.files import Files, made_up_picture
from sandbox.journal import Journal
from sandbox.people import People, Person, made_up_mobile
from sandbox.profile import Profile
from sandbox.updates import CALLBACK_RETENTION_SECONDS, UpdateQueue

TEXT_LIMIT = 4096
_FIRST_GROUP_ID = -4_000_001
_FIRST_SUPERGROUP_ID = -1_002_004_000_001
_TAPS_KEPT = 10_000

ATTACHMENTS: dict[str, dict[str, Any]] = {
    "photo": {
        "photo": [{"file_id": "made-up-photo", "file_unique_id": "p1", "width": 90, "height": 67, "file_size": 1200}]
    },
    "voice": {"voice": {"file_id": "made-up-voice", "file_unique_id": "v1", "duration": 3, "mime_type": "audio/ogg"}},
    "video": {
        "video": {"file_id": "made-up-video", "file_unique_id": "d1", "width": 640, "height": 480, "duration": 5},
    },
    "sticker": {
        "sticker": {
            "file_id": "made-up-sticker",
            "file_unique_id": "s1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🏠",
        },
    },
    "location": {"location": {"latitude": 52.9225, "longitude": -1.4746}},
    "document": {"document": {"file_id": "made-up-document", "file_unique_id": "o1", "file_name": "deeds.pdf"}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "Sell or let?",
            "options": [
                {"persistent_id": "0", "text": "Sell", "voter_count": 0},
                {"persistent_id": "1", "text": "Let", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        },
    },
}
"""Attachments that people can send: the Bot API fields of each."""


CARRIED = ("photo", "voice", "video", "document")
"""Those that have a file."""


class NotPossible(Exception):
    """Action that a phone would not allow."""


@dataclass(slots=True)
class Tap:
    """A press of an inline button: a callback query."""

    id: str
    person: Person
    chat: Chat
    at: float
    answered: bool = False


class World:
    """One bot, its users, and everything said."""

    def __init__(
        self,
        *,
        token: str,
        username: str,
        name: str,
        description: str,
        clock: Callable[[], float],
        first_update_id: int | None,
        journal: Journal | None = None,
        faults: Faults | None = None,
        campaign: str = "",
    ) -> None:
        self.token = token
        self.campaign = campaign
        self.clock = clock
        self.journal = Journal() if journal is None else journal
        self.faults = Faults() if faults is None else faults
        self.people = People()
        self.files = Files()
        self.profile = Profile(int(token.partition(":")[0]), username, name, description)
        # Telegram starts anywhere, too. A different start keeps a bot that remembers update ids from taking
        # the updates of a restarted sandbox for repeats.
        start = first_update_id if first_update_id is not None else 10_000_000 + secrets.randbelow(900_000_000)
        self.updates = UpdateQueue(clock, self.journal, start)
        self._chats: dict[int, Chat] = {}
        self._taps: dict[str, Tap] = {}
        self._closed = asyncio.Event()
        self._next_message_id = 1
        self._next_tap = secrets.randbelow(2**48)
        self.faults.changed = lambda: self.journal.agent.publish("faults", faults=self.faults.as_json())

    async def pause(self, seconds: float) -> None:
        """Wait, but no longer than the sandbox runs."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), seconds)

    def close(self) -> None:
        """End all waits: pages, long polls and slow answers."""
        self._closed.set()
        self.updates.close()
        self.journal.agent.close()
        for person in self.people:
            person.stream.close()
        for chat in self.groups():
            chat.stream.close()

    # Chats

    def chat(self, chat_id: int) -> Chat | None:
        """Return the chat with this id, if there is one."""
        return self._chats.get(chat_id)

    def private_chat(self, person: Person) -> Chat:
        """Return the chat of ``person`` and the bot, which has the person's id."""
        return self._chats.setdefault(person.id, Chat(person.id, person=person, stream=person.stream))

    def groups(self) -> list[Chat]:
        """Every group."""
        return [chat for chat in self._chats.values() if not chat.private]

    def post(self, chat: Chat, **fields: Any) -> Message:
        """Add a message of ``sender`` to ``chat``, shown on its page at once."""
        message = self.post_quietly(chat, **fields)
        self.show_message(message)
        return message

    def show_message(self, message: Message) -> None:
        """Show a new message on the page of its chat."""
        if message.kind != "other":
            self.show(message.chat, "message", message=message.as_page())

    def post_quietly(self, chat: Chat, **fields: Any) -> Message:
        """Add a message that is not shown yet; ``sender`` ``None`` is the bot."""
        message = Message(
            message_id=self._next_message_id,
            chat=chat,
            date=int(self.clock()),
            **fields,
        )
        self._next_message_id += 1
        chat.add(message)
        return message

    def show(self, chat: Chat, kind: str, **fields: Any) -> None:
        """Publish an event on the page of a chat."""
        chat.stream.publish(kind, **fields)

    def _show_topics(self, chat: Chat) -> None:
        self.show(chat, "topics", topics=[asdict(topic) for topic in chat.topics.values()])

    def show_everybody(self, kind: str) -> None:
        """Publish an event on every page."""
        for person in self.people:
            person.stream.publish(kind)

    def set_keyboard(self, chat: Chat, keyboard: dict[str, Any] | None) -> None:
        """Set or remove a reply keyboard."""
        if keyboard != chat.keyboard:
            chat.keyboard = keyboard
            self.show(chat, "keyboard", keyboard=keyboard)

    # What people do

    def say(self, person: Person, text: str, chat: Chat | None = None, topic: int = 0) -> Message:
        """Send ``text`` from ``person`` to the bot or in a group. Raises :class:`NotPossible` if a phone would not allow it."""
        self._check_text(text)
        where = self._open(person, chat, topic)
        if where.keyboard and where.keyboard["one_time"] and _is_a_key(where.keyboard, text):
            self.set_keyboard(where, None)
        message = self.post(where, sender=person, text=text, entities=found_in(text), topic=topic)
        if where.private or self._bot_sees(message):
            self._queue_message("message", message)
        return message

    def share_contact(self, person: Person, *, own: bool = True) -> Message:
        """Share a contact from ``person``: their own, or that of a friend without an account."""
        chat = self._open(person)
        # Phones send the number without the plus sign.
        if own:
            contact = {"phone_number": person.phone.lstrip("+"), "first_name": person.first_name, "user_id": person.id}
        else:
            contact = {"phone_number": made_up_mobile(person.id + 500_000).lstrip("+"), "first_name": "A friend"}
        if own and chat.keyboard and chat.keyboard["one_time"]:
            self.set_keyboard(chat, None)
        message = self.post(chat, sender=person, kind="contact", content={"contact": contact})
        self._queue_message("message", message)
        return message

    def attach(self, person: Person, kind: str, chat: Chat | None = None, topic: int = 0) -> Message:
        """Send an attachment from ``person``, one of :data:`ATTACHMENTS`."""
        if kind not in ATTACHMENTS:
            raise NotPossible(f"an attachment is one of {', '.join(ATTACHMENTS)}")
        where = self._open(person, chat, topic)
        content: dict[str, Any] = ATTACHMENTS[kind]
        file = None
        if kind in CARRIED:
            # Kept, so that the bot can send it on by its id.
            picture = kind == "photo"
            file = self.files.add(f"made-up.{'png' if picture else kind}", made_up_picture(), photo=picture)
            (held,) = content.values()
            ids = {"file_id": file.file_id}
            content = {kind: [held[0] | ids] if picture else held | ids}
        message = self.post(where, sender=person, kind=kind, content=content, file=file, topic=topic)
        self._queue_message("message", message)
        return message

    def edit(self, person: Person, message_id: int, text: str) -> Message:
        """Change an earlier text message of ``person``; no effect if the text stays the same."""
        self._check_text(text)
        chat = self._open(person)
        message = chat.messages.get(message_id)
        if message is None or message.sender is not person or message.kind != "text":
            raise NotPossible("only your own text messages can be edited")
        if message.text != text:
            message.text, message.entities, message.edit_date = text, found_in(text), int(self.clock())
            self.show(chat, "edited", message=message.as_page())
            self._queue_message("edited_message", message)
        return message

    def tap(self, person: Person, message_id: int, data: str, chat: Chat | None = None) -> Tap:
        """Press the inline button with ``data`` under a message, in a group or in the ``chat`` of ``person``."""
        chat = chat or self.private_chat(person)
        message = chat.messages.get(message_id)
        if message is None or data not in message.offered:
            raise NotPossible("there is no such button")
        self._next_tap += 1
        tap = Tap(str(self._next_tap), person, chat, self.clock())
        self._taps[tap.id] = tap
        while len(self._taps) > _TAPS_KEPT:
            del self._taps[next(iter(self._taps))]
        payload = {
            "id": tap.id,
            "from": person.as_user(),
            "message": message.as_bot_api(self.profile.as_user()),
            "chat_instance": str(chat.id * 7_919),
            "data": data,
        }
        self.updates.add("callback_query", payload, f"callback:{person.id}")
        return tap

    def delete(self, person: Person, message_id: int) -> None:
        """Delete a message from the chat; bots are not told."""
        chat = self.private_chat(person)
        if chat.messages.pop(message_id, None) is None:
            raise NotPossible("there is no such message")
        self.show(chat, "deleted", message_id=message_id)

    def block(self, person: Person, *, blocked: bool) -> None:
        """Block or unblock the bot."""
        chat = self.private_chat(person)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        chat.started = True
        self.show(chat, "blocked", blocked=blocked)
        self._queue_membership(chat, person, *(("member", "kicked") if blocked else ("kicked", "member")))

    # Groups

    def add_group(self, title: str, founder: Person) -> Chat:
        """Create a group by ``founder`` and add the bot."""
        chat = Chat(_FIRST_GROUP_ID - len(self.groups()), title=title, members={founder.id: founder}, started=True)
        self._chats[chat.id] = chat
        self._queue_membership(chat, founder, "left", "member")
        message = self.post(chat, sender=founder, kind="other", content={"new_chat_members": [self.profile.as_user()]})
        self._queue_message("message", message)
        return chat

    def add_forum(self, title: str, founder: Person) -> Chat:
        """Create a group with topics by ``founder``, and add the bot as an admin."""
        number = _FIRST_SUPERGROUP_ID - len(self.groups())
        chat = Chat(number, title=title, members={founder.id: founder}, supergroup=True, forum=True, started=True)
        self._chats[number] = chat
        self._queue_membership(chat, founder, "left", "administrator")
        return chat

    def add_topic(self, chat: Chat, title: str) -> Topic:
        """Create a topic. Its number is that of the message that announces it, as at Telegram."""
        message = self.post_quietly(chat, sender=None, kind="other", content={"forum_topic_created": {"name": title}})
        message.topic = message.message_id
        topic = chat.topics[message.message_id] = Topic(message.message_id, title)
        self._show_topics(chat)
        return topic

    def close_topic(self, chat: Chat, person: Person, topic: int) -> None:
        """Close a topic, as ``person``."""
        self._open(person, chat, topic)
        self.mark_closed(chat, topic)
        content: dict[str, Any] = {"forum_topic_closed": {}}
        self._queue_message("message", self.post(chat, sender=person, kind="other", content=content, topic=topic))

    def mark_closed(self, chat: Chat, topic: int) -> None:
        """Mark a topic as closed."""
        chat.topics[topic].closed = True
        self._show_topics(chat)

    def delete_topic(self, chat: Chat, topic: int) -> None:
        """Delete a topic with its messages; bots are told nothing."""
        del chat.topics[topic]
        for message in chat.of_topic(topic):
            del chat.messages[message.message_id]
        self._show_topics(chat)

    def forum(self) -> Chat | None:
        """Return the group with topics, if there is one."""
        return next((chat for chat in self._chats.values() if chat.forum), None)

    def upgrade_group(self, chat: Chat, person: Person, *, told: bool = True) -> Chat:
        """Turn a group into a supergroup with another id. Not ``told``: the bot's updates about it are lost."""
        if chat.private or chat.supergroup or chat.upgraded_to is not None:
            raise NotPossible("only a group can become a supergroup")
        number = _FIRST_SUPERGROUP_ID - len(self.groups())
        new = Chat(number, title=chat.title, members=dict(chat.members), supergroup=True, started=True)
        self._chats[number] = new
        chat.upgraded_to = number
        for where, content in ((chat, {"migrate_to_chat_id": number}), (new, {"migrate_from_chat_id": chat.id})):
            message = self.post(where, sender=person, kind="other", content=content)
            if told:
                self._queue_message("message", message)
        return new

    def remove_from_group(self, chat: Chat, person: Person) -> None:
        """Remove the bot."""
        chat.blocked = True
        self._queue_membership(chat, person, "member", "kicked")

    # Taps

    def answerable(self, tap_id: str) -> Tap | None:
        """Return the tap with this id, if it still waits for an answer and is recent enough."""
        tap = self._taps.get(tap_id)
        if tap is None or tap.answered or self.clock() - tap.at > CALLBACK_RETENTION_SECONDS:
            return None
        return tap

    def _open(self, person: Person, chat: Chat | None = None, topic: int = 0) -> Chat:
        where = chat or self.private_chat(person)
        if where.private and where.blocked:
            raise NotPossible("you have blocked this bot")
        if where.upgraded_to is not None:
            raise NotPossible("this group became a supergroup")
        if topic and topic not in where.topics:
            raise NotPossible("there is no such topic")
        if not where.private:
            where.members.setdefault(person.id, person)
        where.started = True
        return where

    def _check_text(self, text: str) -> None:
        if not text.strip():
            raise NotPossible("a message needs some text")
        if utf16_length(text) > TEXT_LIMIT:
            raise NotPossible(f"a message has at most {TEXT_LIMIT:,} characters")

    def _bot_sees(self, message: Message) -> bool:
        """Return whether privacy mode (the default) shows a message: commands, mentions of the bot and replies to it."""
        return (
            message.chat.forum
            or message.text.startswith("/")
            or f"@{self.profile.username}".lower() in message.text.lower()
        )

    def _queue_message(self, kind: str, message: Message) -> None:
        self.updates.add(kind, message.as_bot_api(self.profile.as_user()), f"chat:{message.chat.id}")

    def _queue_membership(self, chat: Chat, person: Person, old: str, new: str) -> None:
        bot = self.profile.as_user()
        payload = {
            "chat": chat.as_bot_api(),
            "from": person.as_user(),
            "date": int(self.clock()),
            "old_chat_member": membership(bot, old),
            "new_chat_member": membership(bot, new),
        }
        self.updates.add("my_chat_member", payload, f"chat:{chat.id}")


def membership(user: dict[str, Any], status: str) -> dict[str, Any]:
    """The Bot API's ChatMember."""
    member = {"user": user, "status": status}
    return member | {"until_date": 0} if status == "kicked" else member


def _is_a_key(keyboard: dict[str, Any], text: str) -> bool:
    return any(button["text"] == text for row in keyboard["rows"] for button in row)
