"""Retry policy for messages: an error in, a decision out. Pure.

A 429 waits as long as Telegram says. When every chat waits: circuit_breaker.py. Calls that are no messages: setbacks.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.telegram.backoff import delay
from bot.telegram.errors import Flood, MethodNotFound, NotSent

MAX_AGE, MIN_TRIES = 48 * 3600.0, 40
"""Seconds and tries after which a reply that still cannot be sent is given up. Both, since seconds alone would be over at once
when the clock is set forward."""
TOAST_MAX_AGE, TOAST_MIN_TRIES = 150.0, 12
"""The same for the answer to a tap: Telegram forgets the tap itself after so many seconds (tdlib/telegram-bot-api), and so many
tries take at least as long."""
RETRY_BASE = 1.0
RETRY_CAP = 60.0
"""Seconds between tries, at first and at most. Not more: whoever waits should hear soon after Telegram is back."""
REFUSED_CAP = 600.0
"""The same, at most, for a group in which the bot may not write: people have to mend that."""

_DONE = ("message is not modified",)
_NEVER_BEGUN = "can't initiate conversation"
_NO_ACCESS = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
)
"""What a 400 says about the group rather than about the message."""
_DONE_TOAST = ("query is too old", "query id is invalid")


class Action(StrEnum):
    """Action on a failed reply, and on what waits behind it."""

    SENT = "sent"
    """It has arrived, or no longer needs to."""
    DROP = "drop"
    """It can never be sent; the chat goes on."""
    RETRY = "retry"
    """This chat waits, all others go on."""
    UNREACHABLE = "unreachable"
    """The person blocked the bot: the chat waits until they come back."""
    REFUSED = "refused"
    """The group does not let the bot write: it is tried again after a growing pause."""
    MOVED = "moved"
    """The chat has another number now: the reply, and what waits behind it, goes there."""
    HOLD = "hold"
    """Nothing is wrong with the reply: no chat can be sent to at the moment."""


@dataclass(frozen=True, slots=True)
class RetryDecision:
    """An action, and for ``RETRY`` and ``REFUSED`` the seconds to wait."""

    action: Action
    wait: float = 0.0


def decide_retry(error: TelegramError, *, kind: str, attempts: int, age: float, group: bool = False) -> RetryDecision:
    """Decide about a reply that failed with ``error``.

    ``kind`` is that of the outbox's row, ``attempts`` the failed tries before this one, ``age`` the seconds since the
    reply was made. ``group``: it goes to a group.
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
            return RetryDecision(
                Action.DROP
            )  # some Bot API servers know few methods; a wrong token shows with the messages
        case InvalidToken() | NotSent():
            return RetryDecision(Action.HOLD)
        case Forbidden() if _NEVER_BEGUN in error.message.lower():
            return RetryDecision(Action.DROP)  # nothing tells when they begin, so nothing may wait for that
        case Forbidden():
            return RetryDecision(Action.UNREACHABLE)
        case BadRequest():
            said = error.message.lower()
            done = _DONE + _DONE_TOAST if kind == "toast" else _DONE
            return RetryDecision(Action.SENT if any(words in said for words in done) else Action.DROP)
        case ChatMigrated():
            return RetryDecision(Action.MOVED)
        case Flood():
            wait = error.seconds
        case _ if kind in ("picture", "typing"):
            return RetryDecision(Action.DROP)  # the message behind it says the same in words, and must not wait for it
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
