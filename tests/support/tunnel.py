"""An HTTP proxy on loopback that makes tunnels (``CONNECT``), and keeps what it was told."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Self


@dataclass
class TunnelProxy:
    """A proxy to be entered. ``refusal`` is an answer to give instead of a tunnel; ``b""`` drops the connection.

    ``silent``: no answer comes. ``heads`` are the requests to it; ``carried`` is what went through its tunnels towards servers.
    """

    refusal: bytes | None = None
    silent: bool = False
    port: int = 0
    heads: list[str] = field(default_factory=list)
    carried: bytearray = field(default_factory=bytearray)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, user: str = "") -> str:
        """Its address, with ``user`` (``name:password``) if given."""
        return f"http://{user}{'@' if user else ''}127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        ends = [writer]
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.heads.append(head)
            method, target, _ = head.split(" ", 2)
            assert method == "CONNECT"
            if self.silent:
                await asyncio.Event().wait()
            if self.refusal is None:
                host, _, port = target.rpartition(":")
                onward, back = await asyncio.open_connection(host, int(port))
                ends.append(back)
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await asyncio.gather(carry(reader, back, self.carried), carry(onward, writer))
            else:
                writer.write(self.refusal)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            for end in ends:
                end.close()
                with contextlib.suppress(ConnectionError):
                    await end.wait_closed()


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, copy: bytearray | None = None) -> None:
    """Pass on what comes, until it ends; ``copy`` gets it too."""
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            if copy is not None:
                copy += data
            writer.write(data)
            await writer.drain()
    writer.close()
