"""Lead records: look-up, dead letters, and retention."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from bot.core import serialization
from bot.storage.leads.lead_queue import EMPTY, ESTIMATE, LEAD, OF_CHAT, REASON, THE_LEAD
from bot.storage.ledger import Tombstone, TombstoneKind
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.prepared import Prepared
from bot.storage.tables import LEADS
from bot.storage.transaction import Queue, Transaction
from bot.storage.upkeep import secure_erase
from bot.storage.upkeep.chunked_delete import Expiry
from conversations.events import LeadStatus
from conversations.lead import Estimate, Lead


class CallState(StrEnum):
    """What staff noted about ringing a lead's person."""

    TAKEN = "taken"
    CALLED = "called"
    NOT_REACHED = "not_reached"


class StoredLead(Struct, frozen=True):
    """Row of a lead. Times in seconds since 1970; ``chat_id`` is ``None`` and the texts are empty once anonymised.

    ``due_at`` is the next attempt of a waiting lead, the end of the lease of one in flight, otherwise ``None``.
    ``withdrawn`` and ``erased`` are requests made while in flight. ``changed_at`` is when the status last changed.
    ``unknowns`` and ``refusals`` count as in :class:`bot.storage.leads.lead_queue.LeadResult`. ``lead_id`` is the Lead
    API's id of the lead, ``None`` while unknown. ``withdrawal_asked``: a withdrawal of its consent was queued for the
    Lead API. ``office`` is the id of the office that the link named. ``seen_at`` and the columns of calls are those of
    :mod:`bot.storage.leads.calls`.
    """

    agency: str
    reference: str
    chat_id: int | None
    lead: str
    status: LeadStatus
    attempts: int
    due_at: float | None
    possible_repeat: bool
    withdrawn: bool
    erased: bool
    reason: str
    estimate: str
    created_at: float
    changed_at: float
    unknowns: int = 0
    refusals: int = 0
    lead_id: str | None = None
    withdrawal_asked: bool = False
    office: int | None = None
    seen_at: float | None = None
    call_state: CallState | None = None
    call_admin: int | None = None
    call_at: float | None = None
    call_wanted: float | None = None

    @property
    def taken_back(self) -> bool:
        """Return whether its person withdrew it, so that they must not be contacted about it."""
        return self.withdrawn or self.withdrawal_asked or self.status is LeadStatus.WITHDRAWN

    def decoded(self) -> tuple[Lead | None, Estimate | None]:
        """Return the lead and its estimate; ``None`` for what is missing or from another version of the bot."""
        try:
            estimate = serialization.ESTIMATE.decode(self.estimate) if self.estimate else None
            return serialization.LEAD.decode(self.lead), estimate
        except ValueError:
            return None, None


_ENDED = (LeadStatus.DELIVERED, LeadStatus.WITHDRAWN, LeadStatus.REJECTED)
"""Statuses without further automatic action; a refused lead waits for its person's correction."""
COLUMNS = sa.select(*(LEADS.c[name] for name in StoredLead.__struct_fields__))
_GET = Prepared(COLUMNS.where(THE_LEAD))
_GET_HELD = Prepared(COLUMNS.where(THE_LEAD).with_for_update())
_WITH_REFERENCE = COLUMNS.where(LEADS.c.reference == sa.bindparam("of_reference")).order_by(LEADS.c.id)
_LATEST_DELIVERED = (
    COLUMNS.where(
        of_agency(LEADS),
        LEADS.c.status == LeadStatus.DELIVERED,
        LEADS.c.chat_id.is_not(None),
    )
    .order_by(LEADS.c.id.desc())
    .limit(1)
)
_OF_CHAT_ALL = Prepared(COLUMNS.where(OF_CHAT).order_by(LEADS.c.id))
_ASIDE = LEADS.c.status == sa.literal_column("'set_aside'")  # as in the index
_SET_ASIDE = COLUMNS.where(_ASIDE).order_by(LEADS.c.id)
_RETRY = (
    sa.update(LEADS)
    .where(THE_LEAD, LEADS.c.status == LeadStatus.SET_ASIDE)
    .values(
        status=LeadStatus.WAITING,
        due_at=sa.bindparam("now"),
        reason=b"",
        unknowns=0,
        refusals=0,
        changed_at=sa.bindparam("now"),
    )
)
_DROP = sa.delete(LEADS).where(THE_LEAD, LEADS.c.status == LeadStatus.SET_ASIDE)
_COUNT_SET_ASIDE = sa.select(sa.func.count()).where(_ASIDE)
_ENDED_LEADS = sa.update(LEADS).where(LEADS.c.status.in_(_ENDED)).values(EMPTY)
_FORGETTABLE = (LEADS.c.chat_id.is_not(None), LEADS.c.due_at.is_(None))
forget = Expiry(_ENDED_LEADS, LEADS.c.changed_at, *_FORGETTABLE, along=LEADS.c.changed_at, scrub=True)
"""Expiry of delivered, withdrawn and refused leads, by the time at which they ended: reference, status and times stay."""
expire_set_aside = Expiry(sa.delete(LEADS), LEADS.c.changed_at, _ASIDE, bounded=True, scrub=True)
"""Expiry of set-aside leads that nobody dealt with, by the time at which they were set aside."""


