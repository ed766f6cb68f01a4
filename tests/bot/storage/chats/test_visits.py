"""Visits by name: kept, found, due once, gone with their chat and after their end. On both databases."""

from __future__ import annotations

from functools import partial

from bot.storage.chats import erasure, visits
from bot.storage.chats.visits import StoredVisit

VISIT = StoredVisit("derby", "VB-1", 7, "VB-LEAD", 2_000.0, 1_000.0)


def put(database, *those):
    for each in those:
        database.run_sync(partial(visits.put, visit=each))


def find(database, name="VB-1", agency="derby"):
    return database.run_sync(partial(visits.find, agency=agency, name=name))


def due(database, clock, now):
    clock.now = now
    return [each.name for each in database.run_sync(lambda tx: visits.take_due(tx, 10))]


def other(visit, **changes):
    return StoredVisit(**{field: getattr(visit, field) for field in visit.__struct_fields__} | changes)


def test_a_visit_is_found_by_its_name_by_its_agency_alone(database):
    put(database, VISIT)
    assert find(database) == VISIT
    assert find(database, agency="leeds") is None
    assert find(database, "VB-2") is None


def test_kept_again_it_has_the_later_times(database):
    later = other(VISIT, ends_at=9_000.0, remind_at=None)
    put(database, VISIT, later)
    assert find(database) == later


def test_it_is_due_once_and_again_only_if_it_is_kept_again(database, clock):
    put(database, VISIT, other(VISIT, name="VB-2", remind_at=1_500.0), other(VISIT, name="VB-3", remind_at=None))
    assert due(database, clock, 999.0) == []
    assert due(database, clock, 1_000.0) == ["VB-1"]
    assert due(database, clock, 1_600.0) == ["VB-2"]
    assert due(database, clock, 1_700.0) == []
    put(database, VISIT)
    assert due(database, clock, 1_700.0) == ["VB-1"]


def test_it_is_deleted_by_name_with_its_chat_and_after_its_end(database, clock):
    put(database, VISIT, other(VISIT, name="VB-2", chat_id=8), other(VISIT, name="VB-3", chat_id=8))
    database.run_sync(lambda tx: visits.drop(tx, "derby", "VB-1"))
    assert find(database) is None
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 8))
    assert (find(database, "VB-2"), find(database, "VB-3")) == (None, None)
    put(database, VISIT)
    assert database.run_sync(lambda tx: visits.expire(tx, 2_000.0)).rows == 0
    assert database.run_sync(lambda tx: visits.expire(tx, 2_000.5)).rows == 1
    assert find(database) is None


def test_forgetting_somebody_takes_it_along_and_says_so(database):
    put(database, VISIT)
    assert database.run_sync(lambda tx: erasure.agencies_of(tx, 7)) == ["derby"]
    assert database.run_sync(lambda tx: erasure.forget(tx, "derby", 7)).visits == 1
    assert find(database) is None
    assert database.run_sync(lambda tx: erasure.forget(tx, "derby", 7)).visits == 0


def test_two_replicas_remind_of_a_visit_once(replicas):
    one, two = replicas
    put(one, other(VISIT, remind_at=1.0, ends_at=4e9))
    taken = [each.name for database in (one, two) for each in database.run_sync(lambda tx: visits.take_due(tx, 10))]
    assert taken == ["VB-1"]
