"""Leads as staff work through them in their chat: listed, opened, called.

The staff's notes are part of the lead's row and are deleted with it. Each opening is logged in ``lead_openings``: who,
which lead, when; nothing of the lead itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import sqlalchemy as sa
from msgspec import Struct

from bot.storage.leads import lead_records
from bot.storage.leads.lead_queue import THE_LEAD
from bot.storage.leads.lead_records import COLUMNS, CallState, StoredLead
from bot.storage.sql.conditions import of_agency
from bot.storage.sql.due_rows import DueRows
from bot.storage.tables import LEAD_OPENINGS, LEADS
from bot.storage.transaction import Transaction
from bot.storage.upkeep.chunked_delete import Expiry
from conversations.events import LeadStatus


class LeadView(StrEnum):
    """Selection of an agency's leads."""

    TO_CALL = "call"
    CALLED = "called"
    SET_ASIDE = "aside"
    ALL = "all"


class DueCall(Struct, frozen=True):
    """Lead whose call is due for a reminder, and the admin (a user id) who noted it."""

    agency: str
    reference: str
    admin: int


class Opening(Struct, frozen=True):
    """Log entry: who (a user id) opened which lead, and when (seconds since 1970)."""

    agency: str
    reference: str
    admin: int
    opened_at: float


_L = LEADS.c
_HELD = _L.chat_id.is_not(None)
_STANDS = sa.and_(_HELD, ~_L.withdrawn, ~_L.withdrawal_asked, _L.status != LeadStatus.WITHDRAWN)
"""Condition: the lead has its data and was not withdrawn."""
_OPEN = (CallState.TAKEN, CallState.NOT_REACHED)
"""States in which the person is still to be called."""
_SEE = sa.update(LEADS).where(THE_LEAD, _STANDS).values(seen_at=sa.func.coalesce(_L.seen_at, sa.bindparam("now")))
_LOG = sa.insert(LEAD_OPENINGS)
_NOTE = (
    sa.update(LEADS)
    .where(THE_LEAD, _STANDS)
    .values(
        call_state=sa.bindparam("state"),
        call_admin=sa.bindparam("admin"),
        call_at=sa.bindparam("now"),
        call_remind_at=sa.bindparam("remind_at"),
    )
)
_WANT = (
    sa.update(LEADS)
    .where(THE_LEAD)
    .values(
        call_wanted=sa.bindparam("wanted"),
        call_remind_at=sa.case((_L.call_state.in_(_OPEN), sa.cast(sa.bindparam("remind_at"), sa.Float))),
    )
)
_DUE = DueRows(_L.call_remind_at, (_L.id, _L.agency, _L.reference, _L.call_admin))
_VIEWS: Mapping[LeadView, sa.ColumnElement[bool]] = {
    LeadView.TO_CALL: sa.and_(
        _STANDS, _L.status == LeadStatus.DELIVERED, sa.func.coalesce(_L.call_state, "") != CallState.CALLED
    ),
    LeadView.CALLED: sa.and_(_STANDS, _L.call_state == CallState.CALLED),
    LeadView.SET_ASIDE: _L.status == sa.literal_column("'set_aside'"),
    LeadView.ALL: sa.true(),
}
_OF_AGENCY = sa.and_(of_agency(LEADS), _HELD)
_OFFICES = sa.select(_L.office).where(_OF_AGENCY).distinct()
_OPENINGS = sa.select(*(LEAD_OPENINGS.c[name] for name in Opening.__struct_fields__)).order_by(
    LEAD_OPENINGS.c.id.desc()
)
expire_openings = Expiry(sa.delete(LEAD_OPENINGS), LEAD_OPENINGS.c.opened_at)
"""Expiry of log entries by their time."""


def page(
    tx: Transaction, agency: str, view: LeadView, offices: tuple[int | None, ...], offset: int, limit: int
) -> list[StoredLead]:
    """Return leads that still have their data, newest first; only those of ``offices`` (``None``: named by no link), or all."""
    rows = COLUMNS.where(_OF_AGENCY, _VIEWS[view]).order_by(_L.id.desc()).offset(offset).limit(limit)
    if offices:
        rows = rows.where(sa.or_(*(_L.office.is_(None) if each is None else _L.office == each for each in offices)))
    return [lead_records.stored(tx, row) for row in tx.connection.execute(rows, {"of_agency": agency})]


def offices(tx: Transaction, agency: str) -> list[int | None]:
    """Return the ids of the offices that the agency's leads name; ``None`` among them if some name none."""
    found = tx.connection.execute(_OFFICES, {"of_agency": agency}).scalars()
    return sorted(found, key=lambda each: (each is not None, each))


def open_lead(tx: Transaction, agency: str, reference: str, admin: int) -> StoredLead | None:
    """Return a lead's row for an admin to read, and log that; ``None`` if there is none with its data.

    A withdrawn lead's row is also returned, but not logged, since it is not shown. Until the transaction ends nobody else
    can change the row: a later withdrawal is told that staff have read it.
    """
    values = {"of_agency": agency, "of_reference": reference, "now": tx.now}
    if tx.connection.execute(_SEE, values).rowcount:
        entry = {"agency": agency, "reference": reference, "admin": admin, "opened_at": tx.now}
        tx.connection.execute(_LOG, entry)
    row = lead_records.get(tx, agency, reference)
    return None if row is None or row.chat_id is None else row


def note_call(
    tx: Transaction, agency: str, reference: str, state: CallState, admin: int, remind_at: float | None
) -> bool:
    """Store an admin's note about calling, replacing the previous one; ``remind_at`` in seconds since 1970.

    ``False``, without effect, if the lead is gone or was withdrawn.
    """
    values = {"of_agency": agency, "of_reference": reference, "now": tx.now}
    noted = {"state": state.value, "admin": admin, "remind_at": remind_at}
    return tx.connection.execute(_NOTE, {**values, **noted}).rowcount == 1


def want_call(tx: Transaction, agency: str, reference: str, wanted: float, remind_at: float | None) -> None:
    """Store when a lead's person would like to be called; ``remind_at`` is for the admin who will call."""
    values = {"of_agency": agency, "of_reference": reference, "wanted": wanted, "remind_at": remind_at}
    tx.connection.execute(_WANT, values)


def take_due(tx: Transaction, limit: int) -> list[DueCall]:
    """Return up to ``limit`` calls whose reminder is due, and record the reminders as sent."""
    return [DueCall(agency, reference, admin) for _, agency, reference, admin in _DUE.take(tx, limit)]


def openings(tx: Transaction) -> list[Opening]:
    """Return the log of openings of all agencies, newest first."""
    return [Opening(*row) for row in tx.connection.execute(_OPENINGS)]
