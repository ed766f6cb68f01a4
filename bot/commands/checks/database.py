"""Checks of the database and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from bot.commands.checks.finding import Deployment, Finding, good, note, private, wrong
from bot.core.phrases import counted
from bot.storage.database import DatabaseInUse, DatabaseProblem
from bot.storage.leads import holds, lead_records
from bot.storage.queues import dead_letters
from bot.storage.transaction import Transaction
from bot.storage.upkeep import key_rotation
from bot.web.queue_depths import unknown_agencies


def state(deployment: Deployment) -> Iterator[Finding]:
    """Check that the database can be written, and look for problems in its rows."""
    with closing(deployment.settings.database()) as database:
        try:
            try:
                database.open()
                yield good("The database can be written.")
            except DatabaseInUse:
                database.open(exclusive=False)
                yield good("The database is in use: the bot is running.")
            ids = [each.agency.id for each in deployment.tenants.setups]
            rows = database.run_sync(lambda tx: [*_rows(tx, ids)])
        except DatabaseProblem as problem:
            yield wrong(str(problem))
            return
    if database.backend.ledger.trouble:
        yield wrong(f"{database.backend.ledger.trouble} An older copy of the database would not be noticed.")
    for file in database.backend.files:
        yield from private(file)
    yield from rows


def _rows(tx: Transaction, agencies: list[str]) -> Iterator[Finding]:
    if holds.since(tx) is not None:
        yield wrong(
            "Leads are held: the database is an older copy (docs/running.md, Restoring a backup). "
            "`python -m bot leads release` sends them."
        )
    stale = key_rotation.outstanding(tx)
    if stale:
        rows, them = counted(stale, "row is", "rows are"), "it" if stale == 1 else "them"
        yield note(f"{rows} in clear or under an older key: `python -m bot rotate-keys` re-encrypts {them}.")
    for each in sorted(unknown_agencies(tx, agencies)):
        yield note(f"[{each}] is not set up, but has waiting rows in the database.")
    aside = (("lead", "leads", lead_records.count_set_aside(tx)), ("update", "inbox", dead_letters.count(tx)))
    for what, command, count in aside:
        if count:
            yield note(f"{counted(count, what)} set aside: `python -m bot {command}` says which and why.")
