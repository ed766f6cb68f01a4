"""Answers, dates and money as they are written in English."""

from __future__ import annotations

from datetime import date

from conversations.answers import appointment, phone
from conversations.answers.name import MISSING
from conversations.answers.reading import Value
from conversations.lead import Name, Range

_TYPES = {
    "vendor": "sale estimate",
    "landlord": "rent estimate",
    "both": "sale and rent estimates",
    "detached": "detached",
    "semi-detached": "semi-detached",
    "terraced": "terraced",
    "flat-maisonette": "flat or maisonette",
    "other": "something else",
}


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_MONTHS_IN_FULL = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
                "December")  # fmt: skip


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {_MONTHS_IN_FULL[day.month - 1]} {day.year}"


_DAYS_IN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _time(value: str) -> str:
    """A time of day as people here write it: 9am, 5.30pm, noon."""
    hour, minute = map(int, value.split(":"))
    if minute == 0 and hour % 12 == 0:
        return "noon" if hour == 12 else "midnight"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'am' if hour % 24 < 12 else 'pm'}"


def _when(value: str) -> str:
    day, first, end = appointment.parts(value)
    part = next((name for name, hours in appointment.PARTS.items() if hours == (first, end)), f"{first}:00")
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}, {part}"


def show(question: str, value: Value) -> str:
    """Return an answer as it is shown."""
    match value:
        case Name(first, last, title):
            return " ".join(part for part in (title, first, last) if part and part != MISSING)
        case int():
            return "Studio" if value == 0 else "1 bedroom" if value == 1 else f"{value} bedrooms"
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
            return f"on {_DAYS_IN_FULL[date.fromisoformat(value).weekday()]}"
        case _ if question == "on_date":
            day = date.fromisoformat(value)
            return f"on {_DAYS_IN_FULL[day.weekday()]} {day.day} {_MONTHS_IN_FULL[day.month - 1]}"
        case _ if question == "kind":
            return _TYPES[value][:1].lower() + _TYPES[value][1:]
        case _ if question in ("sale_or_let", "property_type"):
            return _TYPES[value].capitalize()
        case _:
            return value


def money(figures: Range) -> dict[str, str]:
    """Return the three figures of a range in pounds."""
    return {
        "minimum": f"£{figures.minimum:,}",
        "average": f"£{figures.average:,}",
        "maximum": f"£{figures.maximum:,}",
    }
