"""Sentences: what keys and codes are in words, one catalogue a language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conversations.wording import cy, en, pl
from conversations.wording.catalogue import Catalogue

CATALOGUES: Mapping[str, Catalogue] = MappingProxyType(
    {each.language: each for each in (en.CATALOGUE, cy.CATALOGUE, pl.CATALOGUE)}
)
DEFAULT = en.CATALOGUE


def catalogue(language: str) -> Catalogue:
    """Return the catalogue for a language tag ("en", "en-GB"), or English where there is none."""
    return CATALOGUES.get(language.split("-", 1)[0].lower(), DEFAULT)
