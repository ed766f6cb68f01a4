"""Wakeup signals between the parts of one process, so that an idle bot does not poll the database."""

from __future__ import annotations

import asyncio


class Wakeup:
    """Wakeup signal: notified by whoever adds work, awaited by the worker. A signal while nobody waits is kept."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake the waiter. Call it on the event loop."""
        self._event.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Wait for the next signal, at most ``seconds``; return at once if there was one since the last wait."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        finally:
            self._event.clear()
