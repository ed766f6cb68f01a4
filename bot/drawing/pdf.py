"""PDF pages with selectable text: an empty page with the fonts, of which only the letters used are embedded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.drawing.lettering import BOLD, FONT, MEDIUM, REGULAR, drawable

if TYPE_CHECKING:
    from fpdf import FPDF

POINT = 72 / 25.4
"""Points per millimetre."""


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return the folder of the fonts, which exists as long as the process."""
    return TemporaryDirectory(prefix="valuation-bot-fonts-")


@cache
def _fonts() -> Mapping[int, Path]:
    """Return font files of one weight each, by weight, with the letters of European languages.

    Created once, in about two seconds of CPU; with the variable font each document would take eight. Raises
    :class:`ValueError` if they cannot be stored.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    options = Options()
    options.layout_features = []
    made: dict[int, Path] = {}
    try:
        with as_file(FONT) as source:
            letters = TTFont(source)
        subsetter = Subsetter(options)
        subsetter.populate(text=drawable("".join(map(chr, letters.getBestCmap()))))
        subsetter.subset(letters)
        held = BytesIO()
        letters.save(held)
        for weight in (REGULAR, MEDIUM, BOLD):
            made[weight] = Path(_folder().name) / f"{weight}.ttf"
            instantiateVariableFont(TTFont(BytesIO(held.getvalue())), {"wght": weight, "wdth": 100}).save(made[weight])
    except OSError as error:
        raise ValueError("no folder for temporary files (TMPDIR) can be written") from error
    return made


def empty_page(title: str, author: str, size: tuple[float, float], points: float) -> FPDF:
    """Return a document with one empty page of ``size``, whose unit of length is ``points`` points.

    Raises :class:`ValueError` if the fonts cannot be stored.
    """
    # Takes a quarter of a second to import; only agencies with documents or posters need it.
    from fpdf import FPDF  # noqa: PLC0415

    page = FPDF(unit=points, format=size)
    page.set_title(title)
    page.set_author(author)
    page.set_auto_page_break(auto=False)
    for weight, path in _fonts().items():
        page.add_font(family(weight), fname=path)
    page.add_page()
    return page


def family(weight: int) -> str:
    """Return the name of the font of a weight, for ``FPDF.set_font``."""
    return f"weight-{weight}"
