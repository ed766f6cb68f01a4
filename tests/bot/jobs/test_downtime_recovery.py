"""After a longer absence: who is asked again where they were, once, and what the log says."""

import asyncio
import logging

import pytest

from bot.core.serialization import QUEUED, STATE
from bot.jobs import downtime_recovery
from bot.jobs.downtime_recovery import LOOK_BACK, MESSAGES_KEPT, TAPS_KEPT, DowntimeRecoveryJob
from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.queues import inbox
from bot.storage.queues.inbox import NewItem
from bot.storage.upkeep import process_notes
from conversations.events import Resumed
from conversations.state import Collecting, Ended, Sent, State, Valued
from support.waiting import eventually

IN_THE_MIDDLE = Collecting()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(downtime_recovery, "PER_SECOND", 1000)
    monkeypatch.setattr(downtime_recovery, "FIRST_WAIT", 0.0)


def save(database, phase, *numbers):
    states = [SavedState("derby", chat, STATE.encode(State(phase))) for chat in numbers]
    database.run_sync(lambda tx: chat_states.save(tx, states))


@pytest.fixture
def start(database, monkeypatch):
    """Run a resumer until it has nothing more to do; returns whom it asked, in order."""

    async def run():
        resumer = DowntimeRecoveryJob(database, lambda: True)
        begun = asyncio.Event()
        note = resumer._note

        async def noted():
            await note()
            begun.set()

        monkeypatch.setattr(resumer, "_note", noted)
        task = asyncio.create_task(resumer.run())
        await begun.wait()
        while await database.run(process_notes.resuming) is not None:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        items = await database.run(lambda tx: inbox.take(tx, 1000))
        asked = [item for item in items if item.source == "event"]
        assert all(QUEUED.decode(item.body) == Resumed() for item in asked)
        return [item.chat_id for item in asked]

    return run


async def test_people_in_the_middle_are_asked_the_latest_first(database, clock, start, caplog):
    for chat in (1, 2, 3):
        save(database, IN_THE_MIDDLE, chat)
        clock.now += 60
    database.run_sync(process_notes.note_alive)
    clock.now += TAPS_KEPT + 1
    assert await start() == [3, 2, 1]
    (warning,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert warning.seconds_away == TAPS_KEPT + 1


async def test_a_short_absence_is_nobody_s_business(database, clock, start, caplog):
    save(database, IN_THE_MIDDLE, 1)
    clock.now += TAPS_KEPT - 1
    assert await start() == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_the_first_start_of_all(start):
    assert await start() == []


async def test_only_whose_form_was_being_filled_in_lately_and_who_has_not_been_heard_of_since(database, clock, start):
    save(database, IN_THE_MIDDLE, 1)
    clock.now += LOOK_BACK + 1
    save(database, IN_THE_MIDDLE, 2, 3, 4, -5)
    save(database, Sent("VB-1"), 6)
    save(database, Valued("VB-1"), 7)
    save(database, Ended("cancelled"), 8)
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", 9, '{"of": "another version"}')]))
    clock.now += 3600
    save(database, IN_THE_MIDDLE, 3)
    database.run_sync(lambda tx: process_notes.begin_resuming(tx, clock.now - 3600))  # as noted when it began
    database.run_sync(lambda tx: inbox.add(tx, [NewItem("derby", "telegram:1", 4, "telegram", b"{}")]))
    assert await start() == [2], "1 long ago, 3 has spoken since, 4 is about to be answered, -5 is a group"
    database.run_sync(lambda tx: inbox.finish(tx, [item.id for item in inbox.take(tx, 9) if item.chat_id == 4]))
    assert [item.chat_id for item in database.run_sync(lambda tx: inbox.take(tx, 9))] == [2]


async def test_nobody_is_asked_twice_or_left_out_when_it_dies_on_the_way(database, clock, start, monkeypatch):
    for chat in range(1, 7):
        save(database, IN_THE_MIDDLE, chat)
        clock.now += 1
    clock.now += 3600
    monkeypatch.setattr(downtime_recovery, "PER_SECOND", 2)
    dying = asyncio.create_task(DowntimeRecoveryJob(database, lambda: True).run())
    await eventually(lambda: len(database.run_sync(lambda tx: inbox.take(tx, 10))) == 2, "the first page")
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    first = [item.chat_id for item in database.run_sync(lambda tx: inbox.take(tx, 10))]
    assert first == [6, 5]
    database.run_sync(lambda tx: inbox.finish(tx, [item.id for item in inbox.take(tx, 10)]))
    clock.now += 5
    assert await start() == [4, 3, 2, 1]


async def test_messages_that_telegram_forgot_are_told(database, clock, start, caplog):
    save(database, IN_THE_MIDDLE, 1)
    clock.now += MESSAGES_KEPT + 3600
    assert await start() == [1]
    (error,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert (error.levelno, error.hours_away) == (logging.ERROR, 25.0)


async def test_an_idle_bot_was_not_away(database, clock, start, caplog):
    save(database, IN_THE_MIDDLE, 1)
    clock.now += 3 * MESSAGES_KEPT
    database.run_sync(process_notes.note_alive)
    clock.now += 5
    assert await start() == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_it_notes_that_the_bot_runs(database, clock, monkeypatch):
    monkeypatch.setattr(downtime_recovery, "BEAT", 0.01)
    task = asyncio.create_task(DowntimeRecoveryJob(database, lambda: True).run())
    for _ in range(3):
        clock.now += 100
        await eventually(lambda: database.run_sync(process_notes.last_alive) == clock.now, "a beat")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_it_notes_when_it_stopped(database, clock, monkeypatch):
    resumer = DowntimeRecoveryJob(database, lambda: True)
    beating = asyncio.Event()

    async def beat():
        beating.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(resumer, "_beat", beat)
    task = asyncio.create_task(resumer.run())
    await beating.wait()
    clock.now += 100
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert database.run_sync(process_notes.last_alive) == clock.now


async def test_a_clock_that_jumps_back_is_no_absence(database, clock, start):
    save(database, IN_THE_MIDDLE, 1)
    clock.now -= 7 * 24 * 3600
    assert await start() == []


async def test_who_could_not_be_heard_while_the_bot_ran_is_asked_again(database, clock, monkeypatch):
    monkeypatch.setattr(downtime_recovery, "BEAT", 0.01)
    looks = 0
    receiving = True

    def receives():
        nonlocal looks
        looks += 1
        return receiving

    async def looked():
        seen = looks
        await eventually(lambda: looks > seen + 2, "looks whether updates come in")

    save(database, IN_THE_MIDDLE, 1)
    clock.now += 60
    job = DowntimeRecoveryJob(database, receives)
    task = asyncio.create_task(job.run())
    await looked()
    receiving = False
    await looked()
    before = database.run_sync(process_notes.last_alive)
    clock.now += TAPS_KEPT + 1
    job._received_at -= TAPS_KEPT + 1
    await looked()
    assert database.run_sync(process_notes.last_alive) == before, "it is down"
    assert database.run_sync(lambda tx: inbox.take(tx, 9)) == []
    receiving = True
    await eventually(lambda: database.run_sync(lambda tx: inbox.take(tx, 9)), "the question again")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_start_during_an_outage_does_not_hide_it(database, clock):
    save(database, IN_THE_MIDDLE, 1)
    receiving = False
    for _ in range(2):
        clock.now += TAPS_KEPT / 2 + 1
        job = DowntimeRecoveryJob(database, lambda: receiving)
        await job._begin()
        await job._note()
    receiving = True
    await job._note()
    assert database.run_sync(process_notes.resuming) is not None
