"""Details of the bot's health: trouble of this process, and trouble that all processes share.

Readiness (``/readyz``) does not depend on them: taking processes out of service does not help against trouble that is shared.
"""

from __future__ import annotations

import asyncio
from typing import Any

from bot.core import activity
from bot.jobs.heartbeat import STUCK_AFTER
from bot.storage.backends.replica import Replica
from bot.storage.queues.backlog import Waiting
from bot.web.queue_depths import Queues
from bot.web.readings import Readings

UPDATE_BOUND = 60.0
"""Seconds that the oldest update may wait for its turn, which takes milliseconds."""
LEAD_BOUND = 300.0
"""Seconds that a lead may be overdue, not how old it may be: while the Lead API is down leads wait for days, each with a
time for its next attempt."""
Report = dict[str, Any]


async def look(readings: Readings, replica: Replica) -> Report:
    """Return the findings as JSON without personal data. ``ok`` is false if any of them is not."""
    queues, writable, telegram = await asyncio.gather(
        readings.queues.get(), readings.writable.get(), readings.reaches_telegram.get()
    )
    stuck = activity.stuck(STUCK_AFTER)
    report: Report = {
        "process": {"ok": not stuck, "stuck": stuck},
        "replicas": {"ok": replica.in_touch, "leads": replica.leads},
        "database": {"ok": queues is not None and writable is True},
        "telegram": {"ok": telegram is True},
    }
    if queues is not None:
        report |= _report(queues)
    return {"ok": all(part.get("ok", True) for part in report.values()), **report}


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
