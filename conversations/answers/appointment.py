"""Time for a call or a visit: a working day and some hours of it, in London local time.

A value is ``"2026-11-24 09-12"``: the day, the first hour and the hour after the last. :func:`hours` converts it to hours in
UTC, with daylight saving, for the guide's ``appointment_availability``.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import plain, words
from conversations.lexicon import any_of, pattern, phrases, table, words_of

LONDON = ZoneInfo("Europe/London")
DAYS_OFFERED = 3
DAYS_TAKEN = 30
"""Maximum number of days ahead of a typed day."""


class Part(StrEnum):
    """A part of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS = {Part.MORNING: (9, 12), Part.AFTERNOON: (12, 17), Part.EVENING: (17, 19)}
"""Parts of a day, each as first hour and hour after the last."""
OFFERED = (Part.MORNING, Part.AFTERNOON)
OPENS, CLOSES = 8, 20
"""Hours between which people may be called."""

_VALUE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d)-(\d\d)")
_SATURDAY = 5
_NOON_HOUR = 12


_any = partial(any_of, "appointment")


def _numbered(name: str, numbers: range) -> dict[str, int]:
    """Return the numbers by words of all languages: months from 1, days of the week from 1."""
    return {word: number for number in numbers for word in words_of("appointment", name, str(number))}


_WEEKDAYS = _numbered("weekdays", range(1, 8))
_DAYS_AHEAD = dict(
    sorted(
        ((phrase, int(str(ahead))) for phrase, ahead in table("appointment", "days_ahead").items()),
        key=lambda pair: -len(pair[0]),
    )
)
"""Days ahead by plain words; a phrase that contains another comes first."""
_NEXT = words_of("appointment", "next")
_MONTHS = _numbered("months", range(1, 13))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = _any("ordinal")
_NOT_AFTER_AT = "".join(f"(?<!{word} )" for word in phrases("appointment", "at"))
_DATE = re.compile(
    r"\b(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    rf"|\b(?P<day>\d{{1,2}}){_ORDINAL}?(?: {_any('of')})? (?P<month>{_MONTH})\b"
    rf"|\b(?P<before>{_MONTH}) (?P<after>\d{{1,2}}){_ORDINAL}?\b"
    rf"|\b(?P<alone>\d{{1,2}}){_ORDINAL}\b"
    rf"|{_NOT_AFTER_AT}(?<![\d:.])(?P<date>\d{{1,2}})(?P<mark>[/.-])(?P<number>0?[1-9]|1[0-2])"
    r"(?:(?P=mark)(?:20)?\d\d)?(?![\d:]|\.\d| ?[ap]m(?! \d))"
)
"""A date with the month's name or number, day first, as in the United Kingdom and Poland."""
_HOURS_IN_WORDS = {word: number for word, number in WORDS.items() if 0 < number <= 12} | _numbered(
    "hours", range(1, 13)
)
_SPOKEN_HOUR = re.compile(rf"\b(?:{'|'.join(_HOURS_IN_WORDS)})\b")
_PAST = re.compile(rf"\b{_any('past')} (\d{{1,2}})\b")
_BEFORE = re.compile(rf"\b{_any('before')} (\d{{1,2}})\b")
_HALF_DAY = re.compile(r"(?<![\d ])(?<!\d )\b ?(am|pm)\s*$")
_HOURS = re.compile(
    rf"\b(?P<first>\d{{1,2}})(?:[:.]\d\d)? ?(?P<mark>am|pm)?(?: ?- ?| {_any('until')} )"
    r"(?P<last>\d{1,2})(?:[:.]\d\d)? ?(?P<end>am|pm)?\b"
)
"""Range of hours: "2-4pm", "between 9 and 11"."""
_NOON = pattern("appointment", "noon")
_HOURS_AT_MOST = 6
"""Maximum number of words of hours without a day; a longer text with a number is about something else."""
_PART_AT_MOST = 3
"""Maximum number of words of a part of a day without a day: "in the afternoon"."""
_CLOCK = re.compile(
    rf"^(?:{_any('around_hours')} )*+(?:{_any('noon')}|\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm)?(?: ?o ?'?clock)?"
    rf"(?:(?: ?- ?| {_any('until')} )\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm)?)?)(?: {_any('around_hours')})*+[.!?]*$"
)
"""A text of hours alone."""
_PART_WORDS = {word: part for part in PARTS for word in words_of("appointment", "parts", part)}
_HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?\b")


class Reason(StrEnum):
    """Reason for not accepting a text as a time."""

    EMPTY = "appointment.empty"
    NOT_UNDERSTOOD = "appointment.not_understood"
    WEEKEND = "appointment.weekend"
    HOLIDAY = "appointment.holiday"
    TOO_FAR = "appointment.too_far"
    PAST = "appointment.past"
    WHICH_PART = "appointment.which_part"
    WHICH_DAY = "appointment.which_day"


