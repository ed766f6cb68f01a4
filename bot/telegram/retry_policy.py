"""Retry policy for messages: a pure decision per error.

After a 429 the chat waits as long as Telegram says. See circuit_breaker.py for all chats waiting, and setbacks.py for
calls other than messages.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.telegram.backoff import delay
from bot.telegram.errors import Flood, MethodNotFound, NotSent

MAX_AGE, MIN_TRIES = 48 * 3600.0, 40
"""Seconds and tries after which an unsendable reply is given up. Both, since seconds alone would be over at once when the
clock is set forward."""
TOAST_MAX_AGE, TOAST_MIN_TRIES = 150.0, 12
"""Seconds and tries for the answer to a tap: Telegram forgets the tap itself after so many seconds (tdlib/telegram-bot-api),
which the tries take at least."""
RETRY_BASE = 1.0
RETRY_CAP = 60.0
"""Longest pause between tries, first and later, in seconds; short, so that people hear soon after Telegram is back."""
REFUSED_CAP = 600.0
"""Longest pause, in seconds, for a group in which the bot may not write, which people have to fix."""

_DONE = ("message is not modified",)
_NEVER_BEGUN = "can't initiate conversation"
_NO_ACCESS = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
)
"""Descriptions of a 400 that concern the group rather than the message."""
_DONE_TOAST = ("query is too old", "query id is invalid")


class Action(StrEnum):
    """Action on a failed reply and on the messages behind it."""

    SENT = "sent"
    """It arrived, or is no longer needed."""
    DROP = "drop"
    """It can never be sent; the chat continues."""
    RETRY = "retry"
    """This chat waits, all others go on."""
    UNREACHABLE = "unreachable"
    """The person blocked the bot: the chat waits until they return."""
    REFUSED = "refused"
    """The group does not let the bot write: retried after growing pauses."""
    MOVED = "moved"
    """The chat has a new id, to which the reply and everything behind it goes."""
    HOLD = "hold"
    """The reply is fine, but no chat can be sent to at the moment."""


class RetryDecision(Struct, frozen=True):
    """Action, and for ``RETRY`` and ``REFUSED`` the seconds to wait."""

    action: Action
    wait: float = 0.0


def decide_retry(error: TelegramError, *, kind: str, attempts: int, age: float, group: bool = False) -> RetryDecision:
    """Decide about a reply that failed with ``error``.

    ``kind`` is the outbox row's kind, ``attempts`` the earlier failed tries, ``age`` the seconds since the reply was
    created. ``group``: it goes to a group.
    """
    max_age, min_tries = (TOAST_MAX_AGE, TOAST_MIN_TRIES) if kind == "toast" else (MAX_AGE, MIN_TRIES)
    over = age >= max_age and attempts + 1 >= min_tries
    if group and kind != "toast" and _refuses(error):
        return (
            RetryDecision(Action.DROP)
            if over
            else RetryDecision(Action.REFUSED, delay(attempts + 1, base=RETRY_BASE, cap=REFUSED_CAP))
        )
    match error:
        case MethodNotFound() if kind != "message":
            return RetryDecision(Action.DROP)  # some Bot API servers have few methods; messages reveal a wrong token
        case InvalidToken() | NotSent():
            return RetryDecision(Action.HOLD)
        case Forbidden() if _NEVER_BEGUN in error.message.lower():
            return RetryDecision(Action.DROP)  # their start is not recorded, so nothing may wait for it
        case Forbidden():
            return RetryDecision(Action.UNREACHABLE)
        case _ if kind == "keyboard":
            return RetryDecision(Action.SENT)  # decoration: one that fails is not needed, and no reply waits for it
        case BadRequest():
            said = error.message.lower()
            done = _DONE + _DONE_TOAST if kind == "toast" else _DONE
            return RetryDecision(Action.SENT if any(words in said for words in done) else Action.DROP)
        case ChatMigrated():
            return RetryDecision(Action.MOVED)
        case Flood():
            wait = error.seconds
        case _ if kind in ("picture", "typing"):
            return RetryDecision(Action.DROP)  # the message behind it says the same in text, and must not wait
        case _:
            wait = delay(attempts + 1, base=RETRY_BASE, cap=RETRY_CAP)
    if over:
        return RetryDecision(Action.DROP)
    return RetryDecision(Action.RETRY, wait)


def _refuses(error: TelegramError) -> bool:
    """Return whether a group does not let the bot write at all."""
    if isinstance(error, BadRequest):
        said = error.message.lower()
        return any(words in said for words in _NO_ACCESS)
    return isinstance(error, Forbidden)
