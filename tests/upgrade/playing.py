"""People on a sandbox: their chats are stored, restored, and played to their end.

Used by make.py on the version that a fixture is made of, and by the test on the present version. It knows the sandbox and
Telegram, and nothing of the bot.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from conversations.languages import CATALOGUES
from sandbox import PersonHandle, Sandbox
from sandbox.chats import Chat, Message
from sandbox.world import World
from support.waiting import PATIENCE

Cli = Callable[..., Awaitable[str]]
"""Runs a command of ``python -m bot`` beside the running bot; returns what it prints."""


class Clock:
    """A clock that begins at ``start`` (seconds since 1970) and runs as time does. ``offset`` is what it differs by."""

    def __init__(self, start: float) -> None:
        self.set(start)

    def set(self, start: float) -> None:
        self.offset = start - time.time()

    def __call__(self) -> float:
        return time.time() + self.offset


# Telegram, as it was


def store(world: World) -> dict[str, Any]:
    """Telegram's side as JSON: people, chats with buttons as phones show them, updates that were not confirmed.

    The bot's messages have their words only where they end a chat: a person reads there what was asked.
    """
    return {
        "people": [{"slug": each.slug, "language": each.language_code} for each in world.people],
        "next_message_id": world._next_message_id,
        "next_update_id": world.updates._next_id,
        "updates": [
            {"id": each.update_id, "kind": each.kind, "payload": each.payload, "lane": each.lane}
            for each in world.updates.waiting()
        ],
        "chats": [_store_chat(chat) for chat in world._chats.values()],
    }


def _store_chat(chat: Chat) -> dict[str, Any]:
    messages = list(chat.messages.values())
    stored = {
        "id": chat.id,
        "title": chat.title,
        "members": sorted(chat.members),
        "supergroup": chat.supergroup,
        "upgraded_to": chat.upgraded_to,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "messages": [_store_message(each, words=each.sender is not None or each is messages[-1]) for each in messages],
    }
    return {key: value for key, value in stored.items() if value not in ("", [], None, False)}


def _store_message(message: Message, *, words: bool) -> dict[str, Any]:
    shown = {each["callback_data"] for row in message.buttons or () for each in row if "callback_data" in each}
    stored = {
        "id": message.message_id,
        "from": message.sender.id if message.sender else None,
        "date": message.date,
        "kind": "" if message.kind == "text" else message.kind,
        "text": message.text if words else "",
        "caption": message.caption if words else "",
        "buttons": [[_short(each) for each in row] for row in message.buttons or ()],
        "once": sorted(message.offered - shown),
    }
    return {key: value for key, value in stored.items() if value not in ("", [], None)}


def _short(button: dict[str, Any]) -> Any:
    return [button["text"], button["callback_data"]] if "callback_data" in button else button


def restore(world: World, stored: dict[str, Any]) -> None:
    """Make Telegram's side what it was."""
    people = {}
    for each in stored["people"]:
        person = world.people.get(each["slug"])
        person.language_code = each["language"]
        people[person.id] = person
    for each in stored["chats"]:
        number = each["id"]
        chat = world.private_chat(people[number]) if number in people else Chat(number, title=each["title"])
        world._chats[number] = chat
        chat.members = {member: people[member] for member in each.get("members", ())}
        chat.supergroup, chat.upgraded_to = each.get("supergroup", False), each.get("upgraded_to")
        chat.started, chat.blocked, chat.keyboard = True, each.get("blocked", False), each.get("keyboard")
        for said in each.get("messages", ()):
            message = Message(said["id"], chat, people.get(said.get("from")), said["date"], said.get("kind", "text"))
            message.text, message.caption = said.get("text", ""), said.get("caption", "")
            message.set_buttons([[_long(key) for key in row] for row in said.get("buttons", ())] or None)
            message.offered |= set(said.get("once", ()))
            chat.add(message)
    world._next_message_id = stored["next_message_id"]
    for each in stored["updates"]:
        world.updates._next_id = each["id"]
        world.updates.add(each["kind"], each["payload"], each["lane"])
    world.updates._next_id = stored["next_update_id"]


def _long(button: Any) -> dict[str, Any]:
    return button if isinstance(button, dict) else {"text": button[0], "callback_data": button[1]}


# What people do


def answered(event: dict[str, Any]) -> bool:
    """Whether an event of somebody's phone is an answer of the bot: a message, a notice, or a message changed."""
    if event["type"] in {"message", "edited"}:
        return bool(event["message"]["from"] == "bot")
    return bool(event["type"] == "toast")


