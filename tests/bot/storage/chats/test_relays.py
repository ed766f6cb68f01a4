"""Relays: found by name, queue and topic; due once; detached at an erasure, their topics then deleted. On both databases."""

from __future__ import annotations

from functools import partial

from bot.storage.chats import erasure, relays
from bot.storage.queues import outbox, outbox_results
from bot.storage.queues.outbox import NewMessage

GROUP = -1_002_003


def made(database, name="VB-1", chat_id=7, topic=55):
    def job(tx):
        relay = relays.add(tx, "derby", name, chat_id, "VB-LEAD", GROUP)
        if topic is not None:
            relays.note_topic(tx, "derby", relay.queue, topic)
        return relay

    return database.run_sync(job)


def keep(database, relay, ends_at):
    database.run_sync(lambda tx: relays.keep(tx, relay, ends_at))


def find(database, name="VB-1", chat_id=7, agency="derby"):
    return database.run_sync(lambda tx: relays.find(tx, agency, chat_id, name))


def in_topic(database, topic=55, group=GROUP):
    return database.run_sync(lambda tx: relays.in_topic(tx, "derby", group, topic))


def due(database, clock, now):
    clock.now = now
    return [each.name for each, _ in database.run_sync(lambda tx: relays.take_due(tx, 10))]


def queued(database):
    """What waits in the outbox, by queue."""
    queues = database.run_sync(lambda tx: outbox.take(tx, 100, 60.0))
    found = {queue.chat_id: [(each.kind, each.body) for each in queue.messages] for queue in queues}
    results = [outbox_results.SendResult(each.agency, each.chat_id, each.lease) for each in queues]
    database.run_sync(partial(outbox_results.record, results=results))
    return found


def test_a_relay_is_found_by_name_queue_and_topic_by_its_agency_alone(database):
    relay = made(database)
    assert find(database) == relays.StoredRelay("derby", "VB-1", relay.queue, 7, "VB-LEAD", GROUP, 55)
    assert in_topic(database) == find(database)
    assert database.run_sync(lambda tx: relays.of_queue(tx, "derby", relay.queue)) == find(database)
    assert find(database, agency="leeds") is None
    assert find(database, chat_id=8) is None
    assert in_topic(database, topic=56) is None
    assert in_topic(database, group=-1) is None


def test_its_queue_is_no_chat_of_telegrams(database):
    assert all(made(database, f"VB-{number}").queue < -(2**61) for number in range(20))


def test_it_is_due_once_and_again_only_if_it_is_kept_again(database, clock):
    first, second = made(database), made(database, "VB-2")
    keep(database, first, 1_000.0)
    keep(database, second, 1_500.0)
    assert due(database, clock, 999.0) == []
    assert due(database, clock, 1_000.0) == ["VB-1"]
    assert due(database, clock, 1_600.0) == ["VB-2"]
    assert due(database, clock, 1_700.0) == []
    keep(database, first, 1_700.0)
    assert due(database, clock, 1_700.0) == ["VB-1"]


def test_with_its_chat_it_is_erased_and_nothing_but_the_deletion_of_its_topic_is_left(database):
    relay, other = made(database), made(database, "VB-2", chat_id=8, topic=56)
    said = [NewMessage("derby", each.queue, relays.SAY, "{}") for each in (relay, other)]
    database.run_sync(partial(outbox.add, messages=said))
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 7))
    assert find(database) is None
    left = database.run_sync(lambda tx: relays.of_queue(tx, "derby", relay.queue))
    assert left.chat_id is None
    assert queued(database) == {relay.queue: [(relays.DELETE, "")], other.queue: [(relays.SAY, "{}")]}
    database.run_sync(lambda tx: relays.drop(tx, "derby", relay.queue))
    assert in_topic(database) is None
    assert find(database, "VB-2", 8) is not None


def test_forgetting_somebody_takes_it_along_and_says_so(database):
    made(database)
    assert database.run_sync(lambda tx: erasure.agencies_of(tx, 7)) == ["derby"]
    assert database.run_sync(lambda tx: erasure.forget(tx, "derby", 7)).topics == 1
    assert database.run_sync(lambda tx: erasure.forget(tx, "derby", 7)).topics == 0


def test_the_topic_of_one_that_is_over_long_enough_is_deleted(database, clock):
    clock.now = 1_000.0
    over, still = made(database), made(database, "VB-2", chat_id=8)
    keep(database, over, None)
    keep(database, still, 9_000.0)
    assert database.run_sync(lambda tx: relays.expire(tx, 1_000.0)).rows == 0
    assert database.run_sync(lambda tx: relays.expire(tx, 1_001.0)).rows == 1
    assert queued(database) == {over.queue: [(relays.DELETE, "")]}
    assert find(database) is None
    assert database.run_sync(lambda tx: relays.of_chat_count(tx, "derby", 8)) == 1


def test_two_replicas_end_a_silent_one_once(replicas):
    one, two = replicas
    keep(one, made(one), 1.0)
    taken = [each.name for database in (one, two) for each, _ in database.run_sync(lambda tx: relays.take_due(tx, 10))]
    assert taken == ["VB-1"]
