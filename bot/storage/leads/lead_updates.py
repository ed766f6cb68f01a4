"""Lead updates: changes to leads that the Lead API already has, until they are made or given up.

After an erasure a withdrawal continues without its person: only the reference, the Lead API's id and the office are left,
and are deleted once it is finished.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace

from bot.storage.leases import among_leases, leases_in_values, new_lease
from bot.storage.sql.bulk_predicates import none_of
from bot.storage.sql.bulk_statements import update_rows
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.conditions import of_chat as _of_chat
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import LEAD_UPDATES, LEADS
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep.chunked_delete import Expiry
from conversations.events import LeadStatus

BODY = "lead_updates.body"
"""Encrypted column, by the name used for its encryption."""


class UpdateKind(StrEnum):
    """Kind of update."""

    WITHDRAWAL = "withdrawal"
    ADDITION = "addition"


class UpdateJob(Struct, frozen=True):
    """Update to be sent now. ``lead_id`` is the Lead API's id of the lead, ``None`` while unknown.

    ``chat_id`` is ``None`` once its person was erased. ``body`` is JSON made by the caller, empty for a withdrawal.
    ``possible_repeat``: an earlier attempt's outcome is unknown. Times in seconds since 1970.
    """

    id: int
    agency: str
    reference: str
    lead_id: str | None
    office: int | None
    chat_id: int | None
    kind: UpdateKind
    body: str
    attempts: int
    possible_repeat: bool
    created_at: float
    taken_at: float
    lease: int


_T = LEAD_UPDATES.c
_L = LEADS.c
_NAMED = sa.and_(of_agency(LEADS), _L.reference == sa.bindparam("of_reference"))
_OF_CHAT = _of_chat(LEAD_UPDATES)
_MAY_BE_THERE = sa.or_(
    _L.status.in_((LeadStatus.DELIVERED, LeadStatus.IN_FLIGHT)), sa.and_(_L.possible_repeat, _L.chat_id.is_not(None))
)
_COLUMNS = ["agency", "reference", "lead_id", "office", "chat_id", "kind", "body", "due_at", "created_at"]


def _withdrawals(chat_id: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> sa.Insert:
    now: sa.BindParameter[float] = sa.bindparam("now", type_=sa.Float)
    kind = sa.literal(UpdateKind.WITHDRAWAL.value)
    rows = sa.select(
        _L.agency, _L.reference, _L.lead_id, _L.office, chat_id, kind, sa.literal(b"", sa.LargeBinary), now, now
    ).where(*where)
    return sa.insert(LEAD_UPDATES).from_select(_COLUMNS, rows)


_WITHDRAW = _withdrawals(_L.chat_id, _NAMED, _MAY_BE_THERE, _L.withdrawal_asked.is_(False))
_NOTE_ASKED = sa.update(LEADS).where(_NAMED).values(withdrawal_asked=True)
_OF_ERASED = _withdrawals(
    sa.null(),
    _of_chat(LEADS),
    _L.status == LeadStatus.DELIVERED,
    _L.lead_id.is_not(None),
    _L.withdrawal_asked.is_(False),
)
_ITS_LEAD_ID = (
    sa.select(_L.lead_id)
    .where(_L.agency == _T.agency, _L.reference == _T.reference)
    .correlate(LEAD_UPDATES)
    .scalar_subquery()
)
_LEARN_IDS = sa.update(LEAD_UPDATES).where(_OF_CHAT, _T.lead_id.is_(None)).values(lead_id=_ITS_LEAD_ID)
_UNNAME = (
    sa.update(LEAD_UPDATES)
    .where(_OF_CHAT, _T.kind == UpdateKind.WITHDRAWAL, _T.lead_id.is_not(None))
    .values(chat_id=None)
)
_ERASE = sa.delete(LEAD_UPDATES).where(_OF_CHAT)
_PUT = sa.insert(LEAD_UPDATES)
_DUE = Prepared(
    sa.select(_T.id)
    .where(_T.due_at <= sa.bindparam("now"), none_of(_T.agency, "paused"))
    .order_by(_T.due_at)
    .limit(sa.bindparam("n"))
    .with_for_update(skip_locked=True)
)
_TAKEN = sa.select(
    *_T["id", "agency", "reference", "lead_id", "office", "chat_id", "kind", "body", "attempts", "possible_repeat"],
    *_T["created_at", "lease"],
).where(_T.id == sa.bindparam("the_id"))
_MINE = sa.and_(_T.id == sa.bindparam("the_id"), _T.lease == sa.bindparam("my_lease"))
_DONE = sa.delete(LEAD_UPDATES).where(_MINE)
_LATER = (
    sa.update(LEAD_UPDATES)
    .where(_MINE)
    .values(
        due_at=sa.bindparam("at"),
        lease=None,
        possible_repeat=sa.bindparam("repeat"),
        lead_id=sa.func.coalesce(sa.bindparam("found", type_=sa.Text), _T.lead_id),
    )
)
_NEXT_DUE = Prepared(sa.select(sa.func.min(_T.due_at)).where(none_of(_T.agency, "paused")))
_HELD = _T.lease.is_not(None)
_RELEASED: dict[str, Any] = {"lease": None, "possible_repeat": True, "due_at": sa.bindparam("now")}
_RECOVER = sa.update(LEAD_UPDATES).where(_HELD, among_leases(_T.lease)).values(_RELEASED)
_LEASES = sa.select(_T.lease).where(_HELD).distinct()
_DOUBT = sa.update(LEAD_UPDATES).values(possible_repeat=True)
_BODIES = sa.select(_T.reference, _T.body).where(_OF_CHAT, _T.kind == UpdateKind.ADDITION).order_by(_T.id)
expire = Expiry(sa.delete(LEAD_UPDATES), _T.created_at)
"""Expiry of the updates of agencies that are gone; all others end long before."""


def withdraw(tx: Transaction, agency: str, reference: str) -> None:
    """Queue the withdrawal of a lead's consent at the Lead API, if the lead may be there; once, however often requested."""
    values = {"of_agency": agency, "of_reference": reference}
    if tx.connection.execute(_WITHDRAW, {**values, "now": tx.now}).rowcount:
        tx.connection.execute(_NOTE_ASKED, values)
        tx.fed.add(Queue.LEADS)


