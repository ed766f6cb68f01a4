"""Dispatch: selection of the leads to post and the queues to probe next, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from bot.lead_api import update_delivery
from bot.lead_api.notices import TellStaff, lead_of, tell_delayed, tell_held
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


class Claim(Struct, frozen=True):
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
    known: Collection[str] | None,
    tell_staff: TellStaff,
) -> Claim:
    """Lease up to ``free`` due leads for ``lease`` seconds, oldest first, and select the paused queues to be probed.

    ``probing`` are the agencies being probed right now. ``on_trial`` are paused agencies whose probe succeeded: their
    leads are taken again, and the first outcome decides. ``in_flight`` are the agencies of the calls in progress.
    Agencies in ``passed_over`` are left out: they have used up their share, or are not set up here. Nothing at all is
    taken while the whole queue is held. ``known``: the references of the leads claimed so far, after the answer to a claim
    was lost; others are released first.
    """
    if known is not None:
        lead_queue.disown(tx, known)
    standing = pauses.all_(tx)
    left_alone = {pause.agency for pause in standing} | set(passed_over)
    updates = _take_updates(tx, UPDATES_MAX, left_alone) if free else ()
    copy = old_copies.permission(tx)
    if copy.held_since is not None or copy.wait:
        if copy.held_since is not None:
            tell_held(tx, lead_queue.agencies(tx) - set(passed_over), copy.held_since, tell_staff)
        wait = _until(tx, [tx.now + copy.wait if copy.wait else None, lead_updates.next_due(tx, left_alone)])
        return Claim((), (), (), notified=False, wait=wait, held_since=copy.held_since, updates=updates)
    paused = {each.agency: each for each in standing if each.agency not in {*on_trial, *passed_over}}
    jobs = lead_queue.take(tx, free, lease, paused={*paused, *passed_over}) if free else []
    if jobs:
        copy_marks.mark(tx)
    due = [each for each in paused.values() if each.probe_at <= tx.now]
    untouched = {*(each.agency for each in due), *probing, *passed_over}
    times: list[float | None] = [each.probe_at for each in paused.values() if each.agency not in untouched]
    resumed: tuple[str, ...] = ()
    notified = 0
    if len(jobs) < free:
        # None of their leads is due, so there is no trial: the successful probe has to suffice.
        untried = set(on_trial) - set(in_flight) - {job.agency for job in jobs}
        resumed = tuple(agency for agency in sorted(untried) if resume(tx, agency, tell_staff))
        if paused.keys() - untouched:
            notified = _hold(tx, paused, lease, untouched)
        times += [lead_queue.next_due(tx, untouched), lead_updates.next_due(tx, left_alone)]
    probes = tuple(each for each in due if each.agency not in probing)
    return Claim(tuple(jobs), probes, resumed, bool(notified), _until(tx, times), updates=updates)


def _until(tx: Transaction, times: Iterable[float | None]) -> float | None:
    """Return the seconds until the first of ``times``, or ``None`` if there is none."""
    first = min((each for each in times if each is not None), default=None)
    return None if first is None else max(first - tx.now, 0.0)


def _take_updates(
    tx: Transaction, limit: int, left_alone: Collection[str]
) -> tuple[tuple[UpdateJob, StoredLead | None], ...]:
    jobs = lead_updates.take(tx, limit, update_delivery.LEASE, left_alone)
    return tuple((job, lead_records.get(tx, job.agency, job.reference)) for job in jobs)


def _hold(tx: Transaction, paused: Mapping[str, Pause], lease: float, untouched: Collection[str]) -> int:
    """Postpone the due leads of paused queues until the probe, and notify their people; return how many were told.

    Otherwise a person whose lead enters a paused queue would hear nothing. The queues ``untouched`` include those about
    to be probed, so that their leads are due as soon as the queue resumes.
    """
    notified = 0
    for job in lead_queue.take(tx, HELD_MAX, lease, paused=untouched):
        pause = paused.get(job.agency)
        # The caller took the other agencies' due leads, except those behind leads that no longer exist.
        next_at = tx.now if pause is None else pause.probe_at
        put_off = LeadResult(job.reference, job.agency, LeadStatus.WAITING, next_at=next_at, reason=None)
        if lead_queue.record_result(tx, put_off, job.attempt) and pause is not None:
            notified += tell_delayed(tx, job, lead_of(job))
    return notified
