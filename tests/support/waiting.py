"""Waiting for something to become true, in tests: on conditions with a generous deadline, never for a fixed time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE = 40.0
"""Seconds. Machines are shared and slow at times; whoever waits longer than this waits for something that never comes."""

_LOOK_EVERY = 0.01


async def eventually(met: Callable[[], object], what: str | Callable[[], object], patience: float = PATIENCE) -> None:
    """Return once ``met()``, awaited if it can be, is true.

    Fails with ``what`` (or what it returns by then) after ``patience`` seconds.
    """
    deadline = time.monotonic() + patience
    while not await _truth(met()):
        if time.monotonic() > deadline:
            raise AssertionError(f"never came: {what() if callable(what) else what}")
        await asyncio.sleep(_LOOK_EVERY)


async def _truth(found: object) -> bool:
    return bool(await found if isinstance(found, Awaitable) else found)