def offered(now: datetime, holidays: Container[date] = ()) -> tuple[str, ...]:
    """Return the values offered at ``now`` (UTC): mornings and afternoons of the next working days after today.

    ``holidays`` are the bank holidays at the office's place.
    """
    days: list[date] = []
    day = now.astimezone(LONDON).date()
    while len(days) < DAYS_OFFERED:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            days.append(day)
    return tuple(_value(day, *PARTS[part]) for day in days for part in OFFERED)


def read(text: str, now: datetime, holidays: Container[date] = ()) -> Reading:
    """Read ``text`` as a day with a part of it or hours, as of ``now`` (UTC). Today's past hours do not count."""
    match _read(text, now, holidays):
        case Understood() as reading if not _is_over(reading, now):
            return reading
        case Unclear(reason, likely) if left := tuple(each for each in likely if not _is_over(each, now)):
            return Unclear(reason, left)
        case Refused() as refused:
            return refused
        case _:
            return Refused(Reason.PAST)


def _is_over(reading: Understood, now: datetime) -> bool:
    return hours(str(reading.value))[-1] + timedelta(hours=1) <= now


def _read(text: str, now: datetime, holidays: Container[date]) -> Reading:
    said = words(text[:200])
    if not said:
        return Refused(Reason.EMPTY)
    today = now.astimezone(LONDON).date()
    day, rest = _day(" ".join(said), plain(text[:200]), today)
    if day is None:
        return _hours_alone(text[:200], said, now, holidays)
    if day > today + timedelta(days=DAYS_TAKEN):
        return Refused(Reason.TOO_FAR)
    if day.weekday() >= _SATURDAY:
        return Refused(Reason.WEEKEND)
    if day in holidays:
        return Refused(Reason.HOLIDAY)
    rest = _in_figures(rest)
    if _NOON.search(rest):
        return Understood(_value(day, _NOON_HOUR, _NOON_HOUR + 1))
    part = next((_PART_WORDS[word] for word in said if word in _PART_WORDS), None)
    if part is not None:
        return Understood(_value(day, *PARTS[part]))
    if (span := _span(rest)) is not None:
        return Understood(_value(day, *span))
    if half := _HALF_DAY.search(rest):
        return Understood(_value(day, *PARTS[Part.MORNING if half[1] == "am" else Part.AFTERNOON]))
    return Unclear(Reason.WHICH_PART, tuple(Understood(_value(day, *hours_of)) for hours_of in PARTS.values()))


def _hours_alone(text: str, said: tuple[str, ...], now: datetime, holidays: Container[date]) -> Reading:
    """Read hours without a day, for each of the next working days: "2-4pm", "half past nine", "after 3"."""
    rest = _in_figures(plain(text))
    if len(said) > _HOURS_AT_MOST or "".join(said).isdigit() or not _CLOCK.search(rest):
        return Refused(Reason.NOT_UNDERSTOOD)
    span = (_NOON_HOUR, _NOON_HOUR + 1) if _NOON.search(rest) else _span(rest)
    if span is None:
        return Refused(Reason.NOT_UNDERSTOOD)
    days = dict.fromkeys(parts(each)[0] for each in offered(now, holidays))
    return Unclear(Reason.WHICH_DAY, tuple(Understood(_value(day, *span)) for day in days))


def named(text: str, now: datetime) -> tuple[date | None, tuple[int, int] | None]:
    """Return the day that ``text`` names as of ``now`` (UTC), and the hours or part of a day: first hour, hour after the last.

    Each is ``None`` if it is not named. Hours without a day have to be the whole text.
    """
    said = words(text[:200])
    day, rest = _day(" ".join(said), plain(text[:200]), now.astimezone(LONDON).date())
    rest = _in_figures(rest)
    if len(said) > _HOURS_AT_MOST:
        return day, None
    part = next((PARTS[_PART_WORDS[word]] for word in said if word in _PART_WORDS), None)
    if day is None and not _CLOCK.search(rest):
        return None, part if len(said) <= _PART_AT_MOST else None
    if _NOON.search(rest):
        return day, (_NOON_HOUR, _NOON_HOUR + 1)
    return day, _span(rest) or part


def with_hours(text: str, value: str, now: datetime) -> str:
    """Return ``text`` with the hours of ``value`` added if it names only a day: the answer to :attr:`Reason.WHICH_DAY`."""
    said = words(text[:200])
    day, rest = _day(" ".join(said), plain(text[:200]), now.astimezone(LONDON).date())
    if day is None or _span(_in_figures(rest)) is not None or not _PART_WORDS.keys().isdisjoint(said):
        return text
    _, first, end = parts(value)
    return f"{text} {first}:00-{end}:00"


