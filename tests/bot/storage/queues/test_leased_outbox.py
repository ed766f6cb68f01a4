"""A turn's messages are leased to its own sender as they are written: the lease stands in the database all the same."""

from __future__ import annotations

from bot.storage.leases import new_lease
from bot.storage.queues import outbox, outbox_results
from bot.storage.queues.leased_outbox import add_leased
from bot.storage.queues.outbox import NewMessage
from bot.storage.queues.outbox_results import SendResult
from bot.storage.transaction import Queue
from support.successor import succeeded

LEASE = 30.0


def hand(database, *messages, lease=None, places=10, held=()):
    """Messages as ``(chat, body)``; returns what was handed over, and whether something is left for others."""
    number = new_lease(database.backend.replica) if lease is None else lease

    def job(tx):
        new = [NewMessage("derby", chat, "message", body) for chat, body in messages]
        handed = add_leased(tx, new, lease=number, seconds=LEASE, places=places, held=held)
        return handed, Queue.OUTBOX in tx.fed

    return database.run_sync(job)


def take(database):
    return database.run_sync(lambda tx: outbox.take(tx, 10, LEASE))


def bodies(queues):
    return [(queue.chat_id, [message.body for message in queue.messages]) for queue in queues]


def sent(queue):
    return SendResult(queue.agency, queue.chat_id, queue.lease, sent=[each.id for each in queue.messages])


def test_what_is_handed_over_is_nobody_elses(database, clock):
    handed, left = hand(database, (1, "a"), (2, "b NUL \x00 half \ud83d"), (1, "c"))
    assert bodies(handed.leased) == [(1, ["a", "c"]), (2, ["b NUL \x00 half \ud83d"])]
    assert (handed.grown, left, take(database)) == ([], False, [])
    assert database.run_sync(outbox.next_due) == clock.now + LEASE
    assert database.run_sync(lambda tx: outbox_results.record(tx, [sent(queue) for queue in handed.leased])) is False
    assert database.run_sync(outbox.waiting).count == 0
    assert database.run_sync(outbox.next_due) is None


def test_a_lease_that_nobody_settles_runs_out(database, clock):
    handed, _ = hand(database, (1, "a"))
    clock.now += LEASE
    again = take(database)
    assert bodies(again) == bodies(handed.leased)
    database.run_sync(lambda tx: outbox_results.record(tx, [SendResult("derby", 1, handed.leased[0].lease)]))
    assert take(database) == [], "whoever outlived the lease cannot release the next one"


def test_what_a_dead_process_was_handed_is_released(database, make):
    hand(database, (1, "a"))
    assert bodies(take(succeeded(database, make))) == [(1, ["a"])]


def test_beyond_the_places_messages_wait_for_whoever_has_some(database):
    handed, left = hand(database, (1, "a"), (2, "b"), (3, "c"), places=2)
    assert bodies(handed.leased) == [(1, ["a"]), (2, ["b"])]
    assert left
    assert bodies(take(database)) == [(3, ["c"])]
    assert hand(database, (4, "d"), places=0)[0].leased == []


def test_what_waits_already_goes_first(database):
    database.run_sync(lambda tx: outbox.add(tx, [NewMessage("derby", 1, "message", "a")]))
    handed, left = hand(database, (1, "b"))
    assert (handed.leased, left) == ([], True)
    assert bodies(take(database)) == [(1, ["a", "b"])]


def test_nothing_is_leased_of_somebody_who_blocked_the_bot(database):
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=False))
    assert hand(database, (1, "a"))[0].leased == []
    assert take(database) == []


def test_the_holder_of_a_chat_learns_what_came_since(database):
    first, _ = hand(database, (1, "a"))
    (queue,) = first.leased
    strangers, left = hand(database, (1, "b"))
    assert (strangers.leased, strangers.grown, left) == ([], [], True)
    handed, left = hand(database, (1, "c"), (2, "d"), held=[queue.lease])
    assert bodies(handed.leased) == [(2, ["d"])]
    assert (bodies(handed.grown), left) == ([(1, ["a", "b", "c"])], False)
    assert handed.grown[0].lease == queue.lease
    assert database.run_sync(lambda tx: outbox_results.record(tx, [sent(queue)])) is True, (
        "something is left to be sent"
    )
    assert bodies(take(database)) == [(1, ["b", "c"])]
