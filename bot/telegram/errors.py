"""Errors of calls to Telegram beyond python-telegram-bot's own, and their descriptions for the log.

All are subclasses of python-telegram-bot's errors, so code that only knows those keeps working. Their texts are constant
except for the fault's name: no address, no token, no text from a server.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.logging.redaction import place_of
from bot.storage.database import DatabaseProblem


class NotSent(NetworkError):
    """Failure before the request was sent: no connection could be made. A retry repeats nothing."""

    __slots__ = ()


class NotSentInTime(NotSent, TimedOut):
    """Timeout before the request was sent, while connecting or waiting for a free connection."""

    __slots__ = ()


class OutcomeUnknown(NetworkError):
    """Failure after at least part of the request was sent: Telegram may or may not have acted on it."""

    __slots__ = ()


class AnswerTimedOut(OutcomeUnknown, TimedOut):
    """Timeout after the request was sent."""

    __slots__ = ()


class BadAnswer(OutcomeUnknown):
    """Answer that is not the Bot API's: a proxy's page, truncated JSON, JSON of another shape."""

    __slots__ = ()


class MethodNotFound(InvalidToken):
    """404: a token of the wrong form, an address without a Bot API server, or a method that the server lacks."""

    __slots__ = ()


class Flood(RetryAfter):
    """429: too many requests; ``seconds`` is the time to wait.

    The inherited ``retry_after`` is deprecated as a number, and warns even while the error is constructed. Here it is the
    future timedelta.
    """

    __slots__ = ()

    @property
    def retry_after(self) -> timedelta:
        """Time to wait."""
        return self._retry_after

    @property
    def seconds(self) -> float:
        """Seconds to wait."""
        return self._retry_after.total_seconds()


_KNOWN_REASONS = (
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "bot is not a member",
    "bot was blocked by the user",
    "bot was kicked",
    "button_copy_text_invalid",
    "button_data_invalid",
    "button_type_invalid",
    "button_url_invalid",
    "can't parse entities",
    "can't parse inline keyboard button",
    "can't parse reply keyboard markup",
    "can't use getupdates method while webhook is active",
    "chat not found",
    "entity_bounds_invalid",
    "group chat was upgraded",
    "have no rights to send",
    "inline keyboard expected",
    "internal server error",
    "message is not modified",
    "message is too long",
    "message text is empty",
    "message thread not found",
    "message to be replied not found",
    "method not found",
    "need administrator rights",
    "not enough rights",
    "not found",
    "object expected as reply markup",
    "peer_id_invalid",
    "query id is invalid",
    "query is too old",
    "reply_markup_too_long",
    "strings must be encoded in utf-8",
    "terminated by other getupdates request",
    "text must be encoded in utf-8",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "unauthorized",
    "user is deactivated",
    "user not found",
    "wrong http url",
)
"""Descriptions seen from api.telegram.org and in tdlib/telegram-bot-api, in lower case. Only these are ever logged: others
may quote the message (``Wrong HTTP URL "…"``), which contains personal data."""


def topic_is_gone(error: TelegramError) -> bool:
    """Return whether Telegram refused a message because its topic was deleted or closed."""
    said = error.message.lower()
    return any(
        each in said for each in ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
    )


def describe(error: BaseException) -> str:
    """Describe an error for the log: its class, and text that certainly contains no personal data and no token.

    For Telegram's errors this is the known part of the description, or the seconds to wait; for database errors their
    sentence; for all others the file and line that raised them.
    """
    name = type(error).__name__
    if isinstance(error, Flood):
        return f"{name}: {error.seconds:.0f} s"
    if isinstance(error, NotSent | OutcomeUnknown | DatabaseProblem):
        return f"{name}: {error}"
    if isinstance(error, TelegramError):
        said = error.message.lower()
        return next((f"{name}: {known}" for known in _KNOWN_REASONS if known in said), name)
    place = place_of(error)
    return f"{name} at {place}" if place else name
