"""``python -m bot stats``: funnel, drop-off, campaign results and their cost; no personal data."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TextIO

from bot.agencies import tenants
from bot.campaigns import office_list
from bot.commands.console import DONE, NOT_DONE, show_table, with_settings_and_database
from bot.core.agency import Agency
from bot.drawing.workbook import write
from bot.settings.schema import Settings
from bot.statistics.analysis import Counts, Funnel, funnel
from bot.statistics.costs import COST, counts_and_costs, today_of
from bot.statistics.counters import week_of
from bot.statistics.rendering import (
    NOBODY,
    comparison,
    cost_words,
    percent,
    sentences,
    step_name,
    verdict,
    verdicts,
    write_csv,
)
from bot.statistics.tables import grouped, table, workbook, write_table
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.database import Database

WEEK = 7 * 86400.0
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
    parser.add_argument("--agency", metavar="ID", default="", help="the agency's id, if there are several")
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


def main(chosen: argparse.Namespace) -> int:
    """Print or write the statistics; return the exit code."""
    return with_settings_and_database(partial(_main, chosen))


def _main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> int:
    agencies = [each.agency for each in tenants.read(loaded).setups]
    wanted = [each for each in agencies if chosen.agency in ("", each.id)]
    if len(wanted) != 1:
        known = ", ".join(each.id for each in agencies)
        print(f"Which agency? --agency takes one of: {known}", file=sys.stderr)
        return NOT_DONE
    (agency,) = wanted
    now = time.time()
    since = week_of(now - (chosen.weeks - 1) * WEEK) if chosen.weeks > 0 else 0
    known_offices = database.run_sync(partial(office_list.known, agency=agency))

    def office(office_id: int) -> str:
        return known_offices.name(office_id) or str(office_id)

    if chosen.csv and not chosen.by:
        counted: Counts = database.run_sync(partial(funnel_counts.read, agency=agency.id, since_week=since))
        return _write(chosen.csv, _text(partial(write_csv, counted, office=office)))
    apart = funnel_counts.APART if chosen.xlsx else [each for each in funnel_counts.APART if each == chosen.by]
    read = partial(counts_and_costs, agency=agency.id, at=now, since_week=since, apart=apart)
    counted = {key: many for key, many in database.run_sync(read).items() if key.test == chosen.tests}
    if chosen.by == "order":  # money is spent on links, not on orders
        counted = {key: many for key, many in counted.items() if key.what != COST}
    if chosen.csv:
        return _write(chosen.csv, _text(partial(write_table, table(counted, chosen.by, office))))
    if chosen.xlsx:
        entered = database.run_sync(partial(costs.all_, agency=agency.id, since_day=since))
        made = workbook(counted, entered, office, agency.form.agency or agency.id, today_of(now))
        return _write(chosen.xlsx, write(made))
    if chosen.by:
        return _groups(agency, counted, chosen.by, office)
    _one(agency, funnel(counted, agency.form.questions))
    compared = comparison(counted)
    if compared is not None:
        print(f"\n{verdict(compared)}")
    return DONE


def _text(fill: Callable[[TextIO], None]) -> str:
    to = StringIO(newline="")
    fill(to)
    return to.getvalue()


def _write(file: str, content: str | bytes) -> int:
    """Write a file, or for ``-`` to standard output: bytes only where no person would see them."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        if file != "-":
            Path(file).write_bytes(raw)
            print(f"Written to {file}.")
        elif isinstance(content, str):
            sys.stdout.write(content)
        elif sys.stdout.isatty():
            print("A spreadsheet is not for the screen: put > stats.xlsx behind the command.", file=sys.stderr)
            return NOT_DONE
        else:
            sys.stdout.buffer.write(raw)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{file} cannot be written: {error.strerror}.", file=sys.stderr)
        return NOT_DONE
    return DONE


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


def _groups(agency: Agency, counted: Counts, by: str, office: Callable[[int], str]) -> int:
    funnels = {name: funnel(each, agency.form.questions) for name, each in grouped(counted, by, office).items()}
    if not funnels:
        print(NOBODY)
        return DONE
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
    return DONE
