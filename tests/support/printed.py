"""PDF of one page, as a reader, a printer and a scanner see it."""

from __future__ import annotations

import pypdfium2
from PIL import Image


def scanned(pdf: bytes, dpi: int) -> Image.Image:
    """Return the page as a picture of this resolution."""
    picture = _page(pdf).render(scale=dpi / 72).to_pil()
    assert isinstance(picture, Image.Image)
    return picture


def words(pdf: bytes) -> str:
    """Return the text of the page, as it is selected or read aloud, on one line."""
    return " ".join(str(_page(pdf).get_textpage().get_text_range()).split())


def size(pdf: bytes) -> tuple[float, float]:
    """Return the size of the page, in points."""
    width, height = _page(pdf).get_size()
    return width, height


def _page(pdf: bytes) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return document[0]
