"""Repetition of a job's round until it is cancelled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


async def repeat(
    work: Callable[[], Awaitable[float | None]], every: float, trouble: str, level: int = logging.ERROR
) -> None:
    """Do ``work`` again and again, ``every`` seconds apart, or as many as it returns.

    A round that fails is logged with the sentence ``trouble`` and the kind of its error; the next one goes on.
    """
    while True:
        wait = None
        try:
            wait = await work()
        except Exception as error:  # noqa: BLE001  the top of a loop: the next round tries again
            log.log(level, trouble, extra={"error": type(error).__name__})
        await asyncio.sleep(every if wait is None else wait)
