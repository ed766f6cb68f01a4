"""Who vouches for servers, for a test only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.outbound import tls_context

TLS = Path(__file__).parent / "tls"
"""A certificate for localhost with its key, signed by itself, good for a hundred years, and used for nothing else."""


@contextlib.contextmanager
def trusting(certificate: Path) -> Iterator[None]:
    """Have whoever ``certificate`` stands for vouch for servers, too. The roots are read once a process: then, and after."""
    tls_context.cache_clear()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("certifi.where", lambda: str(certificate))
            yield
    finally:
        tls_context.cache_clear()
