"""Welsh formats of answers, dates and money."""

from __future__ import annotations

from conversations.languages.formats import Formats, clock


def _bedrooms(number: int) -> str:
    """Return the noun stays in the singular after a number, and "gwely" soft after the feminine "ystafell"."""
    return "Stiwdio" if number == 0 else f"{number} ystafell wely"


FORMATS = Formats(
    kinds={
        "vendor": "Amcangyfrif gwerthu",
        "landlord": "Amcangyfrif rhent",
        "both": "Amcangyfrifon gwerthu a rhent",
        "detached": "Tŷ ar wahân",
        "semi-detached": "Tŷ pâr",
        "terraced": "Tŷ teras",
        "flat-maisonette": "Fflat neu maisonette",
        "other": "Rhywbeth arall",
    },
    days=("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul"),
    months=("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
    months_in_full=(
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
    on_day=("ddydd Llun", "ddydd Mawrth", "ddydd Mercher", "ddydd Iau", "ddydd Gwener", "ddydd Sadwrn", "ddydd Sul"),
    parts={"morning": "bore", "afternoon": "prynhawn", "evening": "gyda'r nos"},
    bedrooms=_bedrooms,
    time=clock("yb", "yp", "hanner dydd", "hanner nos"),
)