async def do(phone: PersonHandle, action: list[Any], cli: Cli) -> None:
    """Do what ``action`` says (see README.md), and wait until the bot has answered."""
    before = phone.events[-1]["seq"] if phone.events else 0
    match action:
        case ["say", text]:
            phone.send(text)
        case ["press", message_id, data]:
            phone.tap_data(message_id, data)
        case ["key", text]:
            phone.press(text)
        case ["edit", message_id, text]:
            phone.edit(message_id, text)
        case ["unblock"]:
            phone.unblock()
        case ["cli", *command]:
            await cli(*command)
        case ["wait"]:
            before = -1
        case _:
            raise ValueError(f"{action} is no action")
    try:
        await phone.next_event(lambda event: event["seq"] > before and answered(event), PATIENCE)
    except TimeoutError:
        raise AssertionError(f"no answer to {action}; the chat ends with {_end_of(phone)}") from None


def _end_of(phone: PersonHandle) -> str:
    said = (f"{each['from']}: {each['text'] or each['caption'] or each['kind']}" for each in phone.messages[-5:])
    return "\n".join(each[:300] for each in said)


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def finish(sandbox: Sandbox, entry: dict[str, Any], new_from: int, cli: Cli) -> None:
    """Let somebody do all that is left to do, and wait for their estimate if one is due: a message from ``new_from`` on."""
    phone = sandbox.person(entry["slug"])
    for action in entry["then"]:
        await do(phone, action, cli)
    if "lead" not in entry and "estimate" not in entry:
        return

    def estimated(each: PersonHandle) -> bool:
        new = [message for message in each.bot_messages if message["message_id"] >= new_from]
        return any("£" in message["text"] + message["caption"] for message in new)

    try:
        await phone.until(lambda each: estimated(each) or _asked_again(each) is not None, PATIENCE)
        if button := _asked_again(phone):
            # The wording changed since: a yes to the old one is asked for again, and pressed as it is shown.
            await do(phone, ["press", *button], cli)
        await phone.until(estimated, PATIENCE)
    except TimeoutError:
        raise AssertionError(f"{entry['slug']} never got an estimate; the chat ends with {_end_of(phone)}") from None


def _asked_again(phone: PersonHandle) -> tuple[int, str] | None:
    """The yes button under the newest message, if that asks for consent again: the message's id, and the button's data."""
    last = phone.bot_messages[-1] if phone.bot_messages else None
    if last is None or not any(each.sentences["consent.changed"] in last["text"] for each in CATALOGUES.values()):
        return None
    shown = [key.get("data") or "" for row in last["buttons"] for key in row]
    return next(((last["message_id"], data) for data in shown if re.fullmatch(r"c:\d+::yes", data)), None)


async def finish_all(sandbox: Sandbox, entries: Iterable[dict[str, Any]], new_from: int, cli: Cli) -> None:
    """Let everybody finish side by side. Fails with what became of each who did not."""
    entries = list(entries)
    for late in (False, True):
        playing = [finish(sandbox, entry, new_from, cli) for entry in entries if entry.get("late", False) == late]
        ends = await asyncio.gather(*playing, return_exceptions=True)
        failed = [f"{end}" for end in ends if end]
        assert not failed, f"{len(failed)} did not finish; the first: " + "\n".join(failed[:3])


# What came of it


def delivered(sandbox: Sandbox) -> dict[str, list[dict[str, Any]]]:
    """What the Lead API accepted, by the email in it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in sandbox.journal.leads:
        if record.accepted:
            found.setdefault(record.payload["email"], []).append(record.payload)
    return found


def notices(sandbox: Sandbox, entries: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """The short notices that answers to taps showed, by slug: that a button is of an earlier question is said in one."""
    return {each["slug"]: found for each in entries if (found := sandbox.person(each["slug"]).toasts)}


def texts_since(chat: Chat, new_from: int) -> Callable[[], list[str]]:
    """Returns what returns the texts of a chat's messages from a number on."""
    return lambda: [each.text for each in chat.messages.values() if each.message_id >= new_from]


def left(sandbox: Sandbox, stored: dict[str, Any]) -> dict[str, list[int]]:
    """The messages of before that are not in a chat any more, by the chat's number."""
    gone = {}
    for each in stored["chats"]:
        chat = sandbox.world.chat(each["id"])
        assert chat is not None
        missing = [said["id"] for said in each.get("messages", ()) if said["id"] not in chat.messages]
        if missing:
            gone[str(each["id"])] = missing
    return gone


_OURS = {"host", "meta"}
"""What a lead says of the bot rather than of the person."""


def told(payload: dict[str, Any]) -> dict[str, Any]:
    """What a lead says of its person and their property."""
    return {key: value for key, value in payload.items() if key not in _OURS}


def counted(printed: str) -> dict[str, int]:
    """What ``python -m bot stats --csv -`` printed, but for how long people took, which hangs on the machine."""
    rows = csv.DictReader(io.StringIO(printed))
    sums: dict[str, int] = {}
    for row in rows:
        if not row["what"].startswith("took:"):
            key = "|".join(row[each] for each in row if each != "count")
            sums[key] = sums.get(key, 0) + int(row["count"])
    return sums