def withdraw_erased(tx: Transaction, agency: str, reference: str, lead_id: str, office: int | None) -> None:
    """Queue the withdrawal of a lead that arrived although its person was erased meanwhile."""
    _put(tx, agency, reference, UpdateKind.WITHDRAWAL, lead_id=lead_id, office=office)


def add(tx: Transaction, agency: str, chat_id: int, reference: str, body: str) -> None:
    """Queue an addition to a lead. ``body`` is JSON made by the caller."""
    _put(tx, agency, reference, UpdateKind.ADDITION, chat_id=chat_id, body=body)


def _put(
    tx: Transaction,
    agency: str,
    reference: str,
    kind: UpdateKind,
    *,
    lead_id: str | None = None,
    office: int | None = None,
    chat_id: int | None = None,
    body: str = "",
) -> None:
    sealed = tx.encryption.encrypt_text(BODY, agency, chat_id or 0, body)
    values = {"agency": agency, "reference": reference, "lead_id": lead_id, "office": office, "chat_id": chat_id}
    row = {**values, "kind": kind.value, "body": sealed, "due_at": tx.now, "created_at": tx.now}
    tx.connection.execute(_PUT, row)
    tx.fed.add(Queue.LEADS)


def erase(tx: Transaction, agency: str, chat_id: int) -> None:
    """Anonymise a chat's updates, and queue the withdrawal of all its delivered leads with a known id.

    Call it before erasing the leads. Updates that need personal data are deleted.
    """
    of_chat = {"of_agency": agency, "of_chat": chat_id}
    tx.connection.execute(_LEARN_IDS, of_chat)
    tx.connection.execute(_UNNAME, of_chat)
    tx.connection.execute(_ERASE, of_chat)
    if tx.connection.execute(_OF_ERASED, {**of_chat, "now": tx.now}).rowcount:
        tx.fed.add(Queue.LEADS)


def take(tx: Transaction, limit: int, lease: float, paused: Collection[str] = ()) -> list[UpdateJob]:
    """Begin an attempt at up to ``limit`` due updates, leased for ``lease`` seconds, leaving out agencies in ``paused``."""
    values = {"now": tx.now, "n": limit, "paused": list(paused)}
    jobs = []
    for (the_id,) in _DUE.rows(tx, values):
        *row, held = tx.connection.execute(_TAKEN, {"the_id": the_id}).one()
        job = UpdateJob(*(*row, tx.now, new_lease(tx.replica)))
        body = tx.encryption.decrypt_text(BODY, job.agency, job.chat_id, row[7])
        repeat = job.possible_repeat or held is not None  # its previous holder recorded no result
        job = replace(job, kind=UpdateKind(job.kind), body=body, attempts=job.attempts + 1, possible_repeat=repeat)
        begun = {"attempts": job.attempts, "due_at": tx.now + lease, "lease": job.lease, "possible_repeat": repeat}
        update_rows(tx, LEAD_UPDATES, [{"id": job.id, **begun}])
        jobs.append(job)
    return jobs


def done(tx: Transaction, job: UpdateJob) -> bool:
    """Delete a finished update. ``False`` if the attempt is not current."""
    return tx.connection.execute(_DONE, {"the_id": job.id, "my_lease": job.lease}).rowcount == 1


def later(tx: Transaction, job: UpdateJob, delay: float, *, possible_repeat: bool, lead_id: str) -> bool:
    """Postpone an update for ``delay`` seconds; ``lead_id`` is stored if it was found. ``False`` like :func:`done`."""
    repeat = job.possible_repeat or possible_repeat
    values = {"at": tx.now + delay, "repeat": repeat, "found": lead_id or None}
    return tx.connection.execute(_LATER, {**values, "the_id": job.id, "my_lease": job.lease}).rowcount == 1


def next_due(tx: Transaction, paused: Collection[str] = ()) -> float | None:
    """Return when the next update may be taken (seconds since 1970), counting ends of leases; ``None`` if there is none."""
    return _NEXT_DUE.value(tx, {"paused": list(paused)})


def of_chat(tx: Transaction, agency: str, chat_id: int) -> list[tuple[str, str]]:
    """Return a chat's additions that are not passed on yet: the lead's reference and the JSON of each, oldest first."""
    rows = tx.connection.execute(_BODIES, {"of_agency": agency, "of_chat": chat_id})
    return [(reference, tx.encryption.decrypt_text(BODY, agency, chat_id, body)) for reference, body in rows]


def doubt(tx: Transaction) -> None:
    """Have each update checked before it is sent, because the database is an older copy."""
    tx.connection.execute(_DOUBT)


def recover(tx: Transaction, leases: Collection[int] | None = None) -> int:
    """Release the updates under these leases of dead replicas (``None``: all). Returns their number."""
    return tx.connection.execute(_RECOVER, {"now": tx.now, **leases_in_values(leases)}).rowcount


def leases(tx: Transaction) -> set[int]:
    """Return the leases under which updates are held."""
    return set(tx.connection.execute(_LEASES).scalars())
