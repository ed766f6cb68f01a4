from __future__ import annotations

import pytest

from bot.storage.chats import erasure
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead, Waiting
from conversations.events import LeadStanding, LeadStatus
from support.successor import succeeded

LEASE = 60.0


def put(database, reference="VB-1", chat_id=1, lead='{"name": "Marla"}', agency="derby"):
    database.run_sync(lambda tx: lead_queue.put(tx, NewLead(agency, chat_id, reference, lead)))


def take(database, limit=10, paused=()):
    return database.run_sync(lambda tx: lead_queue.take(tx, limit, LEASE, paused))


def settle(database, status, *, reference="VB-1", attempt=1, agency="derby", **more):
    result = LeadResult(reference, agency, status, **more)
    return database.run_sync(lambda tx: lead_queue.record_result(tx, result, attempt))


def withdraw(database, reference="VB-1"):
    database.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", reference))


def get(database, reference="VB-1", agency="derby"):
    return database.run_sync(lambda tx: lead_records.get(tx, agency, reference))


def standings(database, *keys):
    return database.run_sync(lambda tx: lead_queue.standings(tx, keys))


def erase(database, chat_id=1):
    database.run_sync(lambda tx: erasure.erase(tx, "derby", chat_id))


def test_a_lead_goes_out_and_arrives(database, clock):
    created = clock.now
    put(database)
    clock.now += 1
    (job,) = take(database)
    assert (job.agency, job.chat_id, job.reference, job.lead) == ("derby", 1, "VB-1", '{"name": "Marla"}')
    assert (job.attempt, job.possible_repeat, job.created_at, job.taken_at) == (1, False, created, clock.now)
    assert take(database) == [], "under a lease"
    assert settle(database, LeadStatus.DELIVERED, estimate="{}")
    row = get(database)
    assert (row.status, row.attempts, row.due_at, row.estimate) == (LeadStatus.DELIVERED, 1, None, "{}")
    assert (created, clock.now) == (row.created_at, row.changed_at)
    assert None is get(database, "VB-2")


def test_an_unknown_outcome_marks_every_later_attempt(database, clock):
    put(database)
    take(database)
    assert settle(database, LeadStatus.WAITING, next_at=clock.now + 5, possible_repeat=True, reason="NUL \x00 \ud83d")
    assert get(database).reason == "NUL \x00 \ud83d"
    assert take(database) == []
    assert clock.now + 5 == database.run_sync(lead_queue.next_due)
    for attempt in (2, 3):
        clock.now += 5
        (job,) = take(database)
        assert (attempt, True) == (job.attempt, job.possible_repeat)
        assert settle(database, LeadStatus.WAITING, attempt=attempt, next_at=clock.now + 5)
    assert {("derby", 1): (LeadStanding("VB-1", LeadStatus.WAITING, 3, unknown=True),)} == standings(
        database, ("derby", 1)
    )


def test_a_lease_that_ran_out_is_taken_again_as_a_possible_repeat(database, clock):
    put(database)
    take(database)
    clock.now += LEASE
    (job,) = take(database)
    assert (job.attempt, job.possible_repeat, job.unknowns) == (2, True, 1)
    clock.now += LEASE
    (job,) = take(database)
    assert (job.attempt, job.unknowns) == (3, 2)


def test_counts_are_kept_until_they_are_settled_anew_or_the_lead_is_queued_anew(database):
    put(database)
    take(database)
    settle(database, LeadStatus.WAITING, unknowns=3, refusals=2)
    assert [job.unknowns for job in take(database)] == [3]
    settle(database, LeadStatus.WAITING, attempt=2)
    assert (get(database).unknowns, get(database).refusals) == (3, 2)
    put(database)
    assert (get(database).unknowns, get(database).refusals) == (0, 0)
    take(database)
    settle(database, LeadStatus.SET_ASIDE, attempt=3, unknowns=6, refusals=3)
    assert database.run_sync(lambda tx: lead_records.retry(tx, "derby", "VB-1"))
    assert (get(database).unknowns, get(database).refusals) == (0, 0)


def test_a_stale_attempt_changes_nothing(database, clock):
    put(database)
    take(database)
    clock.now += LEASE
    take(database)
    before = get(database)
    assert not settle(database, LeadStatus.REJECTED, attempt=1)
    assert before == get(database)
    assert settle(database, LeadStatus.DELIVERED, attempt=2)
    assert not settle(database, LeadStatus.REJECTED, attempt=2), "settled already"
    assert not settle(database, LeadStatus.DELIVERED, reference="VB-2")
    assert get(database).status == LeadStatus.DELIVERED


