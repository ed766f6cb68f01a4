"""Leases: which process may record results for rows taken from a queue.

A lease is a number that is never reused: the replica's number in the upper half, random bits in the lower. Recording a
result requires it. So a process whose lease expired cannot release the next holder's, and the leases of a dead replica
are recognisable. Only the database's clock decides whether a lease has expired.

A message or a request cannot be sent inside the transaction that takes its lease, so senders check :class:`LeaseValidity`
once the connection is there, just before the first byte. A process can still freeze between the two. Nothing on this side
can prevent that, and neither Telegram nor the Lead API accepts a number by which it could refuse such a request.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Collection

import sqlalchemy as sa

from bot.storage.sql.bulk_predicates import one_of

GRACE = 5.0
"""Seconds that a replica has to be missing before its leases are released: its session may just be reconnecting."""

_BITS = 32
"""Bits of a replica's number, so that a lease fits a signed 64-bit integer and is never negative."""


class LeaseInDoubtError(Exception):
    """The lease may have been given to another process, so nothing may be sent under it."""


def new_replica() -> int:
    """Return a new replica number, from 1."""
    return secrets.randbelow(2**31 - 1) + 1


def new_lease(replica: int) -> int:
    """Return a new lease for this replica."""
    return replica << _BITS | secrets.randbits(_BITS)


def replica_of(lease: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """Return the SQL expression for the replica of a lease."""
    return lease.op(">>")(sa.literal_column(str(_BITS)))


def holder(lease: int) -> int:
    """Return the replica that took a lease."""
    return lease >> _BITS


def among_leases(lease: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return the condition for the leases given by :func:`leases_in_values`."""
    every: sa.BindParameter[bool] = sa.bindparam("every_lease", type_=sa.Boolean())
    return sa.or_(every, one_of(lease, "leases"))


def leases_in_values(leases: Collection[int] | None) -> dict[str, object]:
    """Return the parameters of :func:`among_leases` for these leases; ``None``: all."""
    return {"every_lease": leases is None, "leases": list(leases or ())}


_CLOCK: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # on macOS the latter includes suspension


def clock() -> float:
    """Return the seconds of a monotonic clock that, unlike the event loop's, continues while the machine is suspended."""
    return time.clock_gettime(_CLOCK)


class LeaseValidity:
    """Validity of this replica's leases, judged by the last answer that its session received from the server.

    A lease is released only after its replica has been missing for :data:`GRACE` seconds since the lease was taken. So it
    is valid for that long in any case, and longer if the replica's session has been heard from at shorter intervals. All
    times are :func:`clock`'s.
    """

    def __init__(self) -> None:
        self._seen = self._since = -math.inf

    def seen(self, asked: float) -> None:
        """Record that the server answered a query sent by the session at ``asked``."""
        if clock() - self._seen >= GRACE:
            self._since = asked
        self._seen = asked

    def holds(self, taken: float) -> bool:
        """Return whether a lease taken in a transaction begun at ``taken`` is certainly still this replica's."""
        now = clock()
        return now - taken < GRACE or (now - self._seen < GRACE and self._since <= taken)
