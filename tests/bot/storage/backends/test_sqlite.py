"""What holds for SQLite only: its file, its pragmas, its one thread."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import threading

import pytest

from bot.storage.backends.sqlite import PRAGMAS
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database, DatabaseProblem, _wait_for

STATE = SavedState("derby", 1, "Marla Singer of 123 Example Street")


@pytest.fixture
def url(sqlite_url):
    return sqlite_url


def save(tx):
    chat_states.save(tx, [STATE])


def saved(database):
    return {("derby", 1): STATE.state} == database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)]))


def pragma(database, name, value=None):
    """Read or set a pragma of the live connection, outside any transaction."""
    connection = database.backend.connection.connection.driver_connection
    sql = f"PRAGMA {name}" if value is None else f"PRAGMA {name} = {value}"
    return _wait_for(database._threads, lambda: connection.execute(sql).fetchone())


def test_the_live_connection_is_durable_and_leaves_no_traces(database):
    assert {name: value for name, value in PRAGMAS.items() if name != "busy_timeout"} == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": 2,
    }
    assert {name: pragma(database, name)[0] for name in PRAGMAS} == PRAGMAS


def test_a_transaction_holds_the_write_lock_from_its_start(database):
    def job(tx):
        other = sqlite3.connect(database.backend.path, timeout=0)
        try:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()
        return tx.now

    database.run_sync(job)


async def test_jobs_of_many_tasks_run_one_at_a_time(database):
    inside, most = 0, 0

    def job(_tx):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        inside -= 1
        return threading.get_ident()

    assert len(set(await asyncio.gather(*(database.run(job) for _ in range(50))))) == 1
    assert most == 1


def test_only_its_owner_can_read_the_file(database):
    database.run_sync(save)
    files = list(database.backend.path.parent.glob("bot.db*"))
    assert {"bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "bot.db.ledger"} == {file.name for file in files}
    assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in files}


def test_a_relative_url_is_relative_to_where_the_bot_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    database = Database("sqlite:///data/bot.db")
    database.open()
    database.close()
    assert (tmp_path / "data" / "bot.db").exists()


def text_file(folder):
    (folder / "bot.db").write_text("Dear diary, " * 1000)


def short_text_file(folder):
    (folder / "bot.db").write_text("x")


def another_program(folder):
    with sqlite3.connect(folder / "bot.db") as other:
        other.execute("CREATE TABLE recipes (id INTEGER)")
    other.close()


def a_folder(folder):
    (folder / "bot.db").mkdir()


def torn_file(folder):
    database = Database(f"sqlite:///{folder}/bot.db")
    database.open()
    database.run_sync(save)
    database.close()
    path = folder / "bot.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (text_file, "is not a database"),
        (short_text_file, "is not a database"),
        (another_program, "another program"),
        (a_folder, "cannot be opened"),
        (torn_file, "is damaged"),
    ],
)
def test_a_file_that_is_no_database_of_ours(tmp_path, spoil, words):
    spoil(tmp_path)
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    for _ in range(2):  # nothing stays locked or open after the first
        with pytest.raises(DatabaseProblem, match=words) as caught:
            database.open()
        assert str(caught.value).endswith(".")


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "data").write_text("a file where the folder is to be")
    with pytest.raises(DatabaseProblem, match=r"cannot be opened or made: .+\."):
        Database(f"sqlite:///{tmp_path}/data/bot.db").open()


def test_a_full_disk_is_told_and_survived(database):
    database.run_sync(save)
    allowed = pragma(database, "max_page_count")[0]
    pragma(database, "max_page_count", pragma(database, "page_count")[0])
    flood = [SavedState("derby", chat, "x" * 4000) for chat in range(100)]
    with pytest.raises(DatabaseProblem, match=r"The disk that holds .*bot\.db is full"):
        database.run_sync(lambda tx: chat_states.save(tx, flood))
    assert saved(database)
    pragma(database, "max_page_count", allowed)
    database.run_sync(lambda tx: chat_states.save(tx, flood))


def test_a_disk_that_is_full_when_the_database_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.sqlite.PRAGMAS", {**PRAGMAS, "max_page_count": 3})
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    with pytest.raises(DatabaseProblem, match="is full"):
        database.open()
    monkeypatch.undo()
    database.open()
    database.run_sync(save)
    database.close()


def test_a_file_that_turned_read_only_is_told(database):
    pragma(database, "query_only", 1)
    with pytest.raises(DatabaseProblem, match="cannot be written"):
        database.run_sync(save)
    pragma(database, "query_only", 0)
    database.run_sync(save)


def test_a_file_that_others_write_to_is_told(database):
    pragma(database, "busy_timeout", 0)
    other = sqlite3.connect(database.backend.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseProblem, match="is busy"):
        database.run_sync(save)
    other.rollback()
    other.close()
    database.run_sync(save)


def test_a_pragma_that_does_not_take_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.sqlite.PRAGMAS", {**PRAGMAS, "journal_mode": "sideways"})
    with pytest.raises(DatabaseProblem, match="journal_mode"):
        Database(f"sqlite:///{tmp_path}/bot.db").open()


def test_commands_need_a_database_that_is_there(make):
    database = make()
    with pytest.raises(DatabaseProblem, match="There is no database at"):
        database.open(exclusive=False)
    assert not database.backend.path.exists()
