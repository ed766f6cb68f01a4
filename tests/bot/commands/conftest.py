"""A deployment of one agency, whose bot's database is open: the commands work beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database


@pytest.fixture
def environment() -> dict[str, str]:
    """The settings beside the database."""
    return {
        "TELEGRAM_BOT_TOKEN": "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN",
        "LEAD_API_KEY": "canary-key",
    }


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> Iterator[Database]:
    """The running bot's database, which the settings name."""
    url = f"sqlite:///{tmp_path}/bot.db"
    monkeypatch.chdir(tmp_path)  # no .env of this machine
    for name, value in {**environment, "DATABASE_URL": url}.items():
        monkeypatch.setenv(name, value)
    database = Database(url)
    database.open()
    yield database
    database.close()
