"""Ends of silent relays: put into the inbox once, of nobody who was erased."""

from __future__ import annotations

from functools import partial

import pytest

from bot.core.serialization import QUEUED
from bot.jobs.relay_timeouts import relay_timeouts
from bot.jobs.repeating import PAGE
from bot.storage.chats import erasure, relays
from bot.storage.queues import inbox
from conversations.events import RelayIdle
from support.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(1_000.0)


def put(database, name, ends_at, chat_id=7):
    def job(tx):
        relays.keep(tx, relays.add(tx, "a", name, chat_id, "VB-L", -1001), ends_at)

    database.run_sync(job)


async def ended(database):
    """Whose end waits, and of which relay; it is taken out of the way."""

    def take(tx):
        items = inbox.take(tx, 100)
        inbox.finish(tx, [item.id for item in items])
        return [(item.chat_id, QUEUED.decode(item.body)) for item in items]

    return await database.run(take)


async def test_it_ends_once_also_after_a_restart(database, clock):
    put(database, "VB-1", 2_000.0)
    await relay_timeouts(database).round()
    assert await ended(database) == []
    clock.now = 2_000.0
    for _ in range(2):
        await relay_timeouts(database).round()
    assert await ended(database) == [(7, RelayIdle("VB-1"))]


async def test_one_that_was_erased_has_nobody_to_be_told(database):
    put(database, "VB-1", 500.0)
    await database.run(partial(erasure.erase, agency="a", chat_id=7))
    await relay_timeouts(database).round()
    assert await ended(database) == []


async def test_many_end_in_one_round(database):
    for number in range(PAGE + 5):
        put(database, f"VB-{number}", 500.0, chat_id=number + 1)
    await relay_timeouts(database).round()
    assert len(await ended(database)) == PAGE + 5
