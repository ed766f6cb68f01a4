from __future__ import annotations

import time

import pytest

from bot.storage.queues import dead_letters, inbox
from bot.storage.queues.inbox import NewItem, Waiting


def item(number, chat_id=1, agency="derby", body=b"{}"):
    return NewItem(agency, f"telegram:{number}", chat_id, "telegram", body)


def add(database, *items):
    return database.run_sync(lambda tx: inbox.add(tx, items))


def take(database, limit=10):
    return database.run_sync(lambda tx: inbox.take(tx, limit))


def finish(database, items):
    database.run_sync(lambda tx: inbox.finish(tx, [each.id for each in items]))


def keys(items):
    return [(each.agency, each.chat_id, each.body) for each in items]


def test_an_item_comes_back_as_it_was_given(database, clock):
    body = b'{"text": "NUL \x00, half an emoji \xed\xa0\xbd, Zo\xc3\xab"}'
    assert add(database, NewItem("derby", "telegram:1", -100123456789012, "telegram", body)) == 1
    (taken,) = take(database)
    assert inbox.Item(taken.id, "derby", -100123456789012, "telegram", body, 0, clock.now) == taken


def test_a_known_key_adds_nothing_while_waiting_when_done_and_within_a_batch(database):
    assert add(database, item(1), item(2), item(1, body=b"again")) == 2
    assert add(database, item(1, chat_id=2, body=b"again")) == 0
    finish(database, take(database))
    assert add(database, item(1, body=b"again"), item(3)) == 1
    assert [each.body for each in take(database)] == [b"{}"]


def test_each_chat_in_order_and_chats_by_their_oldest(database):
    add(database, *(item(n, chat, body=b"%d" % n) for n, chat in enumerate([3, 1, 3, 2, 1, 3])))
    seen = []
    while taken := take(database, 2):
        seen.append([(each.chat_id, int(each.body)) for each in taken])
        finish(database, taken)
    assert seen == [[(3, 0), (1, 1)], [(3, 2), (2, 3)], [(1, 4), (3, 5)]]


def test_what_is_not_finished_is_taken_again(database):
    add(database, item(1), item(2))
    first = take(database)
    assert first == take(database)
    with pytest.raises(ZeroDivisionError):
        database.run_sync(lambda tx: (inbox.finish(tx, [first[0].id]), 1 / 0))
    assert first == take(database)


def test_finishing_several_of_a_chat_at_once_goes_on_with_the_rest(database):
    add(database, *(item(n, body=b"%d" % n) for n in range(4)))
    (head,) = take(database)
    database.run_sync(lambda tx: inbox.finish(tx, [head.id, head.id + 2]))
    assert [each.body for each in take(database)] == [b"1"]
    database.run_sync(lambda tx: inbox.finish(tx, [head.id + 3]))
    assert [each.body for each in take(database)] == [b"1"]
    database.run_sync(lambda tx: inbox.finish(tx, [head.id + 1]))
    assert take(database) == []


def test_done_rows_keep_their_key_and_nothing_else(database, clock):
    add(database, item(1, chat_id=77, body=b"Marla"))
    finish(database, take(database))
    row = database.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT * FROM inbox").mappings().one())
    assert {"agency": "derby", "key": "telegram:1", "chat_id": None, "source": "", "body": b""}.items() <= row.items()
    assert clock.now == row["done_at"]


def test_attempts_are_counted(database):
    add(database, item(1))
    for expected in (0, 1, 2):
        (taken,) = take(database)
        assert expected == taken.attempts
        database.run_sync(lambda tx, number=taken.id: inbox.count_attempt(tx, number))


def test_a_poison_item_is_out_of_the_way_and_keeps_its_body(database):
    add(database, item(1, body=b"poison"), item(2, body=b"next"))
    (poison,) = take(database)
    database.run_sync(lambda tx: inbox.set_aside(tx, poison.id, "ValueError \x00 \ud83d"))
    assert [each.body for each in take(database)] == [b"next"]
    assert add(database, item(1)) == 0
    (kept,) = database.run_sync(dead_letters.listed)
    assert (kept.body, kept.chat_id, kept.reason) == (b"poison", 1, "ValueError \x00 \ud83d")


def test_waiting_is_counted_with_the_age_of_the_oldest(database, clock):
    assert Waiting(0, None) == database.run_sync(inbox.waiting)
    first = clock.now
    add(database, item(1), item(2))
    clock.now += 60
    add(database, item(3, chat_id=2))
    assert Waiting(3, first) == database.run_sync(inbox.waiting)
    finish(database, take(database, 1))
    assert Waiting(2, first) == database.run_sync(inbox.waiting)
    finish(database, take(database, 1))
    assert Waiting(1, clock.now) == database.run_sync(inbox.waiting)


def test_old_keys_of_finished_items_are_forgotten_and_nothing_else(database, clock):
    add(database, item(1), item(2, chat_id=2), item(3, chat_id=3))
    done, poison, _waiting = take(database)
    finish(database, [done])
    database.run_sync(lambda tx: inbox.set_aside(tx, poison.id, "broken"))
    clock.now += 100
    add(database, item(4, chat_id=4))
    finish(database, [each for each in take(database) if each.chat_id == 4])
    assert database.run_sync(lambda tx: inbox.forget_keys(tx, clock.now - 100)).rows == 0
    assert database.run_sync(lambda tx: inbox.forget_keys(tx, clock.now - 50)).rows == 1
    assert add(database, item(1, chat_id=9)) == 1, "its key is free again"
    assert add(database, item(2), item(3), item(4)) == 0
    assert database.run_sync(lambda tx: inbox.forget_keys(tx, clock.now + 1)).rows == 1, "also when all are old"


def test_a_flooding_chat_neither_starves_the_others_nor_slows_the_take(database):
    flood = 10_000
    add(database, *(item(n, chat_id=666) for n in range(flood)))
    add(database, *(item(flood + n, chat_id=n, body=b"%d" % n) for n in range(1, 10)))

    def cost(turns):
        began = time.process_time()
        for _ in range(turns):
            taken = take(database)
            finish(database, taken)
        return (time.process_time() - began) / turns

    taken = take(database)
    assert [666, *range(1, 10)] == [each.chat_id for each in taken]
    finish(database, taken)
    flooded = min(cost(20) for _ in range(5))
    rest = [each for _ in range(3) for each in take(database)]
    assert {666} == {each.chat_id for each in rest}
    database.run_sync(lambda tx: tx.connection.exec_driver_sql("DELETE FROM inbox WHERE id > 200"))
    calm = min(cost(10) for _ in range(5))
    assert flooded < 10 * calm, "a take or finish that walks the queue costs a hundred times more"
