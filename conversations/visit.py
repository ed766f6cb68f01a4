"""Visit of the agency to the property: its stored form, and the time of its reminder.

A visit is requested by the homeowner until staff accept it or suggest another time. A move makes a new request under a new
name, so that the buttons of the earlier request are void. Cancelled and past visits are not stored.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from conversations.answers.appointment import LONDON
from conversations.events import VisitAccepted, VisitSuggested
from conversations.slots import begins

_EVENING, _MORNING = 17, 8
"""London hours of the reminder: in the evening of the day before, or else in the morning of the day."""
_AT_LEAST = timedelta(hours=1)
"""Minimum time between agreement and reminder, and between reminder and visit."""


class _Visit(Struct, frozen=True, tag_field="kind"):
    """Visit. ``name`` is random and unique, ``reference`` the lead's; ``address`` is empty if unknown here."""

    name: str
    reference: str
    slot: str
    address: str = ""


class Requested(_Visit, frozen=True, tag="requested"):
    """Visit requested by the homeowner, not yet answered by staff."""


class Suggested(_Visit, frozen=True, tag="suggested", kw_only=True):
    """Visit for which staff suggest the slot ``instead``."""

    instead: str


class Accepted(_Visit, frozen=True, tag="accepted"):
    """Visit agreed by both sides."""


Visit = Requested | Suggested | Accepted


def last_slot(visit: Visit) -> str:
    """Return the later of a visit's slots, at which the visit is over or has lapsed."""
    return max(visit.slot, visit.instead) if isinstance(visit, Suggested) else visit.slot


def answered_slot(visit: Visit, news: VisitAccepted | VisitSuggested) -> str:
    """Return the slot at which staff answer that they come."""
    return news.slot if isinstance(news, VisitSuggested) else visit.slot


def is_told(visit: Visit, news: VisitAccepted | VisitSuggested) -> bool:
    """Return whether the homeowner was given this answer of staff already."""
    slot = answered_slot(visit, news)
    match visit:
        case Requested():
            return False
        case Suggested(instead=instead):
            return slot == instead
        case Accepted(slot=agreed):
            return slot == agreed


def is_past(visit: Visit, at: datetime) -> bool:
    """Return whether a visit has begun or its request has lapsed at ``at`` (UTC)."""
    return begins(last_slot(visit)) <= at


def reminder_time(slot: str, at: datetime) -> datetime | None:
    """Return the time of the reminder (UTC) of a visit agreed at ``at`` (UTC): the day before, or that morning.

    ``None`` if the visit is too near.
    """
    start = begins(slot)
    here = start.astimezone(LONDON)
    eve = (here - timedelta(days=1)).replace(hour=_EVENING, minute=0)
    for time in (eve, here.replace(hour=_MORNING, minute=0)):
        if at + _AT_LEAST <= time.astimezone(at.tzinfo) <= start - _AT_LEAST:
            return time.astimezone(at.tzinfo)
    return None
