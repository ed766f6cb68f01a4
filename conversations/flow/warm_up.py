"""Warm-up: patterns, vocabularies and topics are computed once, before anybody waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from conversations.events import Event, Said
from conversations.flow.step import step
from conversations.form import Form
from conversations.languages.catalogue import Catalogue
from conversations.state import State


def warm_up(form: Form, catalogues: Mapping[str, Catalogue]) -> None:
    """Say something to ``form`` in each language, so that whatever is computed at first use is there.

    Without it the first message after a start costs hundreds of times as much as another, inside a transaction, and somebody's
    update would look as if it had ended a process that was killed meanwhile.
    """
    for language, catalogue in catalogues.items():
        said = Said(catalogue.sentences["agency"])
        step(form, State(), Event(datetime(2026, 1, 1, tzinfo=UTC), said, "", language))
