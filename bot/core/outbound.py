"""Outbound connections: the TLS context shared by all clients, and descriptions of network errors that are safe to log."""

from __future__ import annotations

import ssl
from functools import cache

import certifi


@cache
def tls_context() -> ssl.SSLContext:
    """Return the TLS context of all clients, which checks certificates and host names.

    It trusts the system's and certifi's roots. The process shares one context: loading the roots takes 20 ms and a
    megabyte, too much for each of a thousand agencies.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # for systems whose Python has no roots, such as macOS
    return context


def fault(error: BaseException) -> str:
    """Describe the root cause of a network error: its class, and for system errors the system's message.

    The rest of an error's text is dropped, since libraries quote addresses and transferred data.
    """
    while True:
        # Follow the context too, since httpcore cuts the chain of causes with "from None".
        cause = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__
        if cause is None:
            break
        error = cause
    words = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
