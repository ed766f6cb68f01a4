"""Fair sharing between agencies: quotas of concurrent work, round robin, look-up of known agencies.

Pure bookkeeping on counts and ids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Quota(NamedTuple):
    """Quota of concurrent work: ``full`` are the agencies at their share, ``limit`` is how many more any other may start."""

    full: frozenset[str]
    limit: int


def quota(under_way: Mapping[str, int], *, each: int, total: int) -> Quota:
    """Return the quota for ``total`` places: at most ``each`` per agency, the last tenth only for agencies that have none.

    ``under_way`` counts each agency's work in progress. A share is ``total`` divided by the agencies at work plus one.
    Shares shrink when agencies join while work in progress continues, hence the reserved tenth.
    """
    busy = {agency: count for agency, count in under_way.items() if count}
    free = max(total - sum(busy.values()), 0)
    kept = max(total // 10, 1)
    if free <= kept:
        return Quota(frozenset(busy), min(free, 1))
    share = max(min(each, total // (len(busy) + 1)), 1)
    full = frozenset(agency for agency, count in busy.items() if count >= share)
    most = max((count for agency, count in busy.items() if agency not in full), default=0)
    return Quota(full, min(share - most, free - kept))


class RoundRobin:
    """Round robin between agencies while more work waits than fits: agencies not yet served go first."""

    def __init__(self) -> None:
        self.served: frozenset[str] = frozenset()
        """Agencies served since the backlog began, or since all were served."""

    def first(self, waiting: Collection[str]) -> frozenset[str]:
        """Return the agencies of ``waiting`` that go first; empty if the order is irrelevant."""
        return frozenset(waiting) - self.served if self.served else frozenset()

    def took(self, agencies: Collection[str], *, backlog: bool, all_served: bool) -> None:
        """Record the agencies served; ``backlog``: more work waits, ``all_served``: every waiting agency was served."""
        if not backlog:
            self.served = frozenset()
        elif all_served:
            self.served = frozenset(agencies)
        else:
            self.served |= frozenset(agencies)


class AgencyLookup(Generic[T]):
    """Look-up of agencies by id that remembers ids not set up in this process, whose rows are left alone.

    An agency may be missing because it was removed, or because another process learnt of it first.
    """

    def __init__(self, look_up: Callable[[str], T | None]) -> None:
        self._look_up = look_up
        self._missed: set[str] = set()

    def find(self, agency: str) -> T | None:
        """Return the agency with this id; ``None`` if it is not set up here."""
        found = self._look_up(agency)
        if found is None:
            self._missed.add(agency)
        return found

    @property
    def absent(self) -> frozenset[str]:
        """Ids that were looked up and are still not set up."""
        if self._missed:
            self._missed = {agency for agency in self._missed if self._look_up(agency) is None}
        return frozenset(self._missed)
