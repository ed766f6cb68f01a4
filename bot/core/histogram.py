"""Histograms for monitoring: plain numbers without locks, cheap enough for every turn.

:mod:`bot.web.metrics` exports them. Use a histogram on the event loop only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Self

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds in seconds, from a turn on an idle machine to the longest call."""
SIZES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
"""Upper bounds of the number of items in a transaction."""


class Histogram:
    """Histogram: counts of values up to each of ``bounds`` (ascending), and the sum of all values."""

    __slots__ = ("_counts", "bounds", "total")

    def __init__(self, bounds: tuple[float, ...] = SECONDS) -> None:
        self.bounds = bounds
        self.total = 0.0
        self._counts = [0] * (len(bounds) + 1)

    @classmethod
    def of(cls, histograms: Iterable[Histogram]) -> Self:
        """Return the sum of histograms with the standard bounds."""
        together = cls()
        for each in histograms:
            together.add(each)
        return together

    def add(self, other: Histogram) -> None:
        """Add the counts of another histogram with the same bounds."""
        self.total += other.total
        self._counts = [one + more for one, more in zip(self._counts, other._counts, strict=True)]

    def observe(self, value: float) -> None:
        """Count a value."""
        self._counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    @property
    def count(self) -> int:
        """Number of values."""
        return sum(self._counts)

    def cumulative(self) -> Iterator[tuple[float, int]]:
        """Yield each bound, infinity last, with the number of values up to it."""
        below = 0
        for bound, count in zip((*self.bounds, float("inf")), self._counts, strict=True):
            below += count
            yield bound, below
