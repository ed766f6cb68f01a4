"""``python -m bot leads``: show or trace any lead; list, retry or drop undeliverable ones; release held ones; list openings."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from functools import partial

from bot.commands.console import (
    NotDone,
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
from bot.core.phrases import counted
from bot.core.serialization import LEAD
from bot.logging import tracing
from bot.settings.schema import Settings
from bot.storage.database import Database
from bot.storage.leads import calls, holds, lead_queue, lead_records
from bot.storage.leads.lead_records import StoredLead
from bot.storage.upkeep import trace_keys
from conversations.commands import Line, Say
from conversations.data_export import details
from conversations.events import LeadStatus
from conversations.form import Form
from conversations.languages import catalogue
from conversations.languages.render import render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    actions = add_set_aside_arguments(parser, "reference", str.upper)
    traced = actions.add_parser("trace", help="by what to search the log for one's chat, if TRACE is set; not personal")
    traced.add_argument("reference", type=str.upper, metavar="REFERENCE")
    actions.add_parser("openings", help="who opened which lead in the staff's chat, and when; newest first")
    actions.add_parser("release", help="send leads that are held because the database is an older copy")


@with_database
def main(chosen: argparse.Namespace, _: Settings, database: Database) -> None:
    """List the leads or their openings; show, trace, retry or drop one; or release the queue."""
    match chosen.action:
        case "release":
            _release(database)
        case "openings":
            _openings(database)
        case "list":
            if database.run_sync(holds.since) is not None:
                print(
                    "Leads are held, because the database is an older copy: `python -m bot leads release` sends them.\n"
                )
            _list(database.run_sync(lead_records.set_aside))
        case "trace":
            _trace(database, chosen.reference)
        case "show":
            rows = database.run_sync(partial(lead_records.with_reference, reference=chosen.reference))
            if not rows:
                raise NotDone(f"Lead {chosen.reference} is not known (any more).")
            for row in rows:
                _show(row)
        case _:
            _retry_or_drop(database, chosen)


def _retry_or_drop(database: Database, chosen: argparse.Namespace) -> None:
    reference, name = chosen.reference, f"Lead {chosen.reference}"
    found = next((each for each in database.run_sync(lead_records.set_aside) if each.reference == reference), None)
    if found is None:
        raise missing(name)
    if chosen.action == "retry":
        retry(database, partial(lead_records.retry, agency=found.agency, reference=reference), name)
    else:
        drop(database, partial(lead_records.drop, agency=found.agency, reference=reference), name, sure=chosen.yes)


def _trace(database: Database, reference: str) -> None:
    rows = database.run_sync(partial(lead_records.with_reference, reference=reference))
    chats = {(row.agency, row.chat_id) for row in rows if row.chat_id is not None}
    keys = database.run_sync(trace_keys.all_)
    if not chats or not keys:
        why = "Its chat is not known (any more)." if keys else "Nothing is traced: set TRACE=True."
        raise NotDone(f"Lead {reference} cannot be followed. {why}")
    show_table(
        ("LINES SINCE (UTC)", "SEARCH FOR"),
        [
            (f"{datetime.fromtimestamp(each.since, UTC):%Y-%m-%d %H:%M}", tracing.hash_of(each.key, *chat))
            for each in keys
            for chat in sorted(chats)
        ],
    )


def _openings(database: Database) -> None:
    found = database.run_sync(calls.openings)
    if not found:
        print("No lead was opened in the chat.")
        return
    rows = [
        (f"{datetime.fromtimestamp(each.opened_at, UTC):%Y-%m-%d %H:%M}", each.reference, str(each.admin))
        for each in found
    ]
    show_table(*with_agencies(("OPENED (UTC)", "REFERENCE", "USER"), rows, [each.agency for each in found]))


def _release(database: Database) -> None:
    if not database.run_sync(holds.release):
        raise NotDone("The lead queue is not held.")
    waiting = database.run_sync(lead_queue.waiting).count
    print(f"{counted(waiting, 'lead is', 'leads are')} being sent: at once if the bot runs, otherwise when it starts.")
    print("Older ones are looked up first, and sent as possible repeats if they are not there.")


def _list(aside: list[StoredLead]) -> None:
    if not aside:
        print("No lead is set aside.")
        return
    rows = [(each.reference, age(each.created_at), str(each.attempts), _reason(each)) for each in aside]
    show_table(*with_agencies(("REFERENCE", "AGE", "ATTEMPTS", "REASON"), rows, [each.agency for each in aside]))


def _reason(lead: StoredLead) -> str:
    repeat = " (may have arrived)" if lead.possible_repeat else ""
    return f"{lead.reason or 'not known'}{repeat}"


def _show(row: StoredLead) -> None:
    whose = "" if row.agency == ALONE else f" of {row.agency}"
    standing = catalogue("en").sentences[f"lead.status.{row.status}"]
    why = f": {_reason(row)}" if row.status is LeadStatus.SET_ASIDE else ""
    print(
        f"Lead {row.reference}{whose}, made {age(row.created_at)} ago, attempted {counted(row.attempts, 'time')}, {standing}{why}"
    )
    if row.lead_id:
        print(f"Its number in the lead system: {row.lead_id}")
    if not row.lead:
        print("Its personal data has been deleted.")
        return
    print("Personal data follows, only for those who have to reach this person.\n")
    try:
        lead = LEAD.decode(row.lead)
    except ValueError:
        print(row.lead)
        return
    print(render(Say((Line("mydata.details", {"details": details(lead)}),)), Form(), catalogue("en")).text)
