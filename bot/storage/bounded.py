"""Connections to PostgreSQL on which nothing is waited for without an end.

A connection whose pooler or NAT has lost it goes silent: nothing that is sent fails, and no answer comes. The kernel
notices only where nobody acknowledges; where something on the way does, the driver would wait for ever. So each wait has
a deadline here, and whoever misses it is disconnected: an answer that came later would be taken for the next one's.
"""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg import waiting
from psycopg.abc import PQGen

RV = TypeVar("RV")

BEGIN_WITHIN = 5.0
"""Seconds for an answer for which the server has nothing to wait for: to connect, to begin a transaction."""
SILENCE_MAX = 25.0
"""Seconds for any other answer. Longer than ``statement_timeout``, after which a server that is there says so."""
_INTERVAL = 0.1
"""Seconds between two looks at whether the connection was closed."""


class Connection(psycopg.Connection[Any]):
    """A connection for threads. ``patience``: seconds that the server may take for an answer.

    One that takes longer raises :class:`psycopg.OperationalError` without an SQLSTATE, and is closed.
    """

    patience = BEGIN_WITHIN

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        """Run an exchange with the server to its end; every statement passes through here."""
        try:
            limit = self.patience if timeout is None else timeout
            return waiting.wait(gen, self.pgconn.socket, interval=interval, timeout=limit)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:  # not the server's word
                self.pgconn.finish()
            raise


class AsyncConnection(psycopg.AsyncConnection[Any]):
    """As :class:`Connection`, for an event loop; one whose exchange is cancelled is closed too.

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
