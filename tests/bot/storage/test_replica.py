"""One process among several: one leads, whoever is needed is woken, whoever is alone tells nobody."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

import psycopg

from bot.storage import inbox, leads
from bot.storage.database import is_running
from bot.storage.transaction import Queue
from support.replicas import REPLICA, item, process, says
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
    monkeypatch.setattr("bot.storage.replica.LOOK_EVERY", 600.0)
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
    await replicas[1].run(lambda tx: leads.put(tx, leads.NewLead("derby", 1, "VB-1", "{}")))
    await eventually(lambda: woken["1"], "and the other way round")
    assert [queue for queue, _ in woken["1"]] == [Queue.LEADS], "nobody hears itself"
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_is_alone_tells_nobody_until_somebody_joins(postgresql_url, replicas, monkeypatch):
    monkeypatch.setattr("bot.storage.replica.LOOK_EVERY", 600.0)
    monkeypatch.setattr("bot.storage.replica.BEAT", 0.1)
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
