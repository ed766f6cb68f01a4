"""What staff do about leads, as it is stored: gone with the lead, and the log of openings after its time."""

from __future__ import annotations

from functools import partial

import pytest

from bot.storage.chats import erasure
from bot.storage.leads import calls, lead_queue, lead_records
from bot.storage.leads.calls import LeadView
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.leads.lead_records import CallState
from conversations.events import LeadStatus

ADMIN = 501


@pytest.fixture
def lead(database):
    """A delivered lead that was opened, and is to be rung."""

    def make(tx):
        lead_queue.put(tx, NewLead("derby", 1, "VB-1", "{}"))
        (job,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult("VB-1", "derby", LeadStatus.DELIVERED), job.attempt)
        calls.open_lead(tx, "derby", "VB-1", ADMIN)
        assert calls.note_call(tx, "derby", "VB-1", CallState.TAKEN, ADMIN, tx.now + 60)
        calls.want_call(tx, "derby", "VB-1", tx.now + 90, tx.now + 60)

    database.run_sync(make)


def row(database):
    return database.run_sync(lambda tx: lead_records.get(tx, "derby", "VB-1"))


def test_retention_empties_it_with_the_lead_and_the_log_expires_later(database, clock, lead):
    later = clock.now + 1
    database.run_sync(lambda tx: lead_records.forget(tx, later))
    found = row(database)
    assert (found.seen_at, found.call_state, found.call_admin, found.call_at, found.call_wanted) == (None,) * 5
    clock.now += 3600
    assert database.run_sync(lambda tx: calls.take_due(tx, 10)) == []
    assert database.run_sync(lambda tx: calls.open_lead(tx, "derby", "VB-1", ADMIN)) is None
    assert [each.reference for each in database.run_sync(calls.openings)] == ["VB-1"]
    assert database.run_sync(lambda tx: calls.expire_openings(tx, later)).rows == 1
    assert database.run_sync(calls.openings) == []


def test_an_erasure_leaves_nothing_but_the_log(database, clock, lead):
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 1))
    clock.now += 3600
    assert row(database) is None
    assert database.run_sync(lambda tx: calls.take_due(tx, 10)) == []
    noted = partial(
        calls.note_call, agency="derby", reference="VB-1", state=CallState.CALLED, admin=ADMIN, remind_at=None
    )
    assert not database.run_sync(noted)
    assert [each.admin for each in database.run_sync(calls.openings)] == [ADMIN]


def test_a_call_is_due_once(database, clock, lead):
    take = partial(calls.take_due, limit=10)
    assert database.run_sync(take) == []
    clock.now += 60
    assert [(each.reference, each.admin) for each in database.run_sync(take)] == [("VB-1", ADMIN)]
    assert database.run_sync(take) == []


def test_the_list_is_by_what_was_noted_and_by_office(database, lead):
    def listed(view, *offices):
        return [each.reference for each in database.run_sync(lambda tx: calls.page(tx, "derby", view, offices, 0, 10))]

    assert listed(LeadView.TO_CALL) == listed(LeadView.TO_CALL, None) == listed(LeadView.ALL) == ["VB-1"]
    assert listed(LeadView.TO_CALL, 7) == listed(LeadView.CALLED) == listed(LeadView.SET_ASIDE) == []
    assert database.run_sync(lambda tx: calls.offices(tx, "derby")) == [None]
    database.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
    assert (listed(LeadView.TO_CALL), listed(LeadView.ALL)) == ([], ["VB-1"])


def test_a_wanted_call_moves_the_reminder_of_whoever_is_to_ring_and_makes_none_for_others(database, clock, lead):
    soon, take = clock.now + 5, partial(calls.take_due, limit=10)

    def want(remind_at):
        database.run_sync(lambda tx: calls.want_call(tx, "derby", "VB-1", clock.now + 10, remind_at))

    def note(state):
        noted = partial(calls.note_call, agency="derby", reference="VB-1", state=state, admin=ADMIN, remind_at=None)
        assert database.run_sync(noted)

    want(None)
    clock.now += 90
    assert database.run_sync(take) == []
    note(CallState.CALLED)
    want(soon)
    assert database.run_sync(take) == []
    note(CallState.NOT_REACHED)
    want(soon)
    assert [each.reference for each in database.run_sync(take)] == ["VB-1"]
