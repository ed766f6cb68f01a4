"""Damaged SQLite files: either they are refused in a sentence, or all that is in them can be read."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database, DatabaseProblem, DatabaseUnusable
from bot.storage.encryption import UNREADABLE
from bot.storage.leads import lead_queue
from bot.storage.queues import inbox, outbox
from bot.storage.transaction import Transaction
from bot.storage.upkeep import damage_check
from support.clock import Clock
from support.damage import DAMAGES, checkpoint, make_it_read_again, scribble

CHATS = range(1, 31)
KEYS = [("derby", chat) for chat in CHATS]


def fill(tx: Transaction) -> None:
    chat_states.save(tx, [SavedState("derby", chat, "x" * 300) for chat in CHATS])
    inbox.add(tx, [inbox.NewItem("derby", f"telegram:{chat}", chat, "telegram", b"y" * 200) for chat in CHATS])
    inbox.finish(tx, [item.id for item in inbox.take(tx, 10)])
    outbox.add(tx, [outbox.NewMessage("derby", chat, "message", "z" * 100) for chat in CHATS])
    for chat in CHATS:
        lead_queue.put(tx, lead_queue.NewLead("derby", chat, f"VB-{chat}", "l" * 200))


def everything(tx: Transaction) -> list[object]:
    """How many states, updates, replies and leads there are, and what they are like."""
    states = chat_states.load(tx, KEYS)
    replies = [message.body for queue in outbox.take(tx, 100, 60.0) for message in queue.messages]
    posted = [lead.lead for lead in lead_queue.take(tx, 100, 60.0)]
    return [
        len(states), set(states.values()),
        len(inbox.take(tx, 100)),
        len(replies), set(replies),
        len(posted), set(posted),
    ]  # fmt: skip


WHOLE: list[object] = [30, {"x" * 300}, 20, 30, {"z" * 100}, 30, {"l" * 200}]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A database with something in every queue, and how many pages it has."""
    path = tmp_path_factory.mktemp("sound") / "bot.db"
    database = Database(f"sqlite:///{path}", clock=Clock())
    database.open()
    database.run_sync(fill)
    database.close()
    return path, checkpoint(path)


@pytest.mark.parametrize("harm", DAMAGES, ids=lambda harm: harm.__name__)
def test_a_damaged_page_is_refused_in_a_sentence_or_does_no_harm(
    sound: tuple[Path, int], tmp_path: Path, harm: Callable[[Path, int, int], None]
) -> None:
    whole, pages = sound
    refused = 0
    for page in range(2 if harm.__name__ == "shorten" else 1, pages + 1):
        path = tmp_path / f"{page}.db"
        shutil.copy(whole, path)
        harm(path, page, page)
        database = Database(f"sqlite:///{path}", clock=Clock())
        opened = False
        found = WHOLE
        with contextlib.suppress(DatabaseUnusable):  # nothing else may be raised
            database.open()
            opened = True
            found = database.run_sync(everything)
        database.close()
        refused += not opened
        for kept, wanted in zip(found, WHOLE, strict=True):
            assert kept == wanted or (isinstance(kept, set) and UNREADABLE in kept), (page, found)
    assert refused >= (1 if harm.__name__ == "scratch" else pages // 2)


@pytest.mark.parametrize("whole_max", [0, damage_check.WHOLE_MAX], ids=["pages only", "completely"])
async def test_a_large_file_is_checked_while_it_is_used_and_not_before(
    sound: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole_max: int
) -> None:
    monkeypatch.setattr(damage_check, "AT_START_MAX", 0)
    monkeypatch.setattr(damage_check, "WHOLE_MAX", whole_max)
    path = tmp_path / "bot.db"
    shutil.copy(sound[0], path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE unread (text)")
        connection.execute("INSERT INTO unread VALUES (hex(zeroblob(100000)))")
        connection.commit()
    scribble(path, checkpoint(path) - 20)  # a page that opening does not read
    database = Database(f"sqlite:///{path}", clock=Clock())
    database.open()
    assert database.run_sync(everything) == WHOLE
    with pytest.raises(DatabaseUnusable, match=r"bot\.db is damaged"):
        await database.look_for_damage()
    database.close()


async def test_a_small_file_is_not_checked_again_nor_is_a_file_that_is_gone_called_damaged(
    sound: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    shutil.copy(sound[0], path)
    database = Database(f"sqlite:///{path}", clock=Clock())
    database.open()
    monkeypatch.setattr(damage_check, "look_for_damage", None)
    await database.look_for_damage()
    database.close()
    monkeypatch.undo()
    path.rename(tmp_path / "moved.db")
    damage_check.BackgroundCheck(path).run()


async def test_a_stop_interrupts_the_check_of_a_large_file(
    sound: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(connection: sqlite3.Connection, _: Path) -> None:
        begun.set()
        try:
            connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n")
        finally:
            ended.set()

    path = tmp_path / "bot.db"
    shutil.copy(sound[0], path)
    database = Database(f"sqlite:///{path}", clock=Clock())
    database.open()
    monkeypatch.setattr(damage_check, "AT_START_MAX", 0)
    monkeypatch.setattr(damage_check, "look_for_damage", endless)
    check = asyncio.create_task(database.look_for_damage())
    while not begun.is_set():
        await asyncio.sleep(0.01)
    assert database.run_sync(everything) == WHOLE  # nobody waits for it
    check.cancel()
    with pytest.raises(asyncio.CancelledError):
        await check
    assert ended.is_set()
    database.close()


@pytest.mark.parametrize("change", ["DROP TABLE outbox", "ALTER TABLE chats RENAME COLUMN state TO stale"])
def test_a_table_or_column_that_is_gone_is_noticed_at_the_start(
    sound: tuple[Path, int], tmp_path: Path, change: str
) -> None:
    path = tmp_path / "bot.db"
    shutil.copy(sound[0], path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
    with pytest.raises(DatabaseUnusable, match=r"bot\.db is damaged"):
        Database(f"sqlite:///{path}", clock=Clock()).open()


async def test_damage_met_while_it_runs_is_a_problem_that_no_waiting_mends(
    sound: tuple[Path, int], tmp_path: Path
) -> None:
    path = tmp_path / "bot.db"
    shutil.copy(sound[0], path)
    database = Database(f"sqlite:///{path}", clock=Clock())
    heard: list[DatabaseProblem] = []
    database.on_problem = heard.append
    database.open()
    for page in range(2, checkpoint(path) + 1):
        scribble(path, page)
    make_it_read_again(path)
    with pytest.raises(DatabaseUnusable, match=r"bot\.db is damaged"):
        await database.run(everything)
    with pytest.raises(DatabaseUnusable):
        await database.scrub()
    assert {type(problem).__mro__[1] for problem in heard} == {DatabaseUnusable}
    database.close()
