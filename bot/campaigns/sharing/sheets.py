"""Drawing surfaces: a PDF page, with selectable text and a vector QR code, or a picture of pixels.

Both measure in the same unit: pixels of a picture, and of an A4 page at 300 dots per inch. Positions are (left, upper,
right, lower).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from io import BytesIO
from itertools import groupby

import segno
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from bot.drawing.lettering import LINE, boxed, fitting, font
from bot.drawing.logo import Colour, plate_colour, read_logo
from bot.drawing.pdf import POINT, empty_page, family

QUIET = 4
"""White margin around a QR code, in modules, required by readers (ISO/IEC 18004)."""
PAPER: Colour = (255, 255, 255)
_A4_WIDTH = 2480
"""Units across a page: 210 millimetres at 300 dots per inch. A smaller page has smaller units."""

Box = tuple[float, float, float, float]


def qr(link: str) -> segno.QRCode:
    """Return the QR code of a link."""
    # Level "m" tolerates 15 % damage, which a window or a leaflet needs; more would make the modules too small for phones.
    return segno.make_qr(link, error="m")


def qr_image(link: str, pixels: int) -> Image.Image:
    """Return a QR code with its margin, at most ``pixels`` wide, so that all modules have the same whole number of pixels."""
    code = qr(link)
    scale = max(pixels // code.symbol_size(border=QUIET)[0], 1)
    png = BytesIO()
    code.save(png, kind="png", scale=scale, border=QUIET)
    return Image.open(png).convert("RGB")


class Sheet(ABC):
    """Sheet of a width and height in units."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height

    @abstractmethod
    def rounded(self, box: Box, radius: float, fill: Colour) -> None:
        """Fill a rectangle with round corners."""

    @abstractmethod
    def write(self, x: float, y: float, words: str, weight: int, made: FreeTypeFont, fill: Colour) -> None:
        """Write one line from ``x``, vertically centred on ``y``."""

    @abstractmethod
    def image(self, image: Image.Image, left: float, upper: float) -> None:
        """Show an image (RGBA), one unit for each of its pixels."""

    @abstractmethod
    def code(self, link: str, left: float, upper: float, side: float) -> float:
        """Show the QR code of a link, at most ``side`` wide; return its width, margin included."""

    @abstractmethod
    def content(self) -> bytes:
        """Return the file."""

    def text(self, x: float, y: float, words: str, weight: int, size: int, fill: Colour, room: float) -> None:
        """Write one line from ``x``, vertically centred on ``y``, smaller or cut if there is no ``room`` for it."""
        made, fit = fitting(words, weight, size, room)
        self.write(x, y, fit, weight, made, fill)

    def block(self, box: Box, words: str, weight: int, size: int, fill: Colour, *, middle: bool = False) -> float:
        """Write lines into a box, from its top or vertically centred; return where they end."""
        left, upper, right, lower = box
        made, broken = boxed(words, weight, size, right - left, lower - upper)
        line = made.size * LINE
        top = upper + ((lower - upper - line * len(broken)) / 2 if middle else 0)
        for number, each in enumerate(broken):
            self.write(left, top + line * (number + 0.5), each, weight, made, fill)
        return top + line * len(broken)

    def numeral(self, x: float, y: float, number: int, weight: int, size: int, fill: Colour) -> None:
        """Write a number, centred on a point."""
        made = font(weight, size)
        self.write(x - made.getlength(str(number)) / 2, y, str(number), weight, made, fill)

    def logo(
        self, path: str, brand: Colour, right: float, middle: float, most: tuple[float, float, float], gap: float
    ) -> float:
        """Show a logo on its plate, given the right edge and vertical centre; return where text before it has to end.

        ``most`` is the most that the plate may measure: width, height, and the padding inside. Without a logo that can be
        read, text may go on to the right edge.
        """
        logo = read_logo(path)
        if logo is None:
            return right
        width, height, pad = most
        scale = min((width - 2 * pad) / logo.width, (height - 2 * pad) / logo.height)
        shown = logo.resize(
            (max(round(logo.width * scale), 1), max(round(logo.height * scale), 1)), Image.Resampling.LANCZOS
        )
        left = right - shown.width - 2 * pad
        self.rounded((left, middle - height / 2, right, middle + height / 2), 28, plate_colour(logo, brand))
        self.image(shown, left + pad, middle - shown.height / 2)
        return left - gap


