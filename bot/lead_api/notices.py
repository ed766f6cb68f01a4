"""Notices of the lead worker: to the conversation through the inbox, to staff by a sentence of the catalogue."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.core.serialization import LEAD
from bot.storage.leads import lead_queue
from bot.storage.leads.lead_queue import LeadJob
from bot.storage.queues import inbox
from bot.storage.staff import notice_throttle
from bot.storage.transaction import Transaction
from conversations.commands import Param
from conversations.events import LeadDelayed, LeadReceived, LeadRejected, LeadSetAside, LeadSlow
from conversations.lead import Lead

TellStaff = Callable[[Transaction, str, str, Mapping[str, Param]], None]
"""Called as ``tell_staff(tx, agency, key, params)`` in the transaction that it reports on; ``key`` is a sentence of the
catalogues or of the staff's own. Parameters hold references and reasons, never the person's identity, except in a
delivered lead's card, where :mod:`bot.staff.lead_cards` shows what the agency enabled."""

PAUSED = "staff.paused"
"""Parameter ``reason``."""
RESUMED = "staff.resumed"
SET_ASIDE = "staff.set_aside"
"""Parameters ``reference``, ``reason``."""
REPEATS = "staff.repeats"
"""Parameter ``reference``: given up after unknown outcomes."""
WITHDRAWN_LATE = "staff.withdrawn_late"
"""Parameter ``reference``: delivered although withdrawn, since the request was in flight."""

WITHDRAWAL_DONE = "notice.withdrawal_done"
"""Parameters ``reference``, ``lead_id``, ``office``; likewise for the two below."""
WITHDRAWAL_REPEATED = "notice.withdrawal_repeated"
WITHDRAWAL_ABSENT = "notice.withdrawal_absent"
WITHDRAWAL_FAILED = "notice.withdrawal_failed"
"""Additional parameter ``reason``."""
ADDITION_FAILED = "notice.addition_failed"
"""Additional parameter ``reason``."""

LEADS_HELD = "notice.leads_held"
OFFICE_GONE = "notice.office_gone"
"""Parameters ``office``, an id, and ``codes`` of campaigns that name it."""

PATIENCE = (2.0, 8.0)
"""Seconds without an answer until the first and the second notice. "Typing" is shown for five of them."""

Told = LeadReceived | LeadRejected | LeadSetAside


def outcome_item(job: LeadJob, what: str, body: Told) -> inbox.NewItem:
    """Return the inbox item that tells the conversation the outcome of this attempt; the same one each time."""
    return _item(job, f"{job.attempt}:{what}", body)


def tell_outcomes(tx: Transaction, items: Sequence[inbox.NewItem]) -> None:
    """Put outcomes, each an :func:`outcome_item`, into the conversations' inboxes; idempotent."""
    inbox.add(tx, items)


def tell_held(tx: Transaction, agencies: Iterable[str], since: float, tell_staff: TellStaff) -> None:
    """Notify the staff of these agencies that the lead queue is held: once per hold."""
    for agency in sorted(agencies):
        last = notice_throttle.last_sent(tx, agency, LEADS_HELD)
        if last is None or last < since:
            notice_throttle.record(tx, agency, LEADS_HELD)
            tell_staff(tx, agency, LEADS_HELD, {})


def lead_of(job: LeadJob) -> Lead | None:
    """Return the lead of a job; ``None`` if it is unreadable; the attempt will then set it aside."""
    try:
        return LEAD.decode(job.lead)
    except ValueError:
        return None


def tell_slow(tx: Transaction, job: LeadJob, lead: Lead | None) -> bool:
    """Notify the person that there is no answer yet: once per consent. ``True`` if the notice was queued."""
    return _tell(tx, job, lead, "slow", LeadSlow(job.reference))


def tell_delayed(tx: Transaction, job: LeadJob, lead: Lead | None) -> bool:
    """Notify the person that the estimate will come later: once per consent. ``True`` if the notice was queued."""
    return _tell(tx, job, lead, "delayed", LeadDelayed(job.reference))


def tell_waiting(tx: Transaction, since: float) -> int:
    """Notify people whose lead waits for a free slot and was never begun; return how many.

    ``since``: when this was last done (seconds since 1970). People whose request is in flight are notified by its task.
    """
    notified = 0
    ends = (*PATIENCE, math.inf)
    for number, tell in enumerate((tell_slow, tell_delayed)):
        # People due for the second notice do not get the first as well.
        begins = max(since - ends[number], tx.now - ends[number + 1])
        for job in lead_queue.not_begun(tx, begins, tx.now - ends[number]):
            notified += tell(tx, job, lead_of(job))
    return notified


def _tell(tx: Transaction, job: LeadJob, lead: Lead | None, what: str, body: LeadSlow | LeadDelayed) -> bool:
    if lead is None:
        return False
    return inbox.add(tx, [_item(job, f"{lead.consent.at.timestamp():.0f}:{what}", body)]) == 1


def _item(job: LeadJob, what: str, body: Told | LeadSlow | LeadDelayed) -> inbox.NewItem:
    return inbox.event_item(job.agency, f"lead:{job.reference}:{what}", job.chat_id, body)
