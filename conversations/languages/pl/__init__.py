"""Polish, as spoken to homeowners in the United Kingdom."""

from __future__ import annotations

from conversations.languages.catalogue import Catalogue
from conversations.languages.pl.sentences import SENTENCES


def _bedrooms(number: int) -> str:
    """Return bedrooms in words, by CLDR's plural rule for Polish: one, few (2-4 but not 12-14), many."""
    if number < 2:
        return "1 sypialnia" if number else "Studio"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {'sypialnie' if few else 'sypialni'}"


def _pounds(amount: int) -> str:
    """Return an amount as CLDR writes it in Polish: no-break spaces between thousands, the sign last."""
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0£"


CATALOGUE = Catalogue(
    __name__, name="Polski", consent_version="pl-2026-11-30-2", sentences=SENTENCES, bedrooms=_bedrooms, pounds=_pounds
)
