"""Polish formats of answers, dates and money."""

from __future__ import annotations

from conversations.languages.formats import Formats


def _bedrooms(number: int) -> str:
    """CLDR's plural rule for Polish: one, few (2-4 but not 12-14), many."""
    if number == 0:
        return "Studio"
    if number == 1:
        return "1 sypialnia"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {'sypialnie' if few else 'sypialni'}"


def _pounds(amount: int) -> str:
    """As CLDR writes it in Polish: a no-break space between thousands, the sign behind."""
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0£"


FORMATS = Formats(
    kinds={
        "vendor": "Szacunkowa cena sprzedaży",
        "landlord": "Szacunkowy czynsz",
        "both": "Szacunkowa cena sprzedaży i czynsz",
        "detached": "Dom wolnostojący",
        "semi-detached": "Bliźniak",
        "terraced": "Szeregowiec",
        "flat-maisonette": "Mieszkanie",
        "other": "Coś innego",
    },
    days=("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."),
    months=("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"),
    months_in_full=(
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ),
    on_day=("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"),
    parts={"morning": "rano", "afternoon": "po południu", "evening": "wieczorem"},
    bedrooms=_bedrooms,
    time=lambda value: value.removeprefix("0"),
    pounds=_pounds,
    hour="godz. {}",
    until="{}",
)
