"""HTTP listener on the bot's own event loop, stopped by cancellation."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.web.hardened_http import KEEP_ALIVE, GuardedProtocol, close_overdue

GRACE = 5
"""Seconds for requests in progress to end."""
_BACKLOG = 2048


class CannotListen(Exception):
    """Address that cannot be listened on. The text is one sentence for an engineer. ``taken``: by another process."""

    def __init__(self, sentence: str, *, taken: bool) -> None:
        super().__init__(sentence)
        self.taken = taken


def reserve(host: str, port: int) -> socket.socket:
    """Return a socket bound to this address, for a :class:`Listener`; ``port`` 0 takes any free one.

    Until the listener runs, connections are refused: a load balancer uses the next replica, and no update waits for this
    one's start. Raises :class:`CannotListen`.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise _cannot_listen(host, port, error) from None
    listening.setblocking(False)
    return listening


def _cannot_listen(host: str, port: int, error: OSError) -> CannotListen:
    taken = error.errno == errno.EADDRINUSE
    if taken:
        why = "another program listens there"
    elif error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        why = f"{host} is no address of this machine; 127.0.0.1 is for a proxy on it, 0.0.0.0 for one anywhere"
    else:
        why = error.strerror or type(error).__name__
    return CannotListen(f"LISTEN_HOST {host} and LISTEN_PORT {port} cannot be used: {why}.", taken=taken)


class Listener:
    """Listener that serves ``app`` on ``listening`` (see :func:`reserve`), which it closes at the end."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        self._listening = listening
        self._server = _Server(app)

    async def run(self) -> None:
        """Serve until cancelled; then accept nothing more, and let answers in progress end within ``GRACE`` seconds.

        Raises :class:`CannotListen` if another process took the address since it was reserved.
        """
        try:
            self._listening.listen(_BACKLOG)
        except OSError as error:
            host, port = self._listening.getsockname()[:2]
            raise _cannot_listen(host, port, error) from None
        serving = asyncio.create_task(self._server.serve(sockets=[self._listening]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._server.stop()
            await serving
            raise


class _Server(uvicorn.Server):
    """uvicorn inside the bot's event loop: it leaves signals alone, and stops at once when told, not at the next tick."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                ws="none",
                lifespan="off",
                access_log=False,
                log_config=None,
                server_header=False,
                http=GuardedProtocol,
                timeout_keep_alive=int(KEEP_ALIVE),
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._stop = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the owner of the loop."""
        yield

    async def main_loop(self) -> None:
        """Refresh the ``Date`` header and close overdue connections once a second until told to stop."""
        while not await self.on_tick(0):
            close_overdue(self.server_state.connections, asyncio.get_running_loop().time())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), 1.0)

    def stop(self) -> None:
        """Ask :meth:`serve` to finish."""
        self.should_exit = True
        for server in getattr(self, "servers", ()):
            server.close()  # at once, before all other steps of a stop
        self._stop.set()
