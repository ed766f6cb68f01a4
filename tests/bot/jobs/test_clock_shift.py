"""The clock is set back by an hour: what was put off for a second does not wait for an hour."""

import asyncio
import logging

import pytest
import sqlalchemy as sa

from bot.core.wakeup import Wakeup
from bot.jobs import clock_shift, downtime_recovery
from bot.jobs.clock_shift import ClockShiftJob
from bot.storage.leads import lead_queue, lead_updates, pauses
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import outbox, outbox_results
from bot.storage.queues.outbox import NewMessage
from bot.storage.queues.outbox_results import SendResult
from bot.storage.tables import LEAD_UPDATES, LEADS
from bot.storage.upkeep import process_notes
from bot.storage.upkeep.due_times import LEAST
from conversations.events import LeadStatus
from support.waiting import eventually

HOUR = 3600.0


class Steady:
    """A clock that never jumps, moved by hand."""

    now = 5.0

    def monotonic(self):
        return self.now


@pytest.fixture(autouse=True)
def steady(monkeypatch):
    steady = Steady()
    monkeypatch.setattr(clock_shift, "time", steady)
    return steady


@pytest.fixture
def put_off(database):
    put_all_off(database)


def put_all_off(database):
    """A reply under a lease, one to be retried, a lead to be retried, one in flight, and a paused queue."""

    def job(tx):
        outbox.add(tx, [NewMessage("derby", chat, "message", "{}") for chat in (1, 2)])
        leases = {queue.chat_id: queue.lease for queue in outbox.take(tx, 2, 60.0)}
        outbox_results.record(tx, [SendResult("derby", 2, leases[2], retry_at=tx.now + 5)])
        for reference in ("VB-1", "VB-2"):
            lead_queue.put(tx, NewLead("derby", 1, reference, "{}"))
        first, _ = lead_queue.take(tx, 2, 60.0)
        lead_queue.record_result(
            tx, LeadResult(first.reference, "derby", LeadStatus.WAITING, next_at=tx.now + 30), first.attempt
        )
        pauses.pause(tx, "another", "the key is refused", tx.now + 30)

    database.run_sync(job)


def dues(database):
    """When the next reply, the next lead and the next probe are due, in seconds from now."""

    def job(tx):
        (pause,) = pauses.all_(tx)
        return tuple(round(at - tx.now) for at in (outbox.next_due(tx), lead_queue.next_due(tx), pause.probe_at))

    return database.run_sync(job)


@pytest.fixture
async def watching(database, steady, monkeypatch):
    monkeypatch.setattr("bot.jobs.clock_shift.EVERY", 0.01)
    wakeup = Wakeup()
    task = asyncio.create_task(ClockShiftJob(database, [wakeup]).run())
    yield wakeup
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def looked(database, monkeypatch=None):
    """Wait until the clock was looked at twice more."""
    looks = 0
    run = database.run

    async def counted(job):
        nonlocal looks
        looks += 1
        return await run(job)

    database.run = counted
    await eventually(lambda: looks >= 3, "looks at the clock")
    database.run = run


async def test_set_back_by_an_hour(database, clock, steady, put_off, watching, caplog):
    await looked(database)
    assert dues(database) == (5, 30, 30)
    clock.now -= HOUR
    await asyncio.wait_for(watching.wait(), 5)
    assert dues(database) == (5, 30, 30)
    (warning,) = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert (warning.seconds, warning.rows) == (HOUR, 5)
    await looked(database)
    assert dues(database) == (5, 30, 30), "once"


async def test_what_is_known_of_a_lead_since_a_time_is_known_since_then(database, clock, put_off, watching):
    def times(tx):
        return tx.connection.execute(sa.select(LEADS.c.unknown_since - tx.now, LEADS.c.absent_at - tx.now)).all()

    unknown = sa.update(LEADS).where(LEADS.c.reference == "VB-1")
    database.run_sync(
        lambda tx: tx.connection.execute(unknown.values(unknown_since=tx.now - 90, absent_at=tx.now - 30))
    )
    before = database.run_sync(times)
    await looked(database)
    clock.now -= HOUR
    await asyncio.wait_for(watching.wait(), 5)
    assert database.run_sync(times) == [pytest.approx(row) for row in before]


async def test_what_is_put_off_while_the_clock_is_ahead_between_two_looks_does_not_wait(
    database, clock, steady, caplog
):
    wakeup = Wakeup()
    job = ClockShiftJob(database, [wakeup])
    await job._look()
    clock.now += HOUR
    put_all_off(database)
    clock.now -= HOUR
    await job._look()
    await asyncio.wait_for(wakeup.wait(), 5)
    assert dues(database) == (5, 30, 30)
    await job._look()
    assert [record.seconds for record in caplog.records] == [HOUR], "once"


async def test_an_update_of_a_lead_is_as_old_as_before(database, clock, steady):
    def put(tx):
        lead_updates.withdraw_erased(tx, "derby", "VB-1", "7", None)

    def age(tx):
        return tx.now - tx.connection.execute(sa.select(LEAD_UPDATES.c.created_at)).scalar_one()

    job = ClockShiftJob(database, [])
    database.run_sync(put)
    await job._look()
    steady.now, clock.now = steady.now + 90, clock.now + 90 - HOUR
    await job._look()
    assert database.run_sync(age) == pytest.approx(90)


@pytest.mark.parametrize("jump", [-LEAST + 1, 0.5, HOUR, 8 * HOUR])
async def test_small_steps_back_and_any_forward_are_left_to_themselves(
    database, clock, put_off, watching, caplog, jump
):
    await looked(database)
    clock.now += jump
    await looked(database)
    assert dues(database) == (round(5 - jump), round(30 - jump), round(30 - jump))
    assert not caplog.records


async def test_time_that_goes_by_is_no_jump(database, clock, steady, put_off, watching, caplog):
    for _ in range(3):
        await looked(database)
        steady.now += HOUR
        clock.now += HOUR
    await looked(database)
    assert not caplog.records


async def started(database):
    """A process that has just started, and receives updates."""
    job = downtime_recovery.DowntimeRecoveryJob(database, lambda: True)
    await job._begin()
    await job._note()


@pytest.mark.parametrize("jumps", [(HOUR,), (100.0, 100.0)])
async def test_set_forward_is_no_absence_for_the_next_process(database, clock, put_off, watching, jumps):
    database.run_sync(process_notes.note_alive)
    await looked(database)
    for jump in jumps:
        clock.now += jump
        await looked(database)
    await started(database)
    assert database.run_sync(process_notes.resuming) is None


async def test_set_back_while_the_bot_was_away(database, clock, put_off):
    database.run_sync(process_notes.note_alive)
    clock.now -= HOUR
    await started(database)
    assert dues(database) == (5, 30, 30)
