"""Admin command interface: requests and replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.agency import Agency
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Say

PREFIX = "staff"
"""Prefix of callback data of admins' buttons; the homeowner's conversation does not use it."""
DATA_MAX = 64
"""Telegram's limit for ``callback_data``, in bytes."""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Outbox row other than text, of a kind that the sender draws."""

    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Dialogue in progress with an admin: its command, and the command's state as JSON."""

    command: str
    kept: str


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """Request to a command, in the transaction of the turn that answers it.

    ``at`` is its time of arrival in seconds since 1970; ``kept`` is the state of the command's dialogue, empty if none is
    in progress. ``admin`` is the user's id, which is the id of their private chat too.
    """

    agency: Agency
    tx: Transaction
    at: float
    kept: str = ""
    admin: int = 0


@dataclass(frozen=True, slots=True)
class CommandReply:
    """Reply of a command: messages, then outbox items. ``dialogue`` is the new dialogue, ``None`` for none.

    ``toast`` is a short text shown on the tap. ``passed``: the homeowner's conversation receives the message too.
    ``about``: the reference of the lead whose person the messages name; an erasure of that person deletes those not sent yet.
    """

    says: tuple[Say, ...] = ()
    dialogue: Dialogue | None = None
    toast: Line | None = None
    outbox_items: tuple[OutboxItem, ...] = ()
    passed: bool = False
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """Admin command. Each function receives the request and the text or tap.

    ``called`` answers the command itself, given its arguments; ``tapped`` answers one of its buttons, given the rest of
    the callback data; ``typed`` answers a text while the command's dialogue is in progress. Its description in Telegram's
    menu is the sentence ``command.<name>`` of the staff catalogue.
    """

    name: str
    called: Callable[[CommandRequest, str], CommandReply]
    tapped: Callable[[CommandRequest, str], CommandReply] | None = None
    typed: Callable[[CommandRequest, str], CommandReply] | None = None


def button(label: Line, command: str, value: str, style: str = "") -> Button:
    """Return a command's button; raises :class:`ValueError` if it exceeds Telegram's limit of callback data."""
    data = f"{PREFIX}:{command}:{value}"
    if len(data.encode()) > DATA_MAX:
        raise ValueError(f"a button's data is longer than {DATA_MAX} bytes: {data!r}")
    return Button(label, data, style)
