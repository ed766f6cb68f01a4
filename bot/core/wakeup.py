"""Wakeup signals between the workers of one process, so that an idle bot does not poll the database."""

from __future__ import annotations

import asyncio


class Wakeup:
    """Wakeup signal: notified by the code that adds work, awaited by the worker. A signal sent while nobody waits is kept."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake the waiter. Call it on the event loop."""
        self._event.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait up to ``seconds`` for the next signal, and return whether it came; at once if it came since the last wait."""
        try:
            async with asyncio.timeout(seconds):
                return await self._event.wait()
        except TimeoutError:
            return False
        finally:
            self._event.clear()
