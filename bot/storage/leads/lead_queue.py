"""Lead queue: leads to be delivered to the Lead API."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import asdict, replace

from bot.storage.leads import holds, lead_updates
from bot.storage.leases import among_leases, leases_in_values, new_lease, replica_of
from bot.storage.ledger import Tombstone, TombstoneKind
from bot.storage.queues.backlog import Waiting
from bot.storage.sql.bulk_predicates import among, chats_in_values, none_of
from bot.storage.sql.bulk_statements import update_rows
from bot.storage.sql.conditions import of_agency, of_chat
from bot.storage.sql.inserts import upsert
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import LEAD_DUE, LEADS
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import copy_marks
from bot.storage.upkeep.hangs import LEAD_TIMES
from conversations.events import LeadStanding, LeadStatus


class NewLead(Struct, frozen=True):
    """New lead with consent: ``lead`` is the JSON of a :class:`conversations.lead.Lead`.

    ``office`` is the id of the office named by the link. ``consented_at`` (seconds since 1970): if the consent is older
    than the detection of an older database copy, a lead may already have been made of it, so this one is a possible
    repeat.
    """

    agency: str
    chat_id: int
    reference: str
    lead: str
    consented_at: float | None = None
    office: int | None = None


class LeadJob(Struct, frozen=True):
    """Row of a lead as an attempt at posting it needs it. ``attempt`` is the current one, from 1; times in seconds since 1970.

    ``lead`` is decrypted. ``withdrawn`` and ``erased`` are requests made during an attempt. ``possible_repeat``: an
    earlier attempt's outcome is unknown, so the agency may already have this lead. ``unknowns`` is the number of earlier
    attempts with unknown outcome, including those during which the process died; ``refusals`` of those refused while the
    key was accepted. ``unknown_since`` is the end of the last attempt with unknown outcome, ``None`` once that is
    resolved; ``absent_at`` is the first look-up since then that found no such lead; ``looks`` counts the attempts that
    were only look-ups. ``taken_at`` is the start of the lease. ``hangs`` is how often the process hung at it; ``None`` if
    never.
    """

    id: int
    agency: str
    chat_id: int
    reference: str
    lead: str
    status: LeadStatus
    attempt: int
    possible_repeat: bool
    withdrawn: bool
    erased: bool
    created_at: float
    unknowns: int
    refusals: int
    lead_id: str | None
    unknown_since: float | None
    absent_at: float | None
    looks: int
    office: int | None
    hangs: int | None = None
    taken_at: float = 0.0

    @property
    def request(self) -> int:
        """Number of this attempt, not counting attempts that are only look-ups, from 1."""
        return self.attempt - self.looks


class LeadResult(Struct, frozen=True):
    """Outcome of an attempt. ``WAITING`` means another attempt at ``next_at`` (seconds since 1970; ``None``: at once).

    ``possible_repeat``: this attempt may have made the lead; once set it stays. ``unknowns`` and ``refusals`` are the new
    counts of attempts without a known outcome and of refusals while the key was accepted; like ``reason``, ``None``
    leaves them unchanged. ``looked``: this attempt was only a look-up, which found no such lead if ``absent``.
    ``resolved``: the outcome of the earlier attempts is now known. ``estimate`` is JSON made by the caller; ``lead_id``
    the Lead API's id of the lead, empty if the attempt revealed none.
    """

    reference: str
    agency: str
    status: LeadStatus
    next_at: float | None = None
    reason: str | None = ""
    possible_repeat: bool = False
    estimate: str = ""
    lead_id: str = ""
    unknowns: int | None = None
    refusals: int | None = None
    looked: bool = False
    absent: bool = False
    resolved: bool = False


class Ended(NamedTuple):
    """End of an attempt: the lead's status, and whether it was withdrawn during the attempt."""

    status: LeadStatus
    withdrawn: bool


LEAD, REASON, ESTIMATE = "leads.lead", "leads.reason", "leads.estimate"
"""Encrypted columns, by the names used for their encryption."""


NOT_BEGUN_MAX = 500
"""Maximum number of leads returned by :func:`not_begun`."""


