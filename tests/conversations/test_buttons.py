"""Buttons on a narrow phone: every label of every message fits, in every language, measured with Android's own font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from io import BytesIO

import pytest
from PIL import ImageFont

from conversations.callback_data import Action
from conversations.commands import Button, Line, Say
from conversations.events import LeadReceived
from conversations.form import Form, OwnQuestion
from conversations.intents import Intent
from conversations.languages import CATALOGUES, catalogue
from conversations.languages.message import Message
from conversations.languages.render import render
from conversations.questions import DEFAULT_ORDER
from support.person import ANSWERS, ESTIMATE, FORM, Person

LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
KEYBOARD = 288.0
"""Points across a message's buttons on a phone of 360, the narrowest that is common."""
GAP, PADDING = 4.0, 6.0
SIZE = 14
"""Points of a label, as Telegram for Android draws it, in Roboto Medium."""


@pytest.fixture(scope="module")
def font() -> ImageFont.FreeTypeFont:
    path = files("fontpkg_roboto") / "files" / "Roboto[wdth,wght].ttf"
    font = ImageFont.truetype(BytesIO(path.read_bytes()), SIZE)
    font.set_variation_by_axes([500, 100])
    return font


def everything(language: str) -> Iterator[Message]:
    """The messages of a conversation that goes through all that has buttons."""
    form = replace(
        FORM,
        email="hello@derbyhomes.example",
        chat_url="https://t.me/derbyhomes_bot",
        questions=(*DEFAULT_ORDER, "title", "message", "appointment", "questionnaire"),
        own_questions=(OwnQuestion("When?", ("Soon", "Not sure")),),
    )
    person = Person(form=form, language=language)
    person.starts()
    for key in DEFAULT_ORDER:
        for _ in range(3):
            person.says("?!")
        person.says(ANSWERS[key])
    for _ in range(4):
        person.says("/skip")
    person.says("/start")
    person.is_reminded()
    for intent in (Intent.REVIEWED, Intent.BACK):
        person.says(catalogue(language).sentences[f"button.{intent}"])
    for key in DEFAULT_ORDER:
        person.says(catalogue(language).sentences[f"{key}.label"])
        person.says(ANSWERS[key])
    person.says(catalogue(language).sentences["button.reviewed"])
    person.taps(catalogue(language).sentences["consent.yes"])
    person.says("/help")
    lead = person.sent[-1]
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    person.says("/withdraw")
    person.says("/language")
    person.says("/delete")
    yield from person.messages


@LANGUAGES
def test_every_label_fits_its_button_on_a_narrow_phone(language: str, font: ImageFont.FreeTypeFont) -> None:
    cut: dict[str, int] = {}
    rows = 0
    for message in everything(language):
        for row in message.buttons:
            rows += 1
            room = (KEYBOARD - GAP * (len(row) - 1)) / len(row) - 2 * PADDING
            cut |= {button.label: len(row) for button in row if font.getlength(button.label) > room}
    assert rows > 60
    assert cut == {}


@LANGUAGES
def test_no_message_has_more_buttons_than_a_thumb_can_reach(language: str) -> None:
    assert max(len(message.buttons) for message in everything(language)) <= 9


def shown(*labels: str) -> list[list[str]]:
    buttons = tuple(Button(Line("answer.shown", {"answer": label}), Action.GO) for label in labels)
    message = render(Say((), (buttons,)), Form(), catalogue("en"))
    return [[button.label for button in row] for row in message.buttons]


def test_labels_that_do_not_fit_beside_each_other_get_rows_of_their_own() -> None:
    assert shown("Studio", "1", "2", "3") == [["Studio", "1", "2", "3"]]
    assert shown("Yes", "No") == [["Yes", "No"]]
    assert shown("Withdraw my permission", "Delete") == [["Withdraw my permission"], ["Delete"]]
    assert shown("a", "b", "Something longer") == [["a", "b"], ["Something longer"]]
    assert shown("x" * 40) == [["x" * 40]]
    assert shown() == []


def test_a_long_list_has_three_in_a_row_at_most() -> None:
    assert shown(*"abcdefgh") == [["a", "b", "c"], ["d", "e", "f"], ["g", "h"]]
    assert shown("Sale or let please", "b", "c", "d", "e") == [["Sale or let please", "b"], ["c", "d", "e"]]
