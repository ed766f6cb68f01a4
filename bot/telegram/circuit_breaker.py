"""Circuit breaker: holds back all sending while no chat can be reached, and probes for recovery."""

from __future__ import annotations

import logging
from math import ceil

from telegram.error import InvalidToken, TelegramError

from bot.telegram.errors import Flood
from bot.telegram.setbacks import Setbacks

_log = logging.getLogger(__name__)

FLOODED = 5
"""Chats in a row that were told to wait, after which the limit is taken to be the bot's. Telegram answers alike for a chat's
limit and for the bot's limit of about 30 messages a second over all chats (Bot API FAQ)."""
FLOOD_PROBE = 5.0
"""Longest time between probes, in seconds, while the bot is rate limited: in case it was only chance, other chats wait briefly."""


class CircuitBreaker:
    """Circuit breaker: closed, or open until the next probe is due. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._setbacks = Setbacks(_log, "Replies can be sent again", cap=15.0)
        self._probe_at = 0.0
        self._flooded: set[int] = set()

    @property
    def shut(self) -> bool:
        """Return whether only a probe may pass."""
        return bool(self._setbacks.trouble)

    def seconds_to_probe(self, now: float) -> float:
        """Return seconds until a probe may pass; 0 if it may now."""
        return max(0.0, self._probe_at - now)

    def failed(self, error: TelegramError, now: float) -> None:
        """Record a failure that concerns all chats. Logged once per reason."""
        trouble, level, sentence = "network", logging.WARNING, "Telegram cannot be reached: replies wait until it can"
        if isinstance(error, InvalidToken):
            sentence = "Telegram does not know this bot's token (or TELEGRAM_API_URL is wrong): replies wait"
            trouble, level = "token", logging.ERROR
        if (
            trouble != self._setbacks.trouble or now >= self._probe_at
        ):  # concurrent calls fail together: count them once
            self._probe_at = now + self._setbacks.failed(error, trouble, level, sentence)

    def flooded(self, chat_id: int, seconds: float, now: float) -> None:
        """Record that a chat has to wait for this many seconds. After several chats in a row, all wait."""
        if self._setbacks.trouble != "flood":
            flooded = self._flooded | {chat_id}
            self.passed()
            self._flooded = flooded
            if len(flooded) < FLOODED:
                return
            sentence = "Telegram asks the bot to send more slowly: replies wait"
            self._setbacks.failed(Flood(ceil(seconds)), "flood", logging.WARNING, sentence)
        self._probe_at = max(self._probe_at, now + min(seconds, FLOOD_PROBE))

    def passed(self) -> None:
        """Record that a call went through, whatever its result, so nothing concerns all chats."""
        self._flooded.clear()
        if self.shut:
            self._setbacks.recovered()
            self._probe_at = 0.0
