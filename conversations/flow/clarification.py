"""Clarification: the choice between possible readings of an answer, by button or in words."""

from __future__ import annotations

from msgspec.structs import replace

from conversations.answers.name import Reason as NameReason
from conversations.callback_data import Action, Tap
from conversations.commands import Line
from conversations.events import Event, Said
from conversations.flow.answering import take
from conversations.flow.turn import Turn, chosen, say
from conversations.form import Form
from conversations.state import Collecting, Pending, State
from conversations.understanding.standing import Reason as Change

_MISSING_PART = {
    NameReason.NO_LAST_NAME.value: Line("pending.last_name"),
    NameReason.NO_FIRST_NAME.value: Line("pending.first_name"),
}
"""Question for the missing part of a name, by the reason for which the name was offered back."""


def pick(form: Form, state: State, phase: Collecting, event: Event, code: str) -> Turn:
    """Take the reading chosen by ``code``: its number, ``keep``, or ``no``."""
    pending = phase.pending
    if pending is None:
        return say(form, state)
    turn = _picked(form, state, phase, event, pending, code)
    return chosen(turn, state, Tap(Action.PICK, state.revision, pending.question, code))


def _picked(form: Form, state: State, phase: Collecting, event: Event, pending: Pending, code: str) -> Turn:
    if code == "keep" and pending.keep is not None:
        stands = phase.answers.get(pending.question)
        if stands is not None and pending.reason == Change.CHANGE.value and stands.value == pending.keep.value:
            # Nothing changes, so the review still holds.
            return say(form, state.revised(phase=replace(phase, pending=None)))
        message = event.message if isinstance(event.body, Said) else ""
        return take(form, state, phase, {pending.question: pending.keep}, message, said=None)
    if code.isascii() and code.isdigit() and int(code) < len(pending.likely):
        return take(form, state, phase, {pending.question: pending.likely[int(code)]}, "", said=None)
    editing = pending.question if pending.question in phase.answers else phase.editing
    wanted = _MISSING_PART.get(pending.reason)
    if wanted is not None:
        # "No" to "Is “Marla” your whole name?": the next text completes it, and a second "no" drops it.
        asking = replace(phase, pending=replace(pending, reason=wanted.key), editing=editing)
        return say(form, state.revised(phase=asking))
    again = replace(phase, pending=None, editing=editing, reviewed=False, consent_shown="")
    return say(form, state.revised(phase=again), Line("pending.retype"))