class PixelSheet(Sheet):
    """Picture, as PNG."""

    def __init__(self, size: tuple[int, int], fill: Colour) -> None:
        super().__init__(*size)
        self._image = Image.new("RGB", size, fill)
        self._canvas = ImageDraw.Draw(self._image)

    def rounded(self, box: Box, radius: float, fill: Colour) -> None:
        """Fill a rectangle with round corners."""
        self._canvas.rounded_rectangle(box, radius=radius, fill=fill)

    def write(self, x: float, y: float, words: str, weight: int, made: FreeTypeFont, fill: Colour) -> None:  # noqa: ARG002
        """Write one line."""
        self._canvas.text((x, y), words, font=made, fill=fill, anchor="lm")

    def image(self, image: Image.Image, left: float, upper: float) -> None:
        """Show an image."""
        self._image.paste(image, (round(left), round(upper)), image)

    def code(self, link: str, left: float, upper: float, side: float) -> float:
        """Show the QR code of a link."""
        made = qr_image(link, int(side))
        self._image.paste(made, (round(left), round(upper)))
        return made.width

    def content(self) -> bytes:
        """Return the picture."""
        buffer = BytesIO()
        self._image.save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


class PdfSheet(Sheet):
    """Page of a PDF, given its size in millimetres."""

    def __init__(self, size: tuple[float, float], title: str, author: str) -> None:
        width, height = size
        super().__init__(_A4_WIDTH, height / width * _A4_WIDTH)
        self._points = width * POINT / _A4_WIDTH
        self._page = empty_page(title, author, (self.width, self.height), self._points)

    def rounded(self, box: Box, radius: float, fill: Colour) -> None:
        """Fill a rectangle with round corners."""
        left, upper, right, lower = box
        self._page.set_fill_color(*fill)
        width, height = right - left, lower - upper
        # fpdf2 would take half of the shorter side, and more, for a share of it.
        bend = min(radius, 0.499 * min(width, height))
        self._page.rect(left, upper, width, height, style="F", round_corners=radius > 0, corner_radius=bend)

    def write(self, x: float, y: float, words: str, weight: int, made: FreeTypeFont, fill: Colour) -> None:
        """Write one line."""
        above, below = made.getmetrics()
        self._page.set_font(family(weight), size=made.size * self._points)
        self._page.set_text_color(*fill)
        self._page.text(x, y + (above - below) / 2, words)

    def image(self, image: Image.Image, left: float, upper: float) -> None:
        """Show an image."""
        self._page.image(image, x=left, y=upper, w=image.width, h=image.height)

    def code(self, link: str, left: float, upper: float, side: float) -> float:
        """Show the QR code of a link as one path, so that no hairlines are between its modules; it can be tapped."""
        rows = tuple(qr(link).matrix_iter(border=QUIET))
        module = side / len(rows)
        self._page.set_fill_color(*PAPER)
        self._page.rect(left, upper, side, side, style="F")
        with self._page.new_path() as path:
            path.style.fill_color = "#000000"
            path.style.stroke_color = None
            for line, row in enumerate(rows):
                at = 0
                for dark, modules in groupby(row):
                    wide = len(tuple(modules))
                    if dark:
                        path.rectangle(left + at * module, upper + line * module, wide * module, module)
                    at += wide
        self._page.link(left, upper, side, side, link)
        return side

    def content(self) -> bytes:
        """Return the document."""
        return bytes(self._page.output())
