"""Reminders: due once, by day only, caught up with in the morning. On a real database with a moved clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.serialization import QUEUED
from bot.jobs.reminders import ReminderJob
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.queues import inbox
from conversations.events import ReminderDue
from support.clock import Clock

HOUR = 3600.0


def at(day: int, hour: float) -> float:
    return datetime(2026, 11, day, tzinfo=UTC).timestamp() + hour * HOUR


@pytest.fixture
def clock() -> Clock:
    return Clock(at(23, 12))


async def saves(database: Database, chat_id: int) -> None:
    await database.run(lambda tx: chat_states.save(tx, [chat_states.SavedState("a", chat_id, "{}")]))


async def reminded(database: Database) -> list[int]:
    """Who has a reminder waiting; it is taken out of the way."""

    def take(tx):
        items = inbox.take(tx, 100)
        assert all(isinstance(QUEUED.decode(item.body), ReminderDue) for item in items)
        inbox.finish(tx, [item.id for item in items])
        return [item.chat_id for item in items]

    return await database.run(take)


async def test_a_form_is_due_once_after_its_hours(database, clock) -> None:
    reminder = ReminderJob(database, hours=lambda: {"a": 2})
    await saves(database, 7)
    await reminder.remind()
    assert await reminded(database) == []
    clock.now += 2 * HOUR + 1
    await reminder.remind()
    assert await reminded(database) == [7]
    clock.now += 60
    await reminder.remind()
    await ReminderJob(database, hours=lambda: {"a": 2}).remind()  # after a restart
    assert await reminded(database) == []


async def test_an_answer_meanwhile_puts_it_off(database, clock) -> None:
    reminder = ReminderJob(database, hours=lambda: {"a": 2})
    await saves(database, 7)
    clock.now += HOUR
    await saves(database, 7)
    clock.now += HOUR + 1
    await reminder.remind()
    assert await reminded(database) == []


async def test_the_night_is_left_alone_and_caught_up_with_in_the_morning(database, clock) -> None:
    reminder = ReminderJob(database, hours=lambda: {"a": 2})
    clock.now = at(23, 19)
    await saves(database, 7)
    for hour in (20, 21.5, 23, 31.9):
        clock.now = at(23, hour)
        await reminder.remind()
        assert await reminded(database) == []
    clock.now = at(24, 8.1)
    await reminder.remind()
    assert await reminded(database) == [7]


async def test_what_is_very_late_is_left(database, clock) -> None:
    reminder = ReminderJob(database, hours=lambda: {"a": 2})
    await saves(database, 7)
    clock.now += 48 * HOUR
    await reminder.remind()
    assert await reminded(database) == []


async def test_many_are_reminded_in_pages_and_nobody_twice(database, clock) -> None:
    reminder = ReminderJob(database, hours=lambda: {"a": 2})
    for chat_id in range(1, 121):
        clock.now += 0.01
        await saves(database, chat_id)
    await saves(database, -5)  # a group has no form
    clock.now += 2 * HOUR + 1
    await reminder.remind()
    told = await reminded(database)
    told += await reminded(database)
    assert sorted(told) == list(range(1, 121))
