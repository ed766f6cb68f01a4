"""What was set aside stays until somebody deals with it: it is tried again in its place, or deleted for good."""

from __future__ import annotations

import pytest

from bot.storage import inbox, items_set_aside, leads, stored_leads
from bot.storage.inbox import NewItem
from bot.storage.leads import LeadSettled, NewLead
from conversations.events import LeadStatus

CHAT = 7001


def post(tx, reference, status, reason="refused"):
    """Queue a lead and end its first attempt in ``status``."""
    leads.put(tx, NewLead("derby", CHAT, reference, '{"name": "Marla"}'))
    (job,) = leads.take(tx, 1, 60.0)
    assert leads.settle(tx, LeadSettled(reference, "derby", status, reason=reason, possible_repeat=True), job.attempt)


def test_a_lead_is_tried_again_under_its_reference(database, clock):
    database.run_sync(lambda tx: post(tx, "VB-1", LeadStatus.SET_ASIDE))
    assert database.run_sync(stored_leads.count_set_aside) == 1
    clock.now += 3600
    assert database.run_sync(lambda tx: stored_leads.retry(tx, "derby", "VB-1"))
    assert database.run_sync(stored_leads.set_aside) == []
    (job,) = database.run_sync(lambda tx: leads.take(tx, 5, 60.0))
    assert (job.reference, job.attempt, job.possible_repeat) == ("VB-1", 2, True)


def test_a_lead_is_dropped_for_good(database):
    database.run_sync(lambda tx: post(tx, "VB-1", LeadStatus.SET_ASIDE))
    assert database.run_sync(lambda tx: stored_leads.drop(tx, "derby", "VB-1"))
    assert database.run_sync(lambda tx: stored_leads.get(tx, "derby", "VB-1")) is None
    assert database.run_sync(lambda tx: leads.standings(tx, [("derby", CHAT)])) == {}


@pytest.mark.parametrize("act", [stored_leads.retry, stored_leads.drop])
@pytest.mark.parametrize("status", [each for each in LeadStatus if each is not LeadStatus.SET_ASIDE])
def test_a_lead_that_is_not_set_aside_is_left_alone(database, act, status):
    def job(tx):
        if status is LeadStatus.IN_FLIGHT:
            leads.put(tx, NewLead("derby", CHAT, "VB-1", "{}"))
            leads.take(tx, 1, 60.0)
        else:
            post(tx, "VB-1", status)

    database.run_sync(job)
    before = database.run_sync(lambda tx: stored_leads.get(tx, "derby", "VB-1"))
    assert before.status is status
    assert not database.run_sync(lambda tx: act(tx, "derby", "VB-1"))
    assert not database.run_sync(lambda tx: act(tx, "another", "VB-1"))
    assert database.run_sync(lambda tx: stored_leads.get(tx, "derby", "VB-1")) == before


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
    (item,) = database.run_sync(items_set_aside.listed)
    assert item == database.run_sync(lambda tx: items_set_aside.get(tx, poison))
    assert (item.id, item.agency, item.chat_id, item.source) == (poison, "derby", CHAT, "telegram")
    assert (item.attempts, item.received_at, item.reason) == (5, clock.now, "KeyError at turns.py:1")
    assert item.body == b'{"canary": 1}'
    assert database.run_sync(items_set_aside.count) == 1


@pytest.mark.parametrize("others_wait", [False, True])
def test_an_item_is_tried_again_before_all_that_came_later(database, poison, others_wait):
    if others_wait:
        later = [NewItem("derby", f"telegram:{n}", CHAT, "telegram", b"{}") for n in (2, 3)]
        database.run_sync(lambda tx: inbox.add(tx, later))
    assert database.run_sync(lambda tx: items_set_aside.retry(tx, poison))
    assert database.run_sync(items_set_aside.listed) == []
    order = []
    while items := database.run_sync(lambda tx: inbox.take(tx, 5)):
        (item,) = items
        order.append((item.id, item.attempts, item.body))
        database.run_sync(lambda tx, item=item: inbox.finish(tx, [item.id]))
    assert order[0] == (poison, 0, b'{"canary": 1}')
    assert [item[0] for item in order] == sorted(item[0] for item in order)
    assert len(order) == (3 if others_wait else 1)


def test_an_item_is_dropped_for_good_and_refused_when_it_comes_again(database, poison):
    assert database.run_sync(lambda tx: items_set_aside.drop(tx, poison))
    assert database.run_sync(items_set_aside.listed) == []
    again = [NewItem("derby", "telegram:1", CHAT, "telegram", b"{}")]
    assert database.run_sync(lambda tx: inbox.add(tx, again)) == 0
    assert database.run_sync(lambda tx: inbox.take(tx, 5)) == []


@pytest.mark.parametrize("act", [items_set_aside.retry, items_set_aside.drop])
def test_an_item_that_is_not_set_aside_is_left_alone(database, act):
    def job(tx):
        inbox.add(tx, [NewItem("derby", "telegram:1", CHAT, "telegram", b"{}")])
        (item,) = inbox.take(tx, 1)
        assert not act(tx, item.id)
        assert not act(tx, 999)
        assert items_set_aside.get(tx, item.id) is None
        assert inbox.take(tx, 5) == [item]

    database.run_sync(job)
