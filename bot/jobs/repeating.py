"""Periodic repetition of a job's round until it is cancelled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


async def repeat(
    work: Callable[[], Awaitable[float | None]], every: float, trouble: str, level: int = logging.ERROR
) -> None:
    """Repeat ``work`` every ``every`` seconds, or after the number of seconds that it returns.

    A round that fails is logged with the sentence ``trouble`` and the class of the error; the next round follows as
    usual.
    """
    while True:
        wait = None
        try:
            wait = await work()
        except Exception as error:  # noqa: BLE001  last resort: the next round tries again
            log.log(level, trouble, extra={"error": type(error).__name__})
        await asyncio.sleep(every if wait is None else wait)
