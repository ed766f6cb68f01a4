"""Readiness: the database answers, Telegram is reachable, and nothing waits too long."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.storage.queues.backlog import Waiting
from bot.web.queue_depths import Queues
from bot.web.readings import Readings

UPDATE_BOUND = 60.0
"""Seconds that the oldest update may wait for its turn, which takes milliseconds."""
LEAD_BOUND = 300.0
"""Seconds that a lead may be overdue, not how old it may be: while the Lead API is down leads wait for days, each with a
time for its next attempt, and taking the bot out of service would not help."""
Report = dict[str, Any]


async def look(readings: Readings) -> tuple[bool, Report]:
    """Return whether the bot is ready, and the findings as JSON without personal data."""
    queues, writable, telegram = await asyncio.gather(
        readings.queues.get(), readings.writable.get(), readings.reaches_telegram.get()
    )
    report: Report = {"database": {"ok": queues is not None and writable is True}, "telegram": {"ok": telegram is True}}
    if queues is not None:
        report |= _report(queues)
    ready = all(part.get("ok", True) for part in report.values())
    return ready, {"ready": ready, **report}


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
