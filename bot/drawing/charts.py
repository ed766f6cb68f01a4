"""Bar charts of the funnel, and of links, offices and weeks side by side; readable on a phone in light and dark mode.

Stored as a worded recipe and drawn when sent, off the event loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from bot.core.serialization import Codec
from bot.drawing.lettering import BOLD, LINE, MEDIUM, REGULAR, boxed, fitting, font, lightness
from bot.drawing.logo import INK, PAPER, Colour, ink_on

WIDTH = 1200
_MARGIN, _BAND, _ROW = 64, 150, 76
_LABELS, _FIGURES = 400, 250
"""Pixels reserved left (labels) and right (figures) of the bars."""
_TIME_ROOM = 170
_TALL_ROW, _NOTE, _GAP = 176, 48, 24
"""Pixels of a row with its bar below the label, of the note in it, and between paragraphs."""
_WORDS, _LINES = 38, 8
"""Size of the sentences' letters, and the most lines of one before they get smaller."""
_TINT = 0.6
"""Position of a whole bar's colour between the darker part's and white, 0 to 1."""
_PALE = 0.7
_SOFT, _TRACK = (91, 104, 117), (223, 230, 236)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``share`` of the full length, 0 to 1, and its labels.

    ``part`` is the length of the darker part within it, ``note`` a line below; both in charts with a ``key`` only.
    """

    label: str
    figure: str
    share: float
    part: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Content of a chart. ``colour`` is the agency's as ``#rrggbb``.

    With ``key``, the meanings of a whole bar and of its darker part, bars lie below their labels. ``words`` are sentences
    below the bars.
    """

    agency: str
    colour: str
    title: str
    bars: tuple[Bar, ...]
    foot: str
    key: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


CHART: Codec[Chart] = Codec(Chart)


def draw(chart: Chart) -> bytes:
    """Return the chart as JPEG. Raises :class:`ValueError` for an invalid colour."""
    said = [boxed(each, REGULAR, _WORDS, WIDTH - 2 * _MARGIN, _LINES * _WORDS * LINE) for each in chart.words]
    rows = [_ROW if not chart.key else _TALL_ROW if bar.note else _TALL_ROW - _NOTE for bar in chart.bars]
    top = _BAND + (190 if chart.key else 110)
    spoken = sum(round(len(lines) * _WORDS * LINE) + _GAP for _, lines in said)
    height = top + sum(rows) + spoken + 100
    image = Image.new("RGB", (WIDTH, height), PAPER)
    canvas = ImageDraw.Draw(image)
    brand = ImageColor.getrgb(chart.colour)[:3]
    canvas.rectangle((0, 0, WIDTH, _BAND), fill=brand)
    _text(canvas, (_MARGIN, _BAND // 2), chart.agency, BOLD, 56, ink_on(brand))
    _text(canvas, (_MARGIN, _BAND + 62), chart.title, MEDIUM, 44, INK)
    filled = brand if lightness(brand) < _PALE else INK
    pale = tuple(round(part + (255 - part) * _TINT) for part in filled)
    at = _MARGIN
    for words, colour in zip(chart.key, (pale, filled), strict=False):
        canvas.rounded_rectangle((at, _BAND + 108, at + 36, _BAND + 144), radius=8, fill=colour)
        _text(canvas, (at + 52, _BAND + 126), words, REGULAR, 36, INK)
        at += 52 + round(font(REGULAR, 36).getlength(words)) + 60
    y = top
    for bar, row in zip(chart.bars, rows, strict=True):
        if chart.key:
            _tall_bar(canvas, y, bar, pale, filled)
        else:
            _bar(canvas, y + _ROW // 2, bar, filled)
        y += row
    for made, lines in said:
        for line in lines:
            canvas.text((_MARGIN, y), line, font=made, fill=INK, anchor="lt")
            y += round(_WORDS * LINE)
        y += _GAP
    _text(canvas, (_MARGIN, height - 50), chart.foot, REGULAR, 34, _SOFT, beside=_TIME_ROOM)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=88, subsampling=0)
    return buffer.getvalue()


def _tall_bar(canvas: ImageDraw.ImageDraw, top: int, bar: Bar, pale: Colour, filled: Colour) -> None:
    room = WIDTH - 2 * _MARGIN
    made, words = fitting(bar.figure, MEDIUM, 40, room / 2)
    canvas.text((WIDTH - _MARGIN, top + 24), words, font=made, fill=INK, anchor="rm")
    _text(canvas, (_MARGIN, top + 24), bar.label, REGULAR, 40, INK, beside=round(made.getlength(words)) + 32)
    for share, colour in ((bar.share, pale), (bar.part, filled)):
        if share > 0:
            length = max(round(room * min(share, 1.0)), 8)
            canvas.rounded_rectangle((_MARGIN, top + 54, _MARGIN + length, top + 90), radius=8, fill=colour)
    _text(canvas, (_MARGIN, top + 118), bar.note, REGULAR, 36, _SOFT)


def _bar(canvas: ImageDraw.ImageDraw, middle: int, bar: Bar, filled: Colour) -> None:
    left, right, half = _MARGIN + _LABELS, WIDTH - _MARGIN - _FIGURES, 18
    _text(canvas, (_MARGIN, middle), bar.label, REGULAR, 38, INK, beside=WIDTH - 2 * _MARGIN - _LABELS + 24)
    canvas.rounded_rectangle((left, middle - half, right, middle + half), radius=half, fill=_TRACK)
    length = round((right - left) * min(max(bar.share, 0.0), 1.0))
    if length:
        canvas.rounded_rectangle(
            (left, middle - half, left + max(length, half), middle + half), radius=half, fill=filled
        )
    font, words = fitting(bar.figure, MEDIUM, 38, _FIGURES - 24)
    canvas.text((WIDTH - _MARGIN, middle), words, font=font, fill=INK, anchor="rm")


def _text(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], words: str, weight: int, size: int, fill: Colour, *, beside: int = 0
) -> None:
    font, shown = fitting(words, weight, size, WIDTH - 2 * _MARGIN - beside)
    pen.text(at, shown, font=font, fill=fill, anchor="lm")
