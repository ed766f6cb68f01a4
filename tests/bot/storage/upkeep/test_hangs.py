"""What the watchdog noted is known to whoever takes the same thing next, on either database."""

from bot.storage.database import note_hang
from bot.storage.leads import lead_queue
from bot.storage.queues import inbox, outbox
from bot.storage.upkeep import hangs
from support.replicas import item


def of(database):
    """How often everything that waits has hung: the item, the message, the lead."""

    def look(tx):
        (taken,) = inbox.take(tx, 1)
        assert inbox.take_one(tx, taken.id) == taken
        ((message,),) = [queue.messages for queue in outbox.take(tx, 1, -1.0)]
        (lead,) = lead_queue.take(tx, 1, -1.0)
        return taken.hangs, message.hangs, lead.hangs

    return database.run_sync(look)


def names(database):
    def look(tx):
        (taken,) = inbox.take(tx, 1)
        ((message,),) = [queue.messages for queue in outbox.take(tx, 1, -1.0)]
        return hangs.inbox_work(taken.id), hangs.outbox_work(message.id), hangs.lead_work("derby", "VB-1")

    return database.run_sync(look)


def fill(tx):
    inbox.add(tx, [item(1, 5)])
    outbox.add(tx, [outbox.NewMessage("derby", 5, "message", "{}")])
    lead_queue.put(tx, lead_queue.NewLead("derby", 5, "VB-1", "{}"))


def test_what_hung_is_known_at_the_next_start_and_counted(database, url):
    database.run_sync(fill)
    assert of(database) == (None, None, None)
    one, two, three = names(database)
    for times in (1, 2):
        for work in (one, two, three):
            note_hang(url, work)
        database.close()
        database.open()
        assert of(database) == (times, times, times)
    note_hang(url, one)
    database.close()
    database.open()
    assert of(database) == (3, 2, 2)
    database.run_sync(lambda tx: hangs.forget(tx, one))
    assert of(database) == (None, 2, 2)


def test_what_hung_is_forgotten_after_a_time(database, url):
    database.run_sync(fill)
    one, two, _ = names(database)
    database.run_sync(lambda tx: hangs.note_all(tx, [one, two]))
    now = database.run_sync(lambda tx: tx.now)
    assert database.run_sync(lambda tx: hangs.expire(tx, now - 1)).rows == 0
    assert database.run_sync(lambda tx: hangs.expire(tx, now + 1)).rows == 2
    assert of(database) == (None, None, None)


def test_a_hang_can_be_noted_while_the_transaction_that_hangs_holds_its_item(database, url):
    database.run_sync(fill)
    one, *_ = names(database)

    def hang(tx):
        (taken,) = inbox.take(tx, 1)
        note_hang(url, hangs.inbox_work(taken.id))

    database.run_sync(hang)
    database.close()
    database.open()
    assert of(database)[0] == 1
    assert one


def test_notes_that_cannot_be_read_keep_nobody_from_starting(tmp_path, caplog):
    assert hangs.read_from(tmp_path / "none") == []
    assert caplog.messages == []
    assert hangs.read_from(tmp_path) == []
    assert caplog.messages == ["the hangs that were noted cannot be read"]
