"""One suite for every kind of database: a test that takes ``database`` runs on each of ``BACKENDS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption
from support.clock import Clock
from support.postgres import PostgresServer

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file, not made yet."""
    return f"sqlite:///{tmp_path}/data/bot.db"


@pytest.fixture
def postgresql_url(postgres: PostgresServer) -> str:
    """An empty database on a real PostgreSQL."""
    return postgres.clean_database()


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest) -> str:
    """A database of its own, not made yet."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def encryption() -> FieldEncryption:
    """The whole suite runs with a key; `test_erasure.py` and `test_kill.py` without."""
    return FieldEncryption([b"k" * 32])


@pytest.fixture
def make(url: str, clock: Clock, encryption: FieldEncryption) -> Iterator[Callable[[], Database]]:
    """Makes databases on the same url; they are closed in the end."""
    made: list[Database] = []

    def make_one() -> Database:
        made.append(Database(url, clock=clock, encryption=encryption))
        return made[-1]

    yield make_one
    for database in made:
        database.close()


@pytest.fixture
def database(make: Callable[[], Database]) -> Database:
    """An open database."""
    database = make()
    database.open()
    return database


@pytest.fixture
def replicas(postgresql_url: str) -> Iterator[list[Database]]:
    """Two databases as two processes on one PostgreSQL have them, by the server's clock."""
    pair = [Database(postgresql_url), Database(postgresql_url)]
    for each in pair:
        each.open()
    yield pair
    for each in pair:
        each.close()
