"""``python -m bot costs``: what campaigns cost: list, add, remove. Works with or without a running bot."""

from __future__ import annotations

import argparse
import time
from functools import partial

from bot.campaigns.one_line import one_line
from bot.commands.console import NotDone, setup_of, show_table, with_database
from bot.commands.links import find
from bot.settings.schema import Settings
from bot.statistics.costs import cost_of, pounds, read_amount, read_days, shown_days, today_of
from bot.storage.campaigns import costs
from bot.storage.campaigns.costs import Cost
from bot.storage.database import Database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    actions = parser.add_subparsers(dest="action")
    actions.add_parser("list", help="list them, the one entered last first (the default)")
    adding = actions.add_parser("add", help="enter a cost; several of a link add up")
    adding.add_argument("code", metavar="CODE", help="the link's code")
    adding.add_argument("amount", metavar="AMOUNT", help="in pounds: 250 or 1250.50")
    adding.add_argument(
        "--days",
        metavar="DAYS",
        default="today",
        help='when it was spent: "1 Nov to 30 Nov", "last month", "2026-11-05"; spread evenly over the days; today by default',
    )
    actions.add_parser("remove", help="remove one").add_argument("number", metavar="NUMBER", type=int)
    parser.set_defaults(action="list")


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Run the chosen subcommand."""
    agency = setup_of(loaded, chosen.agency).agency.id
    match chosen.action:
        case "add":
            _add(database, agency, chosen)
        case "remove":
            if not database.run_sync(partial(costs.remove, agency=agency, number=chosen.number)):
                raise NotDone(f"There is no cost {chosen.number}.")
            print(f"Cost {chosen.number} is removed.")
        case _:
            _list(database, agency)


def _list(database: Database, agency: str) -> None:
    stored = database.run_sync(partial(costs.all_, agency=agency))
    if not stored:
        print("There are no costs yet; `python -m bot costs add` enters one, or /costs in the chat.")
        return
    rows = [(str(each.number), each.cost.campaign, *_shown(each.cost)) for each in stored]
    show_table(("NUMBER", "LINK", "COST", "DAYS"), rows)


def _shown(cost: Cost) -> tuple[str, str]:
    return pounds(cost.pence), shown_days(cost.first_day, cost.last_day)


def _add(database: Database, agency: str, chosen: argparse.Namespace) -> None:
    listed = find(database, agency, chosen.code)
    amount = read_amount(chosen.amount)
    if amount is None or amount[1]:
        raise NotDone(f"{one_line(chosen.amount, 40)!r} is no amount: 250 or 1250.50 is, of up to ten million pounds.")
    days = read_days(chosen.days, today_of(time.time()))
    if days is None:
        raise NotDone(f'{one_line(chosen.days, 60)!r} is no time: "30 Nov" or "1 Nov to 30 Nov" is, of up to a year.')
    cost = cost_of(listed.campaign, amount[0], days)
    number = database.run_sync(partial(costs.add, agency=agency, cost=cost))
    amount_shown, days_shown = _shown(cost)
    print(f"{number}: {amount_shown} for {cost.campaign}, {days_shown}")
