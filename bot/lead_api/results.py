"""Results of delivery attempts: lead status, notices and queue pauses, written in one transaction."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bot.campaigns import office_list
from bot.core.serialization import ESTIMATE, LEAD
from bot.lead_api import notices
from bot.lead_api.fields import OFFICE
from bot.lead_api.notices import TellStaff, outcome_item, tell_delayed, tell_outcomes
from bot.lead_api.outcomes import Looking, Outcome, Received, Refused, Rejected, RejectedField, Unknown, reason_of
from bot.lead_api.retry_policy import Decision, decide
from bot.staff import lead_cards
from bot.statistics.counters import DELIVERED, ESTIMATED, SET_ASIDE, FunnelCounter
from bot.storage.leads import lead_queue, pauses
from bot.storage.leads.lead_queue import LeadJob, LeadResult
from bot.storage.queues import inbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep import hangs
from conversations.events import LeadReceived, LeadRejected, LeadSetAside, LeadStatus
from conversations.lead import Lead, LeadType

PROBE_FIRST = 30.0
"""Seconds from the pause of a queue to the first probe."""

PROBE_MAX = 600.0
"""Longest time between two probes, in seconds."""

UNREADABLE = "this version of the bot cannot read the stored lead"
HUNG = "the bot hung at it again and again"


class RecordedOutcome(Struct, frozen=True):
    """Result of recording an outcome. ``status`` is ``None`` if the lead is gone or the attempt no longer current."""

    status: LeadStatus | None
    notified: bool = False
    paused: bool = False
    resumed: bool = False
    still_refused: bool = False


class EndedAttempt(Struct, frozen=True):
    """Ended attempt at a lead. ``jitter`` in [0, 1] spreads retries.

    ``on_trial``: the agency's queue is paused, and this attempt decides whether it resumes. ``by_staff``: the lead is one
    of the agency's admins, and counts as a test's.
    """

    job: LeadJob
    lead: Lead
    outcome: Outcome
    jitter: float
    on_trial: bool
    by_staff: bool = False


def probe_delay(paused_for: float) -> float:
    """Return seconds until the next probe of a queue that has been paused for this long: waits double, within bounds."""
    return min(max(paused_for, PROBE_FIRST), PROBE_MAX)


def record_outcome(
    tx: Transaction,
    attempt: EndedAttempt,
    *,
    tell_staff: TellStaff,
    counter: FunnelCounter,
    told: list[inbox.NewItem],
) -> RecordedOutcome:
    """Record the outcome of an attempt, notify the conversation and the staff, and pause or resume the agency's queue.

    Nobody is notified of a lead that is gone, or that was withdrawn in flight and not delivered. ``counter`` counts the
    lead's status; ``told`` gets the items for the conversation, for the caller to put into the inbox.
    """
    job, lead, outcome, on_trial = attempt.job, attempt.lead, attempt.outcome, attempt.on_trial
    if isinstance(outcome, RejectedField) and outcome.question == OFFICE:
        if lead.campaign.office_id is not None:
            return _without_office(tx, job, lead, outcome.reason, on_trial=on_trial, tell_staff=tell_staff)
        outcome = Rejected(outcome.reason)
    unknowns = job.unknowns + (isinstance(outcome, Unknown) and not outcome.counted)
    refusals = job.refusals + isinstance(outcome, Refused)
    # Not since the row was created: a refused lead corrected later gets its own 48 hours.
    since = max(job.created_at, lead.consent.at.timestamp())
    decision = decide(
        outcome,
        attempt=job.request,
        age_seconds=tx.now - since,
        unknowns=unknowns,
        jitter=attempt.jitter,
        refusals=refusals,
        looks=job.looks,
    )
    ended = lead_queue.record_result(tx, _result(tx, job, outcome, decision, unknowns, refusals), job.attempt)
    notified = False
    if ended is not None:
        if isinstance(outcome, Received):
            if ended.withdrawn:  # no card for the staff: a person who withdrew is not to be called
                tell_staff(tx, job.agency, notices.WITHDRAWN_LATE, {"reference": job.reference})
            else:
                card = lead_cards.delivered(lead, outcome.estimate, outcome.lead_id)
                tell_staff(tx, job.agency, lead_cards.DELIVERED, card)
        notified = _tell(tx, job, lead, outcome, status=ended.status, tell_staff=tell_staff, told=told)
        counted = replace(lead, campaign=replace(lead.campaign, test=lead.campaign.test or attempt.by_staff))
        _count(counter, job.agency, counted, outcome, ended.status, tx.now)
    status = None if ended is None else ended.status
    # What the outcome shows about the whole queue counts even if its lead is gone.
    if not decision.pause:
        proven = on_trial and not isinstance(outcome, Looking)  # a look-up shows nothing about accepting leads
        return RecordedOutcome(status, notified=notified, resumed=proven and resume(tx, job.agency, tell_staff))
    paused = pause(tx, job.agency, reason_of(outcome), tell_staff)
    if on_trial and not paused:
        since = next(pause.since for pause in pauses.all_(tx) if pause.agency == job.agency)
        pauses.postpone(tx, job.agency, tx.now + probe_delay(tx.now - since))
    return RecordedOutcome(status, notified=notified, paused=paused, still_refused=on_trial and not paused)


def _count(counter: FunnelCounter, agency: str, lead: Lead, outcome: Outcome, status: LeadStatus, now: float) -> None:
    if isinstance(outcome, Received):
        counter.lead(agency, lead, DELIVERED, now)
        counter.contacts(agency, lead, now)
        wanted = outcome.estimate.sale if lead.lead_type is LeadType.VENDOR else outcome.estimate.rent
        if wanted is not None:
            counter.lead(agency, lead, ESTIMATED, now)
    elif status is LeadStatus.SET_ASIDE:
        counter.lead(agency, lead, SET_ASIDE, now)


def _without_office(
    tx: Transaction, job: LeadJob, lead: Lead, reason: str, *, on_trial: bool, tell_staff: TellStaff
) -> RecordedOutcome:
    """Resend a lead whose office the account lacks, routed by the property's postcode: at once, under its reference.

    ``meta`` says so, and the staff are told once per office.
    """
    office, code = lead.campaign.office_id, lead.campaign.code
    result = LeadResult(job.reference, job.agency, LeadStatus.WAITING, reason=f"office {office}: {reason}")
    ended = lead_queue.record_result(tx, result, job.attempt)
    if ended is not None:
        notes = {**lead.notes, "office": f"{office} was refused, so this lead went by postcode"}
        amended = replace(lead, campaign=replace(lead.campaign, office_id=None), notes=notes)
        lead_queue.amend(tx, job, LEAD.encode(amended), None)
    if office is not None and office_list.note_missing(tx, job.agency, office):
        tell_staff(tx, job.agency, notices.OFFICE_GONE, {"office": str(office), "codes": code})
    status = None if ended is None else ended.status
    return RecordedOutcome(status, resumed=on_trial and resume(tx, job.agency, tell_staff))


def _result(
    tx: Transaction, job: LeadJob, outcome: Outcome, decision: Decision, unknowns: int, refusals: int
) -> LeadResult:
    return LeadResult(
        job.reference,
        job.agency,
        decision.status,
        next_at=None if decision.delay is None else tx.now + decision.delay,
        reason=reason_of(outcome),
        possible_repeat=decision.possible_repeat,
        estimate=ESTIMATE.encode(outcome.estimate) if isinstance(outcome, Received) else "",
        lead_id=outcome.lead_id if isinstance(outcome, Received) else "",
        unknowns=unknowns,
        refusals=refusals,
        looked=isinstance(outcome, Looking),
        absent=isinstance(outcome, Looking) and outcome.absent,
        # An absent lead is sent again only once its absence is certain.
        resolved=isinstance(outcome, Received) or (job.absent_at is not None and not isinstance(outcome, Looking)),
    )


def set_aside(tx: Transaction, job: LeadJob, why: str, tell_staff: TellStaff) -> RecordedOutcome:
    """Set aside a lead from which no valid request can be made; notify the person and the staff."""
    if job.hangs:
        hangs.forget(tx, hangs.lead_work(job.agency, job.reference))
    result = LeadResult(job.reference, job.agency, LeadStatus.SET_ASIDE, reason=why)
    if not lead_queue.record_result(tx, result, job.attempt):
        return RecordedOutcome(None)
    tell_outcomes(tx, [outcome_item(job, "set_aside", LeadSetAside(job.reference))])
    tell_staff(tx, job.agency, notices.SET_ASIDE, {"reference": job.reference, "reason": why})
    return RecordedOutcome(LeadStatus.SET_ASIDE, notified=True)


STOPPED = "the bot was stopped during the attempt"
NOT_SET_UP = "no Lead API is set up for this agency"


def give_back(tx: Transaction, job: LeadJob, *, sent: bool, why: str = STOPPED) -> RecordedOutcome:
    """Release a lead whose attempt is cancelled; ``sent``: the request may have arrived."""
    result = LeadResult(
        job.reference,
        job.agency,
        LeadStatus.WAITING,
        next_at=tx.now,
        reason=why,
        possible_repeat=sent,
        unknowns=job.unknowns + sent,
    )
    ended = lead_queue.record_result(tx, result, job.attempt)
    return RecordedOutcome(None if ended is None else ended.status)


def _tell(
    tx: Transaction,
    job: LeadJob,
    lead: Lead,
    outcome: Outcome,
    *,
    status: LeadStatus,
    tell_staff: TellStaff,
    told: list[inbox.NewItem],
) -> bool:
    """Notify the person, and the staff where they have to act. ``False`` if there was nothing new for the person."""
    if status is LeadStatus.WITHDRAWN:
        return False
    if isinstance(outcome, Received):
        event = LeadReceived(job.reference, lead.lead_type, lead.address, outcome.estimate, outcome.answer_lost)
        told.append(outcome_item(job, "received", event))
        return True
    if isinstance(outcome, RejectedField):
        told.append(outcome_item(job, "rejected", LeadRejected(job.reference, outcome.question, outcome.reason)))
        return True
    if status is LeadStatus.WAITING:
        return tell_delayed(tx, job, lead)
    told.append(outcome_item(job, "set_aside", LeadSetAside(job.reference)))
    tell_staff(tx, job.agency, notices.SET_ASIDE, {"reference": job.reference, "reason": reason_of(outcome)})
    if isinstance(outcome, Unknown | Looking):
        tell_staff(tx, job.agency, notices.REPEATS, {"reference": job.reference})
    return True


def pause(tx: Transaction, agency: str, why: str, tell_staff: TellStaff) -> bool:
    """Pause a queue, to be probed soon, and notify the staff. ``False`` if it was paused before."""
    paused = pauses.pause(tx, agency, why, tx.now + PROBE_FIRST)
    if paused:
        tell_staff(tx, agency, notices.PAUSED, {"reason": why})
    return paused


def try_again(tx: Transaction, agency: str) -> None:
    """Probe a paused queue now, since its key may have been corrected. No effect on a queue that is not paused."""
    if pauses.postpone(tx, agency, tx.now):
        lead_queue.hurry(tx, agency)


def resume(tx: Transaction, agency: str, tell_staff: TellStaff) -> bool:
    """Resume a paused queue and notify the staff. ``False`` if it was not paused."""
    resumed = pauses.resume(tx, agency)
    if resumed:
        tell_staff(tx, agency, notices.RESUMED, {})
    return resumed
