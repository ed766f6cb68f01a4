"""People driven by tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sandbox.chats import Chat
from sandbox.people import Person
from sandbox.world import World

_PATIENCE_SECONDS = 10.0


class PersonHandle:
    """Person with a phone, driven by a test.

    Messages are as on the page (see ``Message.as_page``). Everything that a phone would not allow raises
    :class:`~sandbox.world.NotPossible`.
    """

    def __init__(self, world: World, person: Person) -> None:
        self._world = world
        self._person = person
        self._read = 0

    @property
    def id(self) -> int:
        """The user's id, which is the private chat's too."""
        return self._person.id

    @property
    def phone(self) -> str:
        """The phone number, E.164."""
        return self._person.phone

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The current chat, oldest first."""
        return [message.as_page() for message in self._chat.messages.values()]

    @property
    def bot_messages(self) -> list[dict[str, Any]]:
        """The bot's messages in the current chat, oldest first."""
        return [message for message in self.messages if message["from"] == "bot"]

    @property
    def last(self) -> dict[str, Any]:
        """The bot's newest message. Raises ``LookupError`` if there is none."""
        return self.bot_messages[-1]

    @property
    def keyboard(self) -> dict[str, Any] | None:
        """The reply keyboard in force."""
        return self._chat.keyboard

    @property
    def events(self) -> list[dict[str, Any]]:
        """All events of the page, oldest first (the last 1,000)."""
        return self._person.stream.since(0)

    @property
    def toasts(self) -> list[str]:
        """Toasts shown by answers to taps."""
        return [event["text"] for event in self.events if event["type"] == "toast"]

    @property
    def _chat(self) -> Chat:
        return self._world.private_chat(self._person)

    def speaks(self, language_code: str) -> None:
        """Set the phone's language."""
        self._person.language_code = language_code

    def start(self, payload: str = "") -> int:
        """Press START after following a link with ``payload``. Return the message's id."""
        return self.send(f"/start {payload}".strip())

    def send(self, text: str) -> int:
        """Send a text to the bot. Return the message's id."""
        return self._world.say(self._person, text).message_id

    def edit(self, message_id: int, text: str) -> None:
        """Change an earlier message."""
        self._world.edit(self._person, message_id, text)

    def tap(self, button: str, message_id: int | None = None) -> str:
        """Press an inline button, by its text or its data: under the given message, otherwise under the newest that has it.

        Returns the tap's id. Raises ``LookupError`` if no message shows such a button.
        """
        shown = [m for m in self.bot_messages if message_id is None or m["message_id"] == message_id]
        return self.tap_data(*_button(shown, button))

    def tap_data(self, message_id: int, data: str) -> str:
        """Press a button that a message shows or once showed, by its data. Return the tap's id."""
        return self._world.tap(self._person, message_id, data).id

    def press(self, key: str) -> int:
        """Press a key of the reply keyboard. Return the message's id. Raises ``LookupError`` if there is none."""
        rows = self.keyboard["rows"] if self.keyboard else []
        for button in (button for row in rows for button in row):
            if button["text"] == key:
                return self.share_contact() if button["request_contact"] else self.send(key)
        raise LookupError(f"no key {key!r}")

    def share_contact(self, *, own: bool = True) -> int:
        """Share one's own contact, or a friend's. Return the message's id."""
        return self._world.share_contact(self._person, own=own).message_id

    def attach(self, kind: str) -> int:
        """Send a photo, voice, video, sticker, location, document or poll. Return the message's id."""
        return self._world.attach(self._person, kind).message_id

    def delete(self, message_id: int) -> None:
        """Delete a message; the bot is not told."""
        self._world.delete(self._person, message_id)

    def block(self) -> None:
        """Block the bot."""
        self._world.block(self._person, blocked=True)

    def unblock(self) -> None:
        """Unblock the bot."""
        self._world.block(self._person, blocked=False)

    def add_bot_to_group(self, title: str) -> int:
        """Create a group and add the bot. Return the group's chat id."""
        return self._world.add_group(title, self._person).id

    def send_to_group(self, chat_id: int, text: str) -> int:
        """Write in a group. Returns the message's id."""
        return self._world.say(self._person, text, self._group(chat_id)).message_id

    def add_bot_to_forum(self, title: str, *rights: str) -> int:
        """Make a group with topics and the bot an admin, with these rights or all. Returns the group's chat id."""
        chat = self._world.add_forum(title, self._person)
        if rights:
            chat.bot_rights = set(rights)
        return chat.id

    def topics(self, chat_id: int) -> dict[int, str]:
        """The titles of a group's topics, by their numbers."""
        return {topic.id: topic.title for topic in self._group(chat_id).topics.values()}

    def topic_messages(self, chat_id: int, topic: int) -> list[dict[str, Any]]:
        """A topic's messages, oldest first, without the one that says that it was made."""
        return [message.as_page() for message in self._group(chat_id).of_topic(topic) if message.message_id != topic]

    def send_to_topic(self, chat_id: int, topic: int, text: str) -> int:
        """Write in a topic of a group. Returns the message's id."""
        return self._world.say(self._person, text, self._group(chat_id), topic).message_id

    def attach_to_topic(self, chat_id: int, topic: int, kind: str) -> int:
        """Send a photo or another attachment in a topic of a group. Returns the message's id."""
        return self._world.attach(self._person, kind, self._group(chat_id), topic).message_id

    def close_topic(self, chat_id: int, topic: int) -> None:
        """Close a topic of a group."""
        self._world.close_topic(self._group(chat_id), self._person, topic)

    def delete_topic(self, chat_id: int, topic: int) -> None:
        """Delete a topic of a group."""
        self._world.delete_topic(self._group(chat_id), topic)

    def upgrade_group(self, chat_id: int, *, told: bool = True) -> int:
        """Turn a group into a supergroup; return its new chat id. Not ``told``: the bot's updates about it are lost."""
        return self._world.upgrade_group(self._group(chat_id), self._person, told=told).id

    def remove_bot_from_group(self, chat_id: int) -> None:
        """Remove the bot from a group."""
        self._world.remove_from_group(self._group(chat_id), self._person)

    def tap_in_group(self, chat_id: int, button: str) -> str:
        """Press the newest inline button of a group with this text or data. Returns the tap's id; raises as :meth:`tap`."""
        return self._world.tap(self._person, *_button(self.group_messages(chat_id), button), self._group(chat_id)).id

    def group_messages(self, chat_id: int) -> list[dict[str, Any]]:
        """A group's messages, oldest first."""
        return [message.as_page() for message in self._group(chat_id).messages.values()]

    def _group(self, chat_id: int) -> Chat:
        chat = self._world.chat(chat_id)
        if chat is None:
            raise LookupError(f"no chat {chat_id}")
        return chat

    async def next_message(self, timeout: float = _PATIENCE_SECONDS) -> dict[str, Any]:  # noqa: ASYNC109  plain for callers
        """Return the bot's next message not returned yet, waiting ``timeout`` seconds for it.

        The message is returned as first sent. Raises ``TimeoutError``.
        """
        event = await self.next_event(
            lambda e: e["type"] == "message" and e["message"]["from"] == "bot",
            timeout,
        )
        message: dict[str, Any] = event["message"]
        return message

    async def next_event(
        self,
        wanted: Callable[[dict[str, Any]], bool] | str,
        timeout: float = _PATIENCE_SECONDS,  # noqa: ASYNC109  plain for callers
    ) -> dict[str, Any]:
        """Return the page's next event, after those already returned, of a type or fulfilling a condition.

        Earlier ones are skipped. Raises ``TimeoutError``.
        """
        async with asyncio.timeout(timeout):
            async for event in self._person.stream.follow(self._read):
                if event is None:
                    continue
                self._read = event["seq"]
                if event["type"] == wanted if isinstance(wanted, str) else wanted(event):
                    return event
        raise ConnectionError("the sandbox has stopped")

    async def until(
        self,
        met: Callable[[PersonHandle], bool],
        timeout: float = _PATIENCE_SECONDS,  # noqa: ASYNC109  plain for callers
    ) -> None:
        """Wait until a condition on this person's chat is true. Raises ``TimeoutError``."""
        async with asyncio.timeout(timeout):
            if met(self):
                return
            async for _ in self._person.stream.follow(self._person.stream.seq):
                if met(self):
                    return
        raise ConnectionError("the sandbox has stopped")


def _button(messages: list[dict[str, Any]], button: str) -> tuple[int, str]:
    """Return the message and data of the newest button with this text or data; raises ``LookupError`` if there is none."""
    for message in reversed(messages):
        for key in (key for row in message["buttons"] for key in row):
            if button in {key["text"], key["text"].removeprefix("\u2713 "), key.get("data")}:
                return message["message_id"], key["data"]
    raise LookupError(f"no button {button!r}")
