"""Slots: the days and hours offered for a visit or a call.

A slot is one hour in London local time, as a value of :mod:`conversations.answers.appointment`: ``"2026-12-01 10-11"``.
Slots are within the agency's office hours and never on a bank holiday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.answers import appointment
from conversations.answers.appointment import LONDON
from conversations.form import Form
from conversations.office_hours import OfficeHours

DAYS_OFFERED = 6
DAYS_AHEAD = 14
"""Days ahead of the latest slot. Limited by the retention of a conversation, which must last until then."""
NOTICE = timedelta(hours=2)
"""Minimum notice before a slot begins."""
WEEKDAYS = OfficeHours.read("mon-fri 9:00-17:00")
"""Hours assumed for an agency without office hours."""


def days(form: Form, at: datetime, *, from_today: bool = False) -> tuple[date, ...]:
    """Return the next days with slots as of ``at`` (UTC); today is included only with ``from_today``."""
    today = at.astimezone(LONDON).date()
    later = (today + timedelta(days=ahead) for ahead in range(0 if from_today else 1, _ahead(form) + 1))
    return tuple(day for day in later if hours(form, day, at))[:DAYS_OFFERED]


def hours(form: Form, day: date, at: datetime) -> tuple[str, ...]:
    """Return the slots of a day available at ``at`` (UTC); none if the day is past, too far ahead or a holiday."""
    if day in form.holidays or day > at.astimezone(LONDON).date() + timedelta(days=_ahead(form)):
        return ()
    office = form.office_hours or WEEKDAYS
    found = (
        f"{day.isoformat()} {hour:02}-{hour + 1:02}"
        for opens, closes in office.on(day)
        for hour in range(max(-(-opens // 60), appointment.OPENS), min(closes // 60, appointment.CLOSES))
    )
    return tuple(slot for slot in found if begins(slot) >= at + NOTICE)


def is_open(form: Form, slot: str, at: datetime) -> bool:
    """Return whether a slot can still be requested at ``at`` (UTC)."""
    return appointment.valid(slot) and slot in hours(form, appointment.parts(slot)[0], at)


def begins(slot: str) -> datetime:
    """Return the start of a slot in UTC."""
    return appointment.hours(slot)[0]


def ends(slot: str) -> datetime:
    """Return the end of a slot in UTC."""
    return begins(slot) + timedelta(hours=1)


def _ahead(form: Form) -> int:
    return min(DAYS_AHEAD, form.retention_days - 1)
