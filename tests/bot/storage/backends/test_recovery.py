"""What a dead replica held is released: soon, and not too soon."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from bot.storage.backends.recovery import GRACE, DeadReplicaCleaner
from bot.storage.database import DatabaseAway
from bot.storage.leads import lead_queue
from bot.storage.queues import outbox
from bot.storage.upkeep import process_notes
from support.replicas import REPLICA, is_running, process, says
from support.waiting import eventually


@pytest.fixture
def tellers(replicas):
    """Lets both databases' clock stand ``later`` than when the test began, in seconds: a slow machine is no grace."""
    told, began = SimpleNamespace(later=0.0), time.time()
    for each in replicas:
        each.backend._clock = lambda: began + told.later
    return told


HOLDING = REPLICA.replace(
    "    loop =",
    """
    from bot.storage.leads import lead_queue as leads; from bot.storage.queues import outbox
    database.run_sync(lambda tx: (outbox.take(tx, 1, 600.0), leads.take(tx, 1, 600.0)))
    print("taken", flush=True)
    loop =""",
)


@pytest.fixture
async def held(postgresql_url, replicas):
    """A process with its session that holds a lead and a chat, and has two of each left for others."""
    for number in range(3):
        replicas[0].run_sync(lambda tx, n=number: outbox.add(tx, [outbox.NewMessage("derby", n, "message", "")]))
        replicas[0].run_sync(lambda tx, n=number: lead_queue.put(tx, lead_queue.NewLead("derby", n, f"VB-{n}", "{}")))
    with process(postgresql_url, HOLDING) as holder:
        await says(holder, "woken")
        yield holder


async def test_a_dead_replicas_leases_are_released_long_before_they_run_out(held, postgresql_url, replicas, tellers):
    one, _ = replicas
    cleaner = DeadReplicaCleaner(one.run)
    for after in (0.0, GRACE, 10 * GRACE):
        tellers.later = after
        assert await cleaner.look() == 0, "it lives"
    held.kill()
    await eventually(lambda: not is_running(postgresql_url), "the end of its session")
    assert await cleaner.look() == 0, "perhaps its session only begins anew"
    tellers.later += 0.9 * GRACE
    assert await cleaner.look() == 0
    tellers.later += 0.1 * GRACE
    assert await cleaner.look() == 2
    assert len(one.run_sync(lambda tx: outbox.take(tx, 10, 60.0))) == 3
    jobs = one.run_sync(lambda tx: lead_queue.take(tx, 10, 60.0))
    assert [job.possible_repeat for job in jobs] == [True, False, False]


async def test_leaders_that_die_in_quick_succession_do_not_put_it_off(held, postgresql_url, replicas, tellers):
    held.kill()
    await eventually(lambda: not is_running(postgresql_url), "the end of its session")
    for number in range(10):
        assert await DeadReplicaCleaner(replicas[number % 2].run).look() == 0
        tellers.later += GRACE / 10
    assert await DeadReplicaCleaner(replicas[0].run).look() == 2
    assert replicas[0].run_sync(process_notes.orphaned) == {}, "nothing stays behind"


async def test_what_a_replica_takes_while_it_is_missing_is_left_to_it_for_as_long(replicas, tellers):
    one, missing = replicas
    for number in range(2):
        one.run_sync(lambda tx, n=number: outbox.add(tx, [outbox.NewMessage("derby", n, "message", "")]))
    cleaner = DeadReplicaCleaner(one.run)
    missing.run_sync(lambda tx: outbox.take(tx, 1, 600.0))
    assert await cleaner.look() == 0
    tellers.later += GRACE
    missing.run_sync(lambda tx: outbox.take(tx, 1, 600.0))  # it went on before it had a session again
    assert await cleaner.look() == 1, "what it took before, not what it is sending now"
    tellers.later += 0.9 * GRACE
    assert await cleaner.look() == 0
    tellers.later += 0.1 * GRACE
    assert await cleaner.look() == 1


async def test_whoever_lost_its_session_with_the_server_is_given_time_to_come_back(
    postgres, held, postgresql_url, replicas, tellers
):
    held.kill()
    await eventually(lambda: not is_running(postgresql_url), "the end of its session")
    assert await DeadReplicaCleaner(replicas[0].run).look() == 0
    postgres.kill()
    postgres.start()
    tellers.later += 10 * GRACE
    assert await DeadReplicaCleaner(replicas[0].run).look() == 0, (
        "nobody can tell whom the server has seen since it began"
    )
    tellers.later += GRACE
    assert await DeadReplicaCleaner(replicas[0].run).look() == 2


async def test_after_trouble_with_the_database_everybody_is_given_time(held, postgresql_url, replicas, tellers):
    held.kill()
    await eventually(lambda: not is_running(postgresql_url), "the end of its session")
    away = False

    async def run(job):
        if away:
            raise DatabaseAway
        return await replicas[0].run(job)

    cleaner = DeadReplicaCleaner(run)
    assert await cleaner.look() == 0
    away = True
    assert await cleaner.look() == 0
    away = False
    tellers.later += 10 * GRACE
    assert await cleaner.look() == 0
    tellers.later += GRACE
    assert await cleaner.look() == 2


async def test_a_clock_that_is_set_back_does_not_keep_the_dead(held, postgresql_url, replicas, tellers):
    held.kill()
    await eventually(lambda: not is_running(postgresql_url), "the end of its session")
    cleaner = DeadReplicaCleaner(replicas[0].run)
    assert await cleaner.look() == 0
    tellers.later -= 3600.0
    assert await cleaner.look() == 0
    tellers.later += GRACE
    assert await cleaner.look() == 2


async def test_the_leader_sees_to_it(held, postgresql_url, replicas, monkeypatch):
    monkeypatch.setattr("bot.storage.backends.recovery.GRACE", 0.0)
    place = replicas[0].replica({})
    keeping = asyncio.create_task(place.run())
    held.kill()
    await eventually(lambda: place.leads, "a leader")

    async def take():
        return await replicas[1].run(lambda tx: lead_queue.take(tx, 10, 60.0))

    taken = []
    async with asyncio.timeout(30):
        while "VB-0" not in taken:
            taken += [job.reference for job in await take()]
            await asyncio.sleep(0.05)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
