"""Exponential backoff."""

from __future__ import annotations

import random
from dataclasses import dataclass


def delay(failures: int, *, base: float, cap: float) -> float:
    """Return seconds to wait after the ``failures``-th failure in a row (from 1): doubling from ``base`` up to ``cap``.

    The upper half is random, so that simultaneous failures do not retry simultaneously.
    """
    # A larger exponent has no effect because of the cap, and would eventually overflow a float.
    full: float = min(cap, base * 2.0 ** min(max(failures - 1, 0), 32))
    return full * random.uniform(0.5, 1.0)  # noqa: S311  jitter is no secret


@dataclass(slots=True)
class Backoff:
    """Exponential backoff over failures in a row. ``base`` and ``cap`` are seconds."""

    base: float
    cap: float
    failures: int = 0

    def next(self) -> float:
        """Count a failure; return seconds to wait before the next try."""
        self.failures += 1
        return delay(self.failures, base=self.base, cap=self.cap)

    def reset(self) -> None:
        """Start over after a success."""
        self.failures = 0
