from __future__ import annotations

import json

from bot.storage.chats import erasure
from bot.storage.leads import lead_queue
from bot.storage.queues import message_ids, outbox, outbox_results
from bot.storage.queues.outbox import NewMessage, Waiting
from bot.storage.queues.outbox_results import SendResult
from support.successor import succeeded

LEASE = 30.0


def add(database, *messages, agency="derby"):
    """Messages as ``(chat, body)``."""
    database.run_sync(lambda tx: outbox.add(tx, [NewMessage(agency, chat, "message", body) for chat, body in messages]))


def take(database, limit=10, per_chat=10):
    return database.run_sync(lambda tx: outbox.take(tx, limit, LEASE, per_chat))


def settle(database, *results):
    database.run_sync(lambda tx: outbox_results.record(tx, results))


def settled(queue, *sent, **more):
    """The result of a queue of which these messages (by their place) were sent."""
    ids = tuple(queue.messages[number].id for number in sent)
    return SendResult(queue.agency, queue.chat_id, queue.lease, sent=[*ids], **more)


def send(database, queue, **more):
    settle(
        database,
        SendResult(queue.agency, queue.chat_id, queue.lease, sent=[each.id for each in queue.messages], **more),
    )


def bodies(queues):
    return [(queue.chat_id, [message.body for message in queue.messages]) for queue in queues]


def test_a_message_comes_back_as_it_was_given(database, clock):
    database.run_sync(lambda tx: outbox.add(tx, [NewMessage("derby", 1, "toast", "NUL \x00 half \ud83d")]))
    ((message,),) = [queue.messages for queue in take(database)]
    assert outbox.QueuedMessage(message.id, "toast", "NUL \x00 half \ud83d", 0, clock.now) == message


def test_chats_by_age_and_each_in_order(database, clock):
    add(database, (3, "a"), (3, "b"))
    clock.now += 1
    add(database, (1, "c"), (3, "d"))
    clock.now += 1
    add(database, (2, "e"))
    assert bodies(take(database, limit=2, per_chat=2)) == [(3, ["a", "b"]), (1, ["c"])]
    assert bodies(take(database)) == [(2, ["e"])]


def test_a_lease_keeps_a_chat_from_others_until_it_ends(database, clock):
    add(database, (1, "a"))
    assert bodies(take(database)) == [(1, ["a"])]
    add(database, (1, "b"))
    clock.now += LEASE - 1
    assert take(database) == []
    clock.now += 1
    assert bodies(take(database)) == [(1, ["a", "b"])]


def test_what_is_being_sent_is_not_taken_again_when_the_clock_is_set_forward(database, clock):
    add(database, (1, "being sent"), (2, "another's, who died"))
    mine, other = sorted(take(database), key=lambda queue: queue.chat_id)
    database.run_sync(lambda tx: tx.connection.exec_driver_sql("UPDATE outbox_chats SET lease = 7 WHERE chat_id = 2"))
    clock.now += 3600
    taken = database.run_sync(lambda tx: outbox.take(tx, 10, LEASE, held=[mine.lease]))
    assert bodies(taken) == [(2, ["another's, who died"])]
    assert other.chat_id == 2


def test_sent_messages_are_gone_and_the_rest_follows_at_once(database):
    add(database, (1, "a"), (1, "b"), (1, "c"))
    (queue,) = take(database, per_chat=2)
    settle(database, settled(queue, 0, dropped=(queue.messages[1].id,)))
    (queue,) = take(database)
    assert [(message.body, message.attempts) for message in queue.messages] == [("c", 0)]
    send(database, queue)
    assert take(database) == []
    assert (
        database.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT count(*) FROM outbox_chats").scalar_one())
        == 0
    ), "no row stays for a chat that nothing waits for"


def test_a_retry_waits_for_its_time_and_counts_an_attempt(database, clock):
    add(database, (1, "a"), (1, "b"), (1, "c"), (2, "x"))
    first, other = take(database)
    settle(
        database,
        settled(first, 0, retry_at=clock.now + 7),
        settled(other, 0),
    )
    add(database, (1, "d"))
    clock.now += 6
    assert take(database) == []
    assert clock.now + 1 == database.run_sync(outbox.next_due)
    clock.now += 1
    (queue,) = take(database)
    assert [(message.body, message.attempts) for message in queue.messages] == [("b", 1), ("c", 0), ("d", 0)]


