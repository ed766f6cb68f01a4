"""Welsh, as spoken to homeowners in Wales."""

from __future__ import annotations

from conversations.languages.cy.formats import FORMATS
from conversations.languages.cy.sentences import SENTENCES
from conversations.languages.folder import read_catalogue

CATALOGUE = read_catalogue(
    __name__, name="Cymraeg", consent_version="cy-2026-11-30-2", sentences=SENTENCES, formats=FORMATS
)
