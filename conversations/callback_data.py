"""Callback data of buttons: at most 64 bytes (Telegram's limit for ``callback_data``), and never personal data.

A tap names the question it belongs to and the revision of the conversation that it was drawn for, since Telegram may
deliver a tap and a text in either order, and people press old buttons.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

LIMIT = 64
"""Bytes; Telegram's Bot API, ``InlineKeyboardButton.callback_data``."""


class Action(StrEnum):
    """Kind of a button."""

    ANSWER = "a"
    PICK = "p"
    EDIT = "e"
    GO = "g"
    CONSENT = "c"
    LANGUAGE = "l"
    TOPIC = "t"
    VISIT = "v"
    CALL_TIME = "k"


class Tap(Struct, frozen=True):
    """Meaning of a button. ``question`` and ``value`` are empty where the action needs none."""

    action: Action
    revision: int
    question: str = ""
    value: str = ""

    def data(self) -> str:
        """Return the text that goes into the button; raises :class:`ValueError` beyond the limit."""
        data = f"{self.action}:{self.revision}:{self.question}:{self.value}"
        if len(data.encode()) > LIMIT:
            raise ValueError(f"a button's data is longer than {LIMIT} bytes: {data!r}")
        return data


def parse(data: str) -> Tap | None:
    """Read a button's data; ``None`` for anything that the bot never made."""
    parts = data.split(":", 3)
    if len(parts) != 4 or not (parts[1].isascii() and parts[1].isdigit()) or len(data.encode(errors="replace")) > LIMIT:
        return None
    try:
        action = Action(parts[0])
    except ValueError:
        return None
    return Tap(action, int(parts[1]), parts[2], parts[3])
