"""Target of a request, parsed once from its URL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """Target of a request. ``target`` is the path and query; ``named`` is the value of the ``Host`` header."""

    host: str
    port: int
    tls: bool
    target: str
    named: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Parse a URL. Raises :class:`ValueError` unless it is an http(s) URL."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable() or " " in url:
            raise ValueError("not an http(s) address")
        tls = parts.scheme == "https"
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
        shown = f"[{host}]" if ":" in host else host
        default = 443 if tls else 80
        port = default if parts.port is None else parts.port
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        return cls(host, port, tls, target, shown if port == default else f"{shown}:{port}")
