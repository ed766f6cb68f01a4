"""The proof that something can be stored, on every kind of database."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage.backends.sqlite import SqliteFile
from bot.storage.database import Database
from bot.storage.problems import DatabaseProblem
from bot.storage.tables import CHORES
from bot.storage.transaction import Transaction
from bot.storage.upkeep.write_probe import probe_writes


def test_it_is_written_and_leaves_nothing(database: Database) -> None:
    for _ in range(2):
        database.run_sync(probe_writes)
    assert database.run_sync(lambda tx: tx.connection.execute(sa.select(CHORES)).all()) == []


def test_it_fails_where_nothing_can_be_written(database: Database) -> None:
    read_only = "PRAGMA query_only = 1" if isinstance(database.backend, SqliteFile) else "SET TRANSACTION READ ONLY"

    def without_writing(tx: Transaction) -> None:
        tx.connection.exec_driver_sql(read_only)
        probe_writes(tx)

    with pytest.raises(DatabaseProblem, match="cannot be written"):
        database.run_sync(without_writing)
