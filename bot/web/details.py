"""Details of the bot's health: trouble of this process, and trouble that all processes share.

Readiness (``/readyz``) does not depend on them: taking processes out of service does not help against trouble that is shared.
"""

from __future__ import annotations

import asyncio
from typing import Any

from bot.core import activity
from bot.jobs.heartbeat import STUCK_AFTER
from bot.jobs.retention import SKEW
from bot.storage.queues.backlog import Waiting
from bot.web.metrics import MetricSources
from bot.web.queue_depths import Queues
from bot.web.readings import Readings

UPDATE_BOUND = 60.0
"""Seconds that the oldest update may wait for its turn, which takes milliseconds."""
WAIT_BOUND = 900.0
"""Seconds that the oldest reply or lead may wait."""
OVERDUE_BOUND = 300.0
"""Seconds that a lead may be overdue: while the Lead API is down each has a time for its next attempt, which is kept."""
Report = dict[str, Any]


async def look(readings: Readings, parts: MetricSources) -> Report:
    """Return the findings as JSON without personal data.

    ``alerts``: the alerts of deploy/alerts.yml whose condition holds. ``ok`` is false if there is one, or if a part is not.
    """
    queues, writable, telegram = await asyncio.gather(
        readings.queues.get(), readings.writable.get(), readings.reaches_telegram.get()
    )
    stuck = activity.stuck(STUCK_AFTER)
    refused = sorted(each.agency.id for each in parts.agencies if each.token_refused)
    several = len(parts.agencies) > 1
    report: Report = {
        "process": {"ok": not stuck, "stuck": stuck},
        "replicas": {"ok": parts.replica.in_touch, "leads": parts.replica.leads},
        "database": {"ok": queues is not None and writable is True},
        "telegram": {"ok": telegram is True and not refused} | ({"tokens_refused": refused} if several else {}),
    }
    alerts = {
        "ValuationBotCannotStore": writable is not True,
        "ValuationBotTelegramUnreachable": telegram is not True,
        "ValuationBotTokenRefused": several and bool(refused),
    }
    if queues is not None:
        report |= _report(queues)
        alerts |= _alerts(queues)
    found = [name for name, holds in alerts.items() if holds]
    well = not found and all(part["ok"] for part in report.values())
    return {"ok": well, "alerts": found, **report}


def _alerts(queues: Queues) -> dict[str, bool]:
    """Return which alerts' conditions hold in the database; the bounds are those of deploy/alerts.yml."""
    return {
        "ValuationBotClockWrong": abs(queues.clock_ahead or 0.0) > SKEW,
        "ValuationBotUpdatesWait": queues.updates.age(queues.at) > UPDATE_BOUND,
        "ValuationBotRepliesWait": queues.replies.age(queues.at) > WAIT_BOUND,
        "ValuationBotLeadsWait": queues.leads.age(queues.at) > WAIT_BOUND,
        "ValuationBotLeadQueuePaused": queues.paused > 0,
        "ValuationBotLeadsHeld": queues.held,
        "ValuationBotLeadsSetAside": queues.leads_aside > 0,
        "ValuationBotUpdatesSetAside": queues.updates_aside > 0,
    }


def _report(queues: Queues) -> Report:
    overdue = 0.0 if queues.leads_due is None else max(queues.at - queues.leads_due, 0.0)
    alerts = _alerts(queues)
    ahead = queues.clock_ahead

    def well(*names: str) -> bool:
        return not any(alerts[f"ValuationBot{name}"] for name in names)

    return {
        "clock": {"ok": well("ClockWrong"), "seconds_ahead": None if ahead is None else round(ahead)},
        "updates": {
            "ok": well("UpdatesWait", "UpdatesSetAside"),
            **_waiting(queues.updates, queues.at),
            "set_aside": queues.updates_aside,
        },
        "replies": {"ok": well("RepliesWait"), **_waiting(queues.replies, queues.at)},
        "leads": {
            "ok": overdue <= OVERDUE_BOUND and well("LeadsWait", "LeadQueuePaused", "LeadsHeld", "LeadsSetAside"),
            **_waiting(queues.leads, queues.at),
            "overdue_seconds": round(overdue, 3),
            "set_aside": queues.leads_aside,
            "paused": queues.paused > 0,
            "held": queues.held,
        },
    }


def _waiting(waiting: Waiting, at: float) -> Report:
    return {"waiting": waiting.count, "oldest_seconds": round(waiting.age(at), 3)}