def valid(value: object) -> bool:
    """Return whether ``value`` has the format above."""
    try:
        _, first, end = parts(value) if isinstance(value, str) else (None, 0, 0)
    except ValueError:
        return False
    return OPENS <= first < end <= CLOSES


def parts(value: str) -> tuple[date, int, int]:
    """Return the day, the first hour and the hour after the last of a value, in London local time.

    Raises :class:`ValueError` for anything else.
    """
    found = _VALUE.fullmatch(value)
    if found is None:
        raise ValueError("not a time of an appointment")
    return date.fromisoformat(found[1]), int(found[2]), int(found[3])


def hours(value: str) -> tuple[datetime, ...]:
    """Return the hours of a value, each as its start in UTC."""
    day, first, end = parts(value)
    return tuple(
        datetime(day.year, day.month, day.day, hour, tzinfo=LONDON).astimezone(UTC) for hour in range(first, end)
    )


def of_hours(suiting: tuple[datetime, ...]) -> str:
    """Return the value with these hours; empty without hours."""
    if not suiting:
        return ""
    first, last = (hour.astimezone(LONDON) for hour in (suiting[0], suiting[-1]))
    return _value(first.date(), first.hour, last.hour + 1)


def _value(day: date, first: int, end: int) -> str:
    return f"{day.isoformat()} {first:02}-{end:02}"


def _day(joined: str, text: str, today: date) -> tuple[date | None, str]:
    """Return the day named in ``text`` (plain; ``joined`` its words), and ``text`` without it unless it is an hour as well."""
    said = f" {joined} "
    for phrase, ahead in _DAYS_AHEAD.items():
        if f" {phrase} " in said:
            return today + timedelta(days=ahead), text
    weekday = next((word for word in joined.split() if word in _WEEKDAYS), None)
    dated = _DATE.search(text)
    if dated and not (weekday and dated["mark"] == "-" and dated[0].count("-") == 1):  # "friday 9-11" names hours
        return _dated(dated, today), " ".join(
            f"{text[: dated.start()]} {text[dated.end() :].removeprefix('t')}".split()
        )
    if weekday:
        return _weekday(_WEEKDAYS[weekday], today, next_week=not _NEXT.isdisjoint(joined.split())), text
    return None, text


def _weekday(number: int, today: date, *, next_week: bool) -> date:
    """Return the next weekday ``number`` (Monday is 1) after ``today``, or that of the week from next Monday."""
    if next_week:
        return today + timedelta(days=7 - today.isoweekday() + number)
    return today + timedelta(days=(number - today.isoweekday()) % 7 or 7)


def _dated(found: re.Match[str], today: date) -> date | None:
    """Return the first matching day from ``today`` on, within two years; ``None`` without one."""
    if found["iso"]:
        try:
            day = date.fromisoformat(found["iso"])
        except ValueError:
            return None
        return day if day >= today else None
    number = int(found["day"] or found["after"] or found["alone"] or found["date"])
    month = int(found["number"]) if found["number"] else _MONTHS.get(found["month"] or found["before"] or "")
    for ahead in range(24):
        year, at = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if month is not None and at + 1 != month:
            continue
        try:
            day = date(year, at + 1, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def _in_figures(text: str) -> str:
    """Return ``text`` (plain) with hours in figures, "half past nine" and "quarter to ten" reduced to their hour."""
    text = _PAST.sub(r"\1", _SPOKEN_HOUR.sub(lambda found: str(_HOURS_IN_WORDS[found[0]]), text))
    return _BEFORE.sub(lambda found: str((int(found[1]) - 1) or _NOON_HOUR), text)


def _span(text: str) -> tuple[int, int] | None:
    """Return the first hour named in ``text`` and the hour after the last; without am or pm those within office hours."""
    if hours_of := _HOURS.search(text):
        end = _clock_hour(int(hours_of["last"]), hours_of["end"])
        first = _clock_hour(int(hours_of["first"]), hours_of["mark"] or hours_of["end"])
        if not hours_of["mark"] and first >= end:
            first = _clock_hour(int(hours_of["first"]), "am")  # "11-2pm"
        if OPENS <= first < end <= CLOSES:
            return first, end
    for found in _HOUR.finditer(text):
        hour = _clock_hour(int(found[1]), found[3])
        if OPENS <= hour < CLOSES:
            return hour, hour + 1
    return None


def _clock_hour(hour: int, mark: str | None) -> int:
    """Convert an hour to the 24-hour clock, by am or pm, or without one to within office hours."""
    if mark:
        return hour % _NOON_HOUR + (_NOON_HOUR if mark == "pm" else 0) if hour <= _NOON_HOUR else hour
    return hour + _NOON_HOUR if hour < OPENS else hour
