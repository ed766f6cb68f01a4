"""Picture of an estimate: a range bar under the agency's name and colour.

Stored as a recipe (:class:`conversations.languages.message.Picture`, all in words already) and drawn when it is sent. Takes
some 10 ms of CPU: to be called off the event loop.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from bot.drawing.lettering import BOLD, MEDIUM, REGULAR, fitting, lightness
from conversations.languages.message import Picture

WIDTH, HEIGHT = 1200, 720
"""Pixels: five to three, which Telegram shows uncropped across the whole width of a chat."""

_MARGIN = 72
_BAND = 150
_STAMP_ROOM = WIDTH // 3 + 40
_TIME_ROOM = 170
_PALE = 0.7
"""Lightness from which a colour does not stand out from the paper."""
_INK, _SOFT, _PAPER, _TRACK = "#17212b", "#5b6875", "#ffffff", "#dfe6ec"
_STAMP_INK, _STAMP_PAPER = "#5c3d00", "#ffd98a"


def draw(picture: Picture) -> bytes:
    """Return the picture as JPEG. Raises :class:`ValueError` for a colour that is none."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    brand = ImageColor.getrgb(picture.colour)[:3]
    canvas.rectangle((0, 0, WIDTH, _BAND), fill=brand)
    on_brand = _INK if lightness(brand) > 0.55 else _PAPER
    _text(canvas, _BAND // 2, picture.agency, BOLD, 60, on_brand, beside=_STAMP_ROOM if picture.stamp else 0)
    _text(canvas, 215, picture.title, REGULAR, 50, _SOFT)
    _text(canvas, 312, f"{picture.minimum} – {picture.maximum}", BOLD, 104, _INK)  # noqa: RUF001
    _bar(canvas, picture, brand if lightness(brand) < _PALE else ImageColor.getrgb(_INK))
    _text(canvas, 575, picture.property, MEDIUM, 48, _INK)
    # Telegram puts the time into the corner.
    _text(canvas, 653, picture.foot, REGULAR, 42, _SOFT, beside=_TIME_ROOM)
    if picture.stamp:
        _stamp(canvas, picture.stamp)
    buffer = BytesIO()
    # Telegram makes a JPEG of every photo anyway, and this takes 3 ms of CPU where a small PNG takes 80.
    image.save(buffer, "JPEG", quality=88, subsampling=0)
    return buffer.getvalue()


def _bar(canvas: ImageDraw.ImageDraw, picture: Picture, brand: tuple[int, ...]) -> None:
    left, right, top, thick = _MARGIN, WIDTH - _MARGIN, 400, 26
    canvas.rounded_rectangle((left, top, right, top + thick), radius=thick // 2, fill=_TRACK)
    inner = (right - left) // 10
    start, end = left + inner, right - inner
    canvas.rounded_rectangle((start, top, end, top + thick), radius=thick // 2, fill=brand)
    middle = round(start + (end - start) * picture.share)
    canvas.ellipse((middle - 24, top + thick // 2 - 24, middle + 24, top + thick // 2 + 24), fill=_PAPER)
    canvas.ellipse((middle - 17, top + thick // 2 - 17, middle + 17, top + thick // 2 + 17), fill=_INK)
    font, _ = fitting(picture.average, BOLD, 50, WIDTH - 2 * _MARGIN)
    half = canvas.textlength(picture.average, font=font) / 2
    at = min(max(middle, left + half), right - half)
    canvas.text((at, top + thick + 55), picture.average, font=font, fill=_INK, anchor="mm")


def _stamp(canvas: ImageDraw.ImageDraw, words: str) -> None:
    font, words = fitting(words, BOLD, 42, WIDTH // 3)
    width = canvas.textlength(words, font=font) + 48
    right, top = WIDTH - _MARGIN, _BAND // 2 - 36
    canvas.rounded_rectangle((right - width, top, right, top + 72), radius=36, fill=_STAMP_PAPER)
    canvas.text((right - width / 2, top + 36), words, font=font, fill=_STAMP_INK, anchor="mm")


def _text(
    canvas: ImageDraw.ImageDraw, top: int, words: str, weight: int, size: int, fill: str, *, beside: int = 0
) -> None:
    """A line of text from the left margin, ``beside`` pixels kept free on the right."""
    font, shown = fitting(words, weight, size, WIDTH - 2 * _MARGIN - beside)
    canvas.text((_MARGIN, top), shown, font=font, fill=fill, anchor="lm")
