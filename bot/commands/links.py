"""``python -m bot links``: campaign links: list, make, show, change, retire, end, restore, share, import.

Works with or without a running bot.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bot.agencies.runtime import AgencySetup
from bot.campaigns import codes, office_list, register
from bot.campaigns.changes import LEAD_TYPES, changed, obstacle
from bot.campaigns.office_list import KnownOffices
from bot.campaigns.one_line import one_line
from bot.campaigns.places import OWN_SOURCE, UTM
from bot.campaigns.register import Listed, Standing, differences
from bot.campaigns.sharing.layouts import make
from bot.campaigns.sharing.recipes import languages, recipes, url_of
from bot.campaigns.sharing.texts import texts
from bot.commands.checks.settings import undrawable_logo
from bot.commands.console import NotDone, age, as_in_chat, setup_of, show_table, with_database
from bot.core.agency import Agency
from bot.core.heartbeat_file import path_of
from bot.drawing.lettering import undrawable
from bot.settings.campaigns import read_campaigns
from bot.settings.schema import Settings
from bot.staff.campaign_summary import change_line, kind_line, office_line, summary
from bot.staff.link_command import BY_POSTCODE
from bot.storage.campaigns import campaigns
from bot.storage.campaigns.campaigns import LinkChange
from bot.storage.database import Database
from bot.storage.transaction import Transaction
from bot.telegram.token_probe import Known, identify
from conversations.commands import Line
from conversations.lead import SOURCES, Campaign

_STANDINGS = {"retire": Standing.RETIRED, "end": Standing.ENDED, "restore": Standing.IN_USE}
CHANGES_SHOWN = 20
_UNNAMED = "https://t.me/<your bot>"
"""Placeholder for the bot's user name while Telegram cannot be reached."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("--all", action="store_true", help="include retired ones")
    actions = parser.add_subparsers(dest="action")
    listing = actions.add_parser("list", help="list them, newest first (the default)")
    listing.add_argument("--all", action="store_true", default=argparse.SUPPRESS, help="retired ones too")
    adding = actions.add_parser("add", help="create a link")
    adding.add_argument("code", metavar="CODE", help="end of the link: 1 to 64 letters, digits, - and _")
    _add_values(adding)
    adding.add_argument("--test", action="store_true", help="mark its leads as tests")
    changing = actions.add_parser("change", help="point one elsewhere; printed codes stay valid")
    changing.add_argument("code", metavar="CODE")
    _add_values(changing)
    for action, words in (
        ("show", "show one in full"),
        ("retire", "take one out of the list; the link itself still works"),
        ("end", "take one out of the list; the link leads to the plain conversation, still counted as its own"),
        ("restore", "put a retired or ended one back into the list"),
    ):
        actions.add_parser(action, help=words).add_argument("code", metavar="CODE")
    sharing = actions.add_parser("share", help="write a QR code, posters, pictures and texts for one into a folder")
    sharing.add_argument("code", metavar="CODE")
    sharing.add_argument(
        "--to",
        metavar="FOLDER",
        default="",
        help="created if missing; default: posters beside the database; - prints a ZIP file",
    )
    bringing = actions.add_parser("import", help="import campaigns from a file, as CAMPAIGNS does at each start")
    bringing.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(action="list")


