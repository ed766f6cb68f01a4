"""Keys of the hashes in the log: used for a while, then kept for as long, then gone."""

from __future__ import annotations

from functools import partial

from bot.storage.upkeep import trace_keys

KEPT = 100.0


def test_a_key_is_used_for_half_of_the_time_and_deleted_at_its_end(database, clock):
    used = []
    for _ in range(5):
        used.append(database.run_sync(partial(trace_keys.current, kept=KEPT)))
        clock.now += KEPT / 4
    first, second, third = used[0], used[2], used[4]
    assert used == [first, first, second, second, third]
    assert len({first, second, third}) == 3
    assert [each.key for each in database.run_sync(trace_keys.all_)] == [third, second, first]

    assert database.run_sync(lambda tx: trace_keys.expire(tx, tx.now - KEPT)).rows == 1
    assert [each.key for each in database.run_sync(trace_keys.all_)] == [third, second]


def test_nothing_else_of_the_table_is_a_key_or_expires(database, clock):
    database.run_sync(lambda tx: tx.connection.exec_driver_sql("INSERT INTO chores VALUES ('alive', 1.0)"))
    assert database.run_sync(trace_keys.all_) == []
    assert database.run_sync(lambda tx: trace_keys.expire(tx, tx.now)).rows == 0
