"""Shared parts of the commands: access to the database beside a running bot, tables, confirmation, ages."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from bot.agencies import tenants
from bot.agencies.runtime import AgencySetup
from bot.core.agency import ALONE
from bot.core.phrases import counted
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings
from bot.storage.database import Database, DatabaseProblem
from bot.storage.transaction import Transaction
from bot.storage.upkeep import process_notes

DONE, NOT_DONE, SETTINGS_EXIT, DATABASE_EXIT = 0, 1, 2, 3
"""Exit codes; the last two are those of ``run``."""

ListOfRows = Sequence[Sequence[str]]


def with_database(work: Callable[[Database], int]) -> int:
    """Run ``work`` with the configured database open; return its exit code. Problems are printed on standard error."""
    return with_settings_and_database(lambda _, database: work(database))


def with_settings_and_database(work: Callable[[Settings, Database], int]) -> int:
    """Run ``work`` like :func:`with_database`, with the settings as well."""
    try:
        chosen = environment.load()
        with closing(chosen.database()) as database:
            database.open(exclusive=False)
            return work(chosen, database)
    except SettingsProblem as problem:
        print("The settings cannot be read:", *(f"- {each}" for each in problem.problems), sep="\n", file=sys.stderr)
        return SETTINGS_EXIT
    except DatabaseProblem as problem:
        print(problem, file=sys.stderr)
        return DATABASE_EXIT


def setup_of(loaded: Settings, agency: str) -> AgencySetup:
    """Return the agency with this id, or the only one. Raises :class:`SettingsProblem` if it is ambiguous or unknown."""
    setups = {each.agency.id: each for each in tenants.read(loaded).setups}
    if agency in setups:
        return setups[agency]
    names = ", ".join(sorted(setups))
    if agency:
        raise SettingsProblem([f"there is no agency {agency!r}; there are {names}"])
    if len(setups) > 1:
        raise SettingsProblem([f"say which agency it is for, with --agency: {names}"])
    return next(iter(setups.values()))


def add_set_aside_arguments(
    parser: argparse.ArgumentParser, name: str, kind: Callable[[str], object]
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Add the actions for dead letters, called ``name`` in the help; return the actions."""
    actions = parser.add_subparsers(dest="action")
    actions.add_parser("list", help="list them without personal data (the default)")
    for action, words in (
        ("show", "show one, with what is personal in it"),
        ("retry", "try it again"),
        ("drop", "delete it; the person is not told"),
    ):
        actions.add_parser(action, help=words).add_argument(name, type=kind, metavar=name.upper())
    actions.choices["drop"].add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(action="list")
    return actions


def retry(database: Database, again: Callable[[Transaction], bool], name: str) -> int:
    """Requeue something with ``again``, and notify the running bot."""

    def job(tx: Transaction) -> bool:
        queued = again(tx)
        if queued:
            process_notes.note_command(tx)
        return queued

    if not database.run_sync(job):
        return missing(name)
    print(f"{name} is tried again: at once if the bot runs, else when it starts.")
    return DONE


def drop(database: Database, away: Callable[[Transaction], bool], name: str, *, sure: bool) -> int:
    """Delete something with ``away`` after confirmation."""
    if not sure and not confirmed(f"Delete {name} for good? Nobody is told. [y/N] "):
        print("Nothing was deleted.")
        return NOT_DONE
    if not database.run_sync(away):
        return missing(name)
    print(f"{name} is deleted.")
    return DONE


def missing(name: str) -> int:
    """Print that there is nothing with that name; return the exit code."""
    print(f"{name} is not set aside.", file=sys.stderr)
    return NOT_DONE


def confirmed(question: str) -> bool:
    """Ask for confirmation; anything but a yes is a no."""
    try:
        return input(question).strip().lower() in {"y", "yes"}
    except EOFError:
        print()
        return False


def show_table(head: Sequence[str], rows: ListOfRows) -> None:
    """Print a table with a heading; only the last column may have any length."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head) - 1)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        print("  ".join((*cells, row[-1])).rstrip())


def with_agencies(head: Sequence[str], rows: ListOfRows, agencies: Sequence[str]) -> tuple[Sequence[str], ListOfRows]:
    """Prefix each row with its agency, unless all belong to the environment's agency."""
    if set(agencies) <= {ALONE}:
        return head, rows
    return ("AGENCY", *head), [(agency, *row) for agency, row in zip(agencies, rows, strict=True)]


def age(since: float) -> str:
    """Return the time since ``since`` (seconds since 1970), in the largest unit that fits at least twice."""
    seconds = max(time.time() - since, 0.0)
    for unit, length in (("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return counted(round(seconds), "second")