def test_the_oldest_lead_goes_first_whenever_it_is_due(database, clock):
    put(database, "VB-1")
    take(database)
    settle(database, LeadStatus.WAITING, next_at=clock.now + 10)
    clock.now += 5
    put(database, "VB-2", chat_id=2)
    put(database, "VB-3", chat_id=3)
    clock.now += 5
    assert [job.reference for job in take(database, limit=2)] == ["VB-1", "VB-2"]
    assert [job.reference for job in take(database)] == ["VB-3"]


def test_a_correction_after_a_rejection_goes_out_under_the_same_reference(database):
    put(database)
    take(database)
    assert settle(database, LeadStatus.REJECTED, reason="phone is not valid")
    assert take(database) == []
    put(database, lead='{"name": "Marla", "phone": "corrected"}')
    (job,) = take(database)
    assert (job.lead, job.attempt, job.possible_repeat) == ('{"name": "Marla", "phone": "corrected"}', 2, False)
    assert get(database).reason == ""


@pytest.mark.parametrize("status", [LeadStatus.IN_FLIGHT, LeadStatus.DELIVERED, LeadStatus.WITHDRAWN])
def test_a_lead_that_went_out_is_never_queued_again(database, status):
    put(database)
    if status == LeadStatus.WITHDRAWN:
        withdraw(database)
    else:
        take(database)
    if status == LeadStatus.DELIVERED:
        settle(database, status)
    with pytest.raises(ValueError, match="VB-1"):
        put(database)
    assert status == get(database).status


def test_a_reference_of_another_chat_is_not_overwritten(database):
    put(database)
    with pytest.raises(ValueError, match="VB-1"):
        put(database, chat_id=2, lead="someone else's")
    assert get(database).lead == '{"name": "Marla"}'


def test_withdrawn_before_it_goes_out(database):
    put(database)
    withdraw(database)
    assert take(database) == []
    assert None is database.run_sync(lead_queue.next_due)
    assert get(database).status == LeadStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("outcome", "ends_as"),
    [
        (LeadStatus.DELIVERED, LeadStatus.DELIVERED),
        (LeadStatus.WAITING, LeadStatus.WITHDRAWN),
        (LeadStatus.REJECTED, LeadStatus.WITHDRAWN),
        (LeadStatus.SET_ASIDE, LeadStatus.WITHDRAWN),
    ],
)
def test_withdrawn_in_flight(database, clock, outcome, ends_as):
    put(database)
    take(database)
    withdraw(database)
    assert get(database).status == LeadStatus.IN_FLIGHT
    assert settle(database, outcome)
    assert ends_as == get(database).status
    clock.now += 10 * LEASE
    assert take(database) == []


def test_withdrawn_in_flight_and_never_heard_of_again(database, clock):
    put(database)
    take(database)
    withdraw(database)
    clock.now += LEASE
    assert take(database) == []
    row = get(database)
    assert (row.status, row.possible_repeat, row.due_at) == (LeadStatus.WITHDRAWN, True, None)


def test_what_was_delivered_stays_delivered(database):
    put(database)
    take(database)
    settle(database, LeadStatus.DELIVERED)
    withdraw(database)
    assert get(database).status == LeadStatus.DELIVERED


def test_standings_are_the_chats_own_oldest_first(database):
    for reference, chat_id, agency in [("B", 1, "derby"), ("A", 1, "derby"), ("C", 2, "derby"), ("D", 1, "leeds")]:
        put(database, reference, chat_id, agency=agency)
    take(database, limit=1)
    assert {
        ("derby", 1): (LeadStanding("B", LeadStatus.IN_FLIGHT, 1), LeadStanding("A", LeadStatus.WAITING)),
        ("leeds", 1): (LeadStanding("D", LeadStatus.WAITING),),
    } == standings(database, ("derby", 1), ("leeds", 1), ("leeds", 2), ("derby", 3))
    assert standings(database) == {}


def test_a_paused_agency_waits_and_the_others_go_on(database, clock):
    put(database, "A", agency="derby")
    clock.now += 1
    put(database, "B", agency="leeds")
    assert clock.now == database.run_sync(lambda tx: lead_queue.next_due(tx, ["derby"]))
    assert None is database.run_sync(lambda tx: lead_queue.next_due(tx, ["derby", "leeds"]))
    assert [job.reference for job in take(database, paused={"derby"})] == ["B"]
    assert [job.reference for job in take(database)] == ["A"]