_ATTEMPT = (
    *LEADS.c["id", "agency", "chat_id", "reference", "lead", "status", "attempts", "possible_repeat", "withdrawn"],
    *LEADS.c[
        "erased", "created_at", "unknowns", "refusals", "lead_id", "unknown_since", "absent_at", "looks", "office"
    ],
)
"""Columns of a :class:`LeadJob`."""
_LEASED = ("id", "status", "possible_repeat", "unknowns", "unknown_since", "absent_at")
"""Columns written at the start of an attempt as they are in its :class:`LeadJob`."""
OPEN = frozenset({LeadStatus.WAITING, LeadStatus.IN_FLIGHT, LeadStatus.REJECTED, LeadStatus.SET_ASIDE})
"""Statuses that may be sent, now or after a correction or a retry."""
_REPLACEABLE = tuple(map(sa.literal, (LeadStatus.WAITING, LeadStatus.REJECTED, LeadStatus.SET_ASIDE)))
THE_LEAD = sa.and_(of_agency(LEADS), LEADS.c.reference == sa.bindparam("of_reference"))
OF_CHAT = of_chat(LEADS)
_IN_FLIGHT = LEADS.c.status == LeadStatus.IN_FLIGHT

_FROM_BEFORE_A_HOLD = sa.bindparam("consented_at", type_=sa.Float) < holds.LATEST.scalar_subquery()
"""True for a consent from before an older copy was detected; unknown, which counts as false, without one of them."""
_PUT = upsert(
    LEADS,
    *("lead", "status", "due_at", "reason", "unknowns", "refusals", "office", "changed_at"),
    key=("agency", "reference"),
    where=lambda kept, new: sa.and_(kept.status.in_(_REPLACEABLE), kept.chat_id == new.chat_id),
).values(
    possible_repeat=sa.func.coalesce(_FROM_BEFORE_A_HOLD, sa.false()),
    unknown_since=sa.case((_FROM_BEFORE_A_HOLD, sa.cast(sa.bindparam("now"), sa.Float))),
)
_NEW = ("agency", "chat_id", "reference", "lead", "status", "due_at", "reason", "estimate", "created_at", "changed_at")
_PUT_ONE = Prepared(_PUT.inline(), [*_NEW, "office"])
_AMEND = (
    sa.update(LEADS)
    .where(THE_LEAD, LEADS.c.chat_id == sa.bindparam("of_chat"), LEADS.c.status == LeadStatus.WAITING)
    .values(lead=sa.bindparam("new_lead"), office=sa.bindparam("new_office"))
)
_WITHDRAW = Prepared(
    sa.update(LEADS)
    .where(THE_LEAD, LEADS.c.status.in_(_REPLACEABLE))
    .values(status=LeadStatus.WITHDRAWN, due_at=None, changed_at=sa.bindparam("now"))
)
_WITHDRAW_IN_FLIGHT = Prepared(sa.update(LEADS).where(THE_LEAD, _IN_FLIGHT).values(withdrawn=True))
_OF_CHATS = (
    sa.select(
        LEADS.c.agency,
        LEADS.c.chat_id,
        LEADS.c.reference,
        LEADS.c.status,
        LEADS.c.attempts,
        LEADS.c.possible_repeat,
        sa.and_(LEADS.c.lead_id.is_not(None), LEADS.c.withdrawal_asked.is_(False)),
        LEADS.c.seen_at.is_not(None),
    )
    .where(among(LEADS.c.agency, LEADS.c.chat_id))
    .order_by(LEADS.c.id)
)
_STANDINGS = Prepared(_OF_CHATS)
_HELD_STANDINGS = Prepared(_OF_CHATS.with_for_update())

_DUE = (
    sa.select(LEADS.c.id)
    .where(LEADS.c.due_at <= sa.bindparam("now"), none_of(LEADS.c.agency, "paused"))
    .order_by(LEADS.c.id + 0)  # not the bare id: the planner would scan all leads in its order
    .limit(sa.bindparam("n"))
)
_DUE_CTE = _DUE.with_for_update(skip_locked=True).cte("due")
_CANDIDATES = Prepared(
    sa.select(*_ATTEMPT, LEAD_TIMES)
    .where(LEADS.c.id.in_(sa.select(_DUE_CTE.c.id)))
    .order_by(LEADS.c.id)
    # The rows are already locked. This makes PostgreSQL read their current versions, not those of the statement's start.
    .with_for_update()
)
_THE_ATTEMPT = Prepared(sa.select(*_ATTEMPT, LEADS.c.reason).where(THE_LEAD).with_for_update())
_DELETE = Prepared(sa.delete(LEADS).where(LEADS.c.id == sa.bindparam("of_id")))

