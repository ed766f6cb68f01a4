"""TOML files named by a setting."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.settings.problems import SettingsProblem


def read_toml(setting: str, path: Path) -> dict[str, Any]:
    """Read the TOML file that ``setting`` names. Raises :class:`SettingsProblem`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsProblem([f"{setting}: {path} cannot be read ({error.strerror})"]) from None
    except (ValueError, RecursionError) as error:  # besides TOML's own errors: endless numbers and nesting
        raise SettingsProblem([f"{setting}: {path} is not TOML: {error}"]) from None


def read_tables(
    setting: str, path: Path, name: str, most: int, problem: Callable[[dict[str, Any]], str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Read a file of 1 to ``most`` ``[[name]]`` tables; return those without a problem, and a sentence for each other one.

    ``problem`` returns what is wrong with a table; empty if nothing is. Raises :class:`SettingsProblem` for any other
    file.
    """
    file = read_toml(setting, path)
    listed = file.get(name)
    if not isinstance(listed, list) or not 1 <= len(listed) <= most or len(file) != 1:
        raise SettingsProblem([f"{setting}: {path} has to hold 1 to {most} [[{name}]] tables"])
    found = [problem(each) if isinstance(each, dict) else "has to be a table" for each in listed]
    good = [each for each, wrong in zip(listed, found, strict=True) if not wrong]
    return good, [f"{setting}: {name} {number} {wrong}" for number, wrong in enumerate(found, start=1) if wrong]


def office_id(value: object) -> int | None:
    """Return an office's id in the Lead API account, given as a number or as a table's name; ``None`` if invalid."""
    written = str(value)
    good = not isinstance(value, bool) and written.isascii() and written.isdigit() and len(written) < 19
    return int(written) or None if good and not written.startswith("0") else None


def unknown_keys(table: dict[str, Any], known: Iterable[str]) -> str:
    """Return what is wrong with a table's keys; empty if all are ``known``."""
    known = tuple(known)
    unknown = sorted(table.keys() - set(known))
    return f"does not know {', '.join(unknown)}; it may have {', '.join(known)}" if unknown else ""
