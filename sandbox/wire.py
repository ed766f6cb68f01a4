"""HTTP helpers of the sandbox: ASCII-only JSON answers, dropped connections, and uvicorn that stops at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any, cast

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_GRACE_SECONDS = 1.0

GARBAGE = (
    "<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Please log in to this network</h1></body></html>"
)
"""A network's log-in page in place of an answer, with status 200."""


class JsonResponse(Response):
    """JSON in ASCII, as Telegram sends it.

    Starlette's own response is UTF-8, which cannot carry the lone surrogates that phones do send.
    """

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes of ``content``."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")


class Dropped(Response):
    """Response that closes the connection without an answer, as when a cable is pulled."""

    def __init__(self) -> None:
        super().__init__()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  the ASGI signature
        """Close the connection, and wait until the server has noticed, so that it does not answer 500."""
        cast("asyncio.Transport", scope["state"]["transport"]).abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class _Protocol(H11Protocol):
    """uvicorn's HTTP protocol, which also hands its transport to the application (for :class:`Dropped`)."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        # Paths hold the bot's token: they are not logged, however logging is set up around us.
        self.access_log = False
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class Server(uvicorn.Server):
    """uvicorn inside another event loop: it leaves signals alone and stops when told, not at the next tick."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Protocol,
                ws="none",
                lifespan="off",
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_keep_alive=75,
            ),
        )
        self._stop = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the owner of the loop."""
        yield

    async def main_loop(self) -> None:
        """Refresh the Date header once a second until told to stop."""
        while not self._stop.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), 1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End without uvicorn's pauses: answers in progress get a second to finish, then they are cut off."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(set(self.server_state.tasks), timeout=_GRACE_SECONDS)
            for task in late:
                task.cancel()
        for connection in list(self.server_state.connections):
            if not connection.transport.is_closing():
                connection.transport.abort()
        with contextlib.suppress(TimeoutError):
            for server in self.servers:
                await asyncio.wait_for(server.wait_closed(), _GRACE_SECONDS)

    def stop(self) -> None:
        """Ask :meth:`serve` to finish."""
        self.should_exit = True
        self._stop.set()


def listen(port: int, *, next_free: bool) -> socket.socket:
    """Return a listening socket on 127.0.0.1.

    ``port`` 0 takes any; ``next_free`` tries the following ports (a hundred of them) if one is taken. Raises ``OSError``
    if none is free.
    """
    last = min(port + (100 if next_free and port else 1), 65_536)
    for candidate in range(port, last):
        # asyncio switches Nagle's algorithm off only where it sees the protocol; left on, it costs each answer 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", candidate))
            listener.listen(2_048)
        except OSError:
            listener.close()
            if candidate == last - 1:
                raise
            continue
        listener.setblocking(False)
        return listener
    raise OSError(f"no free port from {port}")


async def json_object(request: Request) -> dict[str, Any] | None:
    """Return the JSON object in a request's body; ``None`` for anything else."""
    try:
        value = json.loads(await request.body())
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
