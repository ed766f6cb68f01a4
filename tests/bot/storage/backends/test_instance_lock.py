from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.backends.instance_lock import InstanceLock
from bot.storage.database import Database, DatabaseInUse

ROOT = Path(__file__).parents[4]
HOLDER = """
import sys, time
from bot.storage.database import Database
database = Database(sys.argv[1])
database.open()
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def url(sqlite_url):
    return sqlite_url


def test_a_second_bot_on_the_file_is_refused_until_the_first_ends(database, make):
    second = make()
    with pytest.raises(DatabaseInUse, match=r"data/bot\.db is in use by another bot"):
        second.open()
    database.close()
    second.open()


def test_a_bot_killed_with_9_leaves_no_lock(make, url):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    with holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "open\n"
            with pytest.raises(DatabaseInUse):
                make().open()
        finally:
            holder.kill()
    make().open()


def test_the_lock_alone(tmp_path):
    first, second = InstanceLock(tmp_path / "lock"), InstanceLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()
    with pytest.raises(OSError, match="No such file"):
        InstanceLock(tmp_path / "nowhere" / "lock").acquire()


def by_a_link(path):
    path.with_name("link.db").symlink_to(path)
    return path.with_name("link.db")


def by_another_name(path):
    path.with_name("other.db").hardlink_to(path)
    return path.with_name("other.db")


def with_the_lock_removed(path):
    path.with_name("bot.db.lock").unlink()
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the lock goes by the path alone")
@pytest.mark.parametrize("way", [by_a_link, by_another_name, with_the_lock_removed], ids=lambda way: way.__name__)
def test_the_file_itself_is_locked_whatever_leads_to_it(tmp_path, way):
    path = tmp_path / "bot.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, f"sqlite:///{path}"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "open\n"
            url = f"sqlite:///{way(path)}"
            with pytest.raises(DatabaseInUse, match="is in use by another bot"):
                Database(url).open()
            with sqlite3.connect(path, timeout=0) as beside:
                assert beside.execute("SELECT count(*) FROM chats").fetchone() == (0,)
            beside.close()
        finally:
            holder.kill()
    again = Database(url)
    again.open()
    again.close()
