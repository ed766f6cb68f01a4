"""Text in pictures: fonts by weight and size, and fitting text into a box."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

REGULAR, MEDIUM, BOLD = 400, 500, 700
"""Weights on the font's weight axis."""

FONT = files("fontpkg_roboto") / "files" / "Roboto[wdth,wght].ttf"
_WIDTH_AXIS = 100
_SMALLEST, _SMALLEST_IN_A_BOX = 0.6, 0.4
"""Smallest fraction of the requested size before text is cut, for a line and for a box."""
LINE = 1.2
"""Line height, as a multiple of the font size."""


_UNDRAWN = re.compile(
    "[^\\t\\n -~"
    "\u00a0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e80-\u1e85\u1e9e\u1ea0-\u1ef9"
    "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0486\u0488-\u0513"
    "\u2010\u2011\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2212]"
)
"""All but Latin, Greek and Cyrillic letters, punctuation, and a few signs: the font has these, in all kinds of files."""


def undrawable(words: str) -> str:
    """Return the visible characters of ``words`` that cannot be drawn, for example emoji, each once."""
    found = dict.fromkeys(_UNDRAWN.findall(words))
    return "".join(each for each in found if unicodedata.category(each)[0] not in "CMZ")


def drawable(words: str) -> str:
    """Return ``words`` without what the font cannot draw, for which it would show a box."""
    kept = _UNDRAWN.sub(lambda found: " " if found[0].isspace() else "", words)
    return words if kept == words else re.sub(" {2,}", " ", kept).strip(" ")


@lru_cache(maxsize=64)
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the font in this weight and size (pixels)."""
    with as_file(FONT) as path:
        made = ImageFont.truetype(path, size)  # maps the file into memory, once for all sizes
    made.set_variation_by_axes([weight, _WIDTH_AXIS])
    return made


def fitting(words: str, weight: int, size: int, room: float) -> tuple[ImageFont.FreeTypeFont, str]:
    """Return ``words`` and a font that fits them into ``room`` pixels: down to three fifths of the size, then cut.

    What cannot be drawn is left out.
    """
    words, least = drawable(words), round(size * _SMALLEST)
    for smaller in range(size, least, -2):
        made = font(weight, smaller)
        if width(words, made) <= room:
            return made, words
    made = font(weight, least)
    return made, cut(words, made, room)


def cut(words: str, made: ImageFont.FreeTypeFont, room: float) -> str:
    """Return ``words``, shortened with an ellipsis if they do not fit."""
    if width(words, made) <= room:
        return words
    while words and width(f"{words}…", made) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


def boxed(
    words: str, weight: int, size: int, room: float, height: float
) -> tuple[ImageFont.FreeTypeFont, tuple[str, ...]]:
    """Break ``words`` into lines that fit a box of ``room`` by ``height`` pixels: down to two fifths of the size, then cut.

    A line takes :data:`LINE` times the font size. What cannot be drawn is left out.
    """
    words, least = drawable(words), max(round(size * _SMALLEST_IN_A_BOX), 1)
    for smaller in range(size, least - 1, -max(size // 40, 1)):
        made = font(weight, smaller)
        broken = _broken(words, made, room)
        if len(broken) * smaller * LINE <= height and all(made.getlength(line) <= room for line in broken):
            return made, broken
    made = font(weight, least)
    broken = _broken(words, made, room)
    lines = max(int(height / (least * LINE)), 1)
    if len(broken) > lines:
        broken = (*broken[: lines - 1], " ".join(broken[lines - 1 :]))
    return made, tuple(cut(line, made, room) for line in broken)


def _broken(words: str, made: ImageFont.FreeTypeFont, room: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and made.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def width(words: str, made: ImageFont.FreeTypeFont) -> float:
    """Return the width of a line, in pixels."""
    if not _is_latin(words):
        return made.getlength(words)
    pieces = _PIECES.findall(words)
    kerned = sum(_kerning(made, first[-1], second[0]) for first, second in pairwise(pieces))
    return kerned + sum(_piece(made, each)[-1] for each in pieces)


def write(image: Image.Image, x: float, y: float, words: str, made: ImageFont.FreeTypeFont, ink: int) -> None:
    """Write ``words`` on a one-channel image, starting at ``x``, vertically centred on ``y``.

    Latin words and figures are drawn once and placed side by side, which takes a fifth of the time of drawing a whole
    line.
    """
    if not _is_latin(words):
        ImageDraw.Draw(image).text((x, y), words, font=made, fill=ink, anchor="lm")
        return
    before = ""
    for each in _PIECES.findall(words):
        x += _kerning(made, before[-1], each[0]) if before else 0.0
        drawn, left, top, advance = _piece(made, each)
        if drawn is not None:
            image.paste(ink, (round(x + left), round(y + top)), drawn)
        x += advance
        before = each


def _is_latin(words: str) -> bool:
    return not words or max(words) < _BEYOND_LATIN


_PIECES = re.compile(r"[^\W\d_]+|.", re.DOTALL)
"""Runs of letters, and any other character by itself."""


@lru_cache(maxsize=1024)
def _piece(made: ImageFont.FreeTypeFont, words: str) -> tuple[Image.Image | None, float, float, float]:
    """Return a piece of text as a mask, with its offset from the pen and the line's middle, and the pen's advance."""
    left, top, right, bottom = made.getbbox(words, anchor="lm")
    advance = made.getlength(words)
    if right <= left or bottom <= top:
        return None, 0.0, 0.0, advance
    mask = Image.new("L", (round(right - left), round(bottom - top)), 0)
    ImageDraw.Draw(mask).text((-left, -top), words, font=made, fill=255, anchor="lm")
    return mask, left, top, advance


@lru_cache(maxsize=4096)
def _kerning(made: ImageFont.FreeTypeFont, first: str, second: str) -> float:
    """Return by how many pixels two letters move closer together."""
    return made.getlength(first + second) - made.getlength(first) - made.getlength(second)


_BEYOND_LATIN = "\u0250"


def lightness(colour: tuple[int, ...]) -> float:
    """Return the relative luminance, approximately as WCAG defines it, for choosing dark or light text on a colour."""
    red, green, blue = ((part / 255) ** 2.2 for part in colour)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