def get(tx: Transaction, agency: str, reference: str, *, hold: bool = False) -> StoredLead | None:
    """Return a lead's row; ``None`` if there is none. ``hold``: nobody else changes it before this transaction ends."""
    row = (_GET_HELD if hold else _GET).first(tx, {"of_agency": agency, "of_reference": reference})
    return None if row is None else stored(tx, row)


def of_chat(tx: Transaction, agency: str, chat_id: int) -> list[StoredLead]:
    """Return the rows of a chat's leads, oldest first, without anonymised ones."""
    rows = _OF_CHAT_ALL.rows(tx, {"of_agency": agency, "of_chat": chat_id})
    return [stored(tx, row) for row in rows]


def latest_delivered(tx: Transaction, agency: str) -> StoredLead | None:
    """Return the newest delivered lead that is still complete, or ``None``. Reads many rows: for commands."""
    row = tx.connection.execute(_LATEST_DELIVERED, {"of_agency": agency}).first()
    return None if row is None else stored(tx, row)


def with_reference(tx: Transaction, reference: str) -> list[StoredLead]:
    """Return the rows of the leads with this reference; several agencies may have the same one."""
    return [stored(tx, row) for row in tx.connection.execute(_WITH_REFERENCE, {"of_reference": reference})]


def set_aside(tx: Transaction) -> list[StoredLead]:
    """Return the set-aside leads of all agencies, which wait for staff, oldest first."""
    return [stored(tx, row) for row in tx.connection.execute(_SET_ASIDE)]


def count_set_aside(tx: Transaction) -> int:
    """Return the number of leads that wait for staff."""
    return tx.connection.execute(_COUNT_SET_ASIDE).scalar_one()


def retry(tx: Transaction, agency: str, reference: str) -> bool:
    """Requeue a set-aside lead under its reference; the count of attempts continues.

    Returns ``False``, without effect, if there is no such set-aside lead.
    """
    values = {"of_agency": agency, "of_reference": reference, "now": tx.now}
    retried = tx.connection.execute(_RETRY, values).rowcount == 1
    if retried:
        tx.fed.add(Queue.LEADS)
    return retried


def drop(tx: Transaction, agency: str, reference: str) -> bool:
    """Delete a set-aside lead for good. Returns ``False`` like :func:`retry`."""
    dropped = tx.connection.execute(_DROP, {"of_agency": agency, "of_reference": reference}).rowcount == 1
    if dropped:
        tx.entry.tombstones.append(Tombstone(TombstoneKind.WITHDRAWN_LEAD, agency, reference))
        secure_erase.request(tx)
    return dropped


def stored(tx: Transaction, row: Sequence[Any]) -> StoredLead:
    """Return a row of :data:`COLUMNS`, decrypted."""
    values = dict(zip(StoredLead.__struct_fields__, row, strict=True))
    for name, column in (("lead", LEAD), ("reason", REASON), ("estimate", ESTIMATE)):
        values[name] = tx.encryption.decrypt_text(column, values["agency"], values["chat_id"], values[name])
    call_state = None if values["call_state"] is None else CallState(values["call_state"])
    return StoredLead(**{**values, "status": LeadStatus(values["status"]), "call_state": call_state})
