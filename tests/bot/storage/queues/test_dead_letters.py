"""What was set aside stays until somebody deals with it: it is tried again in its place, or deleted for good."""

from __future__ import annotations

import pytest

from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import dead_letters, inbox
from bot.storage.queues.inbox import NewItem
from conversations.events import LeadStatus

CHAT = 7001


def post(tx, reference, status, reason="refused"):
    """Queue a lead and end its first attempt in ``status``."""
    lead_queue.put(tx, NewLead("derby", CHAT, reference, '{"name": "Marla"}'))
    (job,) = lead_queue.take(tx, 1, 60.0)
    assert lead_queue.record_result(
        tx, LeadResult(reference, "derby", status, reason=reason, possible_repeat=True), job.attempt
    )


def test_a_lead_is_tried_again_under_its_reference(database, clock):
    database.run_sync(lambda tx: post(tx, "VB-1", LeadStatus.SET_ASIDE))
    assert database.run_sync(lead_records.count_set_aside) == 1
    clock.now += 3600
    assert database.run_sync(lambda tx: lead_records.retry(tx, "derby", "VB-1"))
    assert database.run_sync(lead_records.set_aside) == []
    (job,) = database.run_sync(lambda tx: lead_queue.take(tx, 5, 60.0))
    assert (job.reference, job.attempt, job.possible_repeat) == ("VB-1", 2, True)


def test_a_lead_is_dropped_for_good(database):
    database.run_sync(lambda tx: post(tx, "VB-1", LeadStatus.SET_ASIDE))
    assert database.run_sync(lambda tx: lead_records.drop(tx, "derby", "VB-1"))
    assert database.run_sync(lambda tx: lead_records.get(tx, "derby", "VB-1")) is None
    assert database.run_sync(lambda tx: lead_queue.standings(tx, [("derby", CHAT)])) == {}


@pytest.mark.parametrize("act", [lead_records.retry, lead_records.drop])
@pytest.mark.parametrize("status", [each for each in LeadStatus if each is not LeadStatus.SET_ASIDE])
def test_a_lead_that_is_not_set_aside_is_left_alone(database, act, status):
    def job(tx):
        if status is LeadStatus.IN_FLIGHT:
            lead_queue.put(tx, NewLead("derby", CHAT, "VB-1", "{}"))
            lead_queue.take(tx, 1, 60.0)
        else:
            post(tx, "VB-1", status)

    database.run_sync(job)
    before = database.run_sync(lambda tx: lead_records.get(tx, "derby", "VB-1"))
    assert before.status is status
    assert not database.run_sync(lambda tx: act(tx, "derby", "VB-1"))
    assert not database.run_sync(lambda tx: act(tx, "another", "VB-1"))
    assert database.run_sync(lambda tx: lead_records.get(tx, "derby", "VB-1")) == before


@pytest.fixture
def poison(database):
    """The number of an item that was set aside after five attempts."""

    def job(tx):
        inbox.add(tx, [NewItem("derby", "telegram:1", CHAT, "telegram", b'{"canary": 1}')])
        (item,) = inbox.take(tx, 1)
        for _ in range(5):
            inbox.count_attempt(tx, item.id)
        inbox.set_aside(tx, item.id, "KeyError at turns.py:1")
        return item.id

    return database.run_sync(job)


def test_what_was_set_aside_of_the_inbox_is_listed_with_its_reason(database, poison, clock):
    (item,) = database.run_sync(dead_letters.listed)
    assert item == database.run_sync(lambda tx: dead_letters.get(tx, poison))
    assert (item.id, item.agency, item.chat_id, item.source) == (poison, "derby", CHAT, "telegram")
    assert (item.attempts, item.received_at, item.reason) == (5, clock.now, "KeyError at turns.py:1")
    assert item.body == b'{"canary": 1}'
    assert database.run_sync(dead_letters.count) == 1


@pytest.mark.parametrize("others_wait", [False, True])
def test_an_item_is_tried_again_before_all_that_came_later(database, poison, others_wait):
    if others_wait:
        later = [NewItem("derby", f"telegram:{n}", CHAT, "telegram", b"{}") for n in (2, 3)]
        database.run_sync(lambda tx: inbox.add(tx, later))
    assert database.run_sync(lambda tx: dead_letters.retry(tx, poison))
    assert database.run_sync(dead_letters.listed) == []
    order = []
    while items := database.run_sync(lambda tx: inbox.take(tx, 5)):
        (item,) = items
        order.append((item.id, item.attempts, item.body))
        database.run_sync(lambda tx, item=item: inbox.finish(tx, [item.id]))
    assert order[0] == (poison, 0, b'{"canary": 1}')
    assert [item[0] for item in order] == sorted(item[0] for item in order)
    assert len(order) == (3 if others_wait else 1)


def test_an_item_is_dropped_for_good_and_refused_when_it_comes_again(database, poison):
    assert database.run_sync(lambda tx: dead_letters.drop(tx, poison))
    assert database.run_sync(dead_letters.listed) == []
    again = [NewItem("derby", "telegram:1", CHAT, "telegram", b"{}")]
    assert database.run_sync(lambda tx: inbox.add(tx, again)) == 0
    assert database.run_sync(lambda tx: inbox.take(tx, 5)) == []


@pytest.mark.parametrize("act", [dead_letters.retry, dead_letters.drop])
def test_an_item_that_is_not_set_aside_is_left_alone(database, act):
    def job(tx):
        inbox.add(tx, [NewItem("derby", "telegram:1", CHAT, "telegram", b"{}")])
        (item,) = inbox.take(tx, 1)
        assert not act(tx, item.id)
        assert not act(tx, 999)
        assert dead_letters.get(tx, item.id) is None
        assert inbox.take(tx, 5) == [item]

    database.run_sync(job)
