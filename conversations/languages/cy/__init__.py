"""Welsh, as spoken to homeowners in Wales."""

from __future__ import annotations

from conversations.languages.catalogue import Catalogue
from conversations.languages.cy.sentences import SENTENCES


def _bedrooms(number: int) -> str:
    """Return bedrooms in words: singular after a number, with "gwely" softened after the feminine "ystafell"."""
    return "Stiwdio" if number == 0 else f"{number} ystafell wely"


CATALOGUE = Catalogue(
    __name__, name="Cymraeg", consent_version="cy-2026-11-30-2", sentences=SENTENCES, bedrooms=_bedrooms
)
