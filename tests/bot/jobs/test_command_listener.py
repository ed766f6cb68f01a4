"""The running bot hears a command that left work for it."""

import asyncio
from functools import partial

import pytest

from bot.core.wakeup import Wakeup
from bot.jobs.command_listener import listen_for_commands
from bot.storage.database import Database, DatabaseProblem
from bot.storage.upkeep import process_notes
from support.waiting import eventually


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    database.open()
    yield database
    database.close()


class CountingBell(Wakeup):
    rung = 0

    def notify(self):
        self.rung += 1


@pytest.fixture
async def hearing(database, monkeypatch):
    monkeypatch.setattr("bot.jobs.command_listener.EVERY", 0.01)
    wakeups = CountingBell(), CountingBell()
    task = asyncio.create_task(listen_for_commands(database, wakeups))
    yield wakeups
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_each_knock_rings_every_bell_once(database, hearing, monkeypatch):
    looks = 0
    last_command = process_notes.last_command

    def counted(tx):
        nonlocal looks
        looks += 1
        return last_command(tx)

    monkeypatch.setattr(process_notes, "last_command", counted)

    def rung(times: int) -> bool:
        return [wakeup.rung for wakeup in hearing] == [times, times]

    for times in (1, 2):
        await asyncio.to_thread(database.run_sync, process_notes.note_command)
        await eventually(partial(rung, times), "a ring")
    seen = looks
    await eventually(lambda: looks > seen + 3, "more looks")
    assert [wakeup.rung for wakeup in hearing] == [2, 2]


async def test_trouble_with_the_database_is_waited_out(database, hearing, monkeypatch):
    run, failures = database.run, 0

    async def away(job):
        nonlocal failures
        failures += 1
        raise DatabaseProblem("away")

    monkeypatch.setattr(database, "run", away)
    await eventually(lambda: failures > 2, "failures")
    monkeypatch.setattr(database, "run", run)
    await asyncio.to_thread(database.run_sync, process_notes.note_command)
    await eventually(lambda: hearing[0].rung == 1, "a ring")
