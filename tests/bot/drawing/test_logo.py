"""What a logo is put on: something that it is seen on."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from bot.drawing.logo import INK, PAPER, PICTURE, open_logo, plate_colour, profile_picture, read_logo

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


@pytest.mark.parametrize(
    ("drawn", "behind"),
    [
        (logo(BLACK), PAPER),
        (logo(WHITE), BRAND),
        (logo(WHITE, behind=BLACK), BLACK[:3]),
        (Image.new("RGBA", (30, 900), BLACK), BLACK[:3]),
    ],
    ids=["black", "white", "white on black", "a tall one"],
)
def test_the_bots_picture_has_the_whole_logo_in_its_circle(
    tmp_path: Path, drawn: Image.Image, behind: tuple[int, ...]
) -> None:
    path = tmp_path / "logo.png"
    drawn.save(path)
    made = profile_picture(str(path), "#1b6b5a")
    assert made is not None
    picture = Image.open(BytesIO(made))
    assert (picture.format, picture.size) == ("JPEG", (PICTURE, PICTURE))
    at = [picture.convert("RGB").getpixel(each) for each in ((0, 0), (PICTURE // 2, 2), (PICTURE - 3, PICTURE // 2))]
    for seen in at:
        assert isinstance(seen, tuple)
        assert all(abs(one - other) < 4 for one, other in zip(seen, behind, strict=True)), "the circle's edge is clear"
    if behind != BLACK[:3]:
        assert len(picture.convert("RGB").getcolors(PICTURE * PICTURE) or ()) > 1


def test_without_a_logo_the_bot_has_no_picture_of_its_own(tmp_path: Path) -> None:
    assert profile_picture("", "#1b6b5a") is None
    assert profile_picture(str(tmp_path / "gone.png"), "#1b6b5a") is None


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


HEAD = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 6, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0" * (33 * 8)))
BOMB = zlib.compress(b"x" * 20_000_000)


@pytest.mark.parametrize(
    "chunks",
    [
        (HEAD, PIXELS, chunk(b"iCCP", b"a")),
        (HEAD, PIXELS, chunk(b"iCCP", b"a\0\1")),
        (HEAD, PIXELS, chunk(b"zTXt", b"a\0\1")),
        (HEAD, PIXELS, chunk(b"IHDR", b"\1" * 13)),
        (HEAD, chunk(b"zTXt", b"a\0\0" + BOMB), PIXELS),
        (chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)), PIXELS),
    ],
    ids=["short", "profile", "text", "second head", "compressed bomb", "too large"],
)
def test_a_damaged_logo_is_none_whatever_is_wrong_with_it(tmp_path: Path, chunks: tuple[bytes, ...]) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b""))
    with pytest.raises(ValueError, match=r"."):
        open_logo(str(path))
    assert read_logo(str(path)) is None
