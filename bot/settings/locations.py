"""Settings for the location of a deployment's data, and a way to read them alone.

``python -m bot health`` reads them every few seconds, so this module imports little; :mod:`bot.settings.environment`
reads all other settings.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

DATABASE_URL = "sqlite:///data/valuation-bot.db"
"""Default of this setting."""
LEDGER_DIR = Path("data")
"""Default of this setting."""


_NAMES = frozenset({"database_url", "ledger_dir"})


def read(env_file: str | Path = ".env") -> tuple[str, Path]:
    """Return ``DATABASE_URL`` and ``LEDGER_DIR``, read like all settings but not validated."""
    found = _chosen(os.environ)
    if len(found) < len(_NAMES) and Path(env_file).is_file():
        from dotenv import dotenv_values  # noqa: PLC0415  a third of the command's time, and seldom needed in a container

        found = {**_chosen(dotenv_values(env_file, encoding="utf-8")), **found}
    return found.get("database_url", DATABASE_URL), Path(found.get("ledger_dir", LEDGER_DIR))


def _chosen(values: Mapping[str, str | None]) -> dict[str, str]:
    """Return those of these settings that are set; names are case-insensitive, empty values are ignored."""
    return {name.lower(): value for name, value in values.items() if value and name.lower() in _NAMES}