_NEXT_DUE = Prepared(sa.select(sa.func.min(LEADS.c.due_at)).where(LEAD_DUE, none_of(LEADS.c.agency, "paused")))
_NOT_BEGUN = (
    sa.select(*_ATTEMPT)
    .where(
        LEADS.c.due_at > sa.bindparam("after"),
        LEADS.c.due_at <= sa.bindparam("until"),
        LEADS.c.status == LeadStatus.WAITING,
        LEADS.c.attempts == 0,
    )
    .order_by(LEADS.c.due_at)
    .limit(NOT_BEGUN_MAX)
)
_HURRY = (
    sa.update(LEADS)
    .where(of_agency(LEADS), LEADS.c.status == LeadStatus.WAITING, LEAD_DUE)
    .values(due_at=sa.bindparam("now"))
)
_AGENCIES = sa.select(LEADS.c.agency).where(LEAD_DUE).distinct()
_WAITING = sa.select(sa.func.count(), sa.func.min(LEADS.c.created_at)).where(LEAD_DUE, none_of(LEADS.c.agency, "but"))

_CALLS = ("seen_at", "call_state", "call_admin", "call_at", "call_wanted", "call_remind_at")
EMPTY = {"chat_id": None, "lead": b"", "reason": b"", "estimate": b"", "lead_id": None, **dict.fromkeys(_CALLS)}
"""Values of an anonymised lead."""
_DOUBT = (
    sa.update(LEADS)
    .where(LEADS.c.status.in_(sorted(OPEN)))
    .values(possible_repeat=True, unknown_since=sa.bindparam("now"), absent_at=None)
)
_REFERENCES = sa.select(LEADS.c.reference).where(OF_CHAT)
_ERASE_IN_FLIGHT = sa.update(LEADS).where(OF_CHAT, _IN_FLIGHT).values({**EMPTY, "erased": True})
_ERASE = sa.delete(LEADS).where(OF_CHAT)

_UNDER_WAY = sa.and_(LEAD_DUE, _IN_FLIGHT)
_DISOWN = (
    sa.update(LEADS)
    .where(_UNDER_WAY, replica_of(LEADS.c.lease) == sa.bindparam("replica"), none_of(LEADS.c.reference, "keep"))
    .values(status=LeadStatus.WAITING, due_at=sa.bindparam("now"), lease=None, changed_at=sa.bindparam("now"))
)
_LEASES = sa.select(LEADS.c.lease).where(_UNDER_WAY, LEADS.c.lease.is_not(None)).distinct()
_OF_DEAD = sa.and_(_UNDER_WAY, among_leases(LEADS.c.lease))
_RECOVER_ERASED = sa.delete(LEADS).where(_OF_DEAD, LEADS.c.erased)
_RECOVER = (
    sa.update(LEADS)
    .where(_OF_DEAD)
    .values(
        status=sa.case((LEADS.c.withdrawn, LeadStatus.WITHDRAWN.value), else_=LeadStatus.WAITING.value),
        due_at=sa.case((~LEADS.c.withdrawn, sa.bindparam("now", type_=sa.Float))),
        withdrawn=False,
        lease=None,
        possible_repeat=True,
        # The request may have been sent, so it counts as an unknown outcome.
        unknowns=LEADS.c.unknowns + 1,
        unknown_since=sa.bindparam("now", type_=sa.Float),
        absent_at=None,
        changed_at=sa.bindparam("now", type_=sa.Float),
    )
)


def put(tx: Transaction, lead: NewLead) -> None:
    """Queue a lead for delivery now: a new one, or a corrected one under the reference of one that did not arrive.

    The count of attempts continues. Raises :class:`ValueError` if the reference is in flight, delivered, withdrawn or
    another chat's, which would be an unmarked repeat.
    """
    values = {
        **asdict(lead),
        "lead": tx.encryption.encrypt_text(LEAD, lead.agency, lead.chat_id, lead.lead),
        "status": LeadStatus.WAITING,
        "due_at": tx.now,
        "now": tx.now,
        "reason": b"",
        "estimate": b"",
        "created_at": tx.now,
        "changed_at": tx.now,
    }
    if _PUT_ONE.count(tx, values) != 1:
        raise ValueError(f"lead {lead.reference} is not open to another attempt")
    tx.fed.add(Queue.LEADS)


def doubt(tx: Transaction) -> int:
    """Mark all leads that may still be sent as possible repeats. Returns their number."""
    lead_updates.doubt(tx)
    return tx.connection.execute(_DOUBT, {"now": tx.now}).rowcount


def amend(tx: Transaction, job: LeadJob, lead: str, office: int | None) -> None:
    """Replace the content of a lead that waits again after ``job``, its attempt; later attempts send the new content."""
    sealed = tx.encryption.encrypt_text(LEAD, job.agency, job.chat_id, lead)
    values = {"of_agency": job.agency, "of_reference": job.reference, "of_chat": job.chat_id, "new_lead": sealed}
    tx.connection.execute(_AMEND, {**values, "new_office": office})


