"""A spreadsheet's cells: numbers stay numbers, and text stays text, whatever it looks like."""

from __future__ import annotations

import pytest

from bot.drawing.workbook import WORKBOOK, Cell, CellKind, Column, Sheet, Workbook, write
from support.spreadsheet import read


def workbook(*cells: Cell, kind: CellKind = CellKind.TEXT) -> Workbook:
    return Workbook("figures.xlsx", (Sheet("Links", (Column("Link", kind),), tuple((each,) for each in cells)),))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example","look")',
        "{=1+1}",
        "+1",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "https://evil.example",
        "mailto:marla@example.com",
        "internal:Links!A1",
        "0012",
        "1e5",
        "<b>&amp;",
        "Łódź 🏡",
    ],
)
def test_text_stays_text(text):
    assert read(write(workbook(text)))["Links"] == [["Link"], [text]]


def test_numbers_are_numbers_and_nothing_is_nothing():
    made = Workbook(
        "figures.xlsx",
        (
            Sheet(
                "Links",
                (Column("Link", CellKind.TEXT), Column("Cost", CellKind.MONEY), Column("Share", CellKind.SHARE)),
                (("fb", 20.83, 0.25), ("leaflet", None, 1)),
            ),
        ),
    )
    assert WORKBOOK.decode(WORKBOOK.encode(made)) == made
    assert read(write(made))["Links"] == [["Link", "Cost", "Share"], ["fb", 20.83, 0.25], ["leaflet", None, 1.0]]
