"""Reminders of visits: put into the inbox once, by day only, caught up with in the morning."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from bot.core.serialization import QUEUED
from bot.jobs.repeating import PAGE
from bot.jobs.visit_reminders import visit_reminders
from bot.storage.chats import visits
from bot.storage.chats.visits import StoredVisit
from bot.storage.queues import inbox
from conversations.events import VisitReminderDue
from support.clock import Clock


def at(day: int, hour: float) -> float:
    return datetime(2026, 11, day, tzinfo=UTC).timestamp() + hour * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock(at(23, 12))


async def reminded(database):
    """Who has a reminder waiting, and of which visit; it is taken out of the way."""

    def take(tx):
        items = inbox.take(tx, 100)
        inbox.finish(tx, [item.id for item in items])
        return [(item.chat_id, QUEUED.decode(item.body)) for item in items]

    return await database.run(take)


async def put(database, name, remind_at, chat_id=7):
    visit = StoredVisit("a", name, chat_id, "VB-L", at(25, 11), remind_at)
    await database.run(partial(visits.put, visit=visit))


async def test_it_is_reminded_of_once_also_after_a_restart(database, clock):
    await put(database, "VB-1", at(24, 17))
    job = visit_reminders(database)
    await job.round()
    assert await reminded(database) == []
    clock.now = at(24, 17)
    await job.round()
    assert await reminded(database) == [(7, VisitReminderDue("VB-1"))]
    await visit_reminders(database).round()
    assert await reminded(database) == []


async def test_what_the_night_held_back_comes_in_the_morning(database, clock):
    await put(database, "VB-1", at(24, 17))
    for hour in (20, 23, 31.5):
        clock.now = at(24, hour)
        await visit_reminders(database).round()
        assert await reminded(database) == []
    clock.now = at(25, 8)
    await visit_reminders(database).round()
    assert [chat for chat, _ in await reminded(database)] == [7]


async def test_many_are_reminded_of_in_one_round(database, clock):
    for number in range(PAGE + 5):
        await put(database, f"VB-{number}", at(23, 11), chat_id=number + 1)
    await visit_reminders(database).round()
    assert len(await reminded(database)) == PAGE + 5
