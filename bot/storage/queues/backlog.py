"""Backlog of a queue: number of rows and age of the oldest."""

from __future__ import annotations

from msgspec import Struct


class Waiting(Struct, frozen=True):
    """Backlog: ``count`` rows wait, the oldest since ``oldest`` (seconds since 1970; ``None`` if nothing waits)."""

    count: int
    oldest: float | None

    def age(self, now: float) -> float:
        """Return the age in seconds of the oldest row at ``now`` (since 1970); 0 if nothing waits."""
        return 0.0 if self.oldest is None else max(now - self.oldest, 0.0)
