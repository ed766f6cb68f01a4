"""Connections to PostgreSQL on which nothing is waited for without an end.

A connection whose pooler or NAT has lost it goes silent: nothing that is sent fails, and no answer comes. The kernel
notices only where nobody acknowledges; where something on the way does, the driver would wait for ever. So each wait has
a deadline here, and whoever misses it is disconnected: an answer that came later would be taken for the next one's.
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
"""Seconds for an answer for which the server has nothing to wait for: to connect, to begin a transaction."""
SILENCE_MAX = 25.0
"""Seconds for any other answer. Longer than ``statement_timeout``, after which a server that is there says so."""
LOOK_AFTER = 5.0
"""Seconds after which whoever waits for an answer looks whether other connections have been found dead since."""
_INTERVAL = 0.1
"""Seconds between two looks at whether the connection was closed."""


class Suspicion:
    """Time at which a connection of this process was last found dead, by :func:`time.monotonic`: others may be, too."""

    def __init__(self) -> None:
        self.at = -math.inf

    def raise_(self) -> None:
        """Record that a connection was found dead just now."""
        self.at = time.monotonic()


class Connection(psycopg.Connection[Any]):
    """Connection for threads. ``patience``: seconds that the server may take for an answer.

    One that takes longer raises :class:`psycopg.OperationalError` without an SQLSTATE, and is closed. So is, after
    :data:`LOOK_AFTER` seconds, one that was ``made`` before the last ``suspicion``: the server may be at work, but most likely
    it has heard nothing.
    """

    patience = BEGIN_WITHIN
    suspicion = Suspicion()
    made = math.inf

    @property
    def suspect(self) -> bool:
        """Return whether another connection was found dead since this one was made."""
        return self.made < self.suspicion.at

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        """Run an exchange with the server to its end; every statement passes through here."""
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
    """Connection for an event loop, like :class:`Connection`; closed as well when an exchange is cancelled.

    psycopg's own would ask the server to cancel it, and wait for that.
    """

    patience = BEGIN_WITHIN

    async def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:  # noqa: ASYNC109  psycopg's
        """Run an exchange with the server to its end; every statement passes through here."""
        try:
            limit = self.patience if timeout is None else timeout
            return await waiting.wait_async(gen, self.pgconn.socket, interval=interval, timeout=limit)
        except BaseException as error:
            if not isinstance(error, psycopg.Error) or error.sqlstate is None:
                self.pgconn.finish()
            raise
