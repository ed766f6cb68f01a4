"""Settings that say where the data of a deployment lies, and a way to read them alone.

``python -m bot health`` reads them every few seconds, so this module imports little: all other settings are read by
:mod:`bot.settings.environment`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

DATABASE_URL = "sqlite:///data/valuation-bot.db"
"""Default of the setting of this name."""
LEDGER_DIR = Path("data")
"""Default of the setting of this name."""


_NAMES = frozenset({"database_url", "ledger_dir"})


def read(env_file: str | Path = ".env") -> tuple[str, Path]:
    """Return ``DATABASE_URL`` and ``LEDGER_DIR`` by the same rules as all settings, without looking whether they are right."""
    found = _chosen(os.environ)
    if len(found) < len(_NAMES) and Path(env_file).is_file():
        from dotenv import dotenv_values  # noqa: PLC0415  a third of the command's time, and seldom needed in a container

        found = {**_chosen(dotenv_values(env_file, encoding="utf-8")), **found}
    return found.get("database_url", DATABASE_URL), Path(found.get("ledger_dir", LEDGER_DIR))


def _chosen(values: Mapping[str, str | None]) -> dict[str, str]:
    """Return those of these settings that are set; names in capitals or not, empty values do not count."""
    return {name.lower(): value for name, value in values.items() if value and name.lower() in _NAMES}
