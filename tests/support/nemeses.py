"""What befalls processes and networks short of an end: a process that freezes, a network that forgets.

Tests and the chaos share them. :func:`frozen` stops a process as a paused virtual machine or a swap storm does;
:class:`Proxy` stands between the bot and a server, and is the pooler, firewall or NAT that misbehaves.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlsplit


@contextlib.contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Freeze a process (SIGSTOP) for as long as the block takes: its sockets stay open, the kernel acknowledges for it."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


class Proxy:
    """A TCP proxy to a port of 127.0.0.1, to be entered; ``port`` is its own.

    It can be *half-open* (:meth:`forget`: connections are dead, and neither side is told), *slow* (``delay``, in seconds for
    each piece of data in each direction), *stalled* (``stalled``: nothing new gets through either, though connections are
    taken), and it can *drop* everything (:meth:`drop`). ``count`` is how many connections it has taken.
    """

    def __init__(self, port: int) -> None:
        self.port = 0
        self.delay = 0.0
        self.stalled = False
        self.count = 0
        self._to = port
        self._server: asyncio.Server | None = None
        self._passing: set[_Passage] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.drop()
        for each in self._tasks:
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, url: str) -> str:
        """The same URL, by way of the proxy."""
        parts = urlsplit(url)
        return parts._replace(netloc=f"{parts.netloc.rpartition(':')[0]}:{self.port}").geturl()

    def forget(self) -> None:
        """Pass nothing on any more of the connections that there are, in either direction, their ends included.

        What is sent on them is acknowledged all the same. Connections that are made from now on get through.
        """
        for each in self._passing:
            each.forgotten = True

    def drop(self) -> None:
        """Break all connections off (RST): both sides hear of it."""
        for each in self._passing:
            for writer in each.writers:
                writer.transport.abort()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        task = asyncio.get_running_loop().create_task(self._pass_on(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        passage = _Passage([writer])
        self._passing.add(passage)
        try:
            passage.forgotten = self.stalled
            try:
                there = await asyncio.open_connection("127.0.0.1", self._to)
            except OSError:
                return
            passage.writers.append(there[1])
            await asyncio.gather(
                self._pump(reader, there[1], passage), self._pump(there[0], writer, passage), return_exceptions=True
            )
        finally:
            self._passing.discard(passage)
            for each in passage.writers:
                each.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passage: _Passage) -> None:
        """Copy until either side ends; then both end, unless the connection is forgotten: then the other never hears."""
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                if self.delay:
                    await asyncio.sleep(self.delay)
                if not passage.forgotten:  # else it is read and lost, so that the kernel goes on acknowledging
                    writer.write(data)
                    await writer.drain()
        if not passage.forgotten:
            writer.close()


class _Passage:
    """A connection with its two sides."""

    def __init__(self, writers: list[asyncio.StreamWriter]) -> None:
        self.writers = writers
        self.forgotten = False