def _add_values(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what a link presets."""
    parser.add_argument("--type", choices=LEAD_TYPES, help="for sellers or for landlords; ask: each person is asked")
    parser.add_argument("--office", metavar="NAME|ID", help="who gets the leads; postcode: by the property's")
    parser.add_argument("--source", help=f"the lead's source, one of {', '.join(sorted(SOURCES))}")
    for each in UTM:
        parser.add_argument(f"--utm-{each}", metavar="TEXT", help=f"the lead's utm_{each}")
    parser.add_argument("--note", metavar="TEXT", help="internal note; homeowners never see it")


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Run the chosen subcommand."""
    setup = setup_of(loaded, chosen.agency)
    agency = setup.agency
    match chosen.action:
        case "add":
            _add(setup, database, chosen)
        case "change":
            _change(agency, database, chosen)
        case "show":
            _show(database, agency, find(database, agency, chosen.code), _chat_url(setup))
        case "share":
            beside = path_of(loaded.database_url, loaded.ledger_dir).parent / "posters"
            _share(agency, find(database, agency, chosen.code), _chat_url(setup), chosen.to or str(beside))
        case "retire" | "end" | "restore":
            standing, code = _STANDINGS[chosen.action], find(database, agency, chosen.code).code
            done = database.run_sync(partial(register.put, agency=agency.id, code=code, standing=standing))
            print(as_in_chat(agency, Line(f"links.{standing}{'' if done else '.already'}", {"code": code})))
        case "import":
            brought = read_campaigns(chosen.file)
            added, changed = database.run_sync(partial(register.import_campaigns, agency=agency.id, brought=brought))
            print(f"{added} added, {changed} changed, {len(brought) - added - changed} as they were.")
        case _:
            _list(setup, database, everything=chosen.all)


def find(database: Database, agency: Agency, code: str) -> Listed:
    """Return an agency's link with a code. Raises :class:`NotDone` if there is none."""
    return database.run_sync(partial(_find, agency=agency, code=code))


def _find(tx: Transaction, agency: Agency, code: str) -> Listed:
    found = register.find(tx, agency.id, code)
    if found is None:
        raise NotDone(as_in_chat(agency, Line("links.no_code", {"said": one_line(code, 70)})))
    return found


def _list(setup: AgencySetup, database: Database, *, everything: bool) -> None:
    agency = setup.agency
    listed = [
        each
        for each in database.run_sync(partial(register.all_, agency=agency.id))
        if everything or each.retired_at is None
    ]
    if listed:
        known = database.run_sync(partial(office_list.known, agency=agency))
        head = ("CODE", "TYPE", "OFFICE", "UTM_SOURCE", "AGE", "NOTE")
        show_table(head, [_row(agency, each, known) for each in listed])
        print(f"\nA link is {_chat_url(setup)}?start=CODE")
    else:
        print("There are no links yet; `python -m bot links add` makes one, or /link in the chat.")
    unknown = database.run_sync(partial(campaigns.unknown, agency=agency.id, limit=10))
    if unknown:
        print("\nCodes that people came with and no link has:")
        show_table(("CODE", "TIMES", "LAST"), [(each.code, str(each.count), age(each.seen_at)) for each in unknown])


def _row(agency: Agency, listed: Listed, known: KnownOffices) -> tuple[str, ...]:
    marks = ["default"] if codes.folded(listed.code) == codes.folded(agency.default_campaign) else []
    marks += ["test"] if listed.campaign.test else []
    marks += [listed.standing] if listed.standing is not Standing.IN_USE else []
    note = one_line(f"{'(' + ', '.join(marks) + ') ' if marks else ''}{listed.note}")
    utm_source = one_line(listed.campaign.utm.source, 30)
    kind = as_in_chat(agency, kind_line(listed.campaign.lead_type))
    office = as_in_chat(agency, office_line(listed.campaign.office_id, known))
    return (listed.code, kind, office, utm_source, age(listed.created_at), note)


def _show(database: Database, agency: Agency, listed: Listed, chat_url: str) -> None:
    known = database.run_sync(partial(office_list.known, agency=agency))
    print(*(as_in_chat(agency, each) for each in summary(listed, chat_url, known)), sep="\n")
    for what, at in (("Made", listed.created_at), ("Retired", listed.retired_at), ("Ended", listed.ended_at)):
        if at is not None and not (what == "Retired" and listed.ended_at is not None):
            print(f"{what} {age(at)} ago")
    for change in database.run_sync(partial(register.changes, agency=agency.id, code=listed.code, limit=CHANGES_SHOWN)):
        who = f" by {change.admin}" if change.admin else ""
        print(f"{one_line(as_in_chat(agency, change_line(change, known)))}, {age(change.changed_at)} ago{who}")


def _share(agency: Agency, listed: Listed, chat_url: str, to: str) -> None:
    """Write all share files into a folder, replacing files with the same names; for ``-`` as a ZIP file to standard output."""
    if chat_url == _UNNAMED:
        raise NotDone("Telegram could not be asked for the bot's name, which every link has: try again.")
    agency = replace(agency, form=replace(agency.form, chat_url=chat_url))
    _tell_left_out(agency, listed.campaign)
    folder = Path(to)
    try:
        if to == "-":
            _print_zip(_share_files(agency, listed))
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _share_files(agency, listed):
            (folder / name).write_bytes(content)
            print(folder / name)
    except BrokenPipeError:
        raise
    except ValueError as error:
        raise NotDone(f"The files cannot be drawn: {error}.") from None
    except OSError as error:
        raise NotDone(
            f"{folder} cannot be written ({error.strerror}). Without --to they go beside the database; with `--to - > posters.zip` "
            "your own shell writes them."
        ) from None


def _tell_left_out(agency: Agency, campaign: Campaign) -> None:
    """Say what the files will lack: a logo that cannot be drawn, characters that the font does not have."""
    broken = undrawable_logo(agency.form, campaign.office_id)
    if broken:
        print(f"{broken} The files are made without it.", file=sys.stderr)
    missing = undrawable("".join(f"{each.agency}{each.contact}" for each in recipes(agency, campaign)))
    if missing:
        print(f"The files leave out what their font does not have: {' '.join(missing)}", file=sys.stderr)


def _share_files(agency: Agency, listed: Listed) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each share file."""
    for each in recipes(agency, listed.campaign):
        yield each.name, make(each)
    written = [
        f"{each.place} ({language})\n\n{each.text}\n\n{each.url}"
        for language in languages(agency)
        for each in texts(agency, listed.campaign, language)
    ]
    yield f"{listed.code}-texts.txt", ("\n\n---\n\n".join(written) + "\n").encode()


def _print_zip(files: Iterator[tuple[str, bytes]]) -> None:
    """Write the files as one ZIP file to standard output, unless that is a terminal."""
    if sys.stdout.isatty():
        raise NotDone("A ZIP file is not for the screen: put > posters.zip behind the command.")
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    sys.stdout.buffer.write(packed.getvalue())


def _add(setup: AgencySetup, database: Database, chosen: argparse.Namespace) -> None:
    agency, code = setup.agency, chosen.code
    wrong = codes.problem(code)
    if wrong is not None:
        near = codes.slug(code) or "spring-sale"
        raise NotDone(as_in_chat(agency, Line(f"code.{wrong}", {"code": one_line(code, 70), "near": near})))
    empty = Listed(Campaign(code, source=OWN_SOURCE, test=chosen.test))
    listed = changed(empty, **_values(agency, database, chosen))
    if not database.run_sync(partial(register.add, agency=agency.id, listed=listed)):
        raise NotDone(as_in_chat(agency, Line("code.taken", {"code": code})))
    print(url_of(_chat_url(setup), code))


def _change(agency: Agency, database: Database, chosen: argparse.Namespace) -> None:
    """Change the given values of a link, as the chat does; its counts and printed codes stay."""
    values = _values(agency, database, chosen)
    if not values:
        raise NotDone("Say what to change; `python -m bot links change --help` lists what can be.")

    def change(tx: Transaction) -> tuple[str, list[LinkChange]]:
        listed = _find(tx, agency, chosen.code)
        why = obstacle(agency, listed, values)
        if why is not None:
            raise NotDone(as_in_chat(agency, Line(f"change.{why}", {"code": listed.code})))
        after = changed(listed, **values)
        differing = differences(listed, after)
        if differing:
            register.save(tx, agency.id, listed, after)
        return listed.code, differing

    code, differing = database.run_sync(change)
    known = database.run_sync(partial(office_list.known, agency=agency))
    print(as_in_chat(agency, Line("change.done" if differing else "change.same", {"code": code})))
    for each in differing:
        print(as_in_chat(agency, change_line(each, known)))


def _values(agency: Agency, database: Database, chosen: argparse.Namespace) -> dict[str, Any]:
    """Return what the arguments give a link, by the names that :func:`bot.campaigns.changes.changed` takes."""
    given = {name: value for name, value in vars(chosen).items() if value is not None}
    values: dict[str, Any] = {
        name: one_line(given[name]) for name in ("note", *map("utm_{}".format, UTM)) if name in given
    }
    if "type" in given:
        values["lead_type"] = LEAD_TYPES[chosen.type]
    if "office" in given:
        values["office_id"] = _office_id(agency, database, chosen.office)
    if "source" in given:
        values["source"] = _source(chosen.source)
    return values


def _office_id(agency: Agency, database: Database, said: str) -> int | None:
    """Return the office that was typed; ``None`` for routing by postcode. Raises :class:`NotDone`."""
    if not said or said.lower() in BY_POSTCODE:
        return None
    found = database.run_sync(partial(office_list.known, agency=agency)).named(said)
    if len(found) == 1:
        return found[0].id
    names = ", ".join(f"{each.name} ({each.id})" for each in found)
    which = Line("link.office.which") if found else Line("link.office.none", {"said": one_line(said, 60)})
    raise NotDone(f"{as_in_chat(agency, which)} {names or '`python -m bot offices` lists them.'}")


def _source(said: str) -> str:
    """Return a source that the Lead API knows: what was typed, or, with a warning, the bot's own."""
    if said in SOURCES:
        return said
    print(
        f"{one_line(said, 60)!r} is not a source that the Lead API knows, so leads are sent as {OWN_SOURCE!r}. "
        "Say where a link is shared with --utm-source.",
        file=sys.stderr,
    )
    return OWN_SOURCE


def _chat_url(setup: AgencySetup) -> str:
    """Return the bot's address, using the user name fetched from Telegram."""

    async def ask() -> str:
        async with setup.connections.bot_api() as api:
            match await identify(api):
                case Known(username) if username:
                    return f"https://t.me/{username}"
                case _:
                    return _UNNAMED

    return asyncio.run(ask())
