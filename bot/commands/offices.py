"""``python -m bot offices``: the offices of the Lead API account, fetched now or as last stored."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import fields
from functools import partial

from bot.agencies.runtime import Endpoints
from bot.campaigns import office_list
from bot.commands.console import NotDone, age, setup_of, show_table, with_database
from bot.core.agency import Agency
from bot.lead_api.key_probe import ProbeResult, probe
from bot.lead_api.offices import Offices
from bot.settings.schema import Settings
from bot.storage.database import Database
from conversations.form import OfficeFacts


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Print the offices of an agency, or of the only one. Raises :class:`NotDone` if they are not known."""
    setup = setup_of(loaded, chosen.agency)
    agency = setup.agency
    answer = asyncio.run(_ask(setup.connections))
    if isinstance(answer, Offices):
        # No notice to the staff from here: the running bot sends it, once.
        database.run_sync(partial(office_list.refresh, agency=agency.id, fetched=answer.offices))
    known = database.run_sync(partial(office_list.known, agency=agency))
    if not isinstance(answer, Offices):
        if known.fetched_at is None:
            raise NotDone(answer.sentence)
        print(answer.sentence, f"As they were {age(known.fetched_at)} ago:", sep="\n", file=sys.stderr)
    if not known.offices:
        print("The account has no offices.")
        return
    rows = [(str(each.id), each.name, _facts(agency, each.id)) for each in known.offices]
    shown = 3 if agency.form.offices else 2
    show_table(("ID", "NAME", "OWN FACTS")[:shown], [row[:shown] for row in rows])
    gone = database.run_sync(partial(office_list.missing, agency=agency.id, ids={each.id for each in known.offices}))
    for each in gone:
        print(f"Link {each.code} names office {each.office_id}, which is not among them.", file=sys.stderr)


def _facts(agency: Agency, office_id: int) -> str:
    """Return the names of an office's own facts in the file named by ``OFFICES``; the agency's apply for the rest."""
    own = agency.form.offices.get(office_id, OfficeFacts())
    return ", ".join(each.name for each in fields(own) if getattr(own, each.name))


async def _ask(connections: Endpoints) -> ProbeResult:
    async with connections.lead_api() as api:
        return await probe(api)
