"""Which agencies there are: the one that the environment describes, or those of the file that ``AGENCIES`` names.

A table of that file has the settings of one agency, under their names in small letters. Its secrets may stand elsewhere:
``telegram_bot_token_env`` names an environment variable, ``telegram_bot_token_file`` a file; likewise for the others.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError
from pydantic_settings import PydanticBaseSettingsSource, SettingsConfigDict

from bot.agency import ALONE
from bot.bot_api.webhook import path_of, secret_of
from bot.channel import Connections, Setup, Webhook
from bot.settings.agency import agency_of
from bot.settings.environment import DEPLOYMENT, SHARED
from bot.settings.problem import SettingsProblem, sentences
from bot.settings.schema import Settings
from bot.settings.toml import read_toml

AGENCY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""What a table may be called. The id stands in the rows of the agency's people: a new one is another agency."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The agencies, the files that describe them (none for the one of the environment), and what no log may show.

    ``confidential`` are those of the files that may hold secrets; the others are campaigns, questions and logos.
    """

    setups: tuple[Setup, ...]
    files: frozenset[Path] = frozenset()
    confidential: frozenset[Path] = frozenset()

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


def read(chosen: Settings, env_file: str | Path | None = ".env") -> Roster:
    """Return the agencies of a deployment; secrets that a table has in variables are in the environment or ``env_file``.

    Raises :class:`SettingsProblem` with everything that is wrong with any of them.
    """
    if chosen.agencies is None:
        return Roster((_setup(ALONE, chosen, _webhook(chosen, chosen.webhook_url)),))
    tables = read_toml("AGENCIES", chosen.agencies)
    if not tables:
        raise SettingsProblem(
            [f"AGENCIES: {chosen.agencies} has no agency; each is a table, [derby-homes] for example"]
        )
    variables = {**(dotenv_values(env_file) if env_file is not None else {}), **os.environ}
    setups, problems, files, confidential = [], [], {chosen.agencies}, {chosen.agencies}
    for agency_id, table in tables.items():
        described = _Described(chosen.agencies.parent, variables)
        try:
            setups.append(_read(agency_id, table, chosen, described))
        except SettingsProblem as problem:
            problems += [f"[{agency_id}] {_in_small(each)}" for each in problem.problems]
        files |= described.files
        confidential |= described.confidential
    problems += _same_bots(setups)
    if problems:
        raise SettingsProblem(problems)
    return Roster(tuple(setups), frozenset(files), frozenset(confidential))


def _read(agency_id: str, table: Any, house: Settings, described: _Described) -> Setup:
    if not AGENCY_ID.fullmatch(agency_id) or agency_id == ALONE:
        raise SettingsProblem([f'is no name for an agency: up to 40 small letters, digits and -, and not "{ALONE}"'])
    if not isinstance(table, dict):
        raise SettingsProblem(["has to be a table"])
    chosen = described.settings(table, {name: getattr(house, name) for name in SHARED})
    token = chosen.telegram_bot_token.get_secret_value()
    url = f"{house.webhook_url.rstrip('/')}/{path_of(token)}" if house.webhook_url else ""
    return _setup(agency_id, chosen, _webhook(chosen, url))


class _Table(Settings):
    """A table, read: nothing comes from the environment, and what is not known is wrong."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(cls, *_: Any, **sources: Any) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given."""
        return (sources["init_settings"],)


_SECRETS = frozenset(
    name
    for name, field in Settings.model_fields.items()
    if name not in DEPLOYMENT and (field.annotation is SecretStr or SecretStr in get_args(field.annotation))
)
_PATHS = frozenset(
    name
    for name, field in Settings.model_fields.items()
    if name not in DEPLOYMENT and (field.annotation is Path or Path in get_args(field.annotation))
)


class _Described:
    """One agency's table. Paths in it begin at the file's folder.

    ``files`` are those that it names, ``confidential`` those of them with a secret in them. ``variables`` is the
    environment. Problems are collected, so that all of them can be told.
    """

    def __init__(self, folder: Path, variables: Mapping[str, str | None]) -> None:
        self.files: set[Path] = set()
        self.confidential: set[Path] = set()
        self.problems: list[str] = []
        self._folder = folder
        self._variables = variables

    def settings(self, table: Mapping[str, Any], shared: Mapping[str, Any]) -> Settings:
        """Return the settings that the table has, the others as ``shared`` has them. Raises :class:`SettingsProblem`."""
        values: dict[str, Any] = {**shared}
        for name, value in table.items():
            secret, _, where = name.rpartition("_")
            if name in DEPLOYMENT:
                self.problems.append(f"{name} holds for all agencies: it belongs in the environment")
            elif secret in _SECRETS and where in ("env", "file"):
                if secret in table:
                    self.problems.append(f"{secret} is there twice: by itself, and as {name}")
                values[secret] = self._elsewhere(name, where, value)
            elif name in _PATHS and isinstance(value, str) and value:
                values[name] = self._folder / value
                self.files.add(values[name])
            elif isinstance(value, list):
                values[name] = ",".join(map(str, value))
            elif value != "":
                values[name] = value
        try:
            chosen = _Table(**values)
        except ValidationError as error:
            told = [_in_small(each) for each in sentences(error)]
            missing = [name for name, value in values.items() if value == ""]  # of which was told
            self.problems += [each for each in told if not any(each.startswith(f"{name} ") for name in missing)]
        if self.problems:
            raise SettingsProblem(self.problems)
        return chosen

    def _elsewhere(self, name: str, where: str, value: Any) -> str:
        """Return a secret that stands in a variable or a file; empty, and the problem noted, if there is none."""
        if where == "env":
            found = self._variables.get(str(value)) or ""
            if not found:
                self.problems.append(f"{name}: the variable {value} is not set")
            return found
        path = self._folder / str(value)
        self.files.add(path)
        self.confidential.add(path)
        try:
            found = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: {path} cannot be read ({getattr(error, 'strerror', 'not text')})")
            return ""
        if not found:
            self.problems.append(f"{name}: {path} is empty")
        return found


def _setup(agency_id: str, chosen: Settings, webhook: Webhook | None) -> Setup:
    connections = Connections(
        chosen.telegram_bot_token.get_secret_value(),
        chosen.telegram_api_url,
        chosen.lead_api_key.get_secret_value(),
        chosen.lead_api_url,
    )
    return Setup(agency_of(chosen, agency_id=agency_id), connections, webhook)


def _webhook(chosen: Settings, url: str) -> Webhook | None:
    if not url:
        return None
    given = chosen.webhook_secret
    made = secret_of(chosen.telegram_bot_token.get_secret_value())
    secret, *former = [made] if given is None else given.get_secret_value().split(",")
    return Webhook(url, secret, tuple(former))


def _same_bots(setups: list[Setup]) -> Iterator[str]:
    """Two agencies with one bot would take each other's updates."""
    first: dict[tuple[str, str], str] = {}
    for setup in setups:
        bot = (setup.connections.telegram_url, setup.connections.telegram_token.partition(":")[0])
        if bot in first:
            yield f"[{setup.agency.id}] telegram_bot_token is of the same bot as [{first[bot]}]'s; each needs its own"
        first.setdefault(bot, setup.agency.id)


def _in_small(sentence: str) -> str:
    """A setting's name as a table has it."""
    name, space, rest = sentence.partition(" ")
    return f"{name.lower()}{space}{rest}" if name.rstrip(":").isupper() else sentence
