"""English (United Kingdom)."""

from __future__ import annotations

from conversations.languages.en.formats import FORMATS
from conversations.languages.en.sentences import SENTENCES
from conversations.languages.folder import read_catalogue

CATALOGUE = read_catalogue(
    __name__, name="English", consent_version="en-2026-11-30-2", sentences=SENTENCES, formats=FORMATS
)
