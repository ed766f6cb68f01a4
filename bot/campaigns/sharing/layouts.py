"""Layouts of share files: position and size of everything on QR codes, posters and pictures.

Drawn from recipes on the sheets of :mod:`bot.campaigns.sharing.sheets`.

A file takes up to a second of CPU: call this off the event loop.
"""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

from PIL import ImageColor

from bot.campaigns.sharing.recipes import FileKind, Recipe, without_scheme
from bot.campaigns.sharing.sheets import PAPER, QUIET, Box, PdfSheet, PixelSheet, Sheet, qr, qr_image
from bot.drawing.lettering import BOLD, MEDIUM, REGULAR, fitting, font, lightness
from bot.drawing.logo import INK, Colour

A4, A5 = (210, 297), (148, 210)
"""Page sizes in millimetres."""
PICTURE = (1200, 630)
"""Size in pixels that Facebook, LinkedIn and X show uncropped beside a link."""

_SOFT: Colour = (76, 88, 100)
_TINT: Colour = (241, 244, 246)
_QR_PIXELS = 1200
_LIGHTEST_ON_PAPER, _LIGHTEST_UNDER_PAPER = 0.18, 0.25
"""Highest luminance of text on white, and of a brand colour behind white text (WCAG asks for a contrast of 4.5)."""


class Upright(NamedTuple):
    """Picture taller than a link's: its size, and the part between ``top`` and ``bottom`` that no app covers, in pixels."""

    size: tuple[int, int]
    top: int
    bottom: int
    headline: int
    code: int


SQUARE = Upright((1080, 1080), 50, 1030, 112, 400)
"""Post on Instagram and Facebook."""
STORY = Upright((1080, 1920), 260, 1570, 124, 560)
"""Story; Instagram's own controls cover 250 pixels at the top and 340 at the bottom."""


def make(recipe: Recipe) -> bytes:
    """Return the file. Raises :class:`ValueError` for an invalid colour, and for fonts that cannot be stored."""
    match recipe.thing:
        case FileKind.QR_PNG:
            png = BytesIO()
            qr_image(recipe.link, _QR_PIXELS).save(png, "PNG", optimize=True)
            return png.getvalue()
        case FileKind.QR_SVG:
            svg = BytesIO()
            qr(recipe.link).save(svg, kind="svg", scale=10, border=QUIET, light="#ffffff")
            return svg.getvalue()
        case FileKind.POSTER_A4:
            return _poster(recipe, A4)
        case FileKind.POSTER_A5:
            return _poster(recipe, A5)
        case FileKind.PICTURE:
            return _picture(recipe)
        case FileKind.SQUARE:
            return _upright(recipe, SQUARE)
        case FileKind.STORY:
            return _upright(recipe, STORY)


def _brand(recipe: Recipe) -> tuple[Colour, Colour]:
    """Return the agency's colour, and a legible text colour on it."""
    brand = ImageColor.getrgb(recipe.colour)[:3]
    return brand, INK if lightness(brand) > _LIGHTEST_UNDER_PAPER else PAPER


def _poster(recipe: Recipe, size: tuple[int, int]) -> bytes:
    sheet = PdfSheet(size, recipe.headline, recipe.agency)
    width, height, margin = sheet.width, sheet.height, 200
    right, band, foot = width - margin, 500, height - 440
    brand, on_brand = _brand(recipe)
    sheet.rounded((0, 0, width, band), 0, brand)
    beside = sheet.logo(recipe.logo, brand, right, band / 2, (760, 320, 40), 80)
    sheet.block((margin, 60, beside, band - 60), recipe.agency, BOLD, 150, on_brand, middle=True)
    end = sheet.block((margin, 610, right, 1190), recipe.headline, BOLD, 236, INK)
    sheet.block((margin, end + 40, right, end + 270), recipe.promise, REGULAR, 88, _SOFT)
    top, side = 1500, 1230
    sheet.rounded((margin, top, margin + side, top + side), 56, brand)
    sheet.code(recipe.link, margin + 30, top + 30, side - 60)
    _steps(sheet, recipe, (margin + side + 110, top, right, top + side), (brand, on_brand))
    _link(sheet, recipe.link, (margin, top + side, right, foot), _dark(brand))
    sheet.rounded((0, foot, width, height), 0, _TINT)
    sheet.block((margin, foot + 60, right, height - 170), recipe.contact, BOLD, 84, INK)
    sheet.text(margin, height - 110, recipe.caveat, REGULAR, 56, _SOFT, right - margin)
    return sheet.content()


