"""Amounts and days of costs as people type them: "1,250.50", "1-30 Nov", "last month"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from conversations.office_hours import LONDON

POUNDS_MAX = 10_000_000
DAYS_MAX = 366
"""Longest period of one cost, in days, and how far ahead it may begin."""
EARLIEST = date(1970, 1, 1)
"""First day of a period: days are stored as numbers from it."""
_OVER_NEW_YEAR_MAX = 183
"""Longest period over New Year, in days, if no year is typed: "30 Nov to 1 Nov" is rather a slip than eleven months."""
_AMOUNT = re.compile(
    r"(?:£ ?|gbp ?)?(?P<pounds>\d{1,3}(?P<group>[, ])\d{3}(?:(?P=group)\d{3})*(?!\d)|\d{0,9})(?:\.(?P<pence>\d{0,2}))?"
    r"(?: ?(?:£|gbp\b|pounds?\b))?[.,;:]?(?= |$)",
    re.ASCII,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[a-z]{3,9})\.?", r"(?P<year>\d{4})"
_DATES = tuple(
    re.compile(each, re.ASCII)
    for each in (
        rf"{_YEAR}(?:-(?P<number>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?)?",
        r"(?P<day>\d{1,2})[/.](?P<number>\d{1,2})",
        r"(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>\d{4}|\d{2})",
        rf"(?:{_DAY} ?(?:of )?)?{_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",
        _DAY,
    )
)
"""British order: the day before the month. A day alone is part of a period whose other end has the month."""
_UNTIL = re.compile(r" (?:to|until|till) | ?[-\u2013\u2014] ?")
_BEFORE = re.compile(r"(?:from|for|in|on|over|during) (.+)")

Days = tuple[date, date]


class BadDays(StrEnum):
    """Reason why a text is not a period: a key of the staff's sentences."""

    UNKNOWN = "unknown"
    NO_SUCH_DATE = "no_such_date"
    BACKWARDS = "backwards"
    TOO_LONG = "too_long"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


class _Date(NamedTuple):
    """Date as typed: without a day a whole month, without a month too a whole year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def read_amount(text: str) -> tuple[int, str] | None:
    """Return the amount with which ``text`` begins, in pence, and the rest of the text; ``None`` if there is none.

    More than nothing, and at most :data:`POUNDS_MAX` pounds.
    """
    said = " ".join(text.split())
    found = _AMOUNT.match(said.lower())
    if found is None:
        return None
    pounds = re.sub("[, ]", "", found["pounds"])
    pence = int(pounds or 0) * 100 + int((found["pence"] or "").ljust(2, "0"))
    return (pence, said[found.end() :].strip()) if 0 < pence <= POUNDS_MAX * 100 else None


def today_of(at: float) -> date:
    """Return the day of ``at`` (seconds since 1970) by London's clocks."""
    return datetime.fromtimestamp(at, UTC).astimezone(LONDON).date()


def named_days(today: date) -> dict[str, Days]:
    """Return the periods that have a name, by it."""
    day, week = timedelta(days=1), timedelta(days=7)
    monday, first = today - today.weekday() * day, today.replace(day=1)
    months = {"this month": first, "last month": first - day, "next month": first + 31 * day}
    return {
        "today": (today, today),
        "this week": (monday, monday + 6 * day),
        **{name: _periods(_Date(each.year, each.month), ())[0] for name, each in months.items()},
        "last week": (monday - week, monday - day),
        "next week": (monday + week, monday + 13 * day),
        "this year": _periods(_Date(today.year), ())[0],
        "last year": _periods(_Date(today.year - 1), ())[0],
        "yesterday": (today - day, today - day),
        "tomorrow": (today + day, today + day),
    }


def read_days(text: str, today: date) -> Days | BadDays:
    """Return the first and the last day of a period as typed: a name, or a date, month or year, or two with "to" between them.

    Without a year, the period is the one nearest to ``today``. At most :data:`DAYS_MAX` days.
    """
    said = " ".join(text.lower().split()).rstrip(" .,;:!")
    said = _BEFORE.sub(r"\1", said)
    named = named_days(today).get(said)
    if named is not None:
        return named
    typed = _typed(said)
    if not typed:
        return BadDays.UNKNOWN
    given = {each.year for each in typed if each.year is not None}
    years = {near for year in given or {today.year} for near in (year - 1, year, year + 1)}
    firsts, lasts = _periods(typed[0], years), _periods(typed[-1], years)
    if not firsts or not lasts:
        return BadDays.NO_SUCH_DATE
    periods = (
        firsts if len(typed) == 1 else [(first, last) for first, _ in firsts for _, last in lasts if first <= last]
    )
    return _nearest(periods, today, years_typed=all(each.year is not None for each in typed))


def _nearest(periods: list[Days], today: date, *, years_typed: bool) -> Days | BadDays:
    """Return the period nearest to ``today`` that one cost may have, or why there is none."""
    short = [
        (first, last)
        for first, last in periods
        if (last - first).days < (DAYS_MAX if years_typed or first.year == last.year else _OVER_NEW_YEAR_MAX)
    ]
    if not short:
        return BadDays.TOO_LONG if periods and years_typed else BadDays.BACKWARDS
    first, last = min(short, key=lambda period: sum(abs(day - today).days for day in period))
    if first < EARLIEST:
        return BadDays.TOO_EARLY
    return (first, last) if (first - today).days <= DAYS_MAX else BadDays.TOO_LATE


def _typed(said: str) -> tuple[_Date, ...]:
    """Return the one or two dates of a period; none if it is not understood. A day alone has the other's month."""
    alone = _read_date(said)
    if alone is not None and not _is_day_alone(alone):
        return (alone,)
    for found in _UNTIL.finditer(said):
        first, last = _read_date(said[: found.start()]), _read_date(said[found.end() :])
        if first is not None and last is not None:
            month = first.month if last.month is None else last.month
            ends = tuple(each._replace(month=month) if _is_day_alone(each) else each for each in (first, last))
            if not any(map(_is_day_alone, ends)):
                return ends
    return ()


def _is_day_alone(typed: _Date) -> bool:
    return typed.day is not None and typed.month is None


def _read_date(said: str) -> _Date | None:
    """Return a date as typed; ``None`` for anything else."""
    for pattern in _DATES:
        found = pattern.fullmatch(said)
        if found is None:
            continue
        parts = found.groupdict("")
        year, month, day = (parts.get(name, "") for name in ("year", "number", "day"))
        word = parts.get("month", "")
        if word:
            month = next((str(number) for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), "")
        if word and not month:
            continue
        return _Date(
            int(year) + (2000 if len(year) == 2 else 0) if year else None,
            int(month) if month else None,
            int(day) if day else None,
        )
    return None


def _periods(typed: _Date, years: Collection[int]) -> list[Days]:
    """Return the days, months or years that a date may be: in its own year, or in each of ``years`` without one."""
    periods = []
    for year in years if typed.year is None else [typed.year]:
        try:
            first = date(year, 1 if typed.month is None else typed.month, 1 if typed.day is None else typed.day)
        except ValueError:  # 30 February, or 29 February of another year
            continue
        month = 12 if typed.month is None else typed.month
        periods.append((first, first if typed.day is not None else date(year, month, monthrange(year, month)[1])))
    return periods
