"""Warm-up: compute patterns, vocabularies and topics before the first message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.form import Form
from conversations.languages.catalogue import Catalogue
from conversations.state import State


def warm_up(form: Form, catalogues: Mapping[str, Catalogue]) -> None:
    """Take one message through ``form`` in each language, to fill the caches computed on first use.

    Without it the first message after a start costs hundreds of times as much as others, inside a transaction; if the process
    were killed meanwhile, that message would seem to be the cause.
    """
    for language, catalogue in catalogues.items():
        said = Said(catalogue.sentences["agency"])
        step(form, State(), Event(datetime(2026, 1, 1, tzinfo=UTC), said, "", language))
