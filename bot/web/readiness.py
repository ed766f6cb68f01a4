"""Readiness: the database answers, Telegram is reachable, and nothing waits too long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bot.storage.queues.backlog import Waiting
from bot.web.queue_depths import QueueReader, Queues
from bot.web.write_probe import WriteProbe

UPDATE_BOUND = 60.0
"""Seconds that the oldest update may wait for its turn, which takes milliseconds."""
LEAD_BOUND = 300.0
"""Seconds that a lead may be overdue. Not how old it may be: while the Lead API is away leads wait for days, each with a
time for its next attempt, and taking the bot out of service would help nobody."""
KEPT = 10.0
"""Seconds that Telegram's word is good for."""

Report = dict[str, Any]


class Readiness:
    """Readiness check. ``reaches_telegram`` makes a request to Telegram, at most once in ``KEPT`` seconds."""

    def __init__(
        self, queues: QueueReader, storing: WriteProbe, reaches_telegram: Callable[[], Awaitable[bool]]
    ) -> None:
        self._queues = queues
        self._storing = storing
        self._reaches_telegram = reaches_telegram
        self._reached = False
        self._asked_at: float | None = None
        self._asking = asyncio.Lock()

    async def look(self) -> tuple[bool, Report]:
        """Return whether the bot is ready, and the findings as JSON without personal data."""
        queues, stores, telegram = await asyncio.gather(
            self._queues.queues(), self._storing.is_writable(), self._telegram()
        )
        report: Report = {"database": {"ok": queues is not None and stores}, "telegram": {"ok": telegram}}
        if queues is not None:
            report |= _report(queues)
        ready = all(part.get("ok", True) for part in report.values())
        return ready, {"ready": ready, **report}

    async def _telegram(self) -> bool:
        async with self._asking:
            if self._asked_at is None or time.monotonic() - self._asked_at > KEPT:
                self._reached = await self._reaches_telegram()
                self._asked_at = time.monotonic()
            return self._reached


def _report(queues: Queues) -> Report:
    overdue = 0.0 if queues.leads_due is None else max(queues.at - queues.leads_due, 0.0)
    updates = _waiting(queues.updates, queues.at)
    return {
        "updates": {"ok": updates["oldest_seconds"] <= UPDATE_BOUND, **updates, "set_aside": queues.updates_aside},
        "replies": _waiting(queues.replies, queues.at),
        "leads": {
            "ok": overdue <= LEAD_BOUND,
            **_waiting(queues.leads, queues.at),
            "overdue_seconds": round(overdue, 3),
            "set_aside": queues.leads_aside,
            "paused": queues.paused > 0,
            "held": queues.held,
        },
    }


def _waiting(waiting: Waiting, at: float) -> Report:
    return {"waiting": waiting.count, "oldest_seconds": round(waiting.age(at), 3)}
