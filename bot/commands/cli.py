"""Command line of ``python -m bot``: arguments, dispatch, exit codes."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from bot import VERSION
from bot.agencies import tenants
from bot.agencies.runtime import Refused
from bot.agencies.tenants import Tenants
from bot.commands import (
    account_probe,
    chat,
    check,
    costs,
    demo,
    explain,
    forget,
    health,
    inbox,
    leads,
    links,
    offices,
    replay,
    rotate_keys,
    safe_output,
    stats,
)
from bot.commands.checks.settings import missing_for_public
from bot.commands.console import DATABASE_EXIT, SETTINGS_EXIT
from bot.commands.run import Service
from bot.core.heartbeat_file import path_of
from bot.logging import log_setup
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings
from bot.storage import key_file
from bot.storage.database import Database, DatabaseInUse, DatabaseProblem, DatabaseUnusable, note_hang
from bot.storage.encryption import new_key
from bot.watchdog import process
from bot.web.listener import CannotListen, reserve

try:
    import uvloop
except ImportError:  # not available for this system or Python version
    uvloop = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

REFUSED_EXIT = 4
"""Exit code of ``run`` for a refused token or key."""
PIPE_EXIT = 128 + signal.SIGPIPE
"""Exit code of a command whose output is no longer read, as for programs ended by the signal."""


class Command(NamedTuple):
    """Command: its help line, its main function, and the function that adds its arguments.

    ``plain``: its output may quote people, so control characters are escaped.
    """

    help: str
    main: Callable[[argparse.Namespace], int]
    add_arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None
    plain: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the process's exit code. Problems are printed as sentences on standard error."""
    try:
        try:
            return _main(arguments)
        finally:
            if sys.stdout is not None:  # started with it closed, as by some service managers
                sys.stdout.flush()
    except BrokenPipeError:  # of the output; those of sockets are handled elsewhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the interpreter's own flush at its end
        return PIPE_EXIT


def _main(arguments: Sequence[str] | None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="valuation-bot. `python -m bot COMMAND --help` says more of a command."
    )
    parser.add_argument("--version", action="store_true", help="print the version, and nothing else")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in COMMANDS.items():
        its_parser = commands.add_parser(name, help=command.help)
        if name in OF_AGENCY:
            its_parser.add_argument("--agency", metavar="ID", default="", help="the agency, if there are several")
        command.add_arguments(its_parser)
    chosen = parser.parse_args(arguments)
    if chosen.version and chosen.command is None:
        print(f"valuation-bot {VERSION}")
        return 0
    if chosen.version or chosen.command is None:
        parser.error("--version stands alone" if chosen.version else "the following arguments are required: COMMAND")
    process.leave_no_core()
    command = COMMANDS[chosen.command]
    with safe_output.printed() if command.plain else contextlib.nullcontext():
        return command.main(chosen)


def _run() -> int:
    try:
        chosen = environment.load()
        agencies = tenants.read(chosen)
    except SettingsProblem as problem:
        _say_fatal(
            environment.log_format(), "The bot cannot start, because of its settings:", problem.problems, _SETTINGS_HINT
        )
        return SETTINGS_EXIT
    try:
        made = None if chosen.data_key else key_file.make(chosen.database_url)
        secrets = chosen.secrets
    except DatabaseProblem as problem:
        _say_fatal(chosen.log_format, str(problem))
        return DATABASE_EXIT
    except OSError:  # the database cannot be made there either, which is reported below
        made, secrets = None, chosen.secrets
    configure = partial(log_setup.configure, chosen.log_format, [*agencies.secrets, *secrets])
    configure()
    if made is not None:
        log.warning("an encryption key was made", extra={"file": str(made), "what_to_do": KEEP_A_COPY})
    try:
        watched = process.start()
    except OSError as error:
        log.warning("no watchdog: a hang will not be noticed", extra={"why": error.strerror})
        watched = None
    if watched is not None:
        watched.prepare(configure, partial(note_hang, chosen.database_url))
    try:
        return _watched(chosen, agencies, watched)
    finally:
        if watched is not None:
            watched.stop()


