"""One process among several: one leads, whoever is needed is woken, whoever is alone tells nobody."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict

import psycopg
import pytest

from bot.storage.backends import liveness
from bot.storage.backends.replica import in_touch
from bot.storage.leads import lead_queue
from bot.storage.queues import inbox
from bot.storage.transaction import Queue
from support.replicas import REPLICA, is_running, item, process, says
from support.waiting import eventually


async def test_one_leads_and_when_it_is_killed_another_takes_over(postgresql_url):
    with process(postgresql_url, REPLICA) as first:
        await says(first, "leads")
        with process(postgresql_url, REPLICA) as second:
            await says(second, "woken")
            telling = asyncio.create_task(says(second, "leads"))
            await asyncio.sleep(2.5)
            assert not telling.done(), "two lead at once"
            assert is_running(postgresql_url)
            killed = time.monotonic()
            first.kill()
            await telling
            assert time.monotonic() - killed < 5
    await eventually(lambda: not is_running(postgresql_url), "the end of both")


async def test_a_commit_wakes_the_other_process_without_a_look_at_the_database(postgresql_url, replicas, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.replica.LOOK_EVERY", 600.0)
    woken = defaultdict(list)
    loop = asyncio.get_running_loop()

    def place(database, name):
        return database.replica({queue: lambda q=queue: woken[name].append((q, loop.time())) for queue in Queue})

    ones, twos = (place(database, name) for database, name in zip(replicas, "12", strict=True))
    tasks = [asyncio.create_task(each.run()) for each in (ones, twos)]
    await eventually(lambda: len(woken["1"]) == len(woken["2"]) == 3, "both in touch")
    await eventually(lambda: ones.leads or twos.leads, "a leader")
    woken.clear()
    await replicas[0].run(lambda tx: inbox.add(tx, [item(1, 1)]))
    await eventually(lambda: woken["2"], "the other is woken")
    assert [queue for queue, _ in woken["2"]] == [Queue.INBOX]
    await replicas[1].run(lambda tx: lead_queue.put(tx, lead_queue.NewLead("derby", 1, "VB-1", "{}")))
    await eventually(lambda: woken["1"], "and the other way round")
    assert [queue for queue, _ in woken["1"]] == [Queue.LEADS], "nobody hears itself"
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_is_alone_tells_nobody_until_somebody_joins(postgresql_url, replicas, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.replica.LOOK_EVERY", 600.0)
    monkeypatch.setattr("bot.storage.backends.replica.BEAT", 0.1)
    with psycopg.connect(postgresql_url, autocommit=True) as listener:
        listener.execute("LISTEN valuation_bot")
        one = replicas[0].replica({queue: lambda: None for queue in Queue})
        running = [asyncio.create_task(one.run())]
        await eventually(lambda: one.leads, "it leads")
        await asyncio.sleep(0.3)  # a beat, in which it finds itself alone
        await replicas[0].run(lambda tx: inbox.add(tx, [item(1, 1)]))
        told = [each.payload for each in await asyncio.to_thread(lambda: list(listener.notifies(timeout=0.5)))]
        assert told == ["present"], "its own joining is all that there was to hear"

        woken = set()
        two = replicas[1].replica({queue: lambda q=queue: woken.add(q) for queue in Queue})
        running.append(asyncio.create_task(two.run()))
        await eventually(lambda: len(woken) == 3 and not one._alone, "the other one has joined")
        woken.clear()
        await replicas[0].run(lambda tx: inbox.add(tx, [item(2, 1)]))
        await eventually(lambda: woken == {Queue.INBOX}, "which is told")
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@contextlib.asynccontextmanager
async def keeping_in_touch(*replicas):
    """Run what keeps each of these in touch with the others; more may be put into what this gives."""
    running = [asyncio.create_task(each.run()) for each in replicas]
    try:
        yield running
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@pytest.fixture
def unhurried(monkeypatch):
    """Nothing is looked at but once at the start: who is not told does not know."""
    monkeypatch.setattr("bot.storage.backends.replica.LOOK_EVERY", 600.0)
    monkeypatch.setattr("bot.storage.backends.replica.BEAT", 600.0)
    monkeypatch.setattr("bot.storage.backends.replica.IDLE_MAX", 6000.0)


@pytest.mark.usefixtures("unhurried")
async def test_whoever_joins_is_told_from_then_on(replicas):
    woken = set()
    one = replicas[0].replica({queue: lambda: None for queue in Queue})
    two = replicas[1].replica({queue: lambda q=queue: woken.add(q) for queue in Queue})
    async with keeping_in_touch(one) as running:
        await eventually(lambda: one._alone, "a beat, in which it finds itself alone")
        running.append(asyncio.create_task(two.run()))
        await eventually(lambda: len(woken) == 3 and one._notices, "the other one has joined")
        woken.clear()
        await replicas[0].run(lambda tx: inbox.add(tx, [item(1, 1)]))
        await eventually(lambda: woken == {Queue.INBOX}, "which is told")


@pytest.mark.usefixtures("unhurried")
async def test_whoever_joins_while_it_is_looked_for_others_is_told_from_then_on(replicas, monkeypatch):
    woken = set()
    one = replicas[0].replica({queue: lambda: None for queue in Queue})
    two = replicas[1].replica({queue: lambda q=queue: woken.add(q) for queue in Queue})
    ask, beat, beaten = one._ask, one._beat, asyncio.Event()
    joining: list[asyncio.Task[None]] = []

    async def asked(connection, statement, *parameters):
        answer = await ask(connection, statement, *parameters)
        if statement is liveness.OTHERS and not joining:
            assert not answer
            joining.append(asyncio.create_task(two.run()))
            while not one._notices:
                await ask(connection, "SELECT 1")
        return answer

    async def beats(connection):
        await beat(connection)
        beaten.set()

    monkeypatch.setattr(one, "_ask", asked)
    monkeypatch.setattr(one, "_beat", beats)
    async with keeping_in_touch(one) as running:
        await eventually(lambda: beaten.is_set() and len(woken) == 3, "the other one has joined")
        running.extend(joining)
        woken.clear()
        await replicas[0].run(lambda tx: inbox.add(tx, [item(1, 1)]))
        await eventually(lambda: woken == {Queue.INBOX}, "which is told")


async def test_whoever_joins_while_one_is_out_of_touch_is_told_when_that_is_over(postgresql_url, replicas, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.replica.LOOK_EVERY", 600.0)
    monkeypatch.setattr("bot.storage.backends.replica.BEAT", 1.0)  # and as long out of touch
    woken = set()
    one = replicas[0].replica({queue: lambda: None for queue in Queue})
    two = replicas[1].replica({queue: lambda q=queue: woken.add(q) for queue in Queue})
    async with keeping_in_touch(one) as running:
        await eventually(lambda: one._alone, "a beat, in which it finds itself alone")
        with psycopg.connect(postgresql_url, autocommit=True) as server:
            server.execute("SELECT pg_terminate_backend(%s)", (one._session_pid,))
        await eventually(lambda: not one.in_touch, "the end of its session")
        running.append(asyncio.create_task(two.run()))
        await eventually(lambda: len(woken) == 3, "the other one has joined")
        woken.clear()
        await replicas[0].run(lambda tx: inbox.add(tx, [item(1, 1)]))
        await eventually(lambda: woken == {Queue.INBOX}, "which is told")


@pytest.mark.usefixtures("unhurried")
async def test_whoever_leaves_has_the_others_look_at_every_queue(replicas):
    woken = set()
    one = replicas[0].replica({queue: lambda: None for queue in Queue})
    two = replicas[1].replica({queue: lambda q=queue: woken.add(q) for queue in Queue})
    async with keeping_in_touch(two):
        await eventually(lambda: len(woken) == 3, "one is there")
        async with in_touch(one):
            await eventually(lambda: two._notices and one._beat_at, "the other one has joined")
            woken.clear()
        await eventually(lambda: woken == set(Queue), "which leaves")
