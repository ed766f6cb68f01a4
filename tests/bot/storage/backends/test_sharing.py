"""What is shared among agencies can be taken for some of them, and read without the others: on either database."""

from __future__ import annotations

import pytest

from bot.storage.chats import chat_states
from bot.storage.leads import lead_queue, pauses
from bot.storage.queues import inbox, outbox
from bot.storage.sql.bulk_predicates import AgencyFilter
from conversations.events import LeadStatus

NAMES = ("derby", "hull", "york")
CHATS = (1, 2, 3)


@pytest.fixture
def filled(database):
    """Three chats of each agency, with the same numbers, in which something waits to be read, sent and delivered."""

    def fill(tx):
        for number in CHATS:
            for name in NAMES:
                inbox.add(tx, [inbox.NewItem(name, f"telegram:{number}", number, "telegram", b"{}")])
                outbox.add(tx, [outbox.NewMessage(name, number, "message", "{}")])
                lead_queue.put(tx, lead_queue.NewLead(name, number, f"VB-{number}", "{}"))

    database.run_sync(fill)
    return database


def test_whose_work_waits(filled, database):
    for queue in (inbox, outbox, lead_queue):
        assert filled.run_sync(queue.agencies) == set(NAMES)


def test_nobodys_work_waits(database):
    for queue in (inbox, outbox, lead_queue):
        assert database.run_sync(queue.agencies) == frozenset()


def test_items_of_some(filled):
    def taken(tx):
        return inbox.take_of(tx, 4, ["york", "hull"]), inbox.take(tx, 4, ["derby"]), inbox.take(tx, 99)

    of, but, everybody = filled.run_sync(taken)
    assert [(item.agency, item.chat_id) for item in of] == [("hull", 1), ("york", 1), ("hull", 2), ("york", 2)]
    assert of == but
    assert len(everybody) == 9


def test_messages_of_some(filled, clock):
    taken = filled.run_sync(lambda tx: outbox.take(tx, 99, 60.0, of=["york"]))
    assert [(queue.agency, queue.chat_id) for queue in taken] == [("york", 1), ("york", 2), ("york", 3)]
    assert filled.run_sync(lambda tx: outbox.take(tx, 99, 60.0, of=[])) == []
    assert filled.run_sync(lambda tx: outbox.take(tx, 0, 60.0)) == []
    due = filled.run_sync(lambda tx: outbox.next_due_of(tx, NAMES))
    assert due == {"derby": clock.now, "hull": clock.now, "york": clock.now + 60.0}
    assert filled.run_sync(lambda tx: outbox.next_due_of(tx, [])) == {}


def test_what_waits_without_some(filled, clock):
    for queue in (inbox, outbox, lead_queue):
        assert filled.run_sync(lambda tx, queue=queue: queue.waiting(tx, ["york"]).count) == 6
        assert filled.run_sync(lambda tx, queue=queue: queue.waiting(tx, NAMES).oldest) is None
    assert filled.run_sync(lambda tx: inbox.oldest(tx, ["derby"])) == ("hull", clock.now)
    assert filled.run_sync(lambda tx: inbox.oldest(tx, NAMES)) is None


def test_states_of_some_expire(database, clock):
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState(name, 1, "{}") for name in NAMES]))
    clock.now += 10
    assert database.run_sync(lambda tx: chat_states.expire(tx, clock.now, AgencyFilter(of=["hull"]))).rows == 1
    assert database.run_sync(lambda tx: chat_states.expire(tx, clock.now, AgencyFilter(but=["york"]))).rows == 1
    left = database.run_sync(lambda tx: chat_states.load(tx, [(name, 1) for name in NAMES]))
    assert set(left) == {("york", 1)}


def test_leads_of_one_are_due_at_once_when_its_key_is_put_right(filled, clock):
    def put_off(tx):
        for name in ("derby", "york"):
            pauses.pause(tx, name, "refused", clock.now + 600)
        for job in lead_queue.take(tx, 99, 60.0):
            settled = lead_queue.LeadResult(job.reference, job.agency, LeadStatus.WAITING, next_at=clock.now + 600)
            lead_queue.record_result(tx, settled, job.attempt)

    filled.run_sync(put_off)
    assert filled.run_sync(lambda tx: pauses.postpone(tx, "york", tx.now))
    assert not filled.run_sync(lambda tx: pauses.postpone(tx, "hull", tx.now))
    filled.run_sync(lambda tx: lead_queue.hurry(tx, "york"))
    taken = filled.run_sync(lambda tx: lead_queue.take(tx, 99, 60.0))
    assert [(job.agency, job.chat_id) for job in taken] == [("york", 1), ("york", 2), ("york", 3)]
