"""English (United Kingdom)."""

from __future__ import annotations

from conversations.languages.catalogue import Catalogue
from conversations.languages.en.sentences import SENTENCES


def _bedrooms(number: int) -> str:
    return "Studio" if number == 0 else "1 bedroom" if number == 1 else f"{number} bedrooms"


CATALOGUE = Catalogue(
    __name__, name="English", consent_version="en-2026-11-30-2", sentences=SENTENCES, bedrooms=_bedrooms
)
