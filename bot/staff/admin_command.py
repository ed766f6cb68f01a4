"""Admin command interface: requests and replies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.agency import Agency
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Say

PREFIX = "staff"
"""How the data of an admin's buttons begins: no button of the homeowner's conversation does."""
DATA_MAX = 64
"""Bytes; Telegram's limit for ``callback_data``."""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Outbox row that is not text, of a kind that the sender draws."""

    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Dialogue that an admin is in: its command, and that command's state as JSON."""

    command: str
    kept: str


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """Request to a command, in the transaction of the turn that answers it.

    ``at`` is when it came, in seconds since 1970; ``kept`` is what the command's dialogue keeps, empty if it has none
    under way.
    """

    agency: Agency
    tx: Transaction
    at: float
    kept: str = ""


@dataclass(frozen=True, slots=True)
class CommandReply:
    """Reply of a command: messages, then outbox items. ``dialogue`` is the next one, ``None`` for none.

    ``toast`` is a short word on the tap itself. ``passed``: the homeowner's conversation is to hear it too.
    """

    says: tuple[Say, ...] = ()
    dialogue: Dialogue | None = None
    toast: Line | None = None
    outbox_items: tuple[OutboxItem, ...] = ()
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """Admin command. Each function is given the request and what was said or tapped.

    ``called`` answers the command itself, given what stood behind it; ``tapped`` a button of the command's, given what
    stood behind its name; ``typed`` a text while the command's dialogue is under way. What it does is described in a phone's
    menu by the sentence ``command.<name>`` of the staff's catalogue.
    """

    name: str
    called: Callable[[CommandRequest, str], CommandReply]
    tapped: Callable[[CommandRequest, str], CommandReply] | None = None
    typed: Callable[[CommandRequest, str], CommandReply] | None = None


def button(label: Line, command: str, value: str, style: str = "") -> Button:
    """Return a command's button; raises :class:`ValueError` beyond Telegram's limit of callback data."""
    data = f"{PREFIX}:{command}:{value}"
    if len(data.encode()) > DATA_MAX:
        raise ValueError(f"a button's data is longer than {DATA_MAX} bytes: {data!r}")
    return Button(label, data, style)
