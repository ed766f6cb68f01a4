"""Logos of an agency and its offices, read from their files; the bot's picture made from one."""

from __future__ import annotations

import logging
from functools import cache
from io import BytesIO
from math import hypot

from PIL import Image, ImageColor

from bot.drawing.lettering import lightness

log = logging.getLogger(__name__)

_PIXELS_MAX = 40_000_000
"""Largest logo, in pixels: a larger one would take more memory than a poster does."""


PICTURE = 640
"""Side of the bot's picture in pixels, the largest that Telegram shows."""
_CIRCLE = 0.88
"""Diameter of the circle that a logo has to fit into, as a share of the picture, of which Telegram shows a circle."""

Colour = tuple[int, ...]
PAPER, INK = (255, 255, 255), (23, 33, 43)
_SAMPLE = (64, 64)
_CONTRAST = 1.6
"""Contrast (WCAG's ratio) from which a part of a logo is seen on its plate."""
_SEEN = 0.9
"""Share of a logo that has to be seen for white paper to be its plate."""


def ink_on(colour: Colour) -> Colour:
    """Return the colour of text on a colour: dark or light."""
    return INK if lightness(colour) > 0.55 else PAPER


def plate_colour(logo: Image.Image, brand: Colour) -> Colour:
    """Return the colour to put behind a logo (RGBA): paper, or the agency's colour or ink where it is too pale for paper.

    A logo without a transparent part has a background of its own, and gets paper.
    """
    sample = logo.resize(_SAMPLE).tobytes()
    pixels = [tuple(sample[at : at + 4]) for at in range(0, len(sample), 4)]
    solid = [lightness(pixel[:3]) for pixel in pixels if pixel[3] >= 128]
    if not solid or len(solid) == len(pixels):
        return PAPER

    def seen(colour: Colour) -> float:
        return sum(_contrast(each, lightness(colour)) >= _CONTRAST for each in solid) / len(solid)

    return PAPER if seen(PAPER) >= _SEEN else max((brand, INK, PAPER), key=seen)


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def open_logo(path: str) -> Image.Image:
    """Read a logo. Raises :class:`ValueError` if the file is no picture that can be drawn."""
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            if image.width * image.height <= _PIXELS_MAX:
                return image.convert("RGBA")
    except Exception as error:  # for damaged files Pillow raises SyntaxError, IndexError and others
        raise ValueError(type(error).__name__) from error
    raise ValueError("too large")


def read_logo(path: str) -> Image.Image | None:
    """Read a logo; ``None`` without one, and, with a warning in the log the first time, if it cannot be drawn."""
    try:
        return open_logo(path) if path else None
    except ValueError as error:
        _warn(path, str(error))
        return None


@cache
def _warn(path: str, error: str) -> None:
    log.warning("a logo cannot be drawn", extra={"file": path, "error": error})


def profile_picture(path: str, colour: str) -> bytes | None:
    """Return a bot's picture, a square JPEG with the logo at ``path``; ``None`` without a logo that can be read.

    A logo's own background is extended to the edges. Raises :class:`ValueError` for an invalid ``colour``.
    """
    logo = read_logo(path)
    if logo is None:
        return None
    scale = PICTURE * _CIRCLE / hypot(logo.width, logo.height)
    size = (max(round(logo.width * scale), 1), max(round(logo.height * scale), 1))
    shown = logo.resize(size, Image.Resampling.LANCZOS)
    corner = logo.crop((0, 0, 1, 1)).tobytes()
    solid = logo.getextrema()[-1] == (255, 255)
    behind = tuple(corner[:3]) if solid else plate_colour(logo, ImageColor.getrgb(colour)[:3])
    picture = Image.new("RGB", (PICTURE, PICTURE), behind)
    picture.paste(shown, ((PICTURE - shown.width) // 2, (PICTURE - shown.height) // 2), shown)
    made = BytesIO()
    picture.save(made, "JPEG", quality=92, subsampling=0)
    return made.getvalue()