def test_leads_that_could_not_be_delivered_are_listed(database):
    for reference in ("VB-1", "VB-2"):
        put(database, reference)
    take(database)
    settle(database, LeadStatus.SET_ASIDE, reference="VB-2", reason="duplicate")
    (stored,) = database.run_sync(lead_records.set_aside)
    assert (stored.reference, stored.reason, stored.lead) == ("VB-2", "duplicate", '{"name": "Marla"}')


def test_waiting_counts_what_is_on_its_way(database, clock):
    assert Waiting(0, None) == database.run_sync(lead_queue.waiting)
    began = clock.now
    put(database, "VB-1")
    clock.now += 1
    put(database, "VB-2")
    take(database, limit=1)
    assert Waiting(2, began) == database.run_sync(lead_queue.waiting)
    settle(database, LeadStatus.DELIVERED)
    assert Waiting(1, began + 1) == database.run_sync(lead_queue.waiting)


def test_old_delivered_and_withdrawn_leads_lose_everything_personal(database, clock):
    for number, reference in enumerate(("delivered", "withdrawn", "set aside", "waiting"), start=1):
        put(database, reference, chat_id=number)
    take(database, limit=3)
    settle(database, LeadStatus.DELIVERED, reference="delivered", estimate="{}", reason="r")
    settle(database, LeadStatus.WITHDRAWN, reference="withdrawn")
    settle(database, LeadStatus.SET_ASIDE, reference="set aside")
    assert database.run_sync(lambda tx: lead_records.forget(tx, clock.now)).rows == 0
    ended = clock.now
    clock.now += 100
    assert database.run_sync(lambda tx: lead_records.forget(tx, clock.now)).rows == 2
    assert database.run_sync(lambda tx: lead_records.forget(tx, clock.now)).rows == 0
    row = get(database, "delivered")
    assert (row.chat_id, row.lead, row.reason, row.estimate) == (None, "", "", "")
    assert (LeadStatus.DELIVERED, ended, ended) == (row.status, row.created_at, row.changed_at)
    assert '{"name": "Marla"}' == get(database, "set aside").lead == get(database, "waiting").lead


def test_erased_in_flight_it_is_emptied_at_once_and_deleted_when_it_settles(database):
    put(database)
    take(database)
    erase(database)
    row = get(database)
    assert (row.chat_id, row.lead, row.erased) == (None, "", True)
    assert standings(database, ("derby", 1)) == {}
    assert not settle(database, LeadStatus.DELIVERED, estimate="{}"), "nobody is left to hear of it"
    assert None is get(database)


@pytest.mark.parametrize("how", ["the lease ran out", "the process died"])
def test_erased_in_flight_and_never_heard_of_again(database, make, clock, how):
    put(database)
    take(database)
    erase(database)
    if how == "the process died":
        database = succeeded(database, make)
    clock.now += LEASE
    assert take(database) == []
    assert None is get(database)


@pytest.mark.parametrize("status", [LeadStatus.WAITING, LeadStatus.DELIVERED, LeadStatus.SET_ASIDE])
def test_erased_otherwise_it_is_deleted(database, status):
    put(database)
    if status != LeadStatus.WAITING:
        take(database)
        settle(database, status)
    erase(database)
    assert None is get(database)
    assert take(database) == []


def test_leads_in_flight_with_a_dead_process_are_due_at_once_as_possible_repeats(database, make):
    for reference in ("in flight", "withdrawn"):
        put(database, reference)
    take(database)
    withdraw(database, "withdrawn")
    put(database, "waiting")
    database = succeeded(database, make)
    assert [(job.reference, job.attempt, job.possible_repeat, job.unknowns) for job in take(database)] == [
        ("in flight", 2, True, 1),
        ("waiting", 1, False, 0),
    ]
    row = get(database, "withdrawn")
    assert (row.status, row.possible_repeat) == (LeadStatus.WITHDRAWN, True)


def test_what_was_claimed_and_never_heard_of_is_disowned_and_no_repeat(database):
    """The answer to a commit was lost: the leads are leased, and nobody posts them."""
    put(database, "VB-1")
    put(database, "VB-2")
    take(database)
    assert database.run_sync(lambda tx: lead_queue.disown(tx, ["VB-1"])) == 1
    (job,) = take(database)
    assert (job.reference, job.attempt, job.possible_repeat, job.unknowns) == ("VB-2", 2, False, 0)
    assert get(database, "VB-1").status == LeadStatus.IN_FLIGHT
