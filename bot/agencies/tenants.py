"""Tenants: the one agency of the environment, or those of the file named by ``AGENCIES``.

Each table of that file has one agency's settings, read by :mod:`bot.settings.agency_table`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.agencies.runtime import AgencySetup, Endpoints, Webhook
from bot.core.agency import ALONE, Agency
from bot.settings import environment
from bot.settings.agency import agency_of
from bot.settings.agency_table import TableReader, with_lower_case_name, without_secrets
from bot.settings.environment import SHARED
from bot.settings.problems import SettingsProblem
from bot.settings.schema import Settings
from bot.settings.toml import read_toml
from bot.telegram.webhook_receiver import path_of, secret_of

AGENCY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""Pattern of a table's name. It is the agency id stored in rows, so a renamed table is a new agency."""


@dataclass(frozen=True, slots=True)
class Tenants:
    """Agencies, the files that describe them (none for the environment's agency), and their secrets.

    ``confidential`` are the files that may hold secrets; the others are campaigns, questions and logos. ``variables``
    are the names of the environment variables that hold secrets.
    """

    setups: tuple[AgencySetup, ...]
    files: frozenset[Path] = frozenset()
    confidential: frozenset[Path] = frozenset()
    variables: frozenset[str] = frozenset()

    @property
    def secrets(self) -> list[str]:
        """Every token, key and webhook secret."""
        connections = [each.connections for each in self.setups]
        webhooks = [each.webhook for each in self.setups if each.webhook is not None]
        return [
            *(each.telegram_token for each in connections),
            *(each.lead_api_key for each in connections),
            *(secret for each in webhooks for secret in (each.secret, *each.former)),
            *(each.path.rpartition("/")[2] for each in webhooks if self.files),
        ]


def read(chosen: Settings, env_file: str | Path | None = ".env") -> Tenants:
    """Return the agencies of a deployment; secrets that a table keeps in variables come from the environment or ``env_file``.

    Raises :class:`SettingsProblem` with every problem of every agency.
    """
    if chosen.agencies is None:
        return Tenants((_setup(ALONE, chosen, chosen, _webhook(chosen, chosen.webhook_url)),))
    tables = read_toml("AGENCIES", chosen.agencies)
    if not tables:
        raise SettingsProblem(
            [f"AGENCIES: {chosen.agencies} has no agency; each is a table, [derby-homes] for example"]
        )
    variables = {**environment.in_file(env_file), **os.environ}
    setups, problems, reader = [], [], TableReader(chosen.agencies.parent, variables)
    for agency_id, table in tables.items():
        try:
            setups.append(_read(agency_id, table, chosen, reader))
        except SettingsProblem as problem:
            problems += [f"[{agency_id}] {with_lower_case_name(each)}" for each in problem.problems]
    problems += _same_bots(setups)
    if problems:
        raise SettingsProblem(problems)
    files, confidential = (frozenset({chosen.agencies, *named}) for named in (reader.files, reader.confidential))
    return Tenants(tuple(setups), files, confidential, frozenset(reader.used))


def described(agency_id: str, stand_ins: Mapping[str, str], env_file: str | Path | None = ".env") -> Agency:
    """Return an agency from its settings without reading its secrets; ``stand_ins`` replace token and key.

    With ``AGENCIES`` set, ``agency_id`` is the table's name; otherwise it is ignored. Raises :class:`SettingsProblem`.
    """
    chosen = environment.load(env_file, {**stand_ins, "data_key": None, "webhook_secret": None})
    if chosen.agencies is None:
        return agency_of(chosen)
    tables = read_toml("AGENCIES", chosen.agencies)
    table = tables.get(agency_id)
    if not isinstance(table, dict):
        raise SettingsProblem(
            [f"AGENCIES: {chosen.agencies} has several agencies: name one, {', '.join(sorted(tables))}"]
        )
    shared = {name: getattr(chosen, name) for name in SHARED}
    reader = TableReader(chosen.agencies.parent, {})
    try:
        return agency_of(reader.settings({**without_secrets(table), **stand_ins}, shared), agency_id=agency_id)
    except SettingsProblem as problem:
        raise SettingsProblem([f"[{agency_id}] {with_lower_case_name(each)}" for each in problem.problems]) from None


def _read(agency_id: str, table: Any, house: Settings, reader: TableReader) -> AgencySetup:
    if not AGENCY_ID.fullmatch(agency_id) or agency_id == ALONE:
        raise SettingsProblem([f'is no name for an agency: up to 40 small letters, digits and -, and not "{ALONE}"'])
    if not isinstance(table, dict):
        raise SettingsProblem(["has to be a table"])
    chosen = reader.settings(table, {name: getattr(house, name) for name in SHARED})
    token = chosen.telegram_bot_token.get_secret_value()
    url = f"{house.webhook_url.rstrip('/')}/{path_of(token)}" if house.webhook_url else ""
    return _setup(agency_id, chosen, house, _webhook(chosen, url))


def _setup(agency_id: str, chosen: Settings, house: Settings, webhook: Webhook | None) -> AgencySetup:
    connections = Endpoints(
        chosen.telegram_bot_token.get_secret_value(),
        chosen.telegram_api_url,
        chosen.lead_api_key.get_secret_value(),
        chosen.lead_api_url,
        house.proxy_of(chosen.telegram_api_url),
        house.proxy_of(chosen.lead_api_url),
    )
    return AgencySetup(agency_of(chosen, agency_id=agency_id), connections, webhook)


def _webhook(chosen: Settings, url: str) -> Webhook | None:
    if not url:
        return None
    given = chosen.webhook_secret
    made = secret_of(chosen.telegram_bot_token.get_secret_value())
    secret, *former = [made] if given is None else given.get_secret_value().split(",")
    return Webhook(url, secret, tuple(former))


def _same_bots(setups: list[AgencySetup]) -> Iterator[str]:
    """Yield a problem for every agency that shares its bot with another: they would take each other's updates."""
    first: dict[tuple[str, str], str] = {}
    for setup in setups:
        bot = (setup.connections.telegram_url, setup.connections.telegram_token.partition(":")[0])
        if bot in first:
            yield f"[{setup.agency.id}] telegram_bot_token is of the same bot as [{first[bot]}]'s; each needs its own"
        first.setdefault(bot, setup.agency.id)
