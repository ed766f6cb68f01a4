"""Leases: who may settle what was taken from a queue.

A lease is a number that is never given twice: the replica that holds it in the upper half, chance in the lower. Whoever
settles shows it. A holder that outlived its lease is so kept from releasing the lease of the next one, and what a dead
replica held can be told from what others hold. That a lease has run out is judged by the database's clock alone.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa

_BITS = 32
"""A replica's number has 31 bits, so that a lease fits a signed 64-bit integer and is never negative."""


def new_replica() -> int:
    """A number for this process among the replicas, from 1."""
    return secrets.randbelow(2**31 - 1) + 1


def new_lease(replica: int) -> int:
    """A lease for this replica."""
    return replica << _BITS | secrets.randbits(_BITS)


def replica_of(lease: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The replica that holds a lease, in SQL."""
    return lease.op(">>")(sa.literal_column(str(_BITS)))
