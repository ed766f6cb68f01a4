"""Times of calls: when a lead's person expects one, and when the caller is reminded. Pure: no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.storage.leads.lead_records import CallState, StoredLead
from conversations.commands import Line, Param, Shown
from conversations.events import LeadStatus
from conversations.form import Form
from conversations.lead import Lead
from conversations.office_hours import LONDON

BEFORE = timedelta(minutes=30)
"""How long before the expected call the caller is reminded."""


@dataclass(frozen=True, slots=True)
class ExpectedCall:
    """Call that a person expects: its time ``at`` (UTC), and how it was worded to them: ``at``, ``before`` or ``from``."""

    at: datetime
    how: str


def expected_call(form: Form, row: StoredLead, lead: Lead) -> ExpectedCall | None:
    """Return the call that a delivered lead's person expects; ``None`` if no time was named or promised.

    The last request counts: a call time picked after the estimate, then a time named in the form. Otherwise it is the
    time promised with the estimate.
    """
    if row.status is not LeadStatus.DELIVERED:
        return None
    if row.call_wanted is not None:
        return ExpectedCall(datetime.fromtimestamp(row.call_wanted, UTC), "at")
    if lead.appointment:
        return ExpectedCall(min(lead.appointment), "at")
    hours, told_at = form.office_hours, datetime.fromtimestamp(row.changed_at, UTC)
    promised = None if hours is None else hours.promised(told_at)
    if hours is None or promised is None:
        return None
    return ExpectedCall(promised, "from" if promised == hours.opening(promised) else "before")


def reminder_time(form: Form, expected: ExpectedCall | None, state: CallState, now: datetime) -> datetime | None:
    """Return when to remind of a call: shortly before it is expected, but not before the office opens that day.

    ``None`` if there is nothing to remind of: the person was called, expects no call, or the time is too near or past.
    """
    if expected is None or state is CallState.CALLED:
        return None
    due = expected.at - BEFORE
    opens = None if form.office_hours is None else form.office_hours.opening(expected.at)
    if opens is not None and due < opens <= expected.at:
        due = opens
    return due if due > now else None


def expected_line(expected: ExpectedCall) -> Line:
    """Return the line that says when a call is expected."""
    return Line(f"call.expected.{expected.how}", clock(expected.at))


def clock(at: datetime) -> dict[str, Param]:
    """Return the sentence parameters ``day`` and ``time``, in London time."""
    here = at.astimezone(LONDON)
    return {"day": Shown("on_date", here.date().isoformat()), "time": Shown("time", f"{here:%H:%M}")}
