"""A worker that stops, dies, or cannot write down what came of a lead."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.core.wakeup import Wakeup
from bot.lead_api import result_writer
from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.lead_api.worker import LEASE, LeadWorker
from bot.storage.database import DatabaseProblem
from bot.storage.leads import lead_queue
from conversations.events import LeadStatus
from support.lead_desk import HOST, metas
from support.waiting import PATIENCE, eventually


async def test_stopping_lets_a_request_under_way_finish(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")
        asyncio.get_running_loop().call_later(0.1, held.go.set)

    assert await held_desk.status(1) == [LeadStatus.DELIVERED]


async def test_stopping_gives_back_what_does_not_finish_as_a_possible_repeat(held_desk, held):
    held_desk.limits["GRACE"] = 0.05
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")

    row = await held_desk.row(1)
    assert (row.status, row.possible_repeat) == (LeadStatus.WAITING, True)
    held.go.set()
    async with held_desk.working():
        await held_desk.until(1, LeadStatus.DELIVERED)
    look, repeat = held.arrived[1:]
    assert look.startswith(b"GET /api/v103/person/leads?email=")
    assert b'"possible_repeat":"true"' in repeat


async def test_stopping_gives_back_what_was_not_sent_unmarked(desk):
    class NeverConnects(LeadApi):
        async def create(self, payload, *, on_sent=None):
            connecting.set()
            await asyncio.Event().wait()

    connecting = asyncio.Event()
    desk.limits["GRACE"] = 0.05
    async with NeverConnects("http://127.0.0.1:1", "key") as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working():
            await desk.put(1)
            await connecting.wait()

    row = await desk.row(1)
    assert (row.status, row.possible_repeat) == (LeadStatus.WAITING, False)


async def test_stopping_twice_does_not_wait_for_the_grace(held_desk, held, monkeypatch):
    worker = LeadWorker(
        held_desk.database,
        held_desk.accounts.get,
        leads_wakeup=Wakeup(),
        inbox_wakeup=Wakeup(),
        tell_staff=lambda *_: None,
    )
    monkeypatch.setattr("bot.lead_api.worker.GRACE", 60.0)
    await held_desk.put(1)
    task = asyncio.create_task(worker.run())
    await eventually(lambda: held.arrived, "a request")
    began = time.monotonic()
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert time.monotonic() - began < 10
    assert await held_desk.status(1) == [LeadStatus.WAITING]


async def test_what_is_claimed_while_stopping_is_given_back(desk):
    """The claim's transaction goes through although nobody waits for it any more."""
    claimed = asyncio.Event()

    def slow(run):
        async def slow_run(job):
            result = await run(job)
            claimed.set()
            await asyncio.sleep(0.05)
            return result

        return slow_run

    await desk.put(1)
    desk.between = slow
    async with desk.working():
        await claimed.wait()

    row = await desk.row(1)
    assert (row.status, row.possible_repeat, row.attempts) == (LeadStatus.WAITING, False, 1)


async def test_a_lead_whose_process_died_is_sent_again_as_a_possible_repeat(desk, sandbox):
    await desk.put(1)
    await desk.database.run(lambda tx: lead_queue.take(tx, 1, 90.0))
    desk.database.close()
    desk.open()
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    (meta,) = metas(sandbox)
    assert (meta["possible_repeat"], meta["attempt"]) == ("true", "2")


async def test_an_outcome_is_written_once_the_database_is_back_and_the_lead_not_sent_again(desk, sandbox):
    failures: list[object] = []

    def failing(run):
        async def failing_run(job):
            if sandbox.journal.leads and len(failures) < 2:
                failures.append(job)
                raise DatabaseProblem("the disk is full")
            return await run(job)

        return failing_run

    await desk.put(1)
    desk.between = failing
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    assert (len(failures), len(sandbox.journal.leads)) == (2, 1)


@pytest.mark.parametrize("answered", [True, False], ids=["an outcome", "a lead to be given back"])
async def test_a_database_that_is_away_does_not_keep_it_from_stopping(held_desk, held, monkeypatch, answered):
    """What cannot be written stays under its lease, and goes again as a possible repeat."""
    monkeypatch.setattr(result_writer, "_DATABASE_WAITS", (PATIENCE,) * 3)
    failures: list[object] = []

    def failing(run):
        async def failing_run(job):
            if held.arrived:
                failures.append(job)
                raise DatabaseProblem("away")
            return await run(job)

        return failing_run

    held_desk.between = failing
    held_desk.limits["GRACE"] = 0.05
    await held_desk.put(1)
    async with held_desk.working() as worker:
        await eventually(lambda: held.arrived, "a request")
        if answered:
            held.go.set()
            await eventually(lambda: worker.outcomes and failures, "an outcome, not written")

    assert len(failures) == 1 + answered, "each was tried once, and the outcome once more at the stop"
    assert await held_desk.status(1) == [LeadStatus.IN_FLIGHT]
    held.go.set()
    held_desk.between = None
    held_desk.offset += LEASE + 1
    async with held_desk.working():
        await held_desk.until(1, LeadStatus.DELIVERED)
    look, repeat = held.arrived[1:]
    assert look.startswith(b"GET /api/v103/person/leads?email=")
    assert b'"possible_repeat":"true"' in repeat
