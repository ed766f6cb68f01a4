"""Picture of an estimate: the middle figure under the agency's name, the ends of the range, a short description of the property.

Stored as a worded recipe (:class:`conversations.languages.message.Picture`) and drawn when sent, off the event loop. The
part common to all leads of an agency on one day is drawn once. Pixels are palette indices, and the palette consists of
ramps: from paper to ink for text, from the agency's colour to a legible colour on it. This gives smooth edges, and a PNG
with one byte per pixel takes half the time of a JPEG.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from msgspec import structs
from PIL import Image, ImageColor, ImageDraw

from bot.drawing import png
from bot.drawing.lettering import BOLD, MEDIUM, REGULAR, fitting, lightness, width, write
from bot.drawing.logo import INK, PAPER, Colour, ink_on, plate_colour, read_logo
from conversations.languages.message import Picture

WIDTH, HEIGHT = 800, 480
"""Size in pixels at which Telegram's clients show a photo in a chat."""

_MARGIN = 44
_BAND = 86
_PLATE = 56
_BAR_TOP, _BAR_HEIGHT = 246, 16
_DOT = 36
_STAMP_ROOM = 240
_ALSO = (390, 424, 456)
"""Middles of the lines below the rule where the other estimate is the first of them: it, the property, the foot."""
_PALE = 0.5
"""Lightness from which a colour does not stand out from the paper."""
_STAMP_INK, _STAMP_PAPER = (92, 61, 0), (255, 217, 138)

Ramp = tuple[int, int]
"""First and last palette index of a ramp of colours."""

_WORDS: Ramp = (63, 0)
"""From paper to ink."""
_ON_BRAND: Ramp = (64, 95)
_STAMP: Ramp = (96, 111)
_TRACK: Ramp = (112, 119)
"""From paper to the bar."""
_MARK: Ramp = (120, 127)
"""From paper to the dot on the bar."""
_LOGO = 128
"""First palette index of the logo's colours, which extend to the end of the palette."""
_SOFT = 20
"""Palette index of secondary text."""
_RULE = 54
_SMOOTH = 4
"""Factor by which shapes are drawn larger, then scaled down for smooth edges."""


def draw(picture: Picture) -> bytes:
    """Return the picture as PNG. Raises :class:`ValueError` for an invalid colour."""
    also = "yes" if picture.also else ""
    card, palette, strips = _card(
        structs.replace(picture, minimum="", average="", maximum="", share=0.0, property="", also=also)
    )
    image = card.copy()
    room = WIDTH - 2 * _MARGIN
    _text(image, _MARGIN, 186, picture.average, BOLD, 84, _WORDS[1], room)
    _text(image, _MARGIN, 298, picture.minimum, BOLD, 32, _WORDS[1], room / 2)
    _text(image, WIDTH - _MARGIN, 298, picture.maximum, BOLD, 32, _WORDS[1], room / 2, right=True)
    if picture.also:
        _text(image, _MARGIN, _ALSO[0], picture.also, BOLD, 26, _WORDS[1], room)
    _text(image, _MARGIN, _ALSO[1] if picture.also else 402, picture.property, MEDIUM, 28, _WORDS[1], room)
    _mark(image, picture.share)
    return png.png(image, palette, strips)


