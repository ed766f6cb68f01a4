"""A phone in the hands of an admin, or of anybody: what the bot says is seen as a person would see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from bot.core.serialization import MESSAGE
from bot.storage.database import Database
from bot.storage.queues import inbox, outbox, outbox_results
from bot.turns.turn_loop import TurnLoop
from conversations.languages.message import Message

ADMIN, OTHER_ADMIN, HOMEOWNER = 501, 502, 601


@dataclass
class Phone:
    """One person's private chat, or a group that they write in.

    ``seen`` are the bot's messages, ``toasts`` its words on taps, ``told`` its texts with the chat that each went to.
    """

    database: Database
    turns: TurnLoop
    user: int
    chat: int
    numbers: Iterator[int]
    seen: list[Message] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    outbox_items: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[int, str]] = field(default_factory=list)

    async def says(self, text: str, **more: object) -> str:
        """Write, with ``more`` of Telegram's fields; returns what the bot says to it."""
        number = next(self.numbers)
        message = {"message_id": number, "from": self._who(), "chat": self._where(), "text": text, **more}
        return await self._update(number, {"message": message})

    async def taps(self, label: str) -> str:
        """Press the newest button with this label."""
        for message in reversed(self.seen):
            for button in (button for row in message.buttons for button in row):
                if button.label == label:
                    return await self.taps_data(button.data)
        raise LookupError(f"no button {label!r} in {[row for m in self.seen for row in m.buttons]}")

    async def taps_data(self, data: str) -> str:
        """Press a button by what it carries."""
        number = next(self.numbers)
        shown = {"message_id": 1, "date": 1, "chat": self._where()}
        query = {"id": str(number), "from": self._who(), "message": shown, "chat_instance": "1", "data": data}
        return await self._update(number, {"callback_query": query})

    async def adds_the_bot(self) -> str:
        """Add the bot to the group; returns what the bot says to it."""
        return await self._membership("left", "member")

    async def removes_the_bot(self) -> str:
        """Take the bot out of the group; returns what the bot says to it."""
        return await self._membership("member", "kicked")

    async def _membership(self, *statuses: str) -> str:
        number = next(self.numbers)
        was, now = ({"user": {"id": 1, "is_bot": True}, "status": status} for status in statuses)
        change = {"chat": self._where(), "from": self._who(), "date": 1, "old_chat_member": was, "new_chat_member": now}
        return await self._update(number, {"my_chat_member": change})

    @property
    def labels(self) -> list[str]:
        """The buttons under the last message."""
        return [button.label for row in self.seen[-1].buttons for button in row]

    def _who(self) -> dict[str, object]:
        return {"id": self.user, "is_bot": False, "first_name": "Marla", "language_code": "en"}

    def _where(self) -> dict[str, object]:
        return {"id": self.chat, "type": "private" if self.chat > 0 else "group"}

    async def _update(self, number: int, content: dict[str, object]) -> str:
        body = json.dumps({"update_id": number, **content}).encode()
        item = inbox.NewItem("derby", f"telegram:{number}", self.chat, "telegram", body)
        await self.database.run(lambda tx: inbox.add(tx, [item]))
        while (await self.turns.take_turns()).items:
            pass
        before = len(self.seen)
        for queue in await self.database.run(lambda tx: outbox.take(tx, 100, 60.0, 100)):
            for message in queue.messages:
                self._see(queue.chat_id, message.kind, message.body)
            ids = tuple(message.id for message in queue.messages)
            settled = outbox_results.SendResult("derby", queue.chat_id, queue.lease, sent=[*ids])
            await self.database.run(partial(outbox_results.record, results=[settled]))
        return "\n".join(message.text for message in self.seen[before:])

    def _see(self, chat: int, kind: str, body: str) -> None:
        if kind == "message":
            self.seen.append(MESSAGE.decode(body))
            self.told.append((chat, self.seen[-1].text))
        elif kind == "toast":
            self.toasts.append(json.loads(body)["text"])
        else:
            self.outbox_items.append((kind, body))
