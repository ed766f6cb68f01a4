"""Admin command interface: requests and replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.campaigns import office_list
from bot.campaigns.office_list import KnownOffices
from bot.core.agency import Agency
from bot.core.serialization import Codec
from bot.storage.transaction import Transaction
from conversations.commands import Button, Line, Say

T = TypeVar("T")

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

    def offices(self) -> KnownOffices:
        """Return the offices of the agency's account, as last fetched."""
        return office_list.known(self.tx, self.agency)


@dataclass(frozen=True, slots=True)
class CommandReply:
    """Reply of a command, or to a tap on a button in a group: messages, then outbox items.

    ``dialogue`` is the new dialogue, ``None`` for none. ``toast`` is a short text shown on the tap. ``passed``: the
    homeowner's conversation receives the message too. ``about``: the reference of the lead whose person the messages name;
    an erasure of that person deletes those not sent yet.
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
    the callback data; ``typed`` answers a text while the command's dialogue is in progress, or returns ``None`` if its state is
    unreadable, from another version of the bot. Its description in Telegram's
    menu is the sentence ``command.<name>`` of the staff catalogue.
    """

    name: str
    called: Callable[[CommandRequest, str], CommandReply]
    tapped: Callable[[CommandRequest, str], CommandReply] | None = None
    typed: Callable[[CommandRequest, str], CommandReply | None] | None = None


class Drafts(Generic[T]):
    """State of the dialogue with one command, a value of the type ``kind``, kept as JSON."""

    def __init__(self, command: str, kind: type[T]) -> None:
        self._command = command
        self._codec: Codec[T] = Codec(kind)

    def of(self, request: CommandRequest) -> T | None:
        """Return the state in progress; ``None`` if there is none or it is unreadable, from another version of the bot."""
        try:
            return self._codec.decode(request.kept) if request.kept else None
        except ValueError:
            return None

    def kept(self, draft: T | None) -> Dialogue | None:
        """Return the dialogue that keeps a state; ``None`` for none."""
        return None if draft is None else Dialogue(self._command, self._codec.encode(draft))


def turning(command: str, page: int, last: int, value: Callable[[int], str]) -> tuple[tuple[Button, ...], ...]:
    """Return a row with the buttons to the pages before and after ``page``, if any; ``value`` returns a page's callback data."""
    pages = (("button.newer", page - 1), ("button.older", page + 1))
    buttons = tuple(button(Line(key), command, value(to)) for key, to in pages if 0 <= to <= last)
    return (buttons,) if buttons else ()


def in_rows(buttons: Sequence[Button], per_row: int) -> tuple[tuple[Button, ...], ...]:
    """Return buttons in rows of ``per_row``."""
    return tuple(tuple(buttons[at : at + per_row]) for at in range(0, len(buttons), per_row))


def button(label: Line, command: str, value: str, style: str = "") -> Button:
    """Return a command's button; raises :class:`ValueError` if it exceeds Telegram's limit of callback data."""
    data = f"{PREFIX}:{command}:{value}"
    if len(data.encode()) > DATA_MAX:
        raise ValueError(f"a button's data is longer than {DATA_MAX} bytes: {data!r}")
    return Button(label, data, style)