@lru_cache(maxsize=16)
def _card(shared: Picture) -> tuple[Image.Image, bytes, png.Strips]:
    """Return the shared part as palette indices, the palette, and the part's strips.

    In ``shared`` all that differs between leads has been replaced by constants, so that the result can be cached.
    """
    image = Image.new("L", (WIDTH, HEIGHT), _WORDS[0])
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, _BAND), fill=_ON_BRAND[0])
    brand = ImageColor.getrgb(shared.colour)[:3]
    plate, colours = _logo_plate(shared.logo, brand)
    image.paste(plate, (_MARGIN, (_BAND - _PLATE) // 2))
    left = _MARGIN + _PLATE + 16
    room = WIDTH - left - _MARGIN - (_STAMP_ROOM if shared.stamp else 0)
    _text(image, left, _BAND // 2, shared.agency, BOLD, 34, _ON_BRAND[1], room)
    if shared.stamp:
        _stamp(image, shared.stamp)
    room = WIDTH - 2 * _MARGIN
    _text(image, _MARGIN, 122, shared.title, REGULAR, 28, _SOFT, room)
    bar = _smooth(
        (room, _BAR_HEIGHT), _TRACK, lambda pen, box: pen.rounded_rectangle(box, radius=box[3] // 2, fill=255)
    )
    image.paste(bar, (_MARGIN, _BAR_TOP))
    _text(image, _MARGIN, 332, shared.lowest, REGULAR, 23, _SOFT, room / 2)
    _text(image, WIDTH - _MARGIN, 332, shared.highest, REGULAR, 23, _SOFT, room / 2, right=True)
    canvas.line((_MARGIN, 366, WIDTH - _MARGIN, 366), fill=_RULE, width=2)
    _text(image, _MARGIN, _ALSO[2] if shared.also else 442, shared.foot, REGULAR, 24, _SOFT, room)
    return image, _palette(brand, colours), png.strips(image)


def _palette(brand: Colour, logo: bytes) -> bytes:
    mark = brand if lightness(brand) < _PALE else INK
    ramps: dict[Ramp, tuple[Colour, Colour]] = {
        _WORDS: (PAPER, INK),
        _ON_BRAND: (brand, ink_on(brand)),
        _STAMP: (_STAMP_PAPER, _STAMP_INK),
        _TRACK: (PAPER, _between(PAPER, mark, 0.22)),
        _MARK: (PAPER, mark),
    }
    colours = [PAPER] * _LOGO
    for (first, last), (start, end) in ramps.items():
        step = 1 if last > first else -1
        for number in range(first, last + step, step):
            colours[number] = _between(start, end, (number - first) / (last - first))
    return bytes(part for each in colours for part in each) + logo


def _between(start: Colour, end: Colour, share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _smooth(
    size: tuple[int, int], ramp: Ramp, shape: Callable[[ImageDraw.ImageDraw, tuple[int, int, int, int]], None]
) -> Image.Image:
    """Return a shape in the colours of ``ramp``; white in ``shape`` maps to the last one."""
    large = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH), 0)
    shape(ImageDraw.Draw(large), (0, 0, large.width - 1, large.height - 1))
    first, last = ramp
    return large.resize(size, Image.Resampling.BOX).point(
        [round(first + (last - first) * at / 255) for at in range(256)]
    )


@lru_cache(maxsize=1)
def _dot() -> tuple[Image.Image, Image.Image]:
    """Return the dot on the bar, and the disc of paper behind it."""
    edge = 5 * _SMOOTH
    dot = _smooth(
        (_DOT, _DOT), _MARK, lambda pen, box: pen.ellipse((edge, edge, box[2] - edge, box[3] - edge), fill=255)
    )
    disc = _smooth((_DOT, _DOT), (0, 255), lambda pen, box: pen.ellipse(box, fill=255))
    # No smooth edge here: an index between two ramps belongs to neither.
    return dot, disc.point([255 * (at > 127) for at in range(256)], "1")


def _mark(image: Image.Image, share: float) -> None:
    dot, disc = _dot()
    left, right = _MARGIN + _BAR_HEIGHT, WIDTH - _MARGIN - _BAR_HEIGHT
    middle = round(left + (right - left) * share)
    image.paste(dot, (middle - _DOT // 2, _BAR_TOP + (_BAR_HEIGHT - _DOT) // 2), disc)


def _logo_plate(path: str, brand: Colour) -> tuple[Image.Image, bytes]:
    """Return the logo on its plate as palette indices, with its colours; a house if there is no logo."""
    size = _PLATE * _SMOOTH
    plate = Image.new("RGB", (size, size), tuple(brand))
    pen = ImageDraw.Draw(plate)
    logo = read_logo(path)
    if logo is None:
        pen.ellipse((0, 0, size - 1, size - 1), fill=PAPER)
        unit = size / 14
        colour = brand if lightness(brand) < _PALE else INK
        pen.polygon([(at * unit, up * unit) for at, up in ((7, 2.6), (11.4, 7), (2.6, 7))], fill=tuple(colour))
        pen.rectangle((4 * unit, 6.4 * unit, 10 * unit, 10.6 * unit), fill=tuple(colour))
        pen.rectangle((6.2 * unit, 8 * unit, 7.8 * unit, 10.6 * unit), fill=PAPER)
    else:
        behind = plate_colour(logo, brand)
        pen.rounded_rectangle((0, 0, size - 1, size - 1), radius=size // 6, fill=tuple(behind))
        logo.thumbnail((size * 5 // 6, size * 5 // 6))
        plate.paste(logo, ((size - logo.width) // 2, (size - logo.height) // 2), logo)
    small = plate.resize((_PLATE, _PLATE), Image.Resampling.BOX).quantize(256 - _LOGO)
    colours = bytes(small.getpalette("RGB") or [])[: 3 * (256 - _LOGO)]
    numbers = Image.frombytes("L", small.size, small.tobytes()).point([min(_LOGO + at, 255) for at in range(256)])
    return numbers, colours


def _stamp(image: Image.Image, words: str) -> None:
    made, words = fitting(words, BOLD, 25, _STAMP_ROOM - 40)
    wide, height = round(width(words, made)) + 32, 42
    left, top = WIDTH - _MARGIN - wide, (_BAND - height) // 2
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((left, top, left + wide, top + height), radius=height // 2, fill=_STAMP[0])
    write(image, left + 16, top + height // 2, words, made, _STAMP[1])


def _text(
    image: Image.Image,
    x: int,
    y: int,
    words: str,
    weight: int,
    size: int,
    ink: int,
    room: float,
    *,
    right: bool = False,
) -> None:
    """Write a line, vertically centred on ``y``, starting or ending at ``x``."""
    made, shown = fitting(words, weight, size, room)
    write(image, x - round(width(shown, made)) if right else x, y, shown, made, ink)
