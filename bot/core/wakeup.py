"""Wakeup signals between the parts of one process, so that an idle bot does not poll the database."""

from __future__ import annotations

import asyncio


class Wakeup:
    """Rung by whoever adds work, awaited by the one who does it. A ring while nobody waits is kept."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake the waiter. To be called on the event loop."""
        self._event.set()

    async def wait(self, seconds: float | None = None) -> None:
        """Return at the next ring, or after ``seconds``; at once if the bell was rung since the last wait."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        finally:
            self._event.clear()
