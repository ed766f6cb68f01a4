"""What most tests of the shell start from: a SQLite file, on a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage.database import Database
from support.clock import Clock
from support.migrated import replayed
from support.one_compiler import one_compiler

_create_engine = one_compiler(sa.create_engine)


@pytest.fixture(autouse=True)
def migrated_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new database is in the schema of this version at once; ``test_migrations.py`` migrates."""
    monkeypatch.setattr("bot.storage.migrations.migrate", replayed)


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test's database has compiled serves the next one's."""
    monkeypatch.setattr(sa, "create_engine", _create_engine)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/bot.db", clock=clock)
    database.open()
    yield database
    database.close()
