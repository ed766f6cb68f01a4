"""Decision log for development: candidate meanings of a text and the winner, without the text and its answers.

Nothing is logged for a real agency, at any level.
"""

from __future__ import annotations

import logging

from bot.core.agency import Agency
from conversations.events import Said
from conversations.flow.typed_text import scene_of
from conversations.state import State
from conversations.understanding.decide import Row, explain
from conversations.understanding.utterance import Utterance

log = logging.getLogger(__name__)


def log_decision(agency: Agency, state: State, body: object) -> None:
    """Log at DEBUG how a text in ``state`` was decided, if the agency is fictitious: only kinds, evidence and acts, no values."""
    if not (agency.form.made_up and isinstance(body, Said) and log.isEnabledFor(logging.DEBUG)):
        return
    scene = scene_of(agency.form, state)
    rows = explain(Utterance(body.text, state.language, body.own), scene)
    where = f"{scene.place} {scene.key}".strip()
    log.debug("understood at %s: %s", where, ", ".join(map(_shown, rows)))


def _shown(row: Row) -> str:
    found = row.candidate
    verdict = "wins" if row.wins else "holds" if row.holds else "too weak"
    return f"{found.kind} {found.evidence.name.lower()} {verdict} ({type(found.act).__name__})"
