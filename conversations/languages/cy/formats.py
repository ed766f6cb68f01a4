"""Answers, dates and money as they are written in Welsh."""

from __future__ import annotations

from datetime import date

from conversations.answers import appointment, phone
from conversations.answers.name import MISSING
from conversations.answers.reading import Value
from conversations.lead import Name, Range

_TYPES = {
    "vendor": "Amcangyfrif gwerthu",
    "landlord": "Amcangyfrif rhent",
    "both": "Amcangyfrifon gwerthu a rhent",
    "detached": "Tŷ ar wahân",
    "semi-detached": "Tŷ pâr",
    "terraced": "Tŷ teras",
    "flat-maisonette": "Fflat neu maisonette",
    "other": "Rhywbeth arall",
}


def _bedrooms(number: int) -> str:
    """The noun stays in the singular after a number, and "gwely" soft after the feminine "ystafell"."""
    return "Stiwdio" if number == 0 else f"{number} ystafell wely"


_DAYS = ("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul")
_MONTHS = ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag")
_PARTS = {"morning": "bore", "afternoon": "prynhawn", "evening": "gyda'r nos"}


_MONTHS_IN_FULL = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
                "Rhagfyr")  # fmt: skip


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {_MONTHS_IN_FULL[day.month - 1]} {day.year}"


_ON_DAY = ("ddydd Llun", "ddydd Mawrth", "ddydd Mercher", "ddydd Iau", "ddydd Gwener", "ddydd Sadwrn", "ddydd Sul")
"""On a day: the day's name softened."""


def _time(value: str) -> str:
    """A time of day: 9yb (y bore), 5.30yp (y prynhawn), with noon and midnight in words."""
    hour, minute = map(int, value.split(":"))
    if minute == 0 and hour % 12 == 0:
        return "hanner dydd" if hour == 12 else "hanner nos"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'yb' if hour % 24 < 12 else 'yp'}"


def _when(value: str) -> str:
    day, first, end = appointment.parts(value)
    part = next((_PARTS[name] for name, hours in appointment.PARTS.items() if hours == (first, end)), f"{first}:00")
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}, {part}"


def show(question: str, value: Value) -> str:
    """Return an answer as it is shown."""
    match value:
        case Name(first, last, title):
            return " ".join(part for part in (title, first, last) if part and part != MISSING)
        case int():
            return _bedrooms(value)
        case _ if question == "phone":
            return phone.national(value)
        case _ if question == "appointment":
            return _when(value)
        case _ if question == "date":
            return _date(value)
        case _ if question == "time":
            return _time(value)
        case _ if question == "short_day":
            day = date.fromisoformat(value)
            return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
        case _ if question == "on_day":
            return _ON_DAY[date.fromisoformat(value).weekday()]
        case _ if question == "on_date":
            day = date.fromisoformat(value)
            return f"{_ON_DAY[day.weekday()]} {day.day} {_MONTHS_IN_FULL[day.month - 1]}"
        case _ if question == "kind":
            return _TYPES[value][:1].lower() + _TYPES[value][1:]
        case _ if question in ("sale_or_let", "property_type"):
            return _TYPES[value]
        case _:
            return value


def money(figures: Range) -> dict[str, str]:
    """Return the three figures of a range in pounds."""
    return {
        "minimum": f"£{figures.minimum:,}",
        "average": f"£{figures.average:,}",
        "maximum": f"£{figures.maximum:,}",
    }
