"""``python -m bot leads``: show or trace any lead; list, retry or drop undeliverable ones; release held ones; list openings."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from functools import partial

from bot.commands.console import (
    DONE,
    NOT_DONE,
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


def main(chosen: argparse.Namespace) -> int:
    """List the leads or their openings; show, trace, retry or drop one; or release the queue. Return the exit code."""
    return with_database(partial(_main, chosen))


def _main(chosen: argparse.Namespace, database: Database) -> int:
    if chosen.action == "release":
        return _release(database)
    if chosen.action == "openings":
        return _openings(database)
    aside = database.run_sync(lead_records.set_aside)
    if chosen.action == "list":
        if database.run_sync(holds.since) is not None:
            print("Leads are held, because the database is an older copy: `python -m bot leads release` sends them.\n")
        return _list(aside)
    reference, name = chosen.reference, f"Lead {chosen.reference}"
    if chosen.action == "show":
        rows = database.run_sync(partial(lead_records.with_reference, reference=reference))
        return max(map(_show, rows)) if rows else missing(name)
    if chosen.action == "trace":
        return _trace(database, reference)
    found = next((each for each in aside if each.reference == reference), None)
    if found is None:
        return missing(name)
    if chosen.action == "retry":
        return retry(database, partial(lead_records.retry, agency=found.agency, reference=reference), name)
    return drop(database, partial(lead_records.drop, agency=found.agency, reference=reference), name, sure=chosen.yes)


def _trace(database: Database, reference: str) -> int:
    rows = database.run_sync(partial(lead_records.with_reference, reference=reference))
    chats = {(row.agency, row.chat_id) for row in rows if row.chat_id is not None}
    keys = database.run_sync(trace_keys.all_)
    if not chats or not keys:
        why = "Its chat is not known (any more)." if keys else "Nothing is traced: set TRACE=True."
        print(f"Lead {reference} cannot be followed. {why}", file=sys.stderr)
        return NOT_DONE
    show_table(
        ("LINES SINCE (UTC)", "SEARCH FOR"),
        [
            (f"{datetime.fromtimestamp(each.since, UTC):%Y-%m-%d %H:%M}", tracing.hash_of(each.key, *chat))
            for each in keys
            for chat in sorted(chats)
        ],
    )
    return DONE


def _openings(database: Database) -> int:
    found = database.run_sync(calls.openings)
    if not found:
        print("No lead was opened in the chat.")
        return DONE
    rows = [
        (f"{datetime.fromtimestamp(each.opened_at, UTC):%Y-%m-%d %H:%M}", each.reference, str(each.admin))
        for each in found
    ]
    show_table(*with_agencies(("OPENED (UTC)", "REFERENCE", "USER"), rows, [each.agency for each in found]))
    return DONE


def _release(database: Database) -> int:
    if not database.run_sync(holds.release):
        print("The lead queue is not held.", file=sys.stderr)
        return NOT_DONE
    waiting = database.run_sync(lead_queue.waiting).count
    print(f"{counted(waiting, 'lead is', 'leads are')} being sent: at once if the bot runs, otherwise when it starts.")
    print("Older ones are looked up first, and sent as possible repeats if they are not there.")
    return DONE


def _list(aside: list[StoredLead]) -> int:
    if not aside:
        print("No lead is set aside.")
        return DONE
    rows = [(each.reference, age(each.created_at), str(each.attempts), _reason(each)) for each in aside]
    show_table(*with_agencies(("REFERENCE", "AGE", "ATTEMPTS", "REASON"), rows, [each.agency for each in aside]))
    return DONE


def _reason(lead: StoredLead) -> str:
    repeat = " (may have arrived)" if lead.possible_repeat else ""
    return f"{lead.reason or 'not known'}{repeat}"


def _show(row: StoredLead) -> int:
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
        return DONE
    print("Personal data follows, only for those who have to reach this person.\n")
    try:
        lead = LEAD.decode(row.lead)
    except ValueError:
        print(row.lead)
        return DONE
    print(render(Say((Line("mydata.details", {"details": details(lead)}),)), Form(), catalogue("en")).text)
    return DONE
