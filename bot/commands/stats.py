"""``python -m bot stats``: funnel, drop-off, campaign results and their cost; no personal data."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.campaigns import office_list
from bot.commands.console import NotDone, setup_of, show_table, with_database
from bot.core.agency import Agency
from bot.drawing.workbook import write
from bot.settings.schema import Settings
from bot.statistics.analysis import Counts, Funnel, funnel
from bot.statistics.cost_input import today_of
from bot.statistics.costs import COST, counts_and_costs
from bot.statistics.counters import first_week
from bot.statistics.rendering import (
    NOBODY,
    comparison,
    cost_words,
    csv_of_counts,
    percent,
    sentences,
    step_name,
    verdict,
    verdicts,
)
from bot.statistics.tables import csv_of, grouped, table, workbook
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.database import Database

FIGURES: Sequence[tuple[str, Callable[[Funnel], str]]] = (
    ("STARTED", lambda each: str(each.started)),
    ("SAID YES", lambda each: str(each.consented)),
    ("OF ALL", lambda each: percent(each.consented, each.started)),
    ("LEADS", lambda each: str(each.delivered)),
    ("ESTIMATES", lambda each: str(each.estimated)),
    ("VERIFIED", lambda each: percent(each.verified, each.checked)),
    ("DOUBTFUL", lambda each: percent(each.doubtful, each.checked)),
    ("COST", lambda each: cost_words(each) if each.cost else ""),
)
"""Columns of a table of groups; the last one only if anything cost something."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("--weeks", type=int, default=0, metavar="N", help="the last N weeks, including this one")
    parser.add_argument("--by", choices=("campaign", "office", "week", "order"), help="a row for each")
    parser.add_argument("--tests", action="store_true", help="only test campaigns")
    parser.add_argument(
        "--csv",
        metavar="FILE",
        default="",
        help="write a file for a spreadsheet: the rows of --by, or all counts; - prints",
    )
    parser.add_argument(
        "--xlsx", metavar="FILE", default="", help="write a spreadsheet: links, offices, weeks, pivots, costs; - prints"
    )


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Print or write the statistics."""
    agency = setup_of(loaded, chosen.agency).agency
    now = time.time()
    since = first_week(now, chosen.weeks)
    known_offices = database.run_sync(partial(office_list.known, agency=agency))

    def office(office_id: int) -> str:
        return known_offices.name(office_id) or str(office_id)

    if chosen.csv and not chosen.by:
        counted: Counts = database.run_sync(partial(funnel_counts.read, agency=agency.id, since_week=since))
        _write(chosen.csv, csv_of_counts(counted, office))
        return
    apart = funnel_counts.APART if chosen.xlsx else [each for each in funnel_counts.APART if each == chosen.by]
    read = partial(counts_and_costs, agency=agency.id, at=now, since_week=since, apart=apart)
    counted = {key: many for key, many in database.run_sync(read).items() if key.test == chosen.tests}
    if chosen.by == "order":  # money is spent on links, not on orders
        counted = {key: many for key, many in counted.items() if key.what != COST}
    if chosen.csv:
        _write(chosen.csv, csv_of(table(counted, chosen.by, office)))
    elif chosen.xlsx:
        stored = database.run_sync(partial(costs.all_, agency=agency.id, since_day=since))
        entered = [each for each in stored if each.cost.test == chosen.tests]
        made = workbook(counted, entered, office, agency.form.agency or agency.id, today_of(now))
        _write(chosen.xlsx, write(made))
    elif chosen.by:
        _groups(agency, counted, chosen.by, office)
    else:
        _one(agency, funnel(counted, agency.form.questions))
        compared = comparison(counted)
        if compared is not None:
            print(f"\n{verdict(compared)}")


def _write(file: str, content: str | bytes) -> None:
    """Write a file, or for ``-`` to standard output; no binary file to a terminal."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        if file != "-":
            Path(file).write_bytes(raw)
            print(f"Written to {file}.")
        elif isinstance(content, str):
            sys.stdout.write(content)
        elif sys.stdout.isatty():
            raise NotDone("A spreadsheet is not for the screen: put > stats.xlsx behind the command.")
        else:
            sys.stdout.buffer.write(raw)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotDone(f"{file} cannot be written: {error.strerror}.") from None


def _one(agency: Agency, found: Funnel) -> None:
    print(*sentences(agency, found), sep="\n")
    if not found.started:
        return
    refused = dict(found.refused)
    print()
    show_table(
        ("STEP", "REACHED", "OF ALL", "STOPPED BEFORE", "NOT UNDERSTOOD"),
        [
            (
                step_name(agency, mark.name),
                str(mark.reached),
                percent(mark.reached, found.started),
                str(mark.lost or ""),
                str(refused.get(mark.name, "")),
            )
            for mark in found.marks
        ],
    )


def _groups(agency: Agency, counted: Counts, by: str, office: Callable[[int], str]) -> None:
    funnels = {name: funnel(each, agency.form.questions) for name, each in grouped(counted, by, office).items()}
    if not funnels:
        print(NOBODY)
        return
    named = [*funnels.items()]
    columns = FIGURES if any(each.cost for each in funnels.values()) else FIGURES[:-1]
    show_table(
        (by.upper(), *(head for head, _ in columns)),
        [
            (name, *(figure(each) for _, figure in columns))
            for name, each in (reversed(named) if by == "week" else named)
        ],
    )
    said = verdicts(funnels) if by in {"campaign", "office"} else []
    if said:
        print("", *said, sep="\n")
