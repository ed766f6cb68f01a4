"""Spreadsheets (.xlsx) of plain cells. Stored as a recipe and written when sent, off the event loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from bot.core.serialization import Codec

Cell = str | int | float | None


class CellKind(StrEnum):
    """Kind of a column's cells."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    MONEY = "money"


_FORMATS: Mapping[CellKind, str] = {
    CellKind.TEXT: "@",
    CellKind.COUNT: "#,##0",
    CellKind.SHARE: "0%",
    CellKind.MONEY: "[$£-809]#,##0.00",
}
"""Number formats; pounds as the United Kingdom writes them."""


@dataclass(frozen=True, slots=True)
class Column:
    """Column: its heading, and the kind of its cells; money is in pounds, a share is 0 to 1."""

    head: str
    kind: CellKind


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sheet: ``name`` has at most 31 characters; each row has a cell for each column, ``None`` for an empty one."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Workbook, and the name of its file."""

    name: str
    sheets: tuple[Sheet, ...]


WORKBOOK: Codec[Workbook] = Codec(Workbook)


def write(workbook: Workbook) -> bytes:
    """Return the workbook as a file. Text stays text, whatever it begins with: no cell is a formula or a link."""
    # Takes a tenth of a second to import; few processes need it.
    import xlsxwriter  # noqa: PLC0415

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        formats = {kind: book.add_format({"num_format": each}) for kind, each in _FORMATS.items()}
        for sheet in workbook.sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            for at, column in enumerate(sheet.columns):
                page.write_string(0, at, column.head, bold)
                for number, row in enumerate(sheet.rows, start=1):
                    match row[at]:
                        case str(text):
                            page.write_string(number, at, text, formats[CellKind.TEXT])
                        case int() | float() as value:
                            page.write_number(number, at, value, formats[column.kind])
            page.autofit()
    return file.getvalue()
