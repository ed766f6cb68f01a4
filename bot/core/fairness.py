"""Fair sharing between agencies: quotas of concurrent work, round robin, lookup of known agencies.

Plain bookkeeping: counts go in, names come out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Quota(NamedTuple):
    """``full``: the agencies that have their share. ``limit``: how many more may be begun of any one of the others."""

    full: frozenset[str]
    limit: int


def quota(under_way: Mapping[str, int], *, each: int, total: int) -> Quota:
    """Return the quota for ``total`` places: at most ``each`` per agency, the last tenth only for agencies that have none.

    ``under_way`` counts what each agency has under way. The share of an agency is that of one among those at work and
    one more. Shares shrink when others come, and what was begun goes on: hence the tenth.
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
    """Round robin between agencies while more waits than is taken at once: those not served yet go first."""

    def __init__(self) -> None:
        self.served: frozenset[str] = frozenset()
        """Agencies served since the backlog began, or since all were served."""

    def first(self, waiting: Collection[str]) -> frozenset[str]:
        """Return the agencies of ``waiting`` that go first; empty if the order does not matter."""
        return frozenset(waiting) - self.served if self.served else frozenset()

    def took(self, agencies: Collection[str], *, backlog: bool, all_served: bool) -> None:
        """Record whose work was taken; ``backlog``: more waits, ``all_served``: every waiting agency was served."""
        if not backlog:
            self.served = frozenset()
        elif all_served:
            self.served = frozenset(agencies)
        else:
            self.served |= frozenset(agencies)


class AgencyLookup(Generic[T]):
    """Lookup of agencies by id, which remembers the ids that are not set up in this process: their rows are left alone.

    An agency may be missing because it was taken out, or because another process got to know of it first.
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
        """Agencies that were looked for and are still not set up."""
        if self._missed:
            self._missed = {agency for agency in self._missed if self._look_up(agency) is None}
        return frozenset(self._missed)
