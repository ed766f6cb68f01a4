"""Document of an estimate: a one-page PDF with selectable and accessible text.

Stored as a recipe (:class:`conversations.languages.message.Document`) and drawn when sent, off the event loop.
"""

from __future__ import annotations

from PIL import ImageColor

from bot.drawing.lettering import BOLD, MEDIUM, REGULAR, drawable
from bot.drawing.logo import INK, ink_on, read_logo
from bot.drawing.pdf import POINT, empty_page, family
from conversations.languages.message import Document

NAME = "estimate.pdf"
_A4 = (210, 297)
_MARGIN, _BAND, _LOGO = 20, 26, 14
"""Millimetres."""
_SOFT = (92, 100, 108)


def make(document: Document) -> bytes:
    """Return the PDF. Raises :class:`ValueError` for an invalid colour."""
    picture = document.picture
    brand = ImageColor.getrgb(picture.colour)[:3]
    page = empty_page(f"{picture.title} {picture.average}", picture.agency, _A4, POINT)
    page.set_fill_color(*brand)
    page.rect(0, 0, page.w, _BAND, style="F")
    left: float = _MARGIN
    logo = read_logo(picture.logo)
    if logo is not None:
        page.image(logo, x=left, y=(_BAND - _LOGO) / 2, h=_LOGO, w=_LOGO, keep_aspect_ratio=True)
        left += _LOGO + 5

    def write(text: str, weight: int, size: float, colour: tuple[int, ...], *, below: float = 0.0) -> None:
        page.set_font(family(weight), size=size)
        page.set_text_color(*colour)
        page.set_x(left)
        page.multi_cell(page.w - left - _MARGIN, size * 0.5, drawable(text), align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(below)

    page.set_y((_BAND - 8) / 2)
    write(picture.agency[:60], BOLD, 16, ink_on(brand))
    left = _MARGIN
    page.set_y(_BAND + 14)
    if picture.stamp:
        write(picture.stamp, BOLD, 13, _SOFT, below=3)
    write(document.home, MEDIUM, 13, INK)
    write(picture.property, REGULAR, 11, _SOFT, below=9)
    write(picture.title, REGULAR, 14, _SOFT, below=2)
    write(picture.average, BOLD, 38, INK, below=3)
    write(f"{picture.minimum} {picture.lowest}, {picture.maximum} {picture.highest}", MEDIUM, 12, INK, below=2)
    if picture.also:
        write(picture.also, MEDIUM, 12, INK, below=2)
    write(picture.foot, REGULAR, 11, _SOFT, below=9)
    for paragraph in document.paragraphs:
        write(paragraph, REGULAR, 11, INK, below=3)
    return bytes(page.output())
