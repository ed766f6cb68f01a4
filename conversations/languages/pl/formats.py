"""Answers, dates and money as they are written in Polish."""

from __future__ import annotations

from datetime import date

from conversations.answers import appointment, phone
from conversations.answers.name import MISSING
from conversations.answers.reading import Value
from conversations.lead import Name, Range

_TYPES = {
    "vendor": "Szacunkowa cena sprzedaży",
    "landlord": "Szacunkowy czynsz",
    "both": "Szacunkowa cena sprzedaży i czynsz",
    "detached": "Dom wolnostojący",
    "semi-detached": "Bliźniak",
    "terraced": "Szeregowiec",
    "flat-maisonette": "Mieszkanie",
    "other": "Coś innego",
}


def _bedrooms(number: int) -> str:
    """CLDR's plural rule for Polish: one, few (2-4 but not 12-14), many."""
    if number == 0:
        return "Studio"
    if number == 1:
        return "1 sypialnia"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {'sypialnie' if few else 'sypialni'}"


_DAYS = ("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz.")
_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
_PARTS = {(9, 12): "rano", (12, 17): "po południu", (17, 19): "wieczorem"}


_MONTHS_IN_FULL = ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
                "listopada", "grudnia")  # fmt: skip


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {_MONTHS_IN_FULL[day.month - 1]} {day.year}"


_ON_DAY = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")


def _when(value: str) -> str:
    day, first, end = appointment.parts(value)
    part = _PARTS.get((first, end), f"godz. {first}")
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
            return value.removeprefix("0")
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


def _pounds(amount: int) -> str:
    """As CLDR writes it in Polish: a no-break space between thousands, the sign behind."""
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0£"


def money(figures: Range) -> dict[str, str]:
    """Return the three figures of a range in pounds."""
    return {
        "minimum": _pounds(figures.minimum),
        "average": _pounds(figures.average),
        "maximum": _pounds(figures.maximum),
    }
