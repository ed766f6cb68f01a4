"""``python -m bot inbox``: dead letters, that is updates and outcomes that could not be processed: list, show, retry, drop."""

from __future__ import annotations

import argparse
from functools import partial

from bot.commands.console import (
    add_set_aside_arguments,
    age,
    drop,
    missing,
    retry,
    show_table,
    with_agencies,
    with_database,
)
from bot.core.agency import ALONE
from bot.settings.schema import Settings
from bot.storage.database import Database
from bot.storage.queues import dead_letters
from bot.storage.queues.dead_letters import DeadLetter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add_set_aside_arguments(parser, "number", int)


@with_database
def main(chosen: argparse.Namespace, _: Settings, database: Database) -> None:
    """List the items, or show, retry or drop one."""
    if chosen.action == "list":
        _list(database.run_sync(dead_letters.listed))
        return
    number, name = chosen.number, f"Item {chosen.number}"
    match chosen.action:
        case "show":
            found = database.run_sync(partial(dead_letters.get, item_id=number))
            if found is None:
                raise missing(name)
            _show(found)
        case "retry":
            retry(database, partial(dead_letters.retry, item_id=number), name)
        case _:
            drop(database, partial(dead_letters.drop, item_id=number), name, sure=chosen.yes)


def _list(aside: list[DeadLetter]) -> None:
    if not aside:
        print("Nothing is set aside in the inbox.")
        return
    rows = [(str(each.id), each.source, age(each.received_at), str(each.attempts), each.reason) for each in aside]
    head = ("NUMBER", "SOURCE", "AGE", "ATTEMPTS", "REASON")
    show_table(*with_agencies(head, rows, [each.agency for each in aside]))


def _show(item: DeadLetter) -> None:
    whose = "" if item.agency == ALONE else f" of {item.agency}"
    print(
        f"Item {item.id} from {item.source}{whose}, came {age(item.received_at)} ago, attempted {item.attempts} times:"
    )
    print(item.reason)
    print(
        "What follows is what somebody wrote, as it came. It is for whoever looks into the fault, and for nobody else.\n"
    )
    print(item.body.decode(errors="backslashreplace"))
