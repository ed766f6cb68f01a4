"""Connections to PostgreSQL with a deadline on every wait.

A connection dropped by a pooler or a NAT goes silent: sending does not fail, and no answer comes. The kernel notices only
missing acknowledgements; where a middlebox acknowledges, the driver would wait for ever. So every wait has a deadline
here, after which the connection is closed, since a late answer would be taken for that of the next statement.
"""

from __future__ import annotations

import math
import time
from typing import Any, TypeVar

import psycopg
import psycopg.pq
from psycopg import waiting
from psycopg.abc import PQGen

RV = TypeVar("RV")

BEGIN_WITHIN = 5.0
"""Seconds for answers that need no waiting on the server's side: connecting, beginning a transaction."""
SILENCE_MAX = 25.0
"""Seconds for any other answer: longer than ``statement_timeout``, after which a live server reports an error."""
LOOK_AFTER = 5.0
"""Seconds of waiting after which the suspicion is checked."""
_INTERVAL = 0.1
"""Seconds between two checks whether the connection was closed."""


class Suspicion:
    """Time at which a connection of this process was last found dead, by :func:`time.monotonic`; others may be dead as well."""

    def __init__(self) -> None:
        self.at = -math.inf

    def raise_(self) -> None:
        """Record that a connection was found dead just now."""
        self.at = time.monotonic()


class Connection(psycopg.Connection[Any]):
    """Connection for use in threads. ``patience``: seconds allowed for an answer from the server.

    A longer wait raises :class:`psycopg.OperationalError` without an SQLSTATE, and closes the connection. After
    :data:`LOOK_AFTER` seconds this also happens to a connection ``made`` before the last ``suspicion``: the server may be
    working, but most likely it never received the statement.
    """

    patience = BEGIN_WITHIN
    suspicion = Suspicion()
    made = math.inf

    @property
    def suspect(self) -> bool:
        """Return whether another connection was found dead since this one was made."""
        return self.made < self.suspicion.at

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        """Run an exchange with the server to its end; every statement goes through here."""
        limit = self.patience if timeout is None else timeout
        begun = now = time.monotonic()
        while True:
            until = min(now + LOOK_AFTER, begun + limit)
            try:
                return waiting.wait(gen, self.pgconn.socket, interval=interval, timeout=until - now)
            except psycopg.OperationalError as error:
                if error.sqlstate is not None:
                    raise
                now = time.monotonic()
                broken = self.pgconn.status != psycopg.pq.ConnStatus.OK or now < until
                if broken or now >= begun + limit or self.suspect:
                    self.pgconn.finish()
                    raise


class AsyncConnection(psycopg.AsyncConnection[Any]):
    """Connection for use on an event loop, like :class:`Connection`; also closed when an exchange is cancelled.

    psycopg's own connection would instead ask the server to cancel the statement, and wait for that.
    """

    patience = BEGIN_WITHIN

    async def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:  # noqa: ASYNC109  psycopg's
        """Run an exchange with the server to its end; every statement goes through here."""
        try:
            limit = self.patience if timeout is None else timeout
            return await waiting.wait_async(gen, self.pgconn.socket, interval=interval, timeout=limit)
        except BaseException as error:
            if not isinstance(error, psycopg.Error) or error.sqlstate is None:
                self.pgconn.finish()
            raise
