"""Clock of a Bot API server, read from the "Date" header of each answer (RFC 9110)."""

from __future__ import annotations

import time
from datetime import UTC
from email.utils import parsedate_to_datetime

FRESH = 600.0
"""Seconds for which an answer's time is used; time asleep is not counted by the monotonic clock."""


class ServerClock:
    """Clock of a server: its last received time, advanced by a monotonic clock.

    :meth:`note` is called with each answer, so it is very cheap.
    """

    __slots__ = ("_date", "_date_at", "_heard_at")

    def __init__(self) -> None:
        self._date = ""
        self._date_at = self._heard_at = -FRESH

    def note(self, date: str) -> None:
        """Record an answer's ``Date`` header; empty if it has none."""
        self._heard_at = time.monotonic()
        if date:
            self._date, self._date_at = date, self._heard_at

    def now(self) -> float | None:
        """Return the server's time in seconds since 1970, to the second; ``None`` if no answer came recently."""
        elapsed = time.monotonic() - self._date_at
        if elapsed >= FRESH:
            return None
        try:
            date = parsedate_to_datetime(self._date)
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() + elapsed

    @property
    def tells_none(self) -> bool:
        """Return whether the server answered recently without the time, as a self-hosted one may."""
        return time.monotonic() - self._heard_at < FRESH and self.now() is None
