"""Shared parts of the commands: access to the database beside a running bot, tables, confirmation, ages."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import wraps

from bot.agencies import tenants
from bot.agencies.runtime import AgencySetup
from bot.core.agency import ALONE, Agency
from bot.core.phrases import counted
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings
from bot.staff.wording import STAFF
from bot.storage.database import Database, DatabaseProblem
from bot.storage.transaction import Transaction
from bot.storage.upkeep import process_notes
from conversations.commands import Line
from conversations.languages.render import words as in_words

DONE, NOT_DONE, SETTINGS_EXIT, DATABASE_EXIT = 0, 1, 2, 3
"""Exit codes; the last two, invalid settings and an unusable database, are those of ``run`` too."""

ListOfRows = Sequence[Sequence[str]]


class NotDone(Exception):
    """Reason why a command did not do what was asked: a sentence for standard error. ``code`` is the exit code."""

    def __init__(self, sentence: str, code: int = NOT_DONE) -> None:
        super().__init__(sentence)
        self.code = code


def with_database(
    work: Callable[[argparse.Namespace, Settings, Database], None],
) -> Callable[[argparse.Namespace], int]:
    """Return the main function of a command that works on the database, beside a running bot or without one.

    ``work`` receives the arguments, the settings and the open database, and raises :class:`NotDone`. That and other
    problems are printed on standard error and become the exit code.
    """

    @wraps(work)
    def main(chosen: argparse.Namespace) -> int:
        try:
            loaded = environment.load()
            with closing(loaded.database()) as database:
                database.open(exclusive=False)
                work(chosen, loaded, database)
        except NotDone as problem:
            print(problem, file=sys.stderr)
            return problem.code
        except SettingsProblem as problem:
            print(
                "The settings cannot be read:", *(f"- {each}" for each in problem.problems), sep="\n", file=sys.stderr
            )
            return SETTINGS_EXIT
        except DatabaseProblem as problem:
            print(problem, file=sys.stderr)
            return DATABASE_EXIT
        return DONE

    return main


def setup_of(loaded: Settings, agency: str) -> AgencySetup:
    """Return the agency with this id, or the only one. Raises :class:`NotDone` if it is ambiguous or unknown."""
    setups = {each.agency.id: each for each in tenants.read(loaded).setups}
    if agency in setups:
        return setups[agency]
    names = ", ".join(sorted(setups))
    if agency:
        raise NotDone(f"There is no agency {agency!r}; there are {names}.", SETTINGS_EXIT)
    if len(setups) > 1:
        raise NotDone(f"Say which agency it is for, with --agency: {names}.", SETTINGS_EXIT)
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


def retry(database: Database, again: Callable[[Transaction], bool], name: str) -> None:
    """Requeue something with ``again``, and notify the running bot."""

    def job(tx: Transaction) -> bool:
        queued = again(tx)
        if queued:
            process_notes.note_command(tx)
        return queued

    if not database.run_sync(job):
        raise missing(name)
    print(f"{name} is tried again: at once if the bot runs, else when it starts.")


def drop(database: Database, away: Callable[[Transaction], bool], name: str, *, sure: bool) -> None:
    """Delete something with ``away`` after confirmation."""
    if not sure:
        confirm(f"Delete {name} for good? Nobody is told. [y/N] ")
    if not database.run_sync(away):
        raise missing(name)
    print(f"{name} is deleted.")


def missing(name: str) -> NotDone:
    """Return the exception for a name that does not exist."""
    return NotDone(f"{name} is not set aside.")


def confirm(question: str) -> None:
    """Ask before something is deleted. Anything but a yes raises :class:`NotDone`."""
    try:
        answer = input(question)
    except EOFError:
        print()
        answer = ""
    if answer.strip().lower() not in {"y", "yes"}:
        raise NotDone("Nothing was deleted.")


def as_in_chat(agency: Agency, line: Line) -> str:
    """Return a line of the staff's catalogue in words, as an admin reads it in the chat."""
    return in_words(line, agency.form, STAFF)


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
