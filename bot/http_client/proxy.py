"""HTTP proxy: tunnels to https servers (``CONNECT``, RFC 9110 section 9.3.6)."""

from __future__ import annotations

import asyncio
import base64
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from bot.http_client.address import Address

HEAD_MAX = 16 * 1024
"""Largest head of a proxy's answer, in bytes."""


@dataclass(frozen=True, slots=True, repr=False)
class Proxy:
    """HTTP proxy. ``authorization`` is the header with its credentials; empty if it has none."""

    address: Address
    authorization: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Parse a URL such as ``http://user:password@proxy.example:3128``. Raises :class:`ValueError` unless it is an http URL."""
        parts = urlsplit(url)
        if parts.username is None:
            return cls(Address.of(url), "")
        given = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        return cls(Address.of(url), f"Proxy-Authorization: Basic {base64.b64encode(given).decode()}\r\n")

    async def open_tunnel(self, loop: asyncio.AbstractEventLoop, sock: socket.socket, target: Address) -> None:
        """Turn the connection to the proxy into a tunnel to ``target``; closes ``sock`` on failure.

        :raises ConnectionError: the proxy refused, or its answer is missing or not HTTP.
        """
        try:
            await self._ask(loop, sock, target)
        except BaseException:
            sock.close()
            raise

    async def _ask(self, loop: asyncio.AbstractEventLoop, sock: socket.socket, target: Address) -> None:
        where = f"[{target.host}]:{target.port}" if ":" in target.host else f"{target.host}:{target.port}"
        request = f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n{self.authorization}\r\n"
        await loop.sock_sendall(sock, request.encode())
        head = b""
        while b"\r\n\r\n" not in head:  # a TLS server waits for the client, so no data follows
            more = await loop.sock_recv(sock, 4096)
            head += more
            if not more or len(head) > HEAD_MAX:
                raise ConnectionAbortedError(0, "the proxy gave no answer")
        version, _, rest = head.partition(b" ")
        status = rest[:3].decode("latin-1")
        if not version.startswith(b"HTTP/1.") or not status.isdigit():
            raise ConnectionAbortedError(0, "the proxy's answer is no HTTP")
        if not status.startswith("2"):
            raise ConnectionRefusedError(0, f"the proxy refuses, HTTP {status}")