def _link(sheet: Sheet, link: str, box: Box, fill: Colour) -> None:
    """Write the link for people who type it: on two lines if too long for one, never cut."""
    left, upper, right, lower = box
    words, middle = without_scheme(link), (upper + lower) / 2
    if font(MEDIUM, 60).getlength(words) <= right - left:
        sheet.text(left, middle, words, MEDIUM, 84, fill, right - left)
        return
    bot, code = words.split("=", 1)
    sheet.text(left, middle - 45, f"{bot}=", MEDIUM, 62, fill, right - left)
    sheet.text(left, middle + 45, code, MEDIUM, 62, fill, right - left)


def _steps(sheet: Sheet, recipe: Recipe, box: Box, colours: tuple[Colour, Colour]) -> None:
    """Draw the numbered steps, one below the other beside the code."""
    left, upper, right, lower = box
    tall, radius, gap = (lower - upper) / len(recipe.steps), 72, 46
    for number, step in enumerate(recipe.steps):
        middle = upper + tall * (number + 0.5)
        sheet.rounded((left, middle - radius, left + 2 * radius, middle + radius), radius, colours[0])
        sheet.numeral(left + radius, middle, number + 1, BOLD, 84, colours[1])
        words = (left + 2 * radius + gap, middle - tall / 2 + 10, right, middle + tall / 2 - 10)
        sheet.block(words, step, MEDIUM, 80, INK, middle=True)


def _dark(brand: Colour) -> Colour:
    """Return the agency's colour, darkened enough for text on white."""
    while lightness(brand) > _LIGHTEST_ON_PAPER:
        brand = tuple(round(part * 0.85) for part in brand)
    return brand


def _picture(recipe: Recipe) -> bytes:
    width, height = PICTURE
    brand, on_brand = _brand(recipe)
    sheet = PixelSheet(PICTURE, brand)
    margin, pill = 60, 64
    beside = sheet.logo(recipe.logo, brand, width - margin, 95, (350, 100, 14), 40)
    sheet.block((margin, 45, beside, 145), recipe.agency, BOLD, 46, on_brand, middle=True)
    room = width - margin - _code(sheet, recipe.link, (width - margin, height - margin), 350) - 60
    end = sheet.block((margin, 190, room, 400), recipe.headline, BOLD, 80, on_brand)
    bottom = height - margin - pill
    sheet.block((margin, end + 12, room, bottom - 14), recipe.promise, REGULAR, 33, on_brand)
    made, words = fitting(recipe.hint, MEDIUM, 32, room - margin - 56)
    sheet.rounded((margin, bottom, margin + made.getlength(words) + 56, bottom + pill), pill / 2, PAPER)
    sheet.write(margin + 28, bottom + pill / 2, words, MEDIUM, made, INK)
    return sheet.content()


def _upright(recipe: Recipe, shape: Upright) -> bytes:
    """Draw a picture from top to bottom: agency, headline, promise, and the code beside how to begin."""
    brand, on_brand = _brand(recipe)
    sheet = PixelSheet(shape.size, brand)
    left, right, lower = 70, shape.size[0] - 70, shape.bottom - 150
    sheet.text(left, shape.bottom - 84, recipe.contact, MEDIUM, 38, on_brand, right - left)
    sheet.text(left, shape.bottom - 24, recipe.caveat, REGULAR, 34, on_brand, right - left)
    wide = _code(sheet, recipe.link, (right, lower), shape.code)
    upper, under = lower - wide, shape.top + 120
    beside = sheet.logo(recipe.logo, brand, right, shape.top + 60, (420, 120, 16), 40)
    sheet.block((left, shape.top, beside, under), recipe.agency, BOLD, 54, on_brand, middle=True)
    above = under + (upper - under) * 0.1
    end = sheet.block((left, above, right, upper - 150), recipe.headline, BOLD, shape.headline, on_brand)
    sheet.block((left, end + 16, right, upper - 30), recipe.promise, REGULAR, 42, on_brand)
    sheet.block((left, upper, right - wide - 60, lower), recipe.hint, BOLD, 64, on_brand, middle=True)
    return sheet.content()


def _code(sheet: PixelSheet, link: str, corner: tuple[float, float], side: int) -> float:
    """Draw the QR code on a white plate, given the plate's lower right corner; return the plate's width."""
    right, lower = corner
    plate = qr_image(link, side).width + 16
    sheet.rounded((right - plate, lower - plate, right, lower), 28, PAPER)
    sheet.code(link, right - plate + 8, lower - plate + 8, side)
    return plate
