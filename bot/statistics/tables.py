"""Statistics as tables for spreadsheets: a row for each link, office or week, and pivots of one by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.drawing.workbook import Cell, CellKind, Column, Sheet, Workbook
from bot.statistics.analysis import ENOUGH, Counts, Funnel, funnel, split
from bot.statistics.costs import day_of, shown_days
from bot.statistics.rendering import csv_text, groups
from bot.storage.campaigns.costs import StoredCost
from bot.storage.campaigns.funnel_counts import Counted

COLUMNS_MAX = 50
"""Columns of a pivot; the groups with the fewest starts share one more."""
OTHERS = "(others)"
FIGURES: Sequence[tuple[str, CellKind, Callable[[Funnel], Cell]]] = (
    ("Started", CellKind.COUNT, lambda each: each.started),
    ("Sent a lead", CellKind.COUNT, lambda each: each.consented),
    ("Leads of started", CellKind.SHARE, lambda each: each.rate if each.started else None),
    ("Leads received", CellKind.COUNT, lambda each: each.delivered),
    ("Times set aside", CellKind.COUNT, lambda each: each.set_aside),
    ("Estimates shown", CellKind.COUNT, lambda each: each.estimated),
    ("Verified phone", CellKind.COUNT, lambda each: each.verified),
    ("Doubtful contacts", CellKind.COUNT, lambda each: each.doubtful),
    ("Cost", CellKind.MONEY, lambda each: each.cost / 100 if each.cost else None),
    ("Cost per lead", CellKind.MONEY, lambda each: _each(each.cost, each.paid_leads)),
    ("Cost per estimate", CellKind.MONEY, lambda each: _each(each.cost, each.paid_estimates)),
    ("Enough to go by", CellKind.TEXT, lambda each: "yes" if each.consented >= ENOUGH else f"no: under {ENOUGH} leads"),
)
"""Columns of a table of groups: heading, kind of cells, and the figure of a funnel."""
HEADS: Mapping[str, str] = {"campaign": "Link", "office": "Office", "week": "Week", "order": "Order"}
"""Headings of the groups' names, by grouping."""


class Pivot(NamedTuple):
    """Pivot: its sheet's name, the groupings of rows and of columns, the kind of its cells, and the figure in each."""

    name: str
    down: str
    across: str
    kind: CellKind
    figure: Callable[[Funnel], Cell]


PIVOTS = (
    Pivot("Leads by week and link", "week", "campaign", CellKind.COUNT, lambda each: each.consented),
    Pivot("Leads by week and office", "week", "office", CellKind.COUNT, lambda each: each.consented),
    Pivot("Leads by link and office", "campaign", "office", CellKind.COUNT, lambda each: each.consented),
    Pivot("Cost by week and link", "week", "campaign", CellKind.MONEY, lambda each: each.cost / 100),
)
NOTES = (
    "Counts are of forms, in the week of each step; weeks begin on Monday. Tests are counted apart.",
    "A cost is spread evenly over its days and counts up to today. Cost per lead and per estimate are of links with a cost only.",
    f"Under {ENOUGH} leads a figure may be double or half by chance alone.",
)


def _each(pence: int, many: int) -> Cell:
    return round(pence / many) / 100 if pence and many else None


def table(counted: Counts, by: str, office: Callable[[int], str]) -> Sheet:
    """Return the table of one grouping; the last row is the total."""
    parts = [*grouped(counted, by, office).items(), ("All", counted)]
    rows = [(name, funnel(part, ())) for name, part in parts]
    return Sheet(
        f"{HEADS[by]}s",
        (Column(HEADS[by], CellKind.TEXT), *(Column(head, kind) for head, kind, _ in FIGURES)),
        tuple((name, *(figure(found) for _, _, figure in FIGURES)) for name, found in rows),
    )


def workbook(
    counted: Counts, costs: Iterable[StoredCost], office: Callable[[int], str], title: str, day: date
) -> Workbook:
    """Return all tables of counts that are told apart by week, campaign and office."""
    # Counts by question, most of all, are in no table: leaving them out makes this four times as fast.
    counted = {key: many for key, many in counted.items() if ":" not in key.what}
    sheets = [table(counted, by, office) for by in ("campaign", "office", "week")]
    sheets += [_pivot(counted, office, pivot) for pivot in PIVOTS]
    entries = tuple(
        (each.cost.campaign, each.cost.pence / 100, shown_days(each.cost.first_day, each.cost.last_day))
        for each in costs
    )
    heads = (Column("Link", CellKind.TEXT), Column("Cost", CellKind.MONEY), Column("Days", CellKind.TEXT))
    sheets.append(Sheet("Costs entered", heads, entries))
    sheets.append(Sheet("Notes", (Column(title, CellKind.TEXT),), tuple((each,) for each in NOTES)))
    return Workbook(f"figures-{day.isoformat()}.xlsx", tuple(sheets))


def csv_of(sheet: Sheet) -> str:
    """Return a table as CSV."""
    return csv_text([[column.head for column in sheet.columns], *sheet.rows])


def grouped(counted: Counts, by: str, office: Callable[[int], str]) -> dict[str, Counts]:
    """Return the counts by the names of their groups, the group with most forms first; weeks in order, without gaps."""
    parts: dict[str, Counts] = dict(split(counted, groups(office)[by]))
    if by != "week" or not counted:
        return parts
    first, last = (pick(key.week for key in counted) for pick in (min, max))
    return {name: parts.get(name, {}) for name in (day_of(week).isoformat() for week in range(first, last + 1, 7))}


def _pivot(counted: Counts, office: Callable[[int], str], pivot: Pivot) -> Sheet:
    names = list(grouped(counted, pivot.across, office))
    columns = [*names[:COLUMNS_MAX], *([OTHERS] if len(names) > COLUMNS_MAX else [])]
    name_of, known = groups(office)[pivot.across], set(columns)

    def column(key: Counted) -> str:
        name = name_of(key)
        return name if name in known else OTHERS

    rows = []
    for name, part in grouped(counted, pivot.down, office).items():
        cells = split(part, column)
        rows.append((name, *(pivot.figure(funnel(cells.get(each, {}), ())) for each in columns)))
    heads = (Column(HEADS[pivot.down], CellKind.TEXT), *(Column(each, pivot.kind) for each in columns))
    return Sheet(pivot.name, heads, tuple(rows))
