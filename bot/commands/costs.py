"""``python -m bot costs``: what campaigns cost: list, add, remove. Works with or without a running bot."""

from __future__ import annotations

import argparse
import time
from functools import partial

from bot.campaigns.one_line import one_line
from bot.commands.console import NotDone, as_in_chat, setup_of, show_table, with_database
from bot.commands.links import find
from bot.core.agency import Agency
from bot.settings.schema import Settings
from bot.staff.costs_command import noted_line
from bot.statistics.cost_input import BadDays, read_amount, read_days, today_of
from bot.statistics.costs import cost_of, pounds, shown_days
from bot.storage.campaigns import costs
from bot.storage.campaigns.costs import Cost
from bot.storage.database import Database
from conversations.commands import Line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    actions = parser.add_subparsers(dest="action")
    actions.add_parser("list", help="list them, the one entered last first (the default)")
    adding = actions.add_parser("add", help="enter a cost; several of a link add up")
    adding.add_argument("code", metavar="CODE", help="the link's code, or the link")
    adding.add_argument("amount", metavar="AMOUNT", nargs="+", help="in pounds: 250 or 1,250.50; its days may follow")
    adding.add_argument(
        "--days",
        metavar="DAYS",
        default="",
        help='when it was spent: "1-30 Nov", "last month", "2026-11-05"; spread evenly over the days; today by default',
    )
    actions.add_parser("remove", help="remove one").add_argument("number", metavar="NUMBER", type=int)
    parser.set_defaults(action="list")


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Run the chosen subcommand."""
    agency = setup_of(loaded, chosen.agency).agency
    match chosen.action:
        case "add":
            _add(database, agency, chosen)
        case "remove":
            if not database.run_sync(partial(costs.remove, agency=agency.id, number=chosen.number)):
                raise NotDone(as_in_chat(agency, Line("costs.no_number", {"said": str(chosen.number)})))
            print(as_in_chat(agency, Line("costs.removed", {"number": chosen.number})))
        case _:
            _list(database, agency.id)


def _list(database: Database, agency: str) -> None:
    stored = database.run_sync(partial(costs.all_, agency=agency))
    if not stored:
        print("There are no costs yet; `python -m bot costs add` enters one, or /costs in the chat.")
        return
    rows = [(str(each.number), each.cost.campaign, *_shown(each.cost)) for each in stored]
    show_table(("NUMBER", "LINK", "COST", "DAYS"), rows)


def _shown(cost: Cost) -> tuple[str, str]:
    return pounds(cost.pence), shown_days(cost.first_day, cost.last_day)


def _add(database: Database, agency: Agency, chosen: argparse.Namespace) -> None:
    listed = find(database, agency, chosen.code)
    typed = " ".join((*chosen.amount, chosen.days))
    amount = read_amount(typed)
    if amount is None:
        raise NotDone(as_in_chat(agency, Line("costs.no_amount", {"said": one_line(typed, 40)})))
    pence, said = amount
    days = read_days(said or "today", today_of(time.time()))
    if isinstance(days, BadDays):
        raise NotDone(as_in_chat(agency, Line(f"costs.days.{days}", {"said": one_line(said, 60)})))
    cost = cost_of(listed.campaign, pence, days)
    number = database.run_sync(partial(costs.add, agency=agency.id, cost=cost))
    print(as_in_chat(agency, noted_line(number, cost)))
