"""The desk of :mod:`support.desk`, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.encryption import FieldEncryption
from conversations.languages import catalogue
from support.clock import Clock
from support.desk import NOON, Desk


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bot.db"
    return str(request.getfixturevalue("postgres").clean_database())


@pytest.fixture
def encryption() -> FieldEncryption:
    """In clear, so that the proofs can look for what is held."""
    return FieldEncryption()


@pytest.fixture
def database(url: str, clock: Clock, encryption: FieldEncryption) -> Iterator[Database]:
    database = Database(url, clock=clock, encryption=encryption)
    database.open()
    yield database
    database.close()


@pytest.fixture
def desk(database: Database, clock: Clock) -> Desk:
    return Desk(database, clock)


@pytest.fixture
def agreed() -> str:
    return catalogue("en").consent_version
