"""Table of one agency in the file named by ``AGENCIES``: settings in lower case.

Secrets may be stored elsewhere: ``telegram_bot_token_env`` names an environment variable, ``telegram_bot_token_file`` a
file; likewise for the other secrets.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr, ValidationError
from pydantic_settings import PydanticBaseSettingsSource, SettingsConfigDict

from bot.settings.environment import DEPLOYMENT
from bot.settings.problems import SettingsProblem, sentences
from bot.settings.schema import Settings


class _Given(Settings):
    """Settings from a table only: the environment is ignored, unknown names are an error."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def settings_customise_sources(cls, *_: Any, **sources: Any) -> tuple[PydanticBaseSettingsSource, ...]:
        """Use only the given values."""
        return (sources["init_settings"],)


def _of_type(kind: type) -> frozenset[str]:
    """Return the agencies' settings of a type, optional ones too."""
    fields = ((name, field.annotation) for name, field in Settings.model_fields.items() if name not in DEPLOYMENT)
    return frozenset(name for name, annotation in fields if annotation is kind or kind in get_args(annotation))


_SECRETS = _of_type(SecretStr)
_ELSEWHERE = frozenset(f"{name}_{where}" for name in _SECRETS for where in ("env", "file"))
_PATHS = _of_type(Path)


class TableReader:
    """Reader of tables. Paths in them are relative to the file's folder.

    ``files`` are the files that they name, ``confidential`` those that hold a secret, ``used`` the variables that do.
    ``variables`` is the environment.
    """

    def __init__(self, folder: Path, variables: Mapping[str, str | None]) -> None:
        self.files: set[Path] = set()
        self.confidential: set[Path] = set()
        self.used: set[str] = set()
        self._folder = folder
        self._variables = variables

    def settings(self, table: Mapping[str, Any], shared: Mapping[str, Any]) -> Settings:
        """Return the table's settings, with defaults from ``shared``. Raises :class:`SettingsProblem` with all its problems."""
        problems: list[str] = []
        values: dict[str, Any] = {**shared}
        for name, value in table.items():
            secret, _, where = name.rpartition("_")
            if name in DEPLOYMENT:
                problems.append(f"{name} holds for all agencies: it belongs in the environment")
            elif secret in _SECRETS and where in ("env", "file"):
                if secret in table:
                    problems.append(f"{secret} is there twice: by itself, and as {name}")
                values[secret] = self._elsewhere(name, where, value, problems)
            elif name in _PATHS and isinstance(value, str) and value:
                values[name] = self._folder / value
                self.files.add(values[name])
            elif isinstance(value, list):
                values[name] = ",".join(map(str, value))
            elif value != "":
                values[name] = value
        try:
            chosen = _Given(**values)
        except ValidationError as error:
            found = [with_lower_case_name(each) for each in sentences(error)]
            missing = [name for name, value in values.items() if value == ""]  # already reported
            problems += [each for each in found if not any(each.startswith(f"{name} ") for name in missing)]
        if problems:
            raise SettingsProblem(problems)
        return chosen

    def _elsewhere(self, name: str, where: str, value: Any, problems: list[str]) -> str:
        """Return a secret stored in a variable or a file; empty, with the problem recorded, if it is missing."""
        if where == "env":
            self.used.add(str(value))
            found = self._variables.get(str(value)) or ""
            if not found:
                problems.append(f"{name}: the variable {value} is not set")
            return found
        path = self._folder / str(value)
        self.files.add(path)
        self.confidential.add(path)
        try:
            found = path.read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a path with a NUL
            problems.append(f"{name}: {path} cannot be read ({getattr(error, 'strerror', 'not text')})")
            return ""
        if not found:
            problems.append(f"{name}: {path} is empty")
        return found


def without_secrets(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table without its secrets and without the names of variables and files that hold them."""
    return {name: value for name, value in table.items() if name not in _SECRETS | _ELSEWHERE}


def with_lower_case_name(sentence: str) -> str:
    """Return a sentence with the setting's name at its beginning in lower case, as in a table."""
    name, space, rest = sentence.partition(" ")
    return f"{name.lower()}{space}{rest}" if name.rstrip(":").isupper() else sentence
