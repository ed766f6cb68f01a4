"""Setbacks of a loop that calls Telegram: each kind of problem is logged once, with growing pauses."""

from __future__ import annotations

import logging

from telegram.error import InvalidToken

from bot.telegram.backoff import Backoff
from bot.telegram.errors import Flood, describe


class Setbacks:
    """Failures in a row of a loop. ``failures`` counts all, for monitoring.

    Pauses for ordinary problems grow up to ``cap`` seconds; those for a refused token, which only people can fix, are longer.
    ``over`` is the log message when the problem is over.
    """

    def __init__(self, log: logging.Logger, over: str, cap: float = 30.0) -> None:
        self.failures = 0
        self._log = log
        self._over = over
        self._backoff = Backoff(base=0.5, cap=cap)
        self._slow_backoff = Backoff(base=5.0, cap=60.0)
        self.trouble = ""
        """Kind of the present problem; empty if there is none."""
        self.works = False
        """Whether the last request succeeded."""

    @property
    def token_refused(self) -> bool:
        """Return whether Telegram refused the token at the last request."""
        return self.trouble == "token"

    def failed(self, error: Exception, trouble: str, level: int, sentence: str, **details: str) -> float:
        """Count a failure, and log a new kind of ``trouble``, with ``details``. Return the seconds to wait."""
        self.failures += 1
        self.works = False
        if trouble != self.trouble:
            self.trouble = trouble
            self._log.log(level, sentence, extra={"error": describe(error), **details})
        if isinstance(error, Flood):
            return error.seconds
        return (self._slow_backoff if isinstance(error, InvalidToken) else self._backoff).next()

    def recovered(self) -> None:
        """Note a success; log the end of a problem, if there was one."""
        self.works = True
        if self.trouble:
            self._log.info(self._over, extra={"after": self.trouble})
            self.trouble = ""
        self._backoff.reset()
        self._slow_backoff.reset()
