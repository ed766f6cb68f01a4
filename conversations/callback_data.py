"""Callback data of buttons: at most 64 bytes (Telegram's limit for ``callback_data``), and never personal data.

A tap carries its question and the revision of the conversation at which the button was shown: Telegram may deliver a tap
and a text in either order, and people press old buttons.
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
        """Return the button's data; raises :class:`ValueError` if it exceeds :data:`LIMIT`."""
        data = f"{self.action}:{self.revision}:{self.question}:{self.value}"
        if len(data.encode()) > LIMIT:
            raise ValueError(f"a button's data is longer than {LIMIT} bytes: {data!r}")
        return data


def parse(data: str) -> Tap | None:
    """Parse a button's data; return ``None`` if it is malformed."""
    parts = data.split(":", 3)
    if len(parts) != 4 or not (parts[1].isascii() and parts[1].isdigit()) or len(data.encode(errors="replace")) > LIMIT:
        return None
    try:
        action = Action(parts[0])
    except ValueError:
        return None
    return Tap(action, int(parts[1]), parts[2], parts[3])