def withdraw(tx: Transaction, agency: str, reference: str) -> None:
    """Stop attempts at this lead; one in flight is the last. If the lead may have arrived, its consent is withdrawn there."""
    the_lead = {"of_agency": agency, "of_reference": reference}
    tx.entry.tombstones.append(Tombstone(TombstoneKind.WITHDRAWN_LEAD, agency, reference))
    _WITHDRAW.run(tx, {**the_lead, "now": tx.now})
    _WITHDRAW_IN_FLIGHT.run(tx, the_lead)
    lead_updates.withdraw(tx, agency, reference)


def standings(
    tx: Transaction, chats: Collection[tuple[str, int]], *, hold: bool = False
) -> dict[tuple[str, int], tuple[LeadStanding, ...]]:
    """Return the leads of these chats, each ``(agency, chat_id)``, oldest first; chats without leads are missing.

    ``hold``: no other process begins or ends an attempt at them before this transaction ends.
    """
    if not chats:
        return {}
    found: dict[tuple[str, int], list[LeadStanding]] = {}
    for agency, chat_id, *standing in (_HELD_STANDINGS if hold else _STANDINGS).rows(tx, chats_in_values(chats)):
        reference, status, attempts, *facts = standing
        unknown, can_be_withdrawn, seen = map(bool, facts)
        each = LeadStanding(reference, LeadStatus(status), attempts, unknown, can_be_withdrawn, seen)
        found.setdefault((agency, chat_id), []).append(each)
    return {chat: tuple(found[chat]) for chat in chats if chat in found}


def take(tx: Transaction, limit: int, lease: float, paused: Collection[str] = ()) -> list[LeadJob]:
    """Begin an attempt at up to ``limit`` due leads, oldest first, leased for ``lease`` seconds.

    Agencies in ``paused`` are left out. A lead in flight whose lease expired is taken again as a possible repeat, with
    one more unknown outcome, unless it was withdrawn or erased meanwhile, which then takes effect.
    """
    mine = new_lease(tx.replica)
    leased, jobs = [], []
    for row in _CANDIDATES.rows(tx, {"now": tx.now, "n": limit, "paused": list(paused)}):
        job = _job(tx, row)
        if job.erased:
            _DELETE.run(tx, {"of_id": job.id})
            continue
        if job.withdrawn:
            _end(tx, job, LeadResult(job.reference, job.agency, LeadStatus.WITHDRAWN, possible_repeat=True))
            continue
        if job.status is LeadStatus.IN_FLIGHT:  # its lease expired
            job = replace(job, possible_repeat=True, unknowns=job.unknowns + 1, unknown_since=tx.now, absent_at=None)
        job = replace(job, status=LeadStatus.IN_FLIGHT, attempt=job.attempt + 1, taken_at=tx.now)
        jobs.append(job)
        begun = {"attempts": job.attempt, "due_at": tx.now + lease, "lease": mine, "changed_at": tx.now}
        leased.append(begun | {name: getattr(job, name) for name in _LEASED})
    update_rows(tx, LEADS, leased)
    return jobs


def _job(tx: Transaction, row: Sequence[Any]) -> LeadJob:
    """Return a row of the columns ``_ATTEMPT``, and how often the process hung at it if that follows."""
    job = LeadJob(*row)
    lead = tx.encryption.decrypt_text(LEAD, job.agency, job.chat_id, row[4])
    return replace(job, lead=lead, status=LeadStatus(job.status))


def record_result(tx: Transaction, result: LeadResult, attempt: int) -> Ended | None:
    """Record an attempt's outcome. ``None`` if it is outdated: the lead is gone, or the attempt not current.

    A lead erased in flight is deleted here, with ``None``, since nobody is left to be told; if it arrived, its withdrawal
    is queued. A lead withdrawn in flight ends as withdrawn, unless it was delivered.
    """
    row = _THE_ATTEMPT.first(tx, {"of_agency": result.agency, "of_reference": result.reference})
    if row is None:
        return None
    job = _job(tx, row[:-1])
    if job.status is not LeadStatus.IN_FLIGHT or job.attempt != attempt:
        return None
    if job.erased:
        _DELETE.run(tx, {"of_id": job.id})
        if result.lead_id:
            lead_updates.withdraw_erased(tx, job.agency, job.reference, result.lead_id, job.office)
        return None
    return _end(tx, job, result, row[-1])