def _demo(chosen: argparse.Namespace) -> int:
    try:
        shown = demo.AGENCY if chosen.mine is None else demo.own(chosen.mine)
    except SettingsProblem as problem:
        _say("The demo cannot show your agency, because of its settings:", *(f"- {each}" for each in problem.problems))
        return SETTINGS_EXIT
    return _until_stopped(demo.serve(port=chosen.port, shown=shown))


def _watched(chosen: Settings, agencies: Tenants, watched: process.Watchdog | None) -> int:
    _tell_unready(agencies)
    _allow_files(len(agencies.setups))
    database = chosen.database()
    try:
        _open(database)
        if not database.backend.encryption.key_ids:
            why = "people's data is stored in clear"
            log.warning("not ready for the public", extra={"setting": "DATA_KEY", "why": why})
        read = partial(tenants.read, chosen) if agencies.files else None
        heartbeat = path_of(chosen.database_url, chosen.ledger_dir)
        port = chosen.port
        listening = None if port is None else reserve(chosen.listen_host, port)
        serving = _serve(Service(database, agencies, listening, read, heartbeat, trace=chosen.trace), watched)
        return _until_stopped(serving, database.hurry)
    except (CannotListen, Refused, DatabaseProblem) as problem:
        _say_fatal(chosen.log_format, str(problem))
        exits = {CannotListen: SETTINGS_EXIT, Refused: REFUSED_EXIT, DatabaseProblem: DATABASE_EXIT}
        return next(code for kind, code in exits.items() if isinstance(problem, kind))
    finally:
        database.close()


def _open(database: Database) -> None:
    """Open the database; wait for a command, such as ``check``, that holds it for a moment."""
    until = time.monotonic() + IN_USE_WAIT
    while True:
        try:
            return database.open()
        except DatabaseInUse:
            if time.monotonic() >= until:
                raise
            time.sleep(0.1)


IN_USE_WAIT = 3.0
"""Seconds for which a starting bot waits for the database's lock."""
KEEP_A_COPY = "keep a copy of the file where you keep passwords: without it nobody can read the database again"
FILES_EACH, FILES_MORE = 4, 3072
"""Open files per agency, and for everything shared."""


