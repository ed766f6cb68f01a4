"""Refusals of the Bot API."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Call refused by the Bot API, with Telegram's text."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to_chat_id: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to_chat_id is not None:
            body["parameters"] = {"migrate_to_chat_id": self.migrate_to_chat_id}
        return body


def bad_request(description: str) -> Refused:
    """400, with Telegram's prefix."""
    return Refused(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refused:
    """403, with Telegram's prefix."""
    return Refused(403, f"Forbidden: {description}")


def conflict(description: str) -> Refused:
    """409, with Telegram's prefix."""
    return Refused(409, f"Conflict: {description}")
