"""Bar charts of the funnel, readable on a phone in light and dark mode.

Stored as a worded recipe and drawn when sent, off the event loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from bot.core.serialization import Codec
from bot.drawing.lettering import BOLD, MEDIUM, REGULAR, fitting, lightness

WIDTH = 1200
_MARGIN, _BAND, _ROW = 64, 150, 76
_LABELS, _FIGURES = 400, 250
"""Pixels reserved left (labels) and right (figures) of the bars."""
_TIME_ROOM = 170
_PALE = 0.7
_INK, _SOFT, _PAPER, _TRACK = "#17212b", "#5b6875", "#ffffff", "#dfe6ec"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``share`` of the full length, 0 to 1, and its labels."""

    label: str
    figure: str
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Content of a chart. ``colour`` is the agency's as ``#rrggbb``."""

    agency: str
    colour: str
    title: str
    bars: tuple[Bar, ...]
    foot: str


CHART: Codec[Chart] = Codec(Chart)


def draw(chart: Chart) -> bytes:
    """Return the chart as JPEG. Raises :class:`ValueError` for an invalid colour."""
    top = _BAND + 110
    height = top + _ROW * len(chart.bars) + 100
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    canvas = ImageDraw.Draw(image)
    brand = ImageColor.getrgb(chart.colour)[:3]
    canvas.rectangle((0, 0, WIDTH, _BAND), fill=brand)
    _text(canvas, (_MARGIN, _BAND // 2), chart.agency, BOLD, 56, _INK if lightness(brand) > 0.55 else _PAPER)
    _text(canvas, (_MARGIN, _BAND + 62), chart.title, MEDIUM, 44, _INK)
    filled = brand if lightness(brand) < _PALE else ImageColor.getrgb(_INK)[:3]
    for at, bar in enumerate(chart.bars):
        _bar(canvas, top + _ROW * at + _ROW // 2, bar, filled)
    _text(canvas, (_MARGIN, height - 50), chart.foot, REGULAR, 34, _SOFT, beside=_TIME_ROOM)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=88, subsampling=0)
    return buffer.getvalue()


def _bar(canvas: ImageDraw.ImageDraw, middle: int, bar: Bar, filled: tuple[int, ...]) -> None:
    left, right, half = _MARGIN + _LABELS, WIDTH - _MARGIN - _FIGURES, 18
    _text(canvas, (_MARGIN, middle), bar.label, REGULAR, 38, _INK, beside=WIDTH - 2 * _MARGIN - _LABELS + 24)
    canvas.rounded_rectangle((left, middle - half, right, middle + half), radius=half, fill=_TRACK)
    length = round((right - left) * min(max(bar.share, 0.0), 1.0))
    if length:
        canvas.rounded_rectangle(
            (left, middle - half, left + max(length, half), middle + half), radius=half, fill=filled
        )
    font, words = fitting(bar.figure, MEDIUM, 38, _FIGURES - 24)
    canvas.text((WIDTH - _MARGIN, middle), words, font=font, fill=_INK, anchor="rm")


def _text(
    canvas: ImageDraw.ImageDraw, at: tuple[int, int], words: str, weight: int, size: int, fill: str, *, beside: int = 0
) -> None:
    font, shown = fitting(words, weight, size, WIDTH - 2 * _MARGIN - beside)
    canvas.text(at, shown, font=font, fill=fill, anchor="lm")
