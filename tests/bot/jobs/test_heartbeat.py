"""What a running bot says about itself in its heartbeat."""

import asyncio
import contextlib
import logging

import pytest

from bot.core import activity
from bot.core.heartbeat_file import problem_of
from bot.jobs import heartbeat
from bot.jobs.heartbeat import HeartbeatJob
from bot.storage.database import Database
from bot.storage.problems import DatabaseProblem
from bot.storage.queues import inbox
from bot.storage.queues.inbox import NewItem
from support.waiting import eventually


@pytest.fixture
def database(tmp_path):
    now = 1_000_000.0
    database = Database(f"sqlite:///{tmp_path}/bot.db", clock=lambda: now)
    database.open()
    database.run_sync(lambda tx: inbox.add(tx, [NewItem("derby-homes", "telegram:1", 1, "telegram", b"{}")]))
    now += 301.0
    yield database
    database.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot.db.heartbeat"


@contextlib.asynccontextmanager
async def beating(database, path, known=()):
    task = asyncio.create_task(HeartbeatJob(database, path, lambda: frozenset(known)).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def says(path, wanted):
    await eventually(lambda: problem_of(path) == wanted, lambda: f"{wanted!r}, not {problem_of(path)!r}")


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", 0.01)
    monkeypatch.setattr(heartbeat, "TROUBLED_EVERY", 0.01)


async def test_updates_of_known_agencies_that_wait_too_long_are_told(database, path):
    async with beating(database, path):
        await says(path, "")
    async with beating(database, path, known=("derby-homes",)):
        await says(path, "The oldest update of derby-homes has been waiting for 301 seconds.")


async def test_trouble_with_the_database_is_told_and_forgotten_when_it_is_over(database, path, monkeypatch):
    trouble: list[Exception] = []

    def probe(_):
        if trouble:
            raise trouble[0]

    monkeypatch.setattr(heartbeat, "probe_writes", probe)
    async with beating(database, path):
        for error, told in (
            (DatabaseProblem("The disk is full."), "The disk is full."),
            (RuntimeError("secret"), "The database cannot be used (RuntimeError)."),
        ):
            trouble[:] = [error]
            await says(path, told)
            trouble.clear()
            await says(path, "")


async def test_a_database_that_does_not_answer_is_asked_once(database, path, monkeypatch):
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.01)
    answer, asked = asyncio.Event(), []

    async def run(job):
        asked.append(job)
        await answer.wait()
        return "", 0.0

    monkeypatch.setattr(database, "run", run)
    async with beating(database, path):
        await says(path, "The database does not answer.")
        for _ in range(5):
            await asyncio.sleep(0.01)
        assert len(asked) == 1
        answer.set()
        await says(path, "")


async def test_work_that_gets_nowhere_is_told(database, path, monkeypatch):
    monkeypatch.setattr(activity, "stuck", lambda _: ["inbox"])
    async with beating(database, path):
        await says(path, "This has been under way for more than 60 seconds: inbox.")


async def test_without_a_place_for_it_the_bot_goes_on(database, tmp_path, caplog):
    (tmp_path / "file").touch()
    with caplog.at_level(logging.WARNING):
        await HeartbeatJob(database, tmp_path / "file" / "heartbeat", frozenset).run()
    assert "no heartbeat can be left" in caplog.text
