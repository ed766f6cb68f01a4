"""Outbound connections: the TLS context that all clients share, and a name for a network error that is safe to log."""

from __future__ import annotations

import ssl
from functools import cache

import certifi


@cache
def tls_context() -> ssl.SSLContext:
    """Return the TLS context of all clients: certificates and host names are checked.

    The roots are the system's and certifi's. One context for the whole process: the roots take 20 ms and a megabyte, which
    each of a thousand agencies would pay again.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # for systems whose Python brings no roots, such as macOS
    return context


def fault(error: BaseException) -> str:
    """Name the first cause of a network error: its class and, for errors of the system, the system's words for it.

    Nothing else of an error's text is used: libraries quote addresses, and what was on the wire.
    """
    while True:
        # The context too: httpcore breaks its chain of causes with "from None".
        cause = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__
        if cause is None:
            break
        error = cause
    words = error.strerror if isinstance(error, OSError) and isinstance(error.strerror, str) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
