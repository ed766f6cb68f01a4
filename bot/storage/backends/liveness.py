"""Liveness of replicas and leadership, by PostgreSQL's advisory locks.

Every replica's session holds a lock with its number. When a process dies, for whatever reason, the kernel closes its
connection and the server ends the session: no timeout is needed.
"""

from __future__ import annotations

import sqlalchemy as sa

LEADER = 0x56414C00
"""First half of the leader's lock; the second half is 0."""
PRESENT = 0x56414C01
"""First half of the replicas' locks; the second half is the replica's number."""

TRY = "SELECT pg_try_advisory_lock(%s, %s)"
"""Take a lock if it is free, for the lifetime of the session. Parameters: its two halves."""

GIVE_UP = "SELECT pg_advisory_unlock(%s, %s)"
"""Release a lock."""

OTHERS = f"""
    SELECT EXISTS (
        SELECT 1 FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = {PRESENT} AND pid <> pg_backend_pid()
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""  # noqa: S608  a constant
"""Whether sessions of other replicas exist."""

_HELD = f"""
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = {PRESENT}
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # noqa: S608  a constant
_ALL = sa.text(f"SELECT objid::bigint {_HELD}")
STARTED = "extract(epoch FROM pg_postmaster_start_time())::float8"
"""Start time of the server."""
_STARTED = sa.text(f"SELECT {STARTED}")


def present(connection: sa.Connection) -> set[int]:
    """Return the numbers of the replicas with a live session."""
    return set(connection.execute(_ALL).scalars())


def server_start(connection: sa.Connection) -> float:
    """Return the server's start time by its own clock, in seconds since 1970."""
    at: float = connection.execute(_STARTED).scalar_one()
    return at
