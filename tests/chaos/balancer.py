"""A load balancer as small as they come: each connection goes to the next replica that takes one."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Sequence
from typing import Self


class Balancer:
    """Passes connections on, in turn, to these ports of 127.0.0.1. To be entered; ``port`` is its own."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.port = 0
        self._ports = tuple(ports)
        self._turn = itertools.count()
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for each in self._connections:
            each.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._pass_on(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(self._turn)
        try:
            for number in range(len(self._ports)):
                port = self._ports[(first + number) % len(self._ports)]
                try:
                    there = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    continue
                try:
                    await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
                finally:
                    there[1].close()
                return
        finally:
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Copy until either side ends; then both end, as when a replica dies under a request."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
