"""``python -m bot forget``: erasure of one person's data, with a receipt."""

from __future__ import annotations

import argparse
import re
import time
from datetime import UTC, datetime
from functools import partial

from bot.commands.console import NotDone, confirm, with_database
from bot.core.phrases import counted
from bot.settings.schema import Settings
from bot.storage.chats import erasure
from bot.storage.chats.erasure import Forgotten
from bot.storage.database import Database
from bot.storage.leads import lead_records
from bot.storage.transaction import Transaction
from bot.storage.upkeep import process_notes

SCRUBS, BETWEEN = 20, 0.25
"""How often scrubbing of the database files is tried while a bot is writing, and the seconds in between."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument(
        "who", metavar="REFERENCE|CHAT", type=str.strip, help="a lead's reference, or the number of the chat"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


@with_database
def main(chosen: argparse.Namespace, _: Settings, database: Database) -> None:
    """Erase a person's data."""
    who, agency = chosen.who, chosen.agency
    by_chat = re.fullmatch(r"-?\d{1,19}", who, re.ASCII) is not None
    name = "this chat" if by_chat else f"lead {who.upper()}"
    if by_chat:
        found = [(each, int(who)) for each in database.run_sync(partial(erasure.agencies_of, chat_id=int(who)))]
    else:
        rows = database.run_sync(partial(lead_records.with_reference, reference=who.upper()))
        found = [(row.agency, row.chat_id) for row in rows if row.chat_id is not None]
    places = [(each, chat_id) for each, chat_id in found if agency in ("", each)]
    if not places:
        raise NotDone(f"Nothing is held about the person of {name}.")
    if len(places) > 1:
        known = ", ".join(each for each, _ in places)
        raise NotDone(f"{len(places)} agencies hold data: choose one with --agency, of {known}.")
    ((agency, chat_id),) = places
    if not chosen.yes:
        confirm(f"Delete everything about the person of {name} for good? [y/N] ")
    forgotten = database.run_sync(partial(_erase, agency=agency, chat_id=chat_id))
    _receipt(forgotten, agency, "the number of the chat" if by_chat else who.upper(), scrubbed=_scrubbed(database))


def _erase(tx: Transaction, agency: str, chat_id: int) -> Forgotten:
    process_notes.note_command(tx)  # the running bot withdraws delivered leads at once
    return erasure.forget(tx, agency, chat_id)


def _scrubbed(database: Database) -> bool:
    """Scrub the database files; ``False`` if a bot was writing at each attempt."""
    for _ in range(SCRUBS):
        if database.scrub_sync():
            return True
        time.sleep(BETWEEN)
    return False


def _receipt(forgotten: Forgotten, agency: str, asked_by: str, *, scrubbed: bool) -> None:
    """Print a receipt for the agency's records: no name, no contact, no chat."""
    reached = ", ".join(lead.reference for lead in forgotten.leads if lead.may_have_reached)
    counts = (
        f"{counted(forgotten.states, 'conversation')}, {counted(len(forgotten.leads), 'lead')}, "
        f"{counted(forgotten.messages, 'reply', 'replies')} not sent, {counted(forgotten.updates, 'update')} not processed"
    )
    files = (
        "overwritten in the database's files" if scrubbed else "deleted; their traces are overwritten within the hour"
    )
    visit = ["take the visit out of your diary"] if forgotten.visits else []
    if forgotten.topics:
        visit.append(f"the bot deletes {counted(forgotten.topics, 'topic')} of your staff's group as soon as it runs")
    elsewhere = [f"your lead system may hold {reached}: please deal with that there"] if reached else []
    lines = {
        "Receipt": "everything that the bot held about one person is deleted",
        "Done": f"{datetime.fromtimestamp(forgotten.at, UTC):%Y-%m-%d %H:%M} UTC",
        "Agency": agency,
        "Found by": asked_by,
        "Deleted": f"{counts}; {files}",
        "Elsewhere": "; ".join((*elsewhere, *visit)) or "no lead of this person can have reached your lead system",
        "Not covered": "earlier backups keep a copy until you delete them; it is deleted again when one is restored; "
        "the chat itself can only be cleared by the person",
    }
    for label, text in lines.items():
        print(f"{label + ':':<13}{text}.")
