"""Polish, as spoken to homeowners in the United Kingdom."""

from __future__ import annotations

from conversations.languages.folder import read_catalogue
from conversations.languages.pl.formats import FORMATS
from conversations.languages.pl.sentences import SENTENCES

CATALOGUE = read_catalogue(
    __name__, name="Polski", consent_version="pl-2026-11-30-2", sentences=SENTENCES, formats=FORMATS
)
