"""What a logo is put on: something that it is seen on."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from bot.drawing.logo import INK, PAPER, plate_colour

BRAND = (27, 107, 90)
WHITE, BLACK, CLEAR = (255, 255, 255, 255), (0, 0, 0, 255), (0, 0, 0, 0)


def logo(*parts: tuple[int, ...], behind: tuple[int, ...] = CLEAR) -> Image.Image:
    """Bars of these colours beside each other."""
    image = Image.new("RGBA", (300, 100), behind)
    wide = 280 // len(parts)
    for number, colour in enumerate(parts):
        left = 10 + number * wide
        ImageDraw.Draw(image).rectangle((left, 20, left + wide - 1, 79), fill=colour)
    return image


@pytest.mark.parametrize(
    ("drawn", "brand", "behind"),
    [
        (logo(BLACK), BRAND, PAPER),
        (logo((*BRAND, 255)), BRAND, PAPER),
        (logo(WHITE), BRAND, BRAND),
        (logo((250, 250, 235, 255)), BRAND, BRAND),
        (logo(WHITE), (250, 240, 120), INK),
        (logo(WHITE, WHITE, (*BRAND, 255)), BRAND, INK),
        (logo(WHITE, behind=BLACK), BRAND, PAPER),
        (logo(BLACK, behind=WHITE), BRAND, PAPER),
        (Image.new("RGBA", (10, 10), CLEAR), BRAND, PAPER),
    ],
    ids=[
        "black", "the brand's", "white", "cream", "white, a pale brand", "white and the brand's", "white on black",
        "black on white", "nothing",
    ],
)  # fmt: skip
def test_a_logo_is_put_on_what_it_is_seen_on(drawn, brand, behind):
    assert plate_colour(drawn, brand) == behind
