"""Turn: the result of one event; and the composition of a message from its lines and the next prompt."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from conversations.callback_data import Tap
from conversations.commands import (
    Button,
    Command,
    Keyboard,
    Line,
    Say,
    copy_button,
)
from conversations.flow.prompts import asked, prompt
from conversations.form import Form
from conversations.languages import catalogue
from conversations.state import Collecting, State


class Turn(Struct, frozen=True):
    """Result of one event: the state to store (a fresh one is not stored) and the commands, in order."""

    state: State
    commands: tuple[Command, ...]


def consent_version(state: State) -> str:
    """Return the version of the consent wording in the conversation's language."""
    return catalogue(state.language).consent_version


def say(form: Form, state: State, *lines: Line) -> Turn:
    """Say ``lines`` and the next prompt as one message, or as two to remove a keyboard and show buttons (one markup each)."""
    phase = state.phase
    if isinstance(phase, Collecting) and phase.reviewed and phase.pending is None and not asked(form, phase):
        version = consent_version(state)
        # Buttons of another wording are outdated from now on: they would agree to a text not read.
        reworded = phase.consent_shown not in ("", version)
        state = replace(state, phase=replace(phase, consent_shown=version), revision=state.revision + reworded)
    shown = prompt(form, state)
    lines = lines or shown.otherwise
    wants_contact = shown.keyboard is Keyboard.SHARE_CONTACT
    state, had = replace(state, contact_keyboard=wants_contact), state.contact_keyboard
    if not had or wants_contact:
        return Turn(state, (Say((*lines, *shown.lines), shown.buttons, shown.keyboard, shown.replies),))
    if not shown.buttons:
        return Turn(state, (Say((*lines, *shown.lines), keyboard=Keyboard.HIDE),))
    away = Say(lines or (Line("right"),), keyboard=Keyboard.HIDE)
    return Turn(state, (away, Say(shown.lines, shown.buttons)))


def chosen(turn: Turn, before: State, tap: Tap) -> Turn:
    """Return ``turn``, which followed ``before``, with a note of the button that led to it, whether tapped or typed."""
    if turn.state.revision == before.revision:
        return turn
    return replace(turn, state=replace(turn.state, chosen=tap.data()))


COPIES = 5
"""Maximum number of references with a copy button under one message."""


def with_copies(turn: Turn, references: Iterable[str]) -> Turn:
    """Add a copy button for each reference named in the turn's last message, unless it has a keyboard."""
    *before, last = turn.commands
    rows = tuple((copy_button(each),) for each in islice(references, COPIES))
    if not rows or not isinstance(last, Say) or last.keyboard is not None:
        return turn
    return Turn(turn.state, (*before, replace(last, buttons=(*last.buttons, *rows))))


def with_button(turn: Turn, label: Line, tap: Tap) -> Turn:
    """Add a button to the turn's last message, as a row, or as a key if it has a keyboard.

    A key types its label, so the label must mean the same when typed. If the message was to remove a keyboard, that is left
    to the next one, since a message has only one markup.
    """
    *before, last = turn.commands
    if not isinstance(last, Say):
        return turn
    if last.keyboard is Keyboard.SHARE_CONTACT:
        return Turn(turn.state, (*before, replace(last, replies=(*last.replies, label))))
    buttons = (*last.buttons, (Button(label, tap.data()),))
    if last.keyboard is Keyboard.HIDE:
        state = replace(turn.state, contact_keyboard=True)
        return Turn(state, (*before, replace(last, buttons=buttons, keyboard=None)))
    return Turn(turn.state, (*before, replace(last, buttons=buttons)))
