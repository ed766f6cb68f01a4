"""A database that does not answer, on connections that look alive: nobody waits for it without an end."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.storage.backends import liveness
from bot.storage.database import Database, DatabaseAway
from bot.storage.queues import inbox
from bot.storage.transaction import Queue
from support.nemeses import Proxy
from support.waiting import eventually


@pytest.fixture
async def proxied(postgres, postgresql_url):
    """A database, and the proxy between."""
    async with Proxy(postgres.port) as proxy:
        database = Database(proxy.url(postgresql_url))
        await asyncio.to_thread(database.open)
        yield database, proxy
        await asyncio.to_thread(database.close)


async def test_a_connection_that_goes_silent_in_a_transaction_is_given_up_and_so_are_the_others(proxied, monkeypatch):
    database, proxy = proxied
    monkeypatch.setattr("bot.storage.backends.postgresql.SILENCE_MAX", 0.5)
    loop = asyncio.get_running_loop()

    def job(tx):
        forgotten = threading.Event()
        loop.call_soon_threadsafe(proxy.forget)
        loop.call_soon_threadsafe(forgotten.set)
        assert forgotten.wait(30)
        return inbox.waiting(tx)

    meeting = threading.Barrier(4, timeout=30)
    await asyncio.gather(*(database.run(lambda _: meeting.wait()) for _ in range(4)))
    before = proxy.count
    with pytest.raises(DatabaseAway):
        await database.run(job)
    assert (await database.run(inbox.waiting)).count == 0
    assert proxy.count == before + 1, "a fresh connection, and none of those that had been made with the silent one"


async def test_a_transaction_under_way_is_given_up_once_another_connection_is_found_silent(proxied, monkeypatch):
    database, proxy = proxied
    monkeypatch.setattr("bot.storage.bounded.LOOK_AFTER", 0.5)
    monkeypatch.setattr("bot.storage.backends.postgresql.BEGIN_WITHIN", 0.5)
    assert (await database.run(inbox.waiting)).count == 0
    loop, forgotten = asyncio.get_running_loop(), asyncio.Event()

    def job(tx):
        tx.connection.exec_driver_sql("SELECT 1")
        loop.call_soon_threadsafe(proxy.forget)
        loop.call_soon_threadsafe(forgotten.set)
        return tx.connection.exec_driver_sql("SELECT pg_sleep(15)").all()

    under_way = asyncio.ensure_future(database.run(job))
    await forgotten.wait()
    begun = loop.time()
    database.backend.suspicion.raise_()
    with pytest.raises(DatabaseAway):
        await under_way
    assert loop.time() - begun < 15, "the patience with one that nothing is known of is longer"


async def test_whoever_waits_for_the_server_to_work_is_left_alone(proxied, monkeypatch):
    database, _ = proxied
    monkeypatch.setattr("bot.storage.bounded.LOOK_AFTER", 0.2)
    done = await database.run(lambda tx: tx.connection.exec_driver_sql("SELECT 'done' FROM pg_sleep(1)").scalar_one())
    assert done == "done"


async def test_a_server_that_is_silent_to_everybody_is_away_and_back_when_it_answers(proxied, monkeypatch):
    database, proxy = proxied
    monkeypatch.setattr("bot.storage.backends.postgresql.BEGIN_WITHIN", 0.5)
    monkeypatch.setattr("bot.storage.backends.postgresql.ARGUMENTS", {"connect_timeout": 1})
    proxy.stalled = True
    proxy.forget()
    with pytest.raises(DatabaseAway):
        await database.run(inbox.waiting)
    proxy.stalled = False
    assert (await database.run(inbox.waiting)).count == 0


async def test_a_session_that_goes_silent_begins_anew_and_shows_that_the_replica_lives(proxied, replicas, monkeypatch):
    database, proxy = proxied
    monkeypatch.setattr("bot.storage.bounded.AsyncConnection.patience", 0.5)
    monkeypatch.setattr("bot.storage.backends.postgresql.BEGIN_WITHIN", 0.5)
    monkeypatch.setattr("bot.storage.backends.replica.BEAT", 0.2)
    monkeypatch.setattr("bot.storage.backends.replica.IDLE_MAX", 3.0)
    replica = database.replica({queue: lambda: None for queue in Queue})

    def holder():
        rows = replicas[0].run_sync(lambda tx: tx.connection.exec_driver_sql(
            f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = {liveness.PRESENT} AND granted"
        ).scalars().all())  # fmt: skip
        return rows[0] if rows else None

    keeping = asyncio.create_task(replica.run())
    await eventually(lambda: replica.leads, "it leads")
    first = holder()
    assert first == replica._session_pid
    proxy.forget()
    await eventually(lambda: replica._session_pid != first, "another session")
    assert holder() == first, "the server does not know yet that the first one is over"
    await eventually(lambda: holder() == replica._session_pid, "the lock of the second one")
    await eventually(lambda: replica.leads, "it leads again")
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def test_whoever_ends_does_not_wait_for_a_database_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.storage.database.STOP_WITHIN", 0.2)
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    database.open()
    silent = threading.Event()
    try:
        database.hurry()
        assert (await database.run(inbox.waiting)).count == 0, "as long as it answers, all is as ever"
        under_way, after_it = (asyncio.ensure_future(database.run(lambda tx: silent.wait())) for _ in range(2))
        for each in (under_way, after_it):
            with pytest.raises(DatabaseAway, match="does not answer"):
                await each
        with pytest.raises(DatabaseAway, match="does not answer"):
            await database.run(inbox.waiting)
        database.close()
    finally:
        silent.set()
