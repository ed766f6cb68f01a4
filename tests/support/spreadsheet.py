"""Reader of .xlsx files, by the standard (ECMA-376) and without the library that writes them."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Rows = list[list[str | float | None]]


def read(content: bytes) -> dict[str, Rows]:
    """Return each sheet's rows by its name. A cell is a text, a number or empty; formulas and links fail."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [each.get("name", "") for each in _tree(file, "xl/workbook.xml").iter(f"{_MAIN}sheet")]
        texts = ["".join(each.itertext()) for each in _tree(file, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]
        pages = [_tree(file, f"xl/worksheets/sheet{number}.xml") for number, _ in enumerate(names, start=1)]
    return {name: _rows(page, texts) for name, page in zip(names, pages, strict=True)}


def records(rows: Rows) -> dict[str, dict[str, str | float | None]]:
    """Return a table's rows by their first cell, each by the headings."""
    head, *body = rows
    return {str(row[0]): {str(name): cell for name, cell in zip(head[1:], row[1:], strict=True)} for row in body}


def _tree(file: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(file.read(name))


def _rows(page: ET.Element, texts: list[str]) -> Rows:
    for forbidden in ("f", "hyperlink"):
        assert page.find(f".//{_MAIN}{forbidden}") is None, forbidden
    rows: Rows = []
    for row in page.iter(f"{_MAIN}row"):
        cells: dict[int, str | float] = {}
        for cell in row.iter(f"{_MAIN}c"):
            value = cell.findtext(f"{_MAIN}v")
            if value is not None:
                cells[_column(cell.get("r", ""))] = texts[int(value)] if cell.get("t") == "s" else float(value)
        rows.append([cells.get(at) for at in range(max(cells, default=-1) + 1)])
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
