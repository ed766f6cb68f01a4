"""Checks of the database and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.campaigns import register
from bot.campaigns.office_list import Office
from bot.commands.checks.finding import Finding, good, note, private_file, wrong
from bot.commands.checks.lead_api import campaign_links
from bot.core.agency import Agency
from bot.core.phrases import counted
from bot.settings.schema import Settings
from bot.staff.notifications import advice, outdated
from bot.storage.database import DatabaseInUse, DatabaseProblem
from bot.storage.leads import holds, lead_records
from bot.storage.queues import dead_letters
from bot.storage.transaction import Transaction
from bot.storage.upkeep import key_rotation
from bot.web.queue_depths import unknown_agencies

HELD = (
    "Leads are held: the database is an older copy (docs/running.md, Restoring a backup). "
    "`python -m bot leads release` sends them."
)


@dataclass(frozen=True, slots=True)
class Looked:
    """An agency, its findings, and its account's offices if they could be fetched."""

    agency: Agency
    findings: list[Finding]
    offices: tuple[Office, ...] | None


def database_file(chosen: Settings, looked: Sequence[Looked], *, named: bool = False) -> list[Finding]:
    """Check the database and its rows."""
    database = chosen.database()
    try:
        database.open()
        finding = good("The database can be written.")
    except DatabaseInUse:
        finding = good("The database is in use: the bot is running.")
        database.open(exclusive=False)
    except DatabaseProblem as problem:
        return [wrong(str(problem))]
    try:
        held = database.run_sync(holds.since) is not None
        stored = database.run_sync(partial(_rows, looked=looked, named=named))
    except DatabaseProblem as problem:
        return [wrong(str(problem))]
    finally:
        database.close()
    trouble = database.backend.ledger.trouble
    findings = [finding]
    findings += [wrong(HELD)] if held else []
    findings += [wrong(f"{trouble} An older copy of the database would not be noticed.")] if trouble else []
    findings += [problem for file in database.backend.files for problem in private_file(file)]
    return findings + stored


def _rows(tx: Transaction, looked: Sequence[Looked], *, named: bool) -> list[Finding]:
    """Check the rows in the database."""
    moved = ((each.agency, outdated(tx, each.agency)) for each in looked)
    findings = [note(advice(agency, number)) for agency, number in moved if number is not None]
    for each in looked:
        found = campaign_links(each.agency, register.all_(tx, each.agency.id), each.offices)
        findings += named_findings(each.agency, found, named=named)
    stale = key_rotation.outstanding(tx)
    if stale:
        rows, them = counted(stale, "row is", "rows are"), "it" if stale == 1 else "them"
        findings.append(note(f"{rows} in clear or under an older key: `python -m bot rotate-keys` re-encrypts {them}."))
    findings += [
        note(f"[{each}] is not set up, but has waiting rows in the database.")
        for each in sorted(unknown_agencies(tx, [each.agency.id for each in looked]))
    ]
    aside = (("lead", "leads", lead_records.count_set_aside(tx)), ("update", "inbox", dead_letters.count(tx)))
    findings += [
        note(f"{counted(count, what)} set aside: `python -m bot {command}` says which and why.")
        for what, command, count in aside
        if count
    ]
    return findings


def named_findings(agency: Agency, findings: Iterable[Finding], *, named: bool) -> list[Finding]:
    """Return findings prefixed with the agency's name if there are several agencies."""
    return [replace(each, text=f"[{agency.id}] {each.text}") if named else each for each in findings]
