"""``python -m bot stats``: funnel, drop-off and campaign results; no personal data."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.agencies import tenants
from bot.campaigns import office_list
from bot.commands.console import DONE, NOT_DONE, show_table, with_settings_and_database
from bot.core.agency import Agency
from bot.settings.schema import Settings
from bot.statistics.analysis import Counts, Funnel, funnel, real, split
from bot.statistics.counters import week_of
from bot.statistics.rendering import NOBODY, comparison, groups, percent, sentences, step_name, verdict, write_csv
from bot.storage.campaigns import funnel_counts
from bot.storage.database import Database

WEEK = 7 * 86400.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("--agency", metavar="ID", default="", help="the agency's id, if there are several")
    parser.add_argument("--weeks", type=int, default=0, metavar="N", help="the last N weeks, including this one")
    parser.add_argument("--by", choices=("campaign", "office", "week", "order"), help="a row for each")
    parser.add_argument("--tests", action="store_true", help="only test campaigns")
    parser.add_argument(
        "--csv", metavar="FILE", default="", help="write all counts to a file for a spreadsheet; - prints"
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
    since = week_of(time.time() - (chosen.weeks - 1) * WEEK) if chosen.weeks > 0 else 0
    apart = funnel_counts.APART if chosen.csv else [each for each in funnel_counts.APART if each == chosen.by]
    counted = database.run_sync(partial(funnel_counts.read, agency=agency.id, since_week=since, apart=apart))
    known_offices = database.run_sync(partial(office_list.known, agency=agency))

    def office(office_id: int) -> str:
        return known_offices.name(office_id) or str(office_id)

    if chosen.csv:
        return _write(chosen.csv, counted, office)
    counted = {key: many for key, many in counted.items() if key.test} if chosen.tests else real(counted)
    if chosen.by:
        return _groups(agency, split(counted, groups(office)[chosen.by]), chosen.by)
    _one(agency, funnel(counted, agency.form.questions))
    compared = comparison(counted)
    if compared is not None:
        print(f"\n{verdict(compared)}")
    return DONE


def _write(file: str, counted: Counts, office: Callable[[int], str]) -> int:
    if file == "-":
        write_csv(counted, sys.stdout, office)
        return DONE
    try:
        with Path(file).open("w", encoding="utf-8", newline="") as to:
            write_csv(counted, to, office)
    except OSError as error:
        print(f"{file} cannot be written: {error.strerror}.", file=sys.stderr)
        return NOT_DONE
    print(f"Counts written to {file}: {len(counted)}.")
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


def _groups(agency: Agency, parts: dict[str, dict[funnel_counts.Counted, int]], by: str) -> int:
    funnels = {name: funnel(each, agency.form.questions) for name, each in parts.items()}
    if not funnels:
        print(NOBODY)
        return DONE
    named = sorted(funnels.items(), reverse=True) if by == "week" else list(funnels.items())
    show_table(
        (by.upper(), "STARTED", "SAID YES", "OF ALL", "LEADS", "ESTIMATES", "VERIFIED", "DOUBTFUL"),
        [
            (
                name,
                str(each.started),
                str(each.consented),
                percent(each.consented, each.started),
                str(each.delivered),
                str(each.estimated),
                percent(each.verified, each.checked),
                percent(each.doubtful, each.checked),
            )
            for name, each in named
        ],
    )
    return DONE
