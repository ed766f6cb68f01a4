"""Slots: the days and hours that are offered for a visit or a call.

A slot is one hour of a day, as a value of :mod:`conversations.answers.appointment`: ``"2026-12-01 10-11"``, as clocks in London
show it. Slots lie within the agency's office hours and never on a bank holiday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.answers import appointment
from conversations.answers.appointment import LONDON
from conversations.form import Form
from conversations.office_hours import OfficeHours

DAYS_OFFERED = 6
DAYS_AHEAD = 14
"""How far ahead a day may lie. Never beyond the retention of a conversation, which would be gone by then."""
NOTICE = timedelta(hours=2)
"""Time that has to be left until a slot begins."""
WEEKDAYS = OfficeHours.read("mon-fri 9:00-17:00")
"""Stands in for the hours of an agency that names none."""


def days(form: Form, at: datetime, *, from_today: bool = False) -> tuple[date, ...]:
    """Return the next days that have slots, at ``at`` (UTC); those of today only with ``from_today``."""
    today = at.astimezone(LONDON).date()
    later = (today + timedelta(days=ahead) for ahead in range(0 if from_today else 1, _ahead(form) + 1))
    return tuple(day for day in later if hours(form, day, at))[:DAYS_OFFERED]


def hours(form: Form, day: date, at: datetime) -> tuple[str, ...]:
    """Return the slots of a day that can be offered at ``at`` (UTC); none on a day that is past, too far or a holiday."""
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
    """Return whether a slot can still be asked for at ``at`` (UTC)."""
    return appointment.valid(slot) and slot in hours(form, appointment.parts(slot)[0], at)


def begins(slot: str) -> datetime:
    """Return when a slot begins, in UTC."""
    return appointment.hours(slot)[0]


def ends(slot: str) -> datetime:
    """Return when a slot ends, in UTC."""
    return begins(slot) + timedelta(hours=1)


def _ahead(form: Form) -> int:
    return min(DAYS_AHEAD, form.retention_days - 1)
