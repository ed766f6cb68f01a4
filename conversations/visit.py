"""Visit: somebody of the agency comes to see the property. What is kept of one, and when it is reminded of.

A visit is requested by the homeowner until staff accept it or suggest another time. A move makes a new request, under a new
name, so that buttons of the request before no longer mean anything. A cancelled or past visit is not kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from conversations.answers.appointment import LONDON
from conversations.slots import begins

_EVENING, _MORNING = 17, 8
"""Hours, in London, at which a visit is reminded of: on the day before, or else on its morning."""
_AT_LEAST = timedelta(hours=1)
"""Between what was agreed and its reminder, and between the reminder and the visit."""


class _Visit(Struct, frozen=True, tag_field="kind"):
    """``name`` is random and unique, ``reference`` that of the lead it is about, ``address`` empty where it is not known here."""

    name: str
    reference: str
    slot: str
    address: str = ""


class Requested(_Visit, frozen=True, tag="requested"):
    """Staff have not answered yet."""


class Suggested(_Visit, frozen=True, tag="suggested", kw_only=True):
    """Staff suggest the slot ``instead``."""

    instead: str


class Accepted(_Visit, frozen=True, tag="accepted"):
    """Agreed by both sides."""


Visit = Requested | Suggested | Accepted


def last_slot(visit: Visit) -> str:
    """Return the later of a visit's slots, after which nothing can come of it any more."""
    return max(visit.slot, visit.instead) if isinstance(visit, Suggested) else visit.slot


def is_past(visit: Visit, at: datetime) -> bool:
    """Return whether nothing can come of a visit at ``at`` (UTC), or it has begun."""
    return begins(last_slot(visit)) <= at


def reminder_time(slot: str, at: datetime) -> datetime | None:
    """Return when a visit is to be reminded of that was agreed at ``at`` (UTC): the day before, or that morning.

    ``None`` for one that is too near.
    """
    start = begins(slot)
    here = start.astimezone(LONDON)
    eve = (here - timedelta(days=1)).replace(hour=_EVENING, minute=0)
    for time in (eve, here.replace(hour=_MORNING, minute=0)):
        if at + _AT_LEAST <= time.astimezone(at.tzinfo) <= start - _AT_LEAST:
            return time.astimezone(at.tzinfo)
    return None
