"""Turn: the result of one event; and the composition of a message from its lines and the next prompt."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from conversations.callback_data import Tap
from conversations.commands import Button, Command, Keyboard, Line, Say, Toast, copy_button
from conversations.flow.prompts import asked, prompt
from conversations.form import Form
from conversations.languages import catalogue
from conversations.state import Collecting, State, Valued


class Turn(Struct, frozen=True):
    """Result of one event: the state to store (a fresh one is not stored) and the commands, in order."""

    state: State
    commands: tuple[Command, ...]

    def after(self, *commands: Command) -> Turn:
        """Return the turn with ``commands`` before its own."""
        return Turn(self.state, (*commands, *self.commands))

    @property
    def messages(self) -> tuple[Say, ...]:
        """The messages of the turn, in order."""
        return tuple(command for command in self.commands if isinstance(command, Say))

    @property
    def last(self) -> Say | None:
        """The message that ends the turn; ``None`` if something else does."""
        last = self.commands[-1] if self.commands else None
        return last if isinstance(last, Say) else None

    def with_last(self, **changes: Any) -> Turn:
        """Return the turn with ``changes`` to its last command."""
        return Turn(self.state, (*self.commands[:-1], replace(self.commands[-1], **changes)))

    def with_first(self, **changes: Any) -> Turn:
        """Return the turn with ``changes`` to its first message; unchanged without one."""
        if not self.messages:
            return self
        first = self.messages[0]
        at = self.commands.index(first)
        return Turn(self.state, (*self.commands[:at], replace(first, **changes), *self.commands[at + 1 :]))


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
    if not lines and isinstance(phase, Valued):
        lines = (Line("valued.next"),)
    wants_contact = shown.keyboard is Keyboard.SHARE_CONTACT
    state, had = replace(state, contact_keyboard=wants_contact), state.contact_keyboard
    if not had or wants_contact:
        return Turn(state, (replace(shown, lines=(*lines, *shown.lines)),))
    if not shown.buttons:
        return Turn(state, (Say((*lines, *shown.lines), keyboard=Keyboard.HIDE),))
    return Turn(state, (Say(lines or (Line("right"),), keyboard=Keyboard.HIDE), shown))


def chosen(turn: Turn, before: State, tap: Tap) -> Turn:
    """Return ``turn``, which followed ``before``, with a note of the button that led to it, whether tapped or typed."""
    if turn.state.revision == before.revision:
        return turn
    return replace(turn, state=replace(turn.state, chosen=tap.data()))


def outdated(state: State, now: Turn, tap: Tap | None = None) -> Turn:
    """Answer a tap on an outdated button.

    If the same button was just tapped, show a toast alone. Otherwise add a toast to ``now``, the current question or offer;
    this includes another button of the last question, whose value was not taken.
    """
    if tap is not None and tap.revision == state.revision - 1 and tap.data() == state.chosen:
        return Turn(state, (Toast(Line("toast.noted")),))
    return now.after(Toast(Line("toast.outdated")))


COPIES = 5
"""Maximum number of references with a copy button under one message."""


def with_copies(turn: Turn, references: Iterable[str]) -> Turn:
    """Add a copy button for each reference named in the turn's last message, unless it has a keyboard."""
    last, rows = turn.last, tuple((copy_button(each),) for each in islice(references, COPIES))
    if not rows or last is None or last.keyboard is not None:
        return turn
    return turn.with_last(buttons=(*last.buttons, *rows))


def with_button(turn: Turn, button: Button) -> Turn:
    """Add a button to the turn's last message, as a row, or as a key if it has a keyboard.

    A key types its label, so the label must mean the same when typed. If the message was to remove a keyboard, that is left
    to the next one, since a message has only one markup.
    """
    last = turn.last
    if last is None:
        return turn
    if last.keyboard is Keyboard.SHARE_CONTACT:
        return turn.with_last(replies=(*last.replies, button.label))
    turn = turn.with_last(buttons=(*last.buttons, (button,)), keyboard=None)
    return turn if last.keyboard is None else replace(turn, state=replace(turn.state, contact_keyboard=True))
