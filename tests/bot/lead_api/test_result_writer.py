"""What came of leads is written in few transactions, and none is lost for another's sake."""

from __future__ import annotations

import asyncio

import pytest
from msgspec import structs

from bot.core.serialization import LEAD
from bot.lead_api import result_writer
from bot.lead_api.outcomes import Received
from bot.lead_api.result_writer import Writer
from bot.lead_api.results import EndedAttempt
from bot.storage.database import Database, DatabaseProblem
from bot.storage.leads import lead_queue, lead_records
from conversations.events import LeadStatus
from conversations.lead import Estimate, Range
from support.waiting import PATIENCE, eventually

ESTIMATE = Estimate(sale=Range(285_000, 300_000, 315_000))
MANY = 8


class Counting(Database):
    """Counts transactions, and fails as often as it is told to."""

    transactions = 0
    failures = 0

    async def run(self, job):
        if self.failures:
            self.failures -= 1
            raise DatabaseProblem("away")
        self.transactions += 1
        return await super().run(job)


@pytest.fixture
def database(tmp_path):
    database = Counting(f"sqlite:///{tmp_path / 'bot.db'}")
    database.open()
    yield database
    database.close()


@pytest.fixture
def ended(database, marla):
    """Attempts at leads of many chats, each taken and answered."""
    made = {f"VB-{chat}": structs.replace(marla, reference=f"VB-{chat}") for chat in range(1, MANY + 1)}

    def put(tx):
        for chat, lead in enumerate(made.values(), start=1):
            lead_queue.put(tx, lead_queue.NewLead("derby", chat, lead.reference, LEAD.encode(lead)))
        return lead_queue.take(tx, MANY, 60.0)

    jobs = database.run_sync(put)
    return [EndedAttempt(job, made[job.reference], Received(ESTIMATE), jitter=0.5, on_trial=False) for job in jobs]


def statuses(database):
    found = database.run_sync(lambda tx: [lead_records.get(tx, "derby", f"VB-{chat}") for chat in range(1, MANY + 1)])
    return [row.status for row in found]


async def test_answers_that_come_together_share_a_transaction(database, ended):
    writer = Writer(database, lambda *_: None)
    settlements = await asyncio.gather(*map(writer.record, ended))
    assert [each.status for each in settlements] == statuses(database) == [LeadStatus.DELIVERED] * MANY
    assert database.transactions == 1


async def test_one_by_itself_is_written_at_once(database, ended, monkeypatch):
    monkeypatch.setattr(result_writer, "LINGER", 3600.0)
    writer = Writer(database, lambda *_: None)
    await writer.record(ended[0])
    assert statuses(database)[0] == LeadStatus.DELIVERED


async def test_those_that_come_soon_after_it_wait_for_each_other(database, ended, monkeypatch):
    monkeypatch.setattr(result_writer, "LINGER", 1.5)
    writer = Writer(database, lambda *_: None)
    await writer.record(ended[0])
    late = [asyncio.create_task(writer.record(each)) for each in ended[1:4]]
    await asyncio.sleep(0.02)
    late += [asyncio.create_task(writer.record(each)) for each in ended[4:]]
    await asyncio.gather(*late)
    assert statuses(database) == [LeadStatus.DELIVERED] * MANY
    assert database.transactions == 2


async def test_one_that_cannot_be_written_takes_none_of_the_others_with_it(database, ended, monkeypatch):
    settle = result_writer.record_outcome

    def fails(tx, attempt, **options):
        if attempt.job.chat_id == 3:
            raise KeyError(attempt.job.reference)
        return settle(tx, attempt, **options)

    monkeypatch.setattr(result_writer, "record_outcome", fails)
    writer = Writer(database, lambda *_: None)
    settlements = await asyncio.gather(*map(writer.record, ended), return_exceptions=True)
    assert [type(each) for each in settlements if isinstance(each, BaseException)] == [KeyError]
    expected = [LeadStatus.DELIVERED] * MANY
    expected[2] = LeadStatus.IN_FLIGHT
    assert statuses(database) == expected


async def test_a_database_that_is_away_for_a_moment_is_waited_for(database, ended):
    database.failures = 1
    writer = Writer(database, lambda *_: None)
    await asyncio.gather(*map(writer.record, ended))
    assert statuses(database) == [LeadStatus.DELIVERED] * MANY


async def test_whoever_gives_up_waiting_has_it_written_all_the_same(database, ended):
    writer = Writer(database, lambda *_: None)
    gone, stays = asyncio.create_task(writer.record(ended[0])), asyncio.create_task(writer.record(ended[1]))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays).status is LeadStatus.DELIVERED
    assert statuses(database)[:2] == [LeadStatus.DELIVERED] * 2
    await writer.stop()


async def test_no_more_than_so_many_share_a_transaction(database, ended, monkeypatch):
    monkeypatch.setattr(result_writer, "TOGETHER_MAX", 3)
    monkeypatch.setattr(result_writer, "LINGER", 0.0)
    writer = Writer(database, lambda *_: None)
    await asyncio.gather(*map(writer.record, ended))
    assert statuses(database) == [LeadStatus.DELIVERED] * MANY
    assert database.transactions == 3


async def test_chats_are_gone_through_in_one_order_whatever_comes_first(database, ended, monkeypatch):
    settle, order = result_writer.record_outcome, []

    def noted(tx, attempt, **options):
        order.append(attempt.job.chat_id)
        return settle(tx, attempt, **options)

    monkeypatch.setattr(result_writer, "record_outcome", noted)
    writer = Writer(database, lambda *_: None)
    await asyncio.gather(*map(writer.record, reversed(ended)))
    assert order == list(range(1, MANY + 1))


async def test_at_a_stop_what_waits_for_others_is_written_at_once(database, ended, monkeypatch):
    monkeypatch.setattr(result_writer, "LINGER", 3600.0)
    writer = Writer(database, lambda *_: None)
    await writer.record(ended[0])
    late = [asyncio.create_task(writer.record(each)) for each in ended[1:]]
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE):
        await writer.stop()
    assert statuses(database) == [LeadStatus.DELIVERED] * MANY
    assert [(await each).status for each in late] == [LeadStatus.DELIVERED] * (MANY - 1)


async def test_at_a_stop_a_database_that_is_away_is_not_waited_for(database, ended, monkeypatch):
    monkeypatch.setattr(result_writer, "_DATABASE_WAITS", (3600.0, 3600.0))
    database.failures = 2
    writer = Writer(database, lambda *_: None)
    waiting = asyncio.create_task(writer.record(ended[0]))
    await eventually(lambda: database.failures == 1, "a first try")
    async with asyncio.timeout(PATIENCE):
        await writer.stop()
    with pytest.raises(DatabaseProblem):
        await waiting
    assert (database.failures, statuses(database)[0]) == (0, LeadStatus.IN_FLIGHT)