def test_a_settlement_deletes_only_messages_of_its_own_chat(database):
    add(database, (1, "mine"))
    add(database, (1, "theirs"), agency="leeds")
    mine, theirs = take(database)
    settle(database, SendResult("derby", 1, mine.lease, sent=[mine.messages[0].id, theirs.messages[0].id]))
    send(database, mine)
    assert Waiting(1, theirs.messages[0].created_at) == database.run_sync(outbox.waiting)


def test_who_blocked_the_bot_is_left_in_peace_until_they_return(database, clock):
    add(database, (1, "a"))
    (queue,) = take(database)
    settle(database, settled(queue, unreachable=clock.now))
    add(database, (1, "b"))
    clock.now += 1000
    assert take(database) == []
    assert None is database.run_sync(outbox.next_due)
    assert Waiting(0, None) == database.run_sync(outbox.waiting)
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=True))
    (queue,) = take(database)
    assert [message.body for message in queue.messages] == ["a", "b"]


def test_a_block_without_messages_holds_later_ones_back(database):
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=False))
    add(database, (1, "a"), (2, "b"))
    assert bodies(take(database)) == [(2, ["b"])]
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=True))
    assert bodies(take(database)) == [(1, ["a"])]


def test_messages_of_the_unreachable_are_dropped_in_the_end(database, clock):
    add(database, (1, "a"), (1, "b"), (2, "c"))
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=False))
    clock.now += 10
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", 1, reachable=False))
    assert database.run_sync(lambda tx: outbox_results.drop_unreachable(tx, clock.now - 10)).rows == 0
    assert database.run_sync(lambda tx: outbox_results.drop_unreachable(tx, clock.now - 5)).rows == 2, (
        "the first block counts"
    )
    add(database, (1, "news"))
    assert bodies(take(database)) == [(2, ["c"]), (1, ["news"])]


def test_waiting_and_next_due(database, clock):
    assert Waiting(0, None) == database.run_sync(outbox.waiting)
    assert None is database.run_sync(outbox.next_due)
    began = clock.now
    add(database, (1, "a"), (2, "b"))
    clock.now += 5
    add(database, (3, "c"))
    assert Waiting(3, began) == database.run_sync(outbox.waiting)
    assert began == database.run_sync(outbox.next_due)
    take(database)
    assert clock.now + LEASE == database.run_sync(outbox.next_due), "a lease may end without a word"


def test_a_goodbye_follows_what_is_being_sent_while_the_chat_is_erased(database):
    add(database, (1, "being sent"), (1, "not begun"))
    (queue,) = take(database, per_chat=1)

    def erase(tx):
        erasure.erase(tx, "derby", 1)
        outbox.add(tx, [NewMessage("derby", 1, "message", "goodbye")])

    database.run_sync(erase)
    assert take(database) == [], "still under the lease of the message before"
    send(database, queue)
    (queue,) = take(database)
    assert [message.body for message in queue.messages] == ["goodbye"], "no id is given twice"


def test_a_lease_on_a_chat_that_was_erased_meanwhile_leaves_nothing_behind(database, clock):
    add(database, (1, "being sent"))
    take(database)
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 1))
    clock.now += LEASE
    assert take(database) == []
    assert None is database.run_sync(outbox.next_due)


def test_leases_of_a_dead_process_end_but_retries_keep_their_time(database, make, clock):
    add(database, (1, "leased"), (2, "to be retried"))
    _, other = take(database)
    settle(database, settled(other, retry_at=clock.now + 100))
    database = succeeded(database, make)
    assert bodies(take(database)) == [(1, ["leased"])]
    clock.now += 100
    assert (2, ["to be retried"]) in bodies(take(database))


def test_what_was_taken_and_never_heard_of_is_disowned(database):
    """The answer to a commit was lost: the chats are leased, and nobody sends to them."""
    add(database, (1, "in hand"), (2, "not known of"))
    (known,) = take(database, limit=1)
    take(database)
    assert database.run_sync(lambda tx: outbox.disown(tx, [known.lease])) == 1
    assert bodies(take(database)) == [(2, ["not known of"])]


