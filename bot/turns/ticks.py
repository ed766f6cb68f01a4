"""Ticks: the pressed button of an answered question is marked below its message."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core.incoming_update import ConversationUpdate
from bot.core.serialization import KEYBOARD, Keyboard
from conversations.callback_data import Action, parse
from conversations.events import Tapped
from conversations.flow.turn import Turn
from conversations.state import Collecting, State

MARK = "\u2713 "
"""Prefix of a ticked button's label."""
_ANSWERS = (Action.ANSWER, Action.PICK)


def ticked(incoming: ConversationUpdate, before: State, turn: Turn) -> str:
    """Return the body of the outbox row that ticks the pressed button; empty if the tap gave no answer.

    All buttons of the message stay, since an old one changes its answer until the consent.
    """
    body = incoming.body
    if not isinstance(body, Tapped) or not incoming.buttons or not incoming.message:
        return ""
    tap = parse(body.data)
    answered = isinstance(turn.state.phase, Collecting) and turn.state.revision != before.revision
    if tap is None or tap.action not in _ANSWERS or not answered:
        return ""
    rows = tuple(
        tuple(replace(each, label=_label(each.label, ticked=each.data == body.data)) for each in row)
        for row in incoming.buttons
    )
    return "" if rows == incoming.buttons else KEYBOARD.encode(Keyboard(int(incoming.message), rows))


def _label(label: str, *, ticked: bool) -> str:
    return (MARK if ticked else "") + label.removeprefix(MARK)
