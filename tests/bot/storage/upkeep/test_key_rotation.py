"""Keys rotate, and a database from before the key becomes encrypted, while bots go on."""

from __future__ import annotations

from functools import partial

import pytest
import sqlalchemy as sa

from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.encryption import MARK, UNREADABLE, FieldEncryption
from bot.storage.queues import dead_letters, inbox, outbox
from bot.storage.tables import METADATA
from bot.storage.transaction import Transaction
from bot.storage.upkeep import key_rotation, known_keys

OLD, NEW = b"o" * 32, b"n" * 32
PEOPLE = range(1, 2 * key_rotation.PAGE + 20)


@pytest.fixture
def opened(url, clock):
    """Opens the database with other keys; closed in the end."""
    made: list[Database] = []

    def open_with(*found, exclusive=True):
        for each in made:
            each.close()
        database = Database(url, clock=clock, encryption=FieldEncryption(found))
        database.open(exclusive=exclusive)
        made.append(database)
        return database

    yield open_with
    for each in made:
        each.close()


def live(tx):
    inbox.add(tx, [inbox.NewItem("derby", f"t:{n}", n, "telegram", b'{"update_id":1}') for n in PEOPLE])
    inbox.finish(tx, [item.id for item in inbox.take(tx, 50)])
    inbox.set_aside(tx, inbox.take(tx, 1)[0].id, "ValueError")
    chat_states.save(tx, [chat_states.SavedState("derby", n, f"state of {n}") for n in PEOPLE])
    chat_states.save(tx, [chat_states.SavedState("leeds", n, f"state of {n}") for n in PEOPLE[:50]])
    outbox.add(tx, [outbox.NewMessage("derby", n, "typing", "") for n in PEOPLE[:5]])


def reseal(database):
    sealed = 0
    for table in key_rotation.TABLES:
        page = database.run_sync(partial(table.page, after=None))
        sealed += page.sealed
        while page.after is not None:
            page = database.run_sync(partial(table.page, after=page.after))
            sealed += page.sealed
    return sealed


def marks(tx):
    """What the sealed columns begin with."""
    return {
        bytes(value[:6])
        for table in METADATA.sorted_tables
        if table.name != "data_keys"
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
        for value in tx.connection.execute(sa.select(column)).scalars()
        if value
    }


@pytest.mark.parametrize("before", [(), (OLD,)], ids=["from before the key", "under an older key"])
def test_everything_comes_under_the_first_key(opened, before):
    opened(*before).run_sync(live)
    database = opened(NEW, *before)
    rows = len(PEOPLE) - 50 + len(PEOPLE) + 50
    assert rows == database.run_sync(key_rotation.outstanding)
    assert rows + 1 == reseal(database), "one row has two values"
    assert database.run_sync(key_rotation.outstanding) == 0
    assert reseal(database) == 0
    (mark,) = database.run_sync(marks)
    assert mark == FieldEncryption([NEW]).mark
    gone = database.run_sync(key_rotation.finish)
    assert gone == FieldEncryption(before).key_ids
    alone = opened(NEW)
    assert alone.run_sync(known_keys.noted) == FieldEncryption([NEW]).key_ids
    found = alone.run_sync(lambda tx: chat_states.load(tx, [("derby", n) for n in PEOPLE]))
    assert found == {("derby", n): f"state of {n}" for n in PEOPLE}
    (aside,) = alone.run_sync(dead_letters.listed)
    assert (aside.reason, aside.body) == ("ValueError", b'{"update_id":1}')


def test_what_a_bot_wrote_meanwhile_wins(opened, monkeypatch):
    database = opened(OLD)
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, "old")]))
    database = opened(NEW, OLD)
    encrypt = FieldEncryption.encrypt
    rotating: list[Transaction] = []

    def overtaken(self, column, agency, chat_id, value):
        if value == b"old":  # between the reading and the writing
            rotating[0].connection.execute(
                sa.update(chat_states.CHATS).values(state=encrypt(self, column, agency, chat_id, b"newer, from a bot"))
            )
        return encrypt(self, column, agency, chat_id, value)

    def job(tx):
        rotating.append(tx)
        return next(table for table in key_rotation.TABLES if table.name == "chats").page(tx, None)

    with monkeypatch.context() as patch:
        patch.setattr(FieldEncryption, "encrypt", overtaken)
        database.run_sync(job)
    assert database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {("derby", 1): "newer, from a bot"}


def test_a_value_that_does_not_open_is_left_as_it_is_and_its_key_is_kept(opened):
    database = opened(OLD)
    broken = FieldEncryption([OLD]).encrypt("chats.state", "derby", 2, b"of another chat")
    database.run_sync(
        lambda tx: tx.connection.execute(
            sa.insert(chat_states.CHATS), {"agency": "derby", "chat_id": 1, "state": broken, "saved_at": 1.0}
        )
    )
    database = opened(NEW, OLD)
    assert reseal(database) == 0
    assert database.run_sync(key_rotation.outstanding) == 1
    assert database.run_sync(key_rotation.finish) == ()
    assert set(database.run_sync(known_keys.noted)) == {*FieldEncryption([OLD, NEW]).key_ids}
    assert database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {("derby", 1): UNREADABLE}


def test_every_sealed_column_is_seen_to():
    found = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
    }
    assert found - {"data_keys.proof"} == {
        f"{each.name}.{name}" for each in key_rotation.TABLES for name in each.columns
    }


def test_without_a_key_there_is_nothing_to_do(opened):
    database = opened()
    database.run_sync(live)
    assert database.run_sync(key_rotation.outstanding) == 0
    assert not any(mark.startswith(MARK) for mark in database.run_sync(marks))
