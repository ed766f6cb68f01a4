"""PostgreSQL's own: a server that dies, refuses or forgets, transactions in each other's way, its clock and its errors."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time

import psycopg
import pytest
import sqlalchemy as sa

from bot.storage.database import Database, DatabaseAway, DatabaseProblem, DatabaseUnusable
from bot.storage.queues import inbox, outbox
from bot.storage.transaction import Queue
from support.postgres import PASSWORD
from support.replicas import item, process
from support.waiting import eventually


def test_the_clock_is_the_servers(replicas, monkeypatch):
    before = replicas[0].run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one())
    monkeypatch.setattr(time, "time", lambda: 0.0)
    now = replicas[0].run_sync(lambda tx: tx.now)
    assert before.timestamp() <= now < before.timestamp() + 60


def test_processes_that_start_together_migrate_once(postgresql_url):
    with contextlib.ExitStack() as stack:
        starters = [stack.enter_context(process(postgresql_url, "print('open', flush=True)")) for _ in range(4)]
        assert [starter.stdout and starter.stdout.readline() for starter in starters] == ["open\n"] * 4
        assert [starter.wait(30) for starter in starters] == [0] * 4


async def test_a_server_that_dies_is_waited_for(postgres, postgresql_url, replicas, caplog):
    one, two = replicas
    woken = []
    place = one.replica({Queue.INBOX: lambda: woken.append(1)})
    led = []

    async def work():
        led.append("begun")
        try:
            await asyncio.Event().wait()
        finally:
            led.append("ended")

    tasks = [asyncio.create_task(place.run()), asyncio.create_task(place.lead(work))]
    await eventually(lambda: place.leads, "it leads")
    for database in replicas:  # all connections of the pools are open, and about to be broken
        await asyncio.gather(*(database.run(lambda _: time.sleep(0.05)) for _ in range(4)))
    await one.run(lambda tx: inbox.add(tx, [item(1, 1)]))
    postgres.kill()
    try:
        for _ in range(3):
            with pytest.raises(DatabaseAway, match=r"PostgreSQL at 127.0.0.1:\d+ cannot be reached"):
                await one.run(inbox.waiting)
        await eventually(lambda: led == ["begun", "ended"], "whoever cannot know that it leads steps down")
    finally:
        postgres.start()
    for database in (one, two, one):
        assert (await database.run(inbox.waiting)).count == 1
    woken.clear()
    await eventually(lambda: place.leads and led[-1] == "begun", "and leads again")
    await two.run(lambda tx: inbox.add(tx, [item(2, 2)]))
    await eventually(lambda: woken, "and is woken again")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    said = [record.getMessage() for record in caplog.records if "cannot be reached" in record.getMessage()]
    assert len(said) == 1, "once"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (lambda postgresql_url: postgresql_url.replace(PASSWORD, "wrong"), "refuses the user or the password"),
        (lambda postgresql_url: postgresql_url.rpartition("/")[0] + "/nosuch", "has no database of the name"),
        (lambda postgresql_url: f"{postgresql_url}?pool_size=5", r'cannot be used as it is: .*"pool_size"\.$'),
        (lambda postgresql_url: f"{postgresql_url}?connect_timeout=x", "cannot be used as it is: .*connect_timeout"),
        (
            lambda postgresql_url: f"{postgresql_url}?sslmode=requir",
            r'cannot be reached \(.*invalid sslmode value: "requir"\)',
        ),
        (
            lambda postgresql_url: f"{postgresql_url}?sslmode=require",
            r"cannot be reached \(.*server does not support SSL",
        ),
        (lambda postgresql_url: f"{postgresql_url}?options=-csearch_path%3Dnone", "has no schema for the tables"),
    ],
    ids=["password", "database", "option", "timeout", "sslmode", "no TLS", "search_path"],
)
def test_a_server_that_does_not_let_us_in(postgresql_url, other, words):
    with pytest.raises(DatabaseProblem, match=words) as caught:
        Database(other(postgresql_url)).open()
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_store_every_name_is_refused(postgres, encoding):
    name = f"in_{encoding.lower()}"
    postgres.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(DatabaseUnusable, match=f"has the encoding {encoding}, .* CREATE DATABASE"):
        Database(postgres.url(name)).open()
    postgres.execute(f"DROP DATABASE {name}")


def test_a_server_that_forgets_what_it_confirmed_is_refused(postgres, postgresql_url):
    database = postgresql_url.rsplit("/", 1)[1]
    postgres.execute(f"ALTER DATABASE {database} SET synchronous_commit = off")
    try:
        with pytest.raises(DatabaseProblem, match="synchronous_commit"):
            Database(postgresql_url).open()
    finally:
        postgres.execute(f"ALTER DATABASE {database} RESET synchronous_commit")


def test_transactions_in_each_others_way_are_run_again(replicas):
    one, two = replicas
    messages = [outbox.NewMessage("derby", chat, "message", "") for chat in (1, 2)]
    one.run_sync(lambda tx: outbox.add(tx, messages))
    meet = threading.Barrier(2, timeout=20)
    runs = []

    def crosswise(first, second):
        def job(tx):
            runs.append(first)
            outbox.add(tx, [outbox.NewMessage("derby", first, "message", "")])
            if len(runs) <= 2:
                meet.wait()
            outbox.add(tx, [outbox.NewMessage("derby", second, "message", "")])

        return job

    other = threading.Thread(target=lambda: two.run_sync(crosswise(2, 1)))
    other.start()
    one.run_sync(crosswise(1, 2))
    other.join()
    assert len(runs) > 2, "one of the two was run again"
    assert one.run_sync(outbox.waiting).count == 6


def test_nothing_that_people_said_is_in_an_error_of_the_drivers(replicas):
    with pytest.raises(sa.exc.IntegrityError, match="duplicate key") as caught:
        replicas[0].run_sync(
            lambda tx: [tx.connection.execute(inbox.INBOX.insert(), row()) for _ in range(2)],
        )
    assert isinstance(caught.value.orig, psycopg.errors.UniqueViolation)
    assert "Marla" not in str(caught.value)


def row():
    return {"agency": "derby", "key": "k", "chat_id": 1, "source": "", "body": b"Marla Singer", "received_at": 1.0}
