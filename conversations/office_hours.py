"""Office hours, and the call times that may be promised by them: "today before 5.30pm", "tomorrow from 9am".

Times of day are London local time, with daylight saving. Without office hours nothing is promised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from conversations.commands import Line, Shown

LONDON = ZoneInfo("Europe/London")
ENOUGH = 60
"""Minutes of opening time that must be left in order to promise a call today."""
LOOK_AHEAD = 60
"""Days within which a closed office must reopen for a call to be promised."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ENTRY = re.compile(
    r"(?P<first>[a-z]{3})[a-z]*(?:\s*-\s*(?P<last>[a-z]{3})[a-z]*)?\s++(?P<opens>\S+?)\s*-\s*(?P<closes>\S+)"
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(am|pm)?")

Span = tuple[int, int]
"""Start and end, in minutes since midnight."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours of each weekday, Monday first, and ``closed`` dates without hours."""

    week: tuple[tuple[Span, ...], ...]
    closed: frozenset[date] = frozenset()

    @classmethod
    def read(cls, text: str) -> OfficeHours:
        """Parse ``mon-fri 9:00-17:30, sat 9:00-13:00``; a day may be listed twice, for a lunch break.

        Raises :class:`ValueError` with a message that reads on after the name of a setting.
        """
        week: list[list[Span]] = [[] for _ in DAYS]
        for entry in filter(None, (each.strip().lower() for each in text.split(","))):
            days, span = _entry(entry)
            for day in days:
                week[day].append(span)
        for name, spans in zip(DAYS, week, strict=True):
            spans.sort()
            if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
                raise ValueError(f"has hours that overlap on {name}")
        if not any(week):
            raise ValueError("has no hours; an example is mon-fri 9:00-17:30, sat 9:00-13:00")
        return cls(tuple(map(tuple, week)))

    def without(self, closed: frozenset[date]) -> OfficeHours:
        """Return the same hours with ``closed`` as the dates without hours."""
        return replace(self, closed=closed)

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the hours of a date."""
        return () if day in self.closed else self.week[day.weekday()]

    def closes(self, at: datetime) -> Shown | None:
        """Return the next closing time if the office is open at ``at`` (UTC), else ``None``."""
        day, minute = _clock(at)
        return next((_time(end) for begin, end in self.on(day) if begin <= minute < end), None)

    def there(self, at: datetime) -> Line | None:
        """Return the next opening after ``at`` (UTC): "tomorrow from 9am"; ``None`` beyond :data:`LOOK_AHEAD`."""
        day, minute = _clock(at)
        found = self._next(day, minute)
        return None if found is None else _from(day, *found)

    def call(self, at: datetime, told_at: datetime | None = None) -> Line | None:
        """Return the promise of a call, as worded at ``at`` (UTC): "today before 5.30pm", or else the next opening.

        ``told_at``: when it was made, if that was earlier and it is not :meth:`overdue`.
        """
        made = told_at or at
        day, _ = _clock(at)
        found = self._promise(made)
        if found is None:
            return None
        return Line("when.before", {"time": _time(found[1])}) if self._before_close(made) else _from(day, *found)

    def promised(self, at: datetime) -> datetime | None:
        """Return the time named by :meth:`call`, in UTC."""
        found = self._promise(at)
        return None if found is None else _utc(*found)

    def overdue(self, told_at: datetime, at: datetime) -> bool:
        """Return whether the call promised at ``told_at`` should have come by ``at`` (both UTC).

        One that was promised from an opening may come until the last closing of that day.
        """
        found = self._promise(told_at)
        if found is None:
            return False
        day, minute = found
        return at > _utc(day, minute if self._before_close(told_at) else self.on(day)[-1][1])

    def opening(self, at: datetime) -> datetime | None:
        """Return the opening time (UTC) on the day of ``at`` (UTC); ``None`` on a day without hours."""
        day, _ = _clock(at)
        spans = self.on(day)
        return _utc(day, spans[0][0]) if spans else None

    def _before_close(self, at: datetime) -> bool:
        """Return whether ``at`` is after the day's opening and at least :data:`ENOUGH` minutes before its last closing."""
        day, minute = _clock(at)
        spans = self.on(day)
        return bool(spans) and spans[0][0] <= minute <= spans[-1][1] - ENOUGH

    def _promise(self, at: datetime) -> tuple[date, int] | None:
        """Return the day and minute for the promise of a call: the end of today, or the next opening."""
        day, minute = _clock(at)
        spans = self.on(day)
        if self._before_close(at):
            return day, spans[-1][1]
        if spans and minute > spans[-1][1] - ENOUGH:  # too little of today is left
            minute = 24 * 60
        return self._next(day, minute)

    def _next(self, day: date, minute: int) -> tuple[date, int] | None:
        """Return the day and minute of the next opening after this one."""
        for ahead in range(LOOK_AHEAD):
            later = day + timedelta(days=ahead)
            begins = [begin for begin, _ in self.on(later) if ahead or begin > minute]
            if begins:
                return later, begins[0]
        return None


def _clock(at: datetime) -> tuple[date, int]:
    here = at.astimezone(LONDON)
    return here.date(), here.hour * 60 + here.minute


def _utc(day: date, minute: int) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def _time(minute: int) -> Shown:
    return Shown("time", f"{minute // 60:02}:{minute % 60:02}")


def _from(today: date, day: date, minute: int) -> Line:
    days, time = (day - today).days, _time(minute)
    if days < 2:
        return Line("when.tomorrow" if days else "when.today", {"time": time})
    named = Shown("on_day" if days < len(DAYS) else "on_date", day.isoformat())
    return Line("when.day", {"day": named, "time": time})


def _entry(entry: str) -> tuple[Iterator[int], Span]:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise ValueError("cannot be read; an example is mon-fri 9:00-17:30, sat 9:00-13:00")
    first, last = (_day(found[name] or found["first"]) for name in ("first", "last"))
    opens, closes = _minutes(found["opens"]), _minutes(found["closes"])
    if opens >= closes:
        raise ValueError(f"closes before it opens: {found['opens']}-{found['closes']}")
    return ((first + step) % 7 for step in range((last - first) % 7 + 1)), (opens, closes)


def _day(name: str) -> int:
    if name not in DAYS:
        raise ValueError(f"has a day {name}; the days are {', '.join(DAYS)}")
    return DAYS.index(name)


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour * 60 + minute > 24 * 60 or minute > 59:
        raise ValueError(f"has a time {text}; times are like 9:00 and 17:30")
    return hour * 60 + minute
