"""The picture of an estimate: a real JPEG, for any words, in any colour."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from bot.drawing.pictures import HEIGHT, WIDTH, draw
from conversations.languages.message import Picture

MARLAS = Picture(
    agency="Derby Homes",
    colour="#1b6b5a",
    title="Estimated sale price",
    minimum="£285,000",
    average="£300,000",
    maximum="£315,000",
    share=0.5,
    property="4 bedrooms, semi-detached, Example Street, Derby",
    foot="Computer estimate, 23 November 2026",
)


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(BytesIO(jpeg))
    image.load()
    return image.convert("RGB")


def colour_at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def test_it_is_a_jpeg_of_the_right_size_that_a_phone_loads_at_once() -> None:
    jpeg = draw(MARLAS)
    image = opened(jpeg)
    assert (image.width, image.height) == (WIDTH, HEIGHT)
    assert jpeg.startswith(b"\xff\xd8\xff")
    assert len(jpeg) < 150_000


def test_it_carries_the_agencys_colour_and_the_stamp() -> None:
    plain = opened(draw(MARLAS))
    near = colour_at(plain, 20, 20)
    assert all(abs(a - b) <= 6 for a, b in zip(near, (0x1B, 0x6B, 0x5A), strict=True))
    stamped = opened(draw(replace(MARLAS, stamp="Made up")))
    assert stamped.tobytes() != plain.tobytes()


@pytest.mark.parametrize(
    "change",
    [
        {"agency": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 4},
        {"agency": ""},
        {"property": "x" * 500},
        {"colour": "#ffffff"},
        {"colour": "#000000"},
        {"share": 0.0},
        {"share": 1.0},
        {"minimum": "£1,250,000,000", "maximum": "£1,350,000,000", "average": "£1,300,000,000"},
        {"title": "Szacowany czynsz miesięczny", "foot": "Amcangyfrif cyfrifiadurol, tŷ ŵ"},
        {"property": "ŵ 李小龙 😊 \u202e"},
    ],
)
def test_any_words_and_colours_can_be_drawn(change: dict[str, object]) -> None:
    picture = replace(MARLAS, **change)
    assert opened(draw(picture)).size == (WIDTH, HEIGHT)


def test_a_colour_that_is_none_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="color"):
        draw(replace(MARLAS, colour="greenish"))


@pytest.mark.parametrize("colour", ["#1b6b5a", "#ffffff", "#f4e04d", "#000000"])
def test_the_bar_stands_out_from_the_paper_in_any_colour(colour: str) -> None:
    image = opened(draw(replace(MARLAS, colour=colour, share=1.0)))
    bar = colour_at(image, WIDTH // 2, 413)
    assert sum(bar) < 3 * 200