def _allow_files(agencies: int) -> None:
    """Raise the limit of open files to fit the connections of every agency."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_EACH * agencies + FILES_MORE
    if resource.RLIM_INFINITY in (soft, hard):
        return
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
    if hard < wanted:
        log.warning("the limit on open files is low for so many agencies", extra={"limit": hard, "wanted": wanted})


def _tell_unready(agencies: Tenants) -> None:
    """Log what keeps a bot from going public."""
    for setup in agencies.setups:
        missing = [*missing_for_public(setup.agency.form)]
        if setup.agency.staff_chat_id is None and not setup.agency.admin_ids:
            missing.append(("STAFF_CHAT_ID", "no staff can be notified, for example of an erasure request"))
        about = {"agency": setup.agency.id} if agencies.files else {}
        for setting, why in missing:
            log.warning("not ready for the public", extra={**about, "setting": setting, "why": why})


async def _serve(service: Service, watched: process.Watchdog | None) -> int:
    if watched is not None:
        loop = asyncio.get_running_loop()
        loop.add_reader(watched.descriptor, _tell_unwatched, loop, watched.descriptor)
    await service.run()
    return 0


def _tell_unwatched(loop: asyncio.AbstractEventLoop, descriptor: int) -> None:
    loop.remove_reader(descriptor)
    log.error("the watchdog has ended: a hang will not be noticed until the next start")


def _until_stopped(work: Coroutine[Any, Any, int], hurry: Callable[[], None] = lambda: None) -> int:
    """Run ``work`` until it ends, or until SIGINT or SIGTERM cancels it; it may then finish what it is doing.

    ``hurry`` is called on the signal, to bound the time for finishing.
    """

    async def stoppable() -> int:
        loop = asyncio.get_running_loop()
        task = loop.create_task(work)

        def stop() -> None:
            task.cancel()
            hurry()

        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, stop)
        try:
            return await task
        except asyncio.CancelledError:
            return 0

    try:
        # uvloop uses less CPU; asyncio's own event loop is the fallback.
        with asyncio.Runner(loop_factory=None if uvloop is None else uvloop.new_event_loop) as runner:
            return runner.run(stoppable())
    except ExceptionGroup as group:
        # Once the database is unusable, the errors of other tasks add nothing.
        for kind, alone in ((DatabaseUnusable, False), (Refused, True), (CannotListen, True)):
            found, others = group.split(kind)
            if found is not None and not (alone and others):
                raise _first(found) from None
        raise


def _first(error: Exception) -> Exception:
    """Return the first error of a group, at any depth."""
    return _first(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error


def _say(*sentences: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        print(*sentences, sep="\n", file=sys.stderr)


_SETTINGS_HINT = "`.env.example` describes every setting; `python -m bot check` looks at the whole set-up."


def _say_fatal(format: log_setup.Format, sentence: str, problems: Sequence[str] = (), hint: str = "") -> None:  # noqa: A002
    """Report why the bot ends: in sentences, or as one record if the log is JSON."""
    if format == "json":
        if not log_setup.is_configured():
            log_setup.configure(format)
        log.critical(sentence.rstrip(":"), extra={"problems": [*problems]} if problems else {})
    else:
        _say(sentence, *(f"- {each}" for each in problems), *([hint] if hint else []))


def _new_key(_: argparse.Namespace) -> int:
    print(new_key())
    return 0


COMMANDS: Mapping[str, Command] = {
    "run": Command("run the bot with the settings from the environment and .env", lambda _: _run(), plain=False),
    "demo": Command(
        "try it out: the bot with a chat page in the browser, no account needed",
        _demo,
        demo.add_arguments,
        plain=False,
    ),
    "chat": Command(
        "the same conversation in the terminal",
        lambda chosen: _until_stopped(chat.chat(code=chosen.start)),
        chat.add_arguments,
        plain=False,
    ),
    "check": Command(
        "say what is wrong with a set-up, and how to fix it",
        lambda chosen: account_probe.main(chosen) if chosen.probe else asyncio.run(check.main()),
        account_probe.add_arguments,
    ),
    "forget": Command("erase a person's data on request, and print a receipt", forget.main, forget.add_arguments),
    "rotate-keys": Command("re-encrypt everything under the first key of DATA_KEY", rotate_keys.main),
    "new-key": Command("create a key for DATA_KEY", _new_key),
    "health": Command("succeed if the bot on this machine is alive; for containers", lambda _: health.main()),
    "leads": Command("leads that could not be delivered", leads.main, leads.add_arguments),
    "inbox": Command("updates that could not be processed", inbox.main, inbox.add_arguments),
    "links": Command(
        "campaign links: list, add, show, change, retire, end, restore, share, import", links.main, links.add_arguments
    ),
    "costs": Command("what links cost: list, add, remove", costs.main, costs.add_arguments),
    "offices": Command("the offices of the Lead API's account", offices.main),
    "stats": Command("how far people get, and which links bring leads", stats.main, stats.add_arguments),
    "explain": Command("what a text may mean at a place, and which meaning wins", explain.main, explain.add_arguments),
    "replay": Command(
        "dry run of an update on a copy of its conversation, showing each step", replay.main, replay.add_arguments
    ),
}
"""Commands in the order of the help text."""
OF_AGENCY = frozenset({"check", "costs", "forget", "links", "offices", "replay", "stats"})
"""Commands that take ``--agency``."""
