"""Network between machines: connections in memory, with everything that befalls real ones.

It stands where asyncio meets the system (``sock_connect``, ``create_connection``, ``getaddrinfo``), so whichever HTTP client the
bot uses comes through here. Bytes arrive in order, each piece after a drawn delay; what else becomes of them the
:class:`Conditions` say.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from simulation.loop import Machine, Scheduler

Address = tuple[str, int]

_NEVER = 10**9


@dataclass(frozen=True)
class Passage:
    """What becomes of some bytes: how long they take, whether they arrive at all, and whether the connection outlives it."""

    delay: float
    arrives: bool = True
    breaks: bool = False


class Conditions(Protocol):
    """The state of the network."""

    def connecting(self) -> tuple[float, OSError | None]:
        """The seconds until a connection is there, and what it fails with instead."""

    def passing(self, *, outward: bool) -> Passage:
        """What becomes of bytes on a connection; ``outward``: away from the machine that made it."""


class Network:
    """All connections of a world. Addresses are of made-up hosts."""

    def __init__(self, scheduler: Scheduler, conditions: Conditions) -> None:
        self.conditions = conditions
        self._scheduler = scheduler
        self._hosts: dict[str, str] = {}
        self._listening: dict[Address, tuple[Machine, Callable[[], asyncio.Protocol]]] = {}
        self._made: dict[socket.socket, Endpoint] = {}
        self._silent, self._writer = os.pipe()
        self._ended, writer = os.pipe()
        os.close(writer)

    def close(self) -> None:
        """Give back what the world held of the real machine."""
        for descriptor in (self._silent, self._writer, self._ended):
            os.close(descriptor)
        for sock in self._made:
            sock.close()

    def listen(self, machine: Machine, host: str, factory: Callable[[], asyncio.Protocol]) -> None:
        """Have ``machine`` be the host of that name, and take connections to its port 80."""
        ip = f"10.0.0.{len(self._hosts) + 1}"
        self._hosts[host] = ip
        self._listening[ip, 80] = (machine, factory)

    def descriptor(self, *, ended: bool) -> int:
        """A file descriptor that polls as a connection does on which nothing came, or that ended."""
        return self._ended if ended else self._silent

    async def resolve(self, machine: Machine, host: Any, port: Any) -> list[Any]:
        """Look a name up."""
        name = host.decode() if isinstance(host, bytes) else str(host)
        await _sleep(machine, 0.001)
        ip = self._hosts.get(name, name)
        if ip not in self._hosts.values():
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (ip, int(port or 0)))]

    async def connect(self, machine: Machine, sock: socket.socket, address: Any) -> None:
        """Connect ``sock``, in name only: it stands for the connection until a protocol takes that over."""
        self._made[sock] = await self._connect(machine, (address[0], address[1]), sock)

    async def create_connection(
        self,
        machine: Machine,
        factory: Callable[[], Any],
        host: str | None = None,
        port: int | None = None,
        *,
        sock: socket.socket | None = None,
        ssl: object = None,
        **_: object,
    ) -> tuple[asyncio.Transport, Any]:
        """As asyncio's; without TLS."""
        if ssl:
            raise NotImplementedError("no TLS in the simulator")
        if sock is not None:
            near = self._made.pop(sock)
        else:
            found = await self.resolve(machine, host, port)
            near = await self._connect(machine, found[0][4], None)
        protocol = factory()
        near.begin(protocol)
        return near, protocol

    async def _connect(self, machine: Machine, address: Address, sock: socket.socket | None) -> Endpoint:
        server, factory = self._listening[address]
        delay, error = self.conditions.connecting()
        await _sleep(machine, delay)
        if error is not None:
            raise error
        near, far = Endpoint(self, machine, sock, address), Endpoint(self, server, None, address)
        near.peer, far.peer = far, near
        near.outward = True
        server.call_soon(far.begin, factory())
        return near

    def passing(self, end: Endpoint) -> Passage:
        """What becomes of what ``end`` sends."""
        return self.conditions.passing(outward=end.outward)


