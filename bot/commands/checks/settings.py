"""Checks of the settings: names, encryption key, files of secrets, what an agency needs before going public."""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import closing
from pathlib import Path

from bot.agencies.runtime import AgencySetup
from bot.commands.checks.finding import Deployment, Finding, Rows, good, note, private, wrong
from bot.drawing.logo import open_logo
from bot.settings import environment
from bot.settings.problems import SettingsProblem
from bot.settings.schema import NO_KEY, Settings
from bot.storage import key_file
from bot.storage.database import DatabaseProblem
from bot.storage.encryption import KeyMissing
from conversations.form import Form

NEAR, NEARER = 0.75, 0.85
"""How like a setting's name (difflib's ratio) another name is that is taken for a slip: in ``.env``, and in the environment."""
_PROXIES = frozenset({"HTTP_PROXY", "ALL_PROXY", "FTP_PROXY"})
"""Other programs' names that are similar to a setting's."""
_OF_COMPOSE = frozenset({"DOMAIN", "POSTGRES_PASSWORD"})
"""Names in ``.env`` that compose.yaml reads."""


def names(deployment: Deployment) -> Iterator[Finding]:
    """Check the names of settings."""
    return slips(deployment.env_file, deployment.tenants.variables)


def slips(env_file: str | Path | None, used: Collection[str] | None = None) -> Iterator[Finding]:
    """Check for names that look like a slip in a setting's name.

    ``used`` are variables that the agencies' file names; ``None`` if that is not known.
    """
    settings = {name.upper() for name in Settings.model_fields}
    try:
        inside = environment.in_file(env_file)
    except SettingsProblem:  # told already
        return
    given = {name.upper() for name, value in {**inside, **os.environ}.items() if value}
    unknown = []
    for name in dict.fromkeys([*inside, *os.environ]):
        if name.upper() not in given - settings or name in (used or ()):
            continue
        near = difflib.get_close_matches(name.upper(), settings - given, 1, NEAR if name in inside else NEARER)
        if near and name.upper() not in _PROXIES:
            where = f" in {env_file}" if name in inside else ""
            yield wrong(f"{name}{where} is not a setting and is ignored. Did you mean {near[0]}?")
        elif name in inside and name not in _OF_COMPOSE:
            unknown.append(name)
    if unknown and used is not None:
        yield note(f"{env_file} has names that are not settings and are ignored: {', '.join(unknown)}.")


def encryption(deployment: Deployment) -> Iterator[Finding]:
    """Check that data is encrypted; make the key file of a database that does not exist yet, as ``run`` does.

    A missing key of an encrypted database is found when that is opened. Raises :class:`DatabaseProblem` if the key file
    cannot be read.
    """
    chosen = deployment.settings
    if chosen.data_key is None:
        with contextlib.suppress(OSError):  # the database cannot be made there either
            key_file.make(chosen.database_url)
    if not chosen.encryption().key_ids:
        unset = "DATA_KEY is not set" if chosen.data_key is None else f"DATA_KEY is {NO_KEY}"
        if not _is_encrypted(chosen):
            yield wrong(f"{unset}: people's data is stored in clear. `python -m bot new-key` creates a key.")
    elif chosen.data_key is not None:
        yield good("DATA_KEY is set: people's data is encrypted in the database.")
    else:
        yield note(
            f"People's data is encrypted under the key in {key_file.path_of(chosen.database_url)}. Keep a copy of that file "
            "where you keep passwords: without it nobody can read the database again."
        )


def _is_encrypted(chosen: Settings) -> bool:
    """Return whether the database is encrypted under a key that is missing."""
    with closing(chosen.database()) as database:
        try:
            database.open(exclusive=False)
        except KeyMissing:
            return True
        except DatabaseProblem:
            return False
    return False


def private_files(deployment: Deployment) -> Iterator[Finding]:
    """Check that no other user can read, change or replace a file of secrets."""
    for path in (deployment.env_file, *sorted(deployment.tenants.confidential)):
        if path is not None:
            yield from private(Path(path))


def missing_for_public(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the settings that an agency's form still lacks before it can go public, each with the reason."""
    if not form.agency:
        yield "AGENCY_NAME", "people are not told who gets their details"
    if not form.privacy_url:
        yield "PRIVACY_URL", "people are not shown how their details are used"


async def readiness(setup: AgencySetup, _: Rows) -> AsyncIterator[Finding]:
    """Check what an agency needs before going public."""
    form = setup.agency.form
    for name, why in missing_for_public(form):
        yield wrong(f"{name} is not set: {why}.")
    if not (form.phone or form.email):
        yield note("AGENCY_PHONE and AGENCY_EMAIL are not set: the bot cannot say how to reach a person.")
    for broken in dict.fromkeys(undrawable_logo(form, office) for office in (None, *form.offices)):
        if broken:
            yield wrong(broken)


def undrawable_logo(form: Form, office: int | None) -> str:
    """Return a sentence about the logo in use for an office, or the agency's, if it cannot be drawn; else an empty one."""
    own = None if office is None else form.offices.get(office)
    where, logo = (f"OFFICES: [{office}]", own.logo) if own is not None and own.logo else ("AGENCY_LOGO", form.logo)
    try:
        if logo:
            open_logo(logo)
    except ValueError:
        return f"{where}: {logo} is not a picture that can be drawn."
    return ""
