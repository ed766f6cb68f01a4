"""Drawing of share files from recipes: QR codes, posters, a picture for social media.

A poster takes up to a second of CPU: call this off the event loop.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from io import BytesIO

import segno
from PIL import Image, ImageColor, ImageDraw

from bot.campaigns.sharing.recipes import FileKind, Recipe, without_scheme
from bot.drawing.lettering import BOLD, LINE, MEDIUM, REGULAR, boxed, fitting, font, lightness
from bot.drawing.logo import plate_colour, read_logo

log = logging.getLogger(__name__)

A4, A5 = (2480, 3508), (1748, 2480)
"""Sheet sizes in pixels at :data:`DPI`: 210 by 297 and 148 by 210 millimetres."""
DPI = 300
PICTURE = (1200, 630)
"""Size in pixels that Facebook, LinkedIn and X show uncropped beside a link."""

_INK, _SOFT, _PAPER, _TINT, _BLACK = "#17212b", "#4c5864", "#ffffff", "#f1f4f6", "#000000"
_QUIET = 4
"""White margin around a QR code, in modules, required by readers (ISO/IEC 18004)."""
_QR_PIXELS = 1200
_LIGHTEST_ON_PAPER, _LIGHTEST_UNDER_PAPER = 0.18, 0.25
"""Highest luminance of text on white, and of a brand colour behind white text (WCAG asks for a contrast of 4.5)."""

Colour = tuple[int, ...]


def make(recipe: Recipe) -> bytes:
    """Return the file. Raises :class:`ValueError` for an invalid colour."""
    match recipe.thing:
        case FileKind.QR_PNG:
            return _png(_qr_image(recipe.link, _QR_PIXELS))
        case FileKind.QR_SVG:
            svg = BytesIO()
            _qr(recipe.link).save(svg, kind="svg", scale=10, border=_QUIET, light=_PAPER)
            return svg.getvalue()
        case FileKind.POSTER_A4:
            return _pdf(_poster(recipe, A4), recipe)
        case FileKind.POSTER_A5:
            return _pdf(_poster(recipe, A5), recipe)
        case FileKind.PICTURE:
            return _png(_picture(recipe))


def _qr(link: str) -> segno.QRCode:
    # Level "m" tolerates 15 % damage, which a window or a leaflet needs; more would make the modules too small for phones.
    return segno.make_qr(link, error="m")


def _qr_image(link: str, pixels: int) -> Image.Image:
    """Return the QR code with its margin, at most ``pixels`` wide, so that all modules have the same whole number of pixels."""
    code = _qr(link)
    scale = max(pixels // code.symbol_size(border=_QUIET)[0], 1)
    png = BytesIO()
    code.save(png, kind="png", scale=scale, border=_QUIET, dark=_BLACK, light=_PAPER)
    return Image.open(png).convert("RGB")


def _png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _pdf(image: Image.Image, recipe: Recipe) -> bytes:
    buffer = BytesIO()
    image.save(
        buffer, "PDF", resolution=DPI, quality=92, title=recipe.headline, author=recipe.agency, subject=recipe.link
    )
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Sheet to draw on. All lengths are in A4's pixels; ``unit`` scales them to the sheet."""

    image: Image.Image
    canvas: ImageDraw.ImageDraw
    unit: float

    def at(self, length: float) -> int:
        return round(length * self.unit)

    def text(self, x: float, y: float, words: str, weight: int, size: int, fill: str, room: float) -> None:
        """Write one line, vertically centred on ``y``."""
        made, fit = fitting(words, weight, self.at(size), self.at(room))
        self.canvas.text((self.at(x), self.at(y)), fit, font=made, fill=fill, anchor="lm")

    def block(
        self,
        box: tuple[float, float, float, float],
        words: str,
        weight: int,
        size: int,
        fill: str,
        *,
        middle: bool = False,
    ) -> float:
        """Write lines into a box (left, upper, right, lower), from its top or vertically centred; return where they end."""
        left, upper, right, lower = box
        room, height = self.at(right - left), self.at(lower - upper)
        made, broken = boxed(words, weight, self.at(size), room, height)
        line = made.size * LINE
        top = self.at(upper) + ((height - line * len(broken)) / 2 if middle else 0)
        for number, each in enumerate(broken):
            at = (self.at(left), top + line * (number + 0.5))
            self.canvas.text(at, each, font=made, fill=fill, anchor="lm")
        return (top + line * len(broken)) / self.unit

    def rounded(self, box: tuple[float, float, float, float], radius: float, fill: str | Colour) -> None:
        left, upper, right, lower = (self.at(edge) for edge in box)
        self.canvas.rounded_rectangle((left, upper, right, lower), radius=self.at(radius), fill=fill)

    def logo(
        self, logo: Image.Image, brand: Colour, right: float, middle: float, box: tuple[float, float, float]
    ) -> float:
        """Draw the logo on its plate, given the right edge and vertical centre; return the plate's left edge.

        ``box`` is the most that the plate may measure: width, height, and the padding inside.
        """
        width, height, pad = box
        inner = (self.at(width - 2 * pad), self.at(height - 2 * pad))
        scale = min(inner[0] / logo.width, inner[1] / logo.height)
        shown = logo.resize(
            (max(round(logo.width * scale), 1), max(round(logo.height * scale), 1)), Image.Resampling.LANCZOS
        )
        plate = shown.width / self.unit + 2 * pad
        left = right - plate
        self.rounded((left, middle - height / 2, right, middle + height / 2), 28, plate_colour(logo, brand))
        where = (self.at(left + pad), self.at(middle) - shown.height // 2)
        self.image.paste(shown, where, shown)
        return left


def _sheet(size: tuple[int, int], unit: float, fill: str | Colour) -> _Sheet:
    image = Image.new("RGB", size, fill)
    return _Sheet(image, ImageDraw.Draw(image), unit)


def _brand(recipe: Recipe) -> tuple[Colour, str]:
    """Return the agency's colour, and a legible text colour on it."""
    brand = ImageColor.getrgb(recipe.colour)[:3]
    return brand, _INK if lightness(brand) > _LIGHTEST_UNDER_PAPER else _PAPER


def _poster(recipe: Recipe, size: tuple[int, int]) -> Image.Image:
    width, height, margin = *A4, 200
    right, band, foot = width - margin, 500, height - 440
    sheet = _sheet(size, size[0] / width, _PAPER)
    brand, on_brand = _brand(recipe)
    sheet.canvas.rectangle((0, 0, size[0], sheet.at(band)), fill=brand)
    logo = read_logo(recipe.logo) if recipe.logo else None
    beside = right if logo is None else sheet.logo(logo, brand, right, band / 2, (760, 320, 40)) - 80
    sheet.block((margin, 60, beside, band - 60), recipe.agency, BOLD, 150, on_brand, middle=True)
    end = sheet.block((margin, 610, right, 1190), recipe.headline, BOLD, 236, _INK)
    sheet.block((margin, end + 40, right, end + 270), recipe.promise, REGULAR, 88, _SOFT)
    top, side = 1500, 1230
    taken = _code_in_frame(sheet, recipe, (margin, top, side), brand)
    _steps(sheet, recipe, (margin + taken + 110, top, right, top + taken), (brand, on_brand))
    _link(sheet, recipe.link, (margin, top + taken, right, foot), _dark(brand))
    sheet.canvas.rectangle((0, sheet.at(foot), *size), fill=_TINT)
    sheet.block((margin, foot + 60, right, height - 170), recipe.contact, BOLD, 84, _INK)
    sheet.text(margin, height - 110, recipe.caveat, REGULAR, 56, _SOFT, right - margin)
    return sheet.image


def _code_in_frame(sheet: _Sheet, recipe: Recipe, square: tuple[float, float, float], brand: Colour) -> float:
    """Draw the QR code in a frame fitted to it, within a square (left, upper, side); return the frame's width."""
    left, upper, side = square
    frame = 30
    code = _qr_image(recipe.link, sheet.at(side - 2 * frame))
    wide = code.width / sheet.unit + 2 * frame
    sheet.rounded((left, upper, left + wide, upper + wide), 56, brand)
    sheet.image.paste(code, (sheet.at(left + frame), sheet.at(upper + frame)))
    return wide


def _link(sheet: _Sheet, link: str, box: tuple[float, float, float, float], fill: str) -> None:
    """Write the link for people who type it: on two lines if too long for one, never cut."""
    left, upper, right, lower = box
    words, middle = without_scheme(link), (upper + lower) / 2
    if font(MEDIUM, sheet.at(60)).getlength(words) <= sheet.at(right - left):
        sheet.text(left, middle, words, MEDIUM, 84, fill, right - left)
        return
    bot, code = words.split("=", 1)
    sheet.text(left, middle - 45, f"{bot}=", MEDIUM, 62, fill, right - left)
    sheet.text(left, middle + 45, code, MEDIUM, 62, fill, right - left)


def _steps(sheet: _Sheet, recipe: Recipe, box: tuple[float, float, float, float], colours: tuple[Colour, str]) -> None:
    """Draw the numbered steps, one below the other beside the code."""
    left, upper, right, lower = box
    tall, radius, gap = (lower - upper) / len(recipe.steps), 72, 46
    for number, step in enumerate(recipe.steps):
        middle = upper + tall * (number + 0.5)
        sheet.rounded((left, middle - radius, left + 2 * radius, middle + radius), radius, colours[0])
        centre = (sheet.at(left + radius), sheet.at(middle))
        sheet.canvas.text(centre, str(number + 1), font=font(BOLD, sheet.at(84)), fill=colours[1], anchor="mm")
        words = (left + 2 * radius + gap, middle - tall / 2 + 10, right, middle + tall / 2 - 10)
        sheet.block(words, step, MEDIUM, 80, _INK, middle=True)


def _dark(brand: Colour) -> str:
    """Return the agency's colour, darkened enough for text on white."""
    while lightness(brand) > _LIGHTEST_ON_PAPER:
        brand = tuple(round(part * 0.85) for part in brand)
    return "#{:02x}{:02x}{:02x}".format(*brand)


def _picture(recipe: Recipe) -> Image.Image:
    width, height = PICTURE
    brand, on_brand = _brand(recipe)
    sheet = _sheet(PICTURE, 1.0, brand)
    margin, pill = 60, 64
    code = _qr_image(recipe.link, 350)
    left, upper = width - margin - code.width, height - margin - code.height
    sheet.rounded((left - 8, upper - 8, left + code.width + 8, upper + code.height + 8), 28, _PAPER)
    sheet.image.paste(code, (left, upper))
    logo = read_logo(recipe.logo) if recipe.logo else None
    beside = width - margin if logo is None else sheet.logo(logo, brand, width - margin, 95, (350, 100, 14)) - 40
    sheet.block((margin, 45, beside, 145), recipe.agency, BOLD, 46, on_brand, middle=True)
    room = left - 60
    end = sheet.block((margin, 190, room, 400), recipe.headline, BOLD, 80, on_brand)
    bottom = height - margin - pill
    sheet.block((margin, end + 12, room, bottom - 14), recipe.promise, REGULAR, 33, on_brand)
    made, words = fitting(recipe.hint, MEDIUM, 32, room - margin - 56)
    sheet.rounded((margin, bottom, margin + made.getlength(words) + 56, bottom + pill), pill / 2, _PAPER)
    sheet.canvas.text((margin + 28, bottom + pill / 2), words, font=made, fill=_INK, anchor="lm")
    return sheet.image