class Endpoint(asyncio.Transport):
    """One side of a connection. What is sent arrives in order, or not at all."""

    peer: Endpoint

    def __init__(self, network: Network, machine: Machine, sock: socket.socket | None, address: Address) -> None:
        super().__init__()
        self.machine = machine
        self.outward = False
        self._network = network
        self._sock = sock
        self._address = address
        self._protocol: Any = None
        self._closing = False
        self._over = False
        self._black_hole = False
        self._arrives_at = 0.0
        self._ended_at: float = _NEVER
        self._reading = True
        self._unread: list[tuple[bytes, Callable[[], None] | None]] = []
        machine.at_death(self._die)

    def begin(self, protocol: Any) -> None:
        """Give the connection to whoever speaks on it."""
        self._protocol = protocol
        if self.machine.alive and not self._over:
            protocol.connection_made(self)

    # What a protocol does with its transport.

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.send(bytes(data))

    def send(self, data: bytes, heard: Callable[[], None] | None = None) -> None:
        """Write; ``heard`` is called if and when the other side was given it."""
        if self._closing or not self.machine.alive or not data:
            return
        passage = self._network.passing(self)
        if self._black_hole:
            return
        when = self._in_order(passage.delay)
        if passage.arrives:
            self.peer.machine.call_at(when, self.peer.receive, data, heard)
        elif not passage.breaks:
            self._black_hole = self.peer._black_hole = True
        if passage.breaks:
            broken = ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
            for end in (self, self.peer):
                end._ended_at = when
                end.machine.call_at(when, end.lose, broken)

    def receive(self, data: bytes, heard: Callable[[], None] | None) -> None:
        """Take what the other side sent."""
        if self._closing:
            return
        if not self._reading:
            self._unread.append((data, heard))
            return
        if heard is not None:
            heard()
        self._protocol.data_received(data)

    def close(self) -> None:
        if self._closing:
            return
        self._end(None, graceful=True)

    def abort(self) -> None:
        if self._closing:
            return
        self._end(None, graceful=False)

    def lose(self, error: Exception | None) -> None:
        """The connection is gone."""
        if self._closing:
            return
        self._closing = True
        self._tell_lost(error)

    def is_closing(self) -> bool:
        return self._closing

    def pause_reading(self) -> None:
        self._reading = False

    def resume_reading(self) -> None:
        self._reading = True
        unread, self._unread = self._unread, []
        for data, heard in unread:
            self.machine.call_soon(self.receive, data, heard)

    def is_reading(self) -> bool:
        return self._reading and not self._closing

    def can_write_eof(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0

    def get_write_buffer_limits(self) -> tuple[int, int]:
        return (16384, 65536)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Nothing waits here."""

    def set_protocol(self, protocol: Any) -> None:
        self._protocol = protocol

    def get_protocol(self) -> Any:
        return self._protocol

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        match name:
            case "socket":
                return _Socket(self)
            case "peername" | "sockname":
                return self._address
            case _:
                return default

    @property
    def has_news(self) -> bool:
        """Whether the system knows of the end that the event loop has not passed on yet."""
        return self._ended_at <= self.machine.scheduler.now

    def descriptor(self) -> int:
        """What polls as this connection does."""
        return self._network.descriptor(ended=self.has_news)

    # How it ends.

    def _end(self, error: Exception | None, *, graceful: bool) -> None:
        self._closing = True
        self._tell_peer(graceful=graceful)
        self._tell_lost(error)

    def _die(self) -> None:
        """The process died: the system closes what it had open."""
        if not self._closing:
            self._closing = True
            self._tell_peer(graceful=True)
        self._close_socket()

    def _tell_peer(self, *, graceful: bool) -> None:
        if self._black_hole or not self.peer.machine.alive:
            return
        when = self._in_order(self._network.passing(self).delay)
        error = None if graceful else ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
        self.peer._ended_at = min(self.peer._ended_at, when)
        self.peer.machine.call_at(when, self.peer.hear_end, error)

    def hear_end(self, error: Exception | None) -> None:
        """The other side has closed."""
        if self._closing:
            return
        if error is None and self._protocol is not None:
            self._protocol.eof_received()
        self._closing = True
        self._tell_lost(error)

    def _tell_lost(self, error: Exception | None) -> None:
        self._close_socket()
        if not self._over:
            self._over = True
            if self._protocol is not None:
                self.machine.call_soon(self._protocol.connection_lost, error)

    def _close_socket(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None

    def _in_order(self, delay: float) -> float:
        self._arrives_at = max(self._arrives_at, self.machine.scheduler.now + delay)
        return self._arrives_at


class _Socket:
    """What is asked of a connection's socket."""

    family = socket.AF_INET
    type = socket.SOCK_STREAM
    proto = socket.IPPROTO_TCP

    def __init__(self, end: Endpoint) -> None:
        self._end = end

    def fileno(self) -> int:
        return self._end.descriptor()

    def setsockopt(self, *_: object) -> None:
        """Nothing to set."""

    def getsockopt(self, *_: object) -> int:
        return 0

    def getsockname(self) -> Any:
        return self._end.get_extra_info("sockname")

    def getpeername(self) -> Any:
        return self._end.get_extra_info("peername")


async def _sleep(machine: Machine, seconds: float) -> None:
    future = machine.create_future()
    timer = machine.call_later(seconds, _wake, future)
    try:
        await future
    finally:
        timer.cancel()


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
