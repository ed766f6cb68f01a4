"""The document of an estimate: a PDF of one page, whose words can be read out."""

from __future__ import annotations

import logging
import re
import zlib
from io import StringIO

import pytest
from msgspec.structs import replace

from bot.drawing.documents import make
from bot.logging.log_setup import RedactingHandler
from conversations.languages.message import Document, Picture

MARLAS = Document(
    Picture(
        agency="Tŷ Derby",
        colour="#1b6b5a",
        title="Cena sprzedaży może wynieść około",
        minimum="£285,000",
        average="£300,000",
        maximum="£315,000",
        share=0.5,
        property="4 bedrooms, semi-detached, Example Street, Derby",
        foot="Computer estimate, 23 November 2026",
        lowest="lowest likely",
        highest="highest likely",
    ),
    "123 Example Street, Derby, DE1 1JX",
    ("A computer estimate, not a formal valuation.", "Reference: VB-1"),
)


def unpacked(pdf: bytes) -> bytes:
    """Return the streams of a PDF as they are, where they are compressed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(each) for each in streams if each[:1] == b"x")


def test_it_is_one_page_with_its_letters_inside() -> None:
    made = make(MARLAS)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", made)) == 1
    assert made.count(b"/FontFile2") == 3
    assert made.count(b"/ToUnicode") == 3, "which letter a glyph is, so that the words can be copied"
    assert len(made) < 60_000


def test_what_is_the_same_gives_the_same_text() -> None:
    assert len(unpacked(make(replace(MARLAS, home="x")))) != len(unpacked(make(MARLAS)))


@pytest.mark.parametrize(
    "change",
    [
        {"home": "x" * 500},
        {"home": "\u674e\u5c0f\u9f99 \U0001f60a \u202e"},
        {"paragraphs": ("word " * 200,) * 3},
        {"picture": replace(MARLAS.picture, colour="#ffffff", stamp="Made up", also="To let: around £1,225 a month")},
        {"picture": replace(MARLAS.picture, agency="Llanfairpwllgwyngyll" * 10, logo="/nowhere.png")},
    ],
)
def test_any_words_and_colours_can_be_written(change: dict[str, object]) -> None:
    assert len(re.findall(rb"/Type /Page\b(?!s)", make(replace(MARLAS, **change)))) == 1


def test_its_letters_are_in_no_log() -> None:
    """The libraries of PDF log them at INFO, and those without a glyph at WARNING."""
    stream, root = StringIO(), logging.getLogger()
    handler, level = RedactingHandler(stream, "text"), root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        make(replace(MARLAS, home="\u674e\u5c0f\u9f99"))
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
    assert stream.getvalue() == ""


def test_a_colour_that_is_none_is_an_error_that_is_caught() -> None:
    with pytest.raises(ValueError, match="colo"):
        make(replace(MARLAS, picture=replace(MARLAS.picture, colour="nonsense")))
