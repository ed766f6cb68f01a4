"""A database of each kind, with a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from support.clock import Clock


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/bot.db" if sqlite else request.getfixturevalue("postgres").clean_database()
    database = Database(url, clock=clock)
    database.open()
    yield database
    database.close()
