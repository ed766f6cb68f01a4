"""A SQLite database whose files are removed, moved or replaced while it is open."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database, DatabaseProblem, DatabaseUnusable
from bot.storage.transaction import Transaction
from support.lost_files import WAYS, moved, removed, removed_with_its_folder, removed_with_its_log

STATE = SavedState("derby", 1, "Marla Singer of 123 Example Street")


@pytest.fixture
def url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def path(database: Database) -> Path:
    """The database's file, in which something is stored."""
    database.run_sync(save)
    return Path(database.backend.name)


def save(tx: Transaction) -> None:
    chat_states.save(tx, [STATE])


def saved(database: Database) -> bool:
    return database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {("derby", 1): STATE.state}


def the_copy(path: Path) -> Path:
    (copy,) = path.parent.glob("bot.db.rescued-*")
    return copy


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_files_that_are_gone_are_noticed_and_all_is_saved_beside(
    database: Database, path: Path, make: Callable[[], Database], way: Callable[[Path], None]
) -> None:
    await database.check()
    way(path)
    with pytest.raises(DatabaseUnusable, match=r"were removed, moved or replaced while the bot was running") as gone:
        await database.check()
    copy = the_copy(path)
    assert str(copy) in str(gone.value)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    for job in (database.check(), database.run(save), database.scrub()):
        with pytest.raises(DatabaseUnusable):
            await job
    database.close()
    assert the_copy(path) == copy

    if way in {removed, removed_with_its_log, removed_with_its_folder, moved}:
        with pytest.raises(DatabaseProblem, match=r"bot\.db is gone, and .*rescued-\S+ has what was in it"):
            make().open()
    for file in path.parent.glob("bot.db*"):
        if file != copy:
            file.unlink()
    copy.rename(path)
    again = make()
    again.open()
    assert saved(again)


def test_files_that_went_just_before_the_end_are_saved_at_the_end(database: Database, path: Path) -> None:
    removed_with_its_log(path)
    database.close()
    assert the_copy(path).exists()


async def test_where_no_copy_can_be_written_it_goes_on_and_tries_again(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed_with_its_folder(path)
    path.parent.write_text("a file where the folder was")
    await database.check()
    assert saved(database)
    assert not list(path.parent.parent.glob("*rescued*"))
    path.parent.unlink()
    with pytest.raises(DatabaseUnusable):
        await database.check()


async def test_a_link_to_the_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "bot.db"
    link.symlink_to(tmp_path / "real" / "bot.db")
    database = Database(f"sqlite:///{link}")
    database.open()
    await database.check()
    os.unlink(tmp_path / "real" / "bot.db-wal")  # noqa: PTH108  not the link's
    with pytest.raises(DatabaseUnusable):
        await database.check()
    database.close()
