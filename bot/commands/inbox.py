"""``python -m bot inbox``: updates and outcomes that could not be processed: list, show, retry, drop."""

from __future__ import annotations

from functools import partial

from bot.commands.console import DONE, age, drop, missing, retry, show_table, with_agencies, with_database
from bot.core.agency import ALONE
from bot.storage.database import Database
from bot.storage.queues import dead_letters
from bot.storage.queues.dead_letters import DeadLetter


def main(action: str, number: int = 0, *, sure: bool = False) -> int:
    """Carry out ``action``: ``list``, or ``show``, ``retry`` or ``drop`` the item of that number.

    ``sure``: drop without asking. Returns the exit code.
    """
    return with_database(lambda database: _main(database, action, number, sure=sure))


def _main(database: Database, action: str, number: int, *, sure: bool) -> int:
    name = f"Item {number}"
    match action:
        case "list":
            return _list(database.run_sync(dead_letters.listed))
        case "show":
            found = database.run_sync(partial(dead_letters.get, item_id=number))
            return missing(name) if found is None else _show(found)
        case "retry":
            return retry(database, partial(dead_letters.retry, item_id=number), name)
        case _:
            return drop(database, partial(dead_letters.drop, item_id=number), name, sure=sure)


def _list(aside: list[DeadLetter]) -> int:
    if not aside:
        print("Nothing is set aside in the inbox.")
        return DONE
    rows = [(str(each.id), each.source, age(each.received_at), str(each.attempts), each.reason) for each in aside]
    head = ("NUMBER", "SOURCE", "AGE", "ATTEMPTS", "REASON")
    show_table(*with_agencies(head, rows, [each.agency for each in aside]))
    return DONE


def _show(item: DeadLetter) -> int:
    whose = "" if item.agency == ALONE else f" of {item.agency}"
    print(
        f"Item {item.id} from {item.source}{whose}, came {age(item.received_at)} ago, attempted {item.attempts} times:"
    )
    print(item.reason)
    print(
        "What follows is what somebody wrote, as it came. It is for whoever looks into the fault, and for nobody else.\n"
    )
    print(item.body.decode(errors="backslashreplace"))
    return DONE
