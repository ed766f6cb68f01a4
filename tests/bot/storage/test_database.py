from __future__ import annotations

import asyncio
import threading
import traceback

import pytest
import sqlalchemy as sa

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database, DatabaseProblem
from bot.storage.queues import inbox, outbox
from bot.storage.transaction import Queue

STATE = SavedState("derby", 1, "Marla Singer of 123 Example Street")


def save(tx):
    chat_states.save(tx, [STATE])


def saved(database):
    return {("derby", 1): STATE.state} == database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)]))


def test_a_job_commits_when_it_returns_and_leaves_nothing_when_it_raises(database):
    with pytest.raises(ZeroDivisionError):
        database.run_sync(lambda tx: (save(tx), 1 / 0))
    assert not saved(database)
    database.run_sync(save)
    assert saved(database)


def test_the_transaction_tells_the_time_of_its_start(database, clock):
    def job(tx):
        clock.now += 5
        return tx.now

    began = clock.now
    assert began == database.run_sync(job)
    assert began + 5 == database.run_sync(lambda tx: tx.now)


async def test_a_transaction_outlives_the_task_that_awaited_it(database):
    begun, go_on = threading.Event(), threading.Event()

    def job(tx):
        begun.set()
        go_on.wait(10)
        save(tx)

    task = asyncio.create_task(database.run(job))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    async with asyncio.timeout(10):
        while not await database.run(lambda tx: chat_states.load(tx, [("derby", 1)])):
            await asyncio.sleep(0.01)


def test_what_was_saved_is_there_after_reopening(database, make):
    database.run_sync(save)
    database.close()
    database.close()
    again = make()
    again.open()
    assert saved(again)


def test_closed_it_refuses_to_work(make):
    database = make()
    with pytest.raises(RuntimeError, match="not open"):
        database.run_sync(save)
    database.open()
    with pytest.raises(RuntimeError, match="is open"):
        database.open()


def test_workers_hear_of_new_work_after_its_commit_and_of_nothing_else(database):
    heard: list[set[Queue]] = []
    database.on_fed = heard.append

    def tell(tx):
        outbox.add(tx, [outbox.NewMessage("derby", 1, "message", "hello")])
        assert heard == [], "nobody could find it yet"

    with pytest.raises(ZeroDivisionError):
        database.run_sync(lambda tx: (tell(tx), 1 / 0))
    database.run_sync(save)
    assert heard == []
    database.run_sync(tell)
    assert heard == [{Queue.OUTBOX}]


def test_errors_show_nothing_that_people_said(database):
    def twice(tx):
        row = {"agency": "a", "chat_id": 1, "state": STATE.state.encode(), "saved_at": 1.0}
        for _ in range(2):
            tx.connection.execute(sa.insert(chat_states.CHATS), row)

    with pytest.raises(sa.exc.IntegrityError) as caught:
        database.run_sync(twice)
    shown = "".join(traceback.format_exception(caught.value))
    assert "Marla" not in shown
    assert "unique" in shown.lower()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///bot.db?mode=ro", "names no file"),
        ("postgresql://bot:hunter2@db", "names no database"),
        ("mysql://bot:hunter2@db/bot", "begins neither"),
        ("hunter2", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_url_that_names_no_database(url, words):
    with pytest.raises(DatabaseProblem, match=words) as caught:
        Database(url)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_commands_beside_a_running_bot_read_and_write(database, make):
    beside = make()
    beside.open(exclusive=False)
    database.run_sync(save)
    assert saved(beside)
    beside.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "key", 1, "staff", b"")]))
    assert database.run_sync(inbox.waiting).count == 1
