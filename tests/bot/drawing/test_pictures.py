"""The picture of an estimate: a real PNG, for any words, in any colour."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from bot.drawing.pictures import HEIGHT, WIDTH, draw
from conversations.languages.message import Picture

MARLAS = Picture(
    agency="Derby Homes",
    colour="#1b6b5a",
    title="Your home might sell for around",
    minimum="£285,000",
    average="£300,000",
    maximum="£315,000",
    share=0.5,
    property="4 bedrooms, semi-detached, Example Street, Derby",
    foot="Computer estimate, 23 November 2026",
)


def opened(drawn: bytes) -> Image.Image:
    image = Image.open(BytesIO(drawn))
    image.load()
    return image.convert("RGB")


def colour_at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def test_it_is_a_picture_of_the_right_size_that_a_phone_loads_at_once() -> None:
    drawn = draw(MARLAS)
    image = opened(drawn)
    assert (image.width, image.height) == (WIDTH, HEIGHT)
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 40_000


def test_the_other_estimate_is_drawn_for_who_wants_both() -> None:
    plain, both = draw(MARLAS), draw(replace(MARLAS, also="To let: around £1,225 a month"))
    assert opened(both).size == opened(plain).size
    assert opened(both).tobytes() != opened(plain).tobytes()


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


def test_words_have_smooth_edges() -> None:
    greys = {colour for _, colour in opened(draw(MARLAS)).getcolors(WIDTH * HEIGHT) or []}
    assert len(greys) > 40


@pytest.mark.parametrize("name", ["logo.png", "gone.png", "broken.png"])
def test_the_logo_stands_in_the_band_and_a_house_where_there_is_none(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (120, 60), "#d00000").save(tmp_path / "logo.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    drawn = opened(draw(replace(MARLAS, logo=str(tmp_path / name))))
    middle = colour_at(drawn, 44 + 28, 43)
    red = middle[0] > 180 and middle[1] < 60
    assert red == (name == "logo.png")


def test_what_differs_between_two_leads_is_not_kept_from_the_one_before() -> None:
    first = draw(MARLAS)
    other = draw(
        replace(MARLAS, average="£100,000", minimum="£90,000", maximum="£110,000", share=0.1, property="A studio")
    )
    assert draw(MARLAS) == first != other


def test_a_colour_that_is_none_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="color"):
        draw(replace(MARLAS, colour="greenish"))


@pytest.mark.parametrize("colour", ["#1b6b5a", "#ffffff", "#f4e04d", "#000000"])
def test_the_bar_stands_out_from_the_paper_in_any_colour(colour: str) -> None:
    image = opened(draw(replace(MARLAS, colour=colour, share=1.0)))
    bar, dot = colour_at(image, WIDTH // 2, 254), colour_at(image, WIDTH - 60, 254)
    assert sum(bar) < 3 * 250
    assert sum(dot) < 3 * 200
