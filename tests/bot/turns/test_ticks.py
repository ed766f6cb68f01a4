"""Ticks: which taps mark their button, and how the keyboard looks afterwards."""

from __future__ import annotations

import pytest

from bot.core.incoming_update import ConversationUpdate
from bot.core.serialization import KEYBOARD
from bot.turns.ticks import ticked
from conversations.events import Body, Said, Tapped
from conversations.flow.turn import Turn
from conversations.languages.message import MessageButton
from conversations.state import Collecting, Sent, State

SELL, LET = MessageButton("Sell it", "a:1:sale_or_let:vendor"), MessageButton("Rent it out", "a:1:sale_or_let:landlord")
WHY = MessageButton("Why?", "g:1::why")
SHOWN = ((SELL, LET), (WHY,))


def tapped(data: str, buttons: tuple[tuple[MessageButton, ...], ...] = SHOWN) -> ConversationUpdate:
    return ConversationUpdate(Tapped(data), message="55", tap="438", buttons=buttons)


BEFORE = State(Collecting(), revision=1)
ANSWERED = Turn(State(Collecting(), revision=2), ())


def labels(body: str) -> list[list[str]]:
    keyboard = KEYBOARD.decode(body)
    assert keyboard.message == 55
    return [[each.label for each in row] for row in keyboard.buttons]


def test_the_pressed_button_is_ticked_and_all_stay() -> None:
    body = ticked(tapped(SELL.data), BEFORE, ANSWERED)
    assert labels(body) == [["✓ Sell it", "Rent it out"], ["Why?"]]
    assert [each.data for row in KEYBOARD.decode(body).buttons for each in row] == [SELL.data, LET.data, WHY.data]


def test_the_tick_moves_to_the_button_of_a_change() -> None:
    before = KEYBOARD.decode(ticked(tapped(SELL.data), BEFORE, ANSWERED)).buttons
    assert labels(ticked(tapped(LET.data, before), BEFORE, ANSWERED)) == [["Sell it", "✓ Rent it out"], ["Why?"]]
    assert ticked(tapped(SELL.data, before), BEFORE, ANSWERED) == "", "nothing to edit"


@pytest.mark.parametrize(
    ("incoming", "turn"),
    [
        (tapped(SELL.data), Turn(BEFORE, ())),
        (tapped(SELL.data), Turn(State(Sent("VB-1"), revision=2), ())),
        (tapped(SELL.data, ()), ANSWERED),
        (tapped(WHY.data), ANSWERED),
        (tapped("c:1::yes"), ANSWERED),
        (tapped("nonsense"), ANSWERED),
        (ConversationUpdate(Said("sell"), message="56"), ANSWERED),
    ],
    ids=["an outdated tap", "after the consent", "without its message", "a wish", "the consent", "made up", "typed"],
)
def test_nothing_else_is(incoming: ConversationUpdate, turn: Turn) -> None:
    body: Body = incoming.body
    assert ticked(incoming, BEFORE, turn) == "", body
