"""Updates as Telegram hands them over."""

from __future__ import annotations

from typing import Any

from bot.core.incoming_update import ConversationUpdate
from bot.telegram.updates import read_update


def text(update_id: int, words: str = "hello", chat_id: int = 7001, **more: Any) -> dict[str, Any]:
    """A text of somebody's, in their private chat; ``more`` are further fields of the message."""
    sender = {"id": chat_id, "is_bot": False, "first_name": "Marla", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Marla"}
    message = {"message_id": update_id, "date": 1, "from": sender, "chat": chat, "text": words, **more}
    return {"update_id": update_id, "message": message}


def heard(raw: bytes, **about: Any) -> ConversationUpdate:
    """Read a raw update that somebody's words or taps are in. ``about`` the bot: what :func:`read_update` takes."""
    read = read_update(raw, **about)
    assert isinstance(read, ConversationUpdate)
    return read
