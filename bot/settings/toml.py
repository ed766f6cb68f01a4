"""TOML files named by a setting."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.settings.problems import SettingsProblem


def read_toml(setting: str, path: Path) -> dict[str, Any]:
    """Read the TOML file that ``setting`` names. Raises :class:`SettingsProblem`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsProblem([f"{setting}: {path} cannot be read ({error.strerror})"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsProblem([f"{setting}: {path} is not TOML: {error}"]) from None
