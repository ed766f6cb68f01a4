"""English formats of answers, dates and money."""

from __future__ import annotations

from conversations.answers.appointment import PARTS
from conversations.languages.formats import Formats, clock


def _bedrooms(number: int) -> str:
    return "Studio" if number == 0 else "1 bedroom" if number == 1 else f"{number} bedrooms"


FORMATS = Formats(
    kinds={
        "vendor": "Sale estimate",
        "landlord": "Rent estimate",
        "both": "Sale and rent estimates",
        "detached": "Detached",
        "semi-detached": "Semi-detached",
        "terraced": "Terraced",
        "flat-maisonette": "Flat or maisonette",
        "other": "Something else",
    },
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    months_in_full=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    on_day=tuple(f"on {day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")),
    parts={name: name for name in PARTS},
    bedrooms=_bedrooms,
    time=clock("am", "pm", "noon", "midnight"),
)
