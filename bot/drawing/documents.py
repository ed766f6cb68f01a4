"""Document of an estimate: a one-page PDF with selectable and accessible text.

Stored as a recipe (:class:`conversations.languages.message.Document`) and drawn when sent, off the event loop.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import ImageColor

from bot.drawing.lettering import BOLD, FONT, MEDIUM, REGULAR, lightness
from bot.drawing.logo import INK, PAPER, read_logo
from conversations.languages.message import Document

NAME = "estimate.pdf"
_WEIGHTS: dict[str, float] = {"regular": REGULAR, "medium": MEDIUM, "bold": BOLD}
_MARGIN, _BAND, _LOGO = 20, 26, 14
"""Millimetres."""
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040), 0x20AC)
"""Latin letters with all accents, punctuation, and currency signs."""
_SOFT = (92, 100, 108)


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return the folder of the fonts, which exists as long as the process."""
    return TemporaryDirectory(prefix="valuation-bot-fonts-")


@cache
def _fonts() -> Mapping[str, Path]:
    """Return font files of one weight each, by name, with the letters of European languages.

    Created once, in about two seconds of CPU; with the variable font each document would take eight. Raises
    :class:`ValueError` if they cannot be stored.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    options = Options()
    options.layout_features = []
    made: dict[str, Path] = {}
    try:
        with as_file(FONT) as source:
            letters = TTFont(source)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_LETTERS)
        subsetter.subset(letters)
        held = BytesIO()
        letters.save(held)
        for name, weight in _WEIGHTS.items():
            made[name] = Path(_folder().name) / f"{name}.ttf"
            instantiateVariableFont(TTFont(BytesIO(held.getvalue())), {"wght": weight, "wdth": 100}).save(made[name])
    except OSError as error:
        raise ValueError("fonts cannot be kept") from error
    return made


def make(document: Document) -> bytes:
    """Return the PDF. Raises :class:`ValueError` for an invalid colour."""
    # Takes a quarter of a second to import; only agencies with documents need it.
    from fpdf import FPDF  # noqa: PLC0415

    picture = document.picture
    brand = ImageColor.getrgb(picture.colour)[:3]
    page = FPDF(format="A4")
    page.set_title(f"{picture.title} {picture.average}")
    page.set_creator(picture.agency)
    page.set_auto_page_break(auto=False)
    for name, path in _fonts().items():
        page.add_font(name, fname=path)
    page.add_page()
    page.set_fill_color(*brand)
    page.rect(0, 0, page.w, _BAND, style="F")
    left: float = _MARGIN
    logo = read_logo(picture.logo) if picture.logo else None
    if logo is not None:
        page.image(logo, x=left, y=(_BAND - _LOGO) / 2, h=_LOGO, w=_LOGO, keep_aspect_ratio=True)
        left += _LOGO + 5

    def write(text: str, font: str, size: float, colour: tuple[int, ...], *, below: float = 0.0) -> None:
        page.set_font(font, size=size)
        page.set_text_color(*colour)
        page.set_x(left)
        page.multi_cell(page.w - left - _MARGIN, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(below)

    page.set_y((_BAND - 8) / 2)
    write(picture.agency[:60], "bold", 16, INK if lightness(brand) > 0.55 else PAPER)
    left = _MARGIN
    page.set_y(_BAND + 14)
    if picture.stamp:
        write(picture.stamp, "bold", 13, _SOFT, below=3)
    write(document.home, "medium", 13, INK)
    write(picture.property, "regular", 11, _SOFT, below=9)
    write(picture.title, "regular", 14, _SOFT, below=2)
    write(picture.average, "bold", 38, INK, below=3)
    write(f"{picture.minimum} {picture.lowest}, {picture.maximum} {picture.highest}", "medium", 12, INK, below=2)
    if picture.also:
        write(picture.also, "medium", 12, INK, below=2)
    write(picture.foot, "regular", 11, _SOFT, below=9)
    for paragraph in document.paragraphs:
        write(paragraph, "regular", 11, INK, below=3)
    return bytes(page.output())