def _end(tx: Transaction, job: LeadJob, result: LeadResult, reason: bytes = b"") -> Ended:
    """End an attempt in the status that follows from its outcome and a withdrawal; ``reason`` is the stored one."""
    delivered = result.status is LeadStatus.DELIVERED
    status = LeadStatus.WITHDRAWN if job.withdrawn and not delivered else result.status
    if delivered:
        copy_marks.mark(tx)
    unknown_since, absent_at = job.unknown_since, job.absent_at
    if result.possible_repeat:
        unknown_since, absent_at = tx.now, None
    elif result.resolved:
        unknown_since = absent_at = None
    elif result.absent and absent_at is None:
        absent_at = tx.now
    if result.reason is not None:
        reason = tx.encryption.encrypt_text(REASON, job.agency, job.chat_id, result.reason)
    again = tx.now if result.next_at is None else result.next_at
    values = {
        "id": job.id,
        "status": status,
        "due_at": again if status is LeadStatus.WAITING else None,
        "lease": None,
        "possible_repeat": job.possible_repeat or result.possible_repeat,
        "withdrawn": False,
        "unknowns": job.unknowns if result.unknowns is None else result.unknowns,
        "refusals": job.refusals if result.refusals is None else result.refusals,
        "reason": reason,
        "estimate": tx.encryption.encrypt_text(ESTIMATE, job.agency, job.chat_id, result.estimate),
        "lead_id": result.lead_id or job.lead_id,
        "unknown_since": unknown_since,
        "absent_at": absent_at,
        "looks": job.looks + result.looked,
        "changed_at": tx.now,
    }
    update_rows(tx, LEADS, [values])
    return Ended(status, job.withdrawn)


def next_due(tx: Transaction, paused: Collection[str] = ()) -> float | None:
    """Return when the next lead may be taken, counting ends of leases; ``None`` if there is none to deliver."""
    return _NEXT_DUE.value(tx, {"paused": list(paused)})


def not_begun(tx: Transaction, after: float, until: float) -> list[LeadJob]:
    """Return the leads due after ``after``, up to ``until`` (seconds since 1970), that were not attempted yet, oldest first.

    At most ``NOT_BEGUN_MAX``. Their ``attempt`` is 0.
    """
    rows = tx.connection.execute(_NOT_BEGUN, {"after": max(after, 0.0), "until": until})
    return [_job(tx, row) for row in rows]


def hurry(tx: Transaction, agency: str) -> None:
    """Make an agency's waiting leads due now."""
    tx.connection.execute(_HURRY, {"of_agency": agency, "now": tx.now})


def agencies(tx: Transaction) -> frozenset[str]:
    """Return the agencies with leads to deliver."""
    return frozenset(tx.connection.execute(_AGENCIES).scalars())


def waiting(tx: Transaction, but: Collection[str] = ()) -> Waiting:
    """Return the number of leads to deliver, including those in flight, and when the oldest came; without agencies in ``but``."""
    count, oldest = tx.connection.execute(_WAITING, {"but": list(but)}).one()
    return Waiting(count, oldest)


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Delete a chat's leads. One in flight is emptied, and deleted when its result is recorded or its lease expires.

    Delivered ones are withdrawn at the Lead API: see :mod:`bot.storage.leads.lead_updates`.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    lead_updates.erase(tx, agency, chat_id)
    references = tx.connection.execute(_REFERENCES, of_chat).scalars()
    tx.entry.tombstones.extend(Tombstone(TombstoneKind.ERASED_LEAD, agency, each) for each in references)
    tx.connection.execute(_ERASE_IN_FLIGHT, of_chat)  # removes their chat, so that the next statement leaves them
    tx.connection.execute(_ERASE, of_chat)


def recover(tx: Transaction, leases: Collection[int] | None = None) -> int:
    """Make the leads in flight under these leases (``None``: all) due now as possible repeats: their replicas are dead.

    Returns their number.
    """
    dead = leases_in_values(leases)
    erased = tx.connection.execute(_RECOVER_ERASED, dead).rowcount
    released = tx.connection.execute(_RECOVER, {**dead, "now": tx.now}).rowcount
    return erased + released + lead_updates.recover(tx, leases)


def disown(tx: Transaction, keep: Collection[str]) -> int:
    """Release the leads that this replica has in flight, except the references in ``keep``; return their number.

    For a process that lost the answer to :func:`take`: it may have been committed, but nothing was posted. So nothing is
    a repeat, but the attempt counts.
    """
    values = {"now": tx.now, "replica": tx.replica, "keep": list(keep)}
    return tx.connection.execute(_DISOWN, values).rowcount


def leases(tx: Transaction) -> set[int]:
    """Return the leases under which leads or their updates are in flight."""
    return set(tx.connection.execute(_LEASES).scalars()) | lead_updates.leases(tx)
