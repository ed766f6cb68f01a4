"""Leases: which process may record results for rows taken from a queue.

A lease is a number that is never given twice: the replica that holds it in the upper half, chance in the lower. Whoever
settles shows it. A holder that outlived its lease is so kept from releasing the lease of the next one, and what a dead
replica held can be told from what others hold. That a lease has run out is judged by the database's clock alone.

What a lease protects (a message, a request) cannot be sent in the transaction that takes it, so whoever sends looks at
:class:`LeaseValidity` just before. Between that look and the first byte a process can still be frozen, for as long as it takes;
nothing on this side can tell, and Telegram's and the Lead API's wires have no number that would have them refuse it.
"""

from __future__ import annotations

import math
import secrets
import time

import sqlalchemy as sa

GRACE = 5.0
"""Seconds for which a replica has to be gone before what it held is released: its session may only be beginning anew."""

_BITS = 32
"""A replica's number has 31 bits, so that a lease fits a signed 64-bit integer and is never negative."""


def new_replica() -> int:
    """Return a new replica number, from 1."""
    return secrets.randbelow(2**31 - 1) + 1


def new_lease(replica: int) -> int:
    """Return a new lease for this replica."""
    return replica << _BITS | secrets.randbits(_BITS)


def replica_of(lease: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return the SQL expression of the replica that holds a lease."""
    return lease.op(">>")(sa.literal_column(str(_BITS)))


_CLOCK: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # on macOS the latter counts a suspension, too


def clock() -> float:
    """Return seconds of a monotonic clock that, unlike the event loop's, goes on while the machine is suspended."""
    return time.clock_gettime(_CLOCK)


class LeaseValidity:
    """Validity of this replica's leases, judged by when its session last heard from the server.

    Others' leases are released only once they have been gone for :data:`GRACE` seconds. So a lease is its taker's if the
    taker's session was heard of at shorter intervals ever since; and for as long after it was taken, whatever the session
    does, unless the replica had been missed before. All times are :func:`clock`'s.
    """

    def __init__(self) -> None:
        self._seen = self._since = -math.inf

    def seen(self, asked: float) -> None:
        """Record that the server has answered a query which the session sent at ``asked``."""
        if clock() - self._seen >= GRACE:
            self._since = asked
        self._seen = asked

    def holds(self, taken: float) -> bool:
        """Return whether a lease that was taken in a transaction begun at ``taken`` is surely still this replica's."""
        now = clock()
        return now - taken < GRACE or (now - self._seen < GRACE and self._since <= taken)