def test_what_waits_for_a_group_goes_where_it_is_now_in_order_and_with_its_age(database, clock):
    add(database, (-4001, "a"), (-4001, "b"), (-1002001, "there before"), (3, "other"))
    clock.now += 60
    database.run_sync(lambda tx: outbox_results.move(tx, "derby", -4001, -1002001))
    queues = {queue.chat_id: queue.messages for queue in take(database)}
    assert {chat: [each.body for each in messages] for chat, messages in queues.items()} == {
        -1002001: ["there before", "a", "b"],
        3: ["other"],
    }
    assert {clock.now - each.created_at for each in queues[-1002001]} == {60}


def test_a_group_that_is_being_sent_to_is_moved_by_whoever_does(database):
    add(database, (-4001, "a"), (-4001, "b"))
    (queue,) = take(database)
    database.run_sync(lambda tx: outbox_results.move(tx, "derby", -4001, -1002001))
    add(database, (-4001, "c"))
    assert take(database) == []
    settle(database, settled(queue, 0, moved_to=-1002001))
    assert bodies(take(database)) == [(-1002001, ["b", "c"])]


def test_whoever_lost_the_lease_moves_nothing(database, clock):
    add(database, (-4001, "a"))
    (queue,) = take(database)
    clock.now += LEASE
    (again,) = take(database)
    settle(database, settled(queue, moved_to=-1002001))
    assert take(database) == []
    settle(database, settled(again, moved_to=-1002001))
    assert bodies(take(database)) == [(-1002001, ["a"])]


def test_what_quotes_a_person_to_others_goes_with_their_chat_wherever_it_waits(database):
    def tell(tx):
        for agency, reference, chat in (("derby", "VB-1", 1), ("derby", "VB-2", 2), ("leeds", "VB-1", 1)):
            lead_queue.put(tx, lead_queue.NewLead(agency, chat, reference, "{}"))
            outbox.add(tx, [NewMessage(agency, -4001, "message", f"{agency} {reference}", reference)])
        outbox.add(tx, [NewMessage("derby", -4001, "message", "nobody's")])
        outbox_results.move(tx, "derby", -4001, -1002001)
        erasure.erase(tx, "derby", 1)

    database.run_sync(tell)
    waiting = {queue.agency: [message.body for message in queue.messages] for queue in take(database)}
    assert waiting == {"derby": ["derby VB-2", "nobody's"], "leeds": ["leeds VB-1"]}


def test_what_names_a_person_to_others_is_removed_there_when_that_person_is_erased(database, clock):
    """Also what was being sent just then, and nothing that Telegram lets nobody remove any more."""

    def tell(tx):
        for agency, reference, chat in (("derby", "VB-1", 1), ("derby", "VB-2", 2), ("leeds", "VB-1", 1)):
            lead_queue.put(tx, lead_queue.NewLead(agency, chat, reference, "{}"))
            outbox.add(tx, [NewMessage(agency, each, "message", reference, reference) for each in (501, -4001)])

    database.run_sync(tell)
    numbers = iter(range(100, 200))

    def send():
        for queue in take(database):
            assert all(message.about for message in queue.messages)
            naming = tuple((next(numbers), message.about) for message in queue.messages)
            shown = tuple(number for number, _ in naming)
            result = settled(queue, *range(len(queue.messages)), shown=shown, naming=naming)
            yield (queue.agency, queue.chat_id), {about: number for number, about in naming}
            settle(database, result)

    sent = dict(send())
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 1))
    removed = {(queue.agency, queue.chat_id): json.loads(queue.messages[0].body) for queue in take(database)}
    assert removed == {("derby", chat): [sent["derby", chat]["VB-1"]] for chat in (501, -4001)}

    database.run_sync(lambda tx: outbox.add(tx, [NewMessage("derby", 502, "message", "VB-2", "VB-2")]))
    (queue,) = take(database)
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 2))
    settle(database, settled(queue, 0, shown=(300,), naming=((300, "VB-2"),)))
    assert (502, ["[300]"]) in bodies(take(database))

    clock.now += message_ids.REMOVABLE
    database.run_sync(lambda tx: erasure.erase(tx, "leeds", 1))
    assert [queue.chat_id for queue in take(database) if queue.agency == "leeds"] == []
