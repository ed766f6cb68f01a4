"""Dispatch: selection of the leads to post and the queues to probe next, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.core.serialization import LEAD
from bot.lead_api import update_delivery
from bot.lead_api.notices import TellStaff, tell_delayed, tell_held
from bot.lead_api.results import resume
from bot.storage.backends import old_copies
from bot.storage.leads import lead_queue, lead_records, lead_updates, pauses
from bot.storage.leads.lead_queue import LeadJob, LeadResult
from bot.storage.leads.lead_records import StoredLead
from bot.storage.leads.lead_updates import UpdateJob
from bot.storage.leads.pauses import Pause
from bot.storage.transaction import Transaction
from bot.storage.upkeep import copy_marks
from conversations.events import LeadStatus

UPDATES_MAX = 10
"""Lead updates begun in one transaction."""
HELD_MAX = 100
"""Leads of paused queues postponed in one transaction."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Leads to be posted, updates to be sent and pauses to be probed now; resumed queues; and seconds until the next claim.

    ``wait`` is ``None`` if only a wakeup can bring new work. ``held_since``: the database is an older copy, and nothing
    is sent until somebody releases the queue.
    """

    jobs: tuple[LeadJob, ...]
    probes: tuple[Pause, ...]
    resumed: tuple[str, ...]
    notified: bool
    wait: float | None
    held_since: float | None = None
    updates: tuple[tuple[UpdateJob, StoredLead | None], ...] = ()
    """Each with the row of its lead, if it still exists."""


def claim(
    tx: Transaction,
    *,
    free: int,
    lease: float,
    probing: Collection[str],
    on_trial: Collection[str],
    in_flight: Collection[str],
    passed_over: Collection[str],
    tell_staff: TellStaff,
) -> Claim:
    """Lease up to ``free`` due leads for ``lease`` seconds, oldest first, and select the paused queues to be probed.

    ``probing`` are the agencies being probed right now. ``on_trial`` are paused agencies whose probe succeeded: their
    leads are taken again, and the first outcome decides. ``in_flight`` are the agencies of the calls in progress.
    Agencies in ``passed_over`` are left out: they have used up their share, or are not set up here. Nothing at all is
    taken while the whole queue is held.
    """
    left_alone = {pause.agency for pause in pauses.all_(tx)} | set(passed_over)
    updates = _take_updates(tx, UPDATES_MAX, left_alone) if free else ()
    copy = old_copies.permission(tx)
    if copy.held_since is not None or copy.wait:
        if copy.held_since is not None:
            tell_held(tx, lead_queue.agencies(tx) - set(passed_over), copy.held_since, tell_staff)
        wait = _sooner(copy.wait or None, _seconds_to_update(tx, left_alone))
        return Claim((), (), (), notified=False, wait=wait, held_since=copy.held_since, updates=updates)
    paused = {
        pause.agency: pause
        for pause in pauses.all_(tx)
        if pause.agency not in on_trial and pause.agency not in passed_over
    }
    jobs = lead_queue.take(tx, free, lease, paused={*paused, *passed_over}) if free else []
    if jobs:
        copy_marks.mark(tx)
    resumed: tuple[str, ...] = ()
    held = notified = 0
    if len(jobs) < free:
        # None of their leads is due, so there is no trial: the successful probe has to suffice.
        untried = set(on_trial) - set(in_flight) - {job.agency for job in jobs}
        resumed = tuple(agency for agency in sorted(untried) if resume(tx, agency, tell_staff))
        held, notified = _hold(tx, paused, lease, probing, passed_over)
    due_probes = tuple(pause for pause in paused.values() if pause.probe_at <= tx.now and pause.agency not in probing)
    wait = _seconds_to_next(tx, paused, {*probing, *passed_over}, anything_free=len(jobs) < free, more=held == HELD_MAX)
    if len(jobs) < free:
        wait = _sooner(wait, _seconds_to_update(tx, left_alone))
    return Claim(tuple(jobs), due_probes, resumed, bool(notified), wait, updates=updates)


def _take_updates(
    tx: Transaction, limit: int, left_alone: Collection[str]
) -> tuple[tuple[UpdateJob, StoredLead | None], ...]:
    jobs = lead_updates.take(tx, limit, update_delivery.LEASE, left_alone)
    return tuple((job, lead_records.get(tx, job.agency, job.reference)) for job in jobs)


def _seconds_to_update(tx: Transaction, left_alone: Collection[str]) -> float | None:
    due = lead_updates.next_due(tx, left_alone)
    return None if due is None else max(due - tx.now, 0.0)


def _sooner(one: float | None, other: float | None) -> float | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _hold(
    tx: Transaction,
    paused: dict[str, Pause],
    lease: float,
    probing: Collection[str],
    passed_over: Collection[str],
) -> tuple[int, int]:
    """Postpone the due leads of paused queues until the probe, and notify their people.

    Otherwise a person whose lead enters a paused queue would hear nothing. Queues about to be probed are skipped, so that
    their leads are due as soon as the queue resumes. Returns how many were postponed, and told.
    """
    if not any(pause.probe_at > tx.now and agency not in probing for agency, pause in paused.items()):
        return 0, 0
    about_to_be_probed = {agency for agency, pause in paused.items() if pause.probe_at <= tx.now}
    jobs = lead_queue.take(tx, HELD_MAX, lease, paused={*about_to_be_probed, *probing, *passed_over})
    notified = 0
    for job in jobs:
        row = lead_records.get(tx, job.agency, job.reference)
        pause = paused.get(job.agency)
        put_off = LeadResult(
            job.reference,
            job.agency,
            LeadStatus.WAITING,
            # The caller took the other agencies' due leads, except those behind leads that no longer exist.
            next_at=tx.now if pause is None else pause.probe_at,
            reason=row.reason if row else "",
        )
        if lead_queue.record_result(tx, put_off, job.attempt) and pause is not None:
            notified += _tell_once(tx, job)
    return len(jobs), notified


def _tell_once(tx: Transaction, job: LeadJob) -> bool:
    try:
        lead = LEAD.decode(job.lead)
    except ValueError:  # the attempt will set it aside
        return False
    return tell_delayed(tx, job, lead)


def _seconds_to_next(
    tx: Transaction, paused: dict[str, Pause], left_alone: Collection[str], *, anything_free: bool, more: bool
) -> float | None:
    if more:
        return 0.0
    times = [pause.probe_at for pause in paused.values() if pause.agency not in left_alone and pause.probe_at > tx.now]
    if anything_free:
        about_to_be_probed = {agency for agency, pause in paused.items() if pause.probe_at <= tx.now}
        due = lead_queue.next_due(tx, paused={*about_to_be_probed, *left_alone})
        times += [] if due is None else [due]
    return max(min(times) - tx.now, 0.0) if times else None
