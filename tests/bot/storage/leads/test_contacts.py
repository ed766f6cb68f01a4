"""Contacts by their hashes, and probes of accounts, on both databases."""

from __future__ import annotations

from functools import partial

from bot.storage.chats import erasure
from bot.storage.leads import account_probes, contacts
from bot.storage.sql.bulk_predicates import AgencyFilter
from bot.storage.tables import CONTACTS

PHONE, EMAIL = (contacts.name(kind, "marla", b"key") for kind in ("phone", "email"))


def add(database, chat, *given, agency="derby"):
    database.run_sync(partial(contacts.add, agency=agency, contacts=given, chat_id=chat))


def elsewhere(database, chat, *given, agency="derby", since=0.0):
    return database.run_sync(partial(contacts.elsewhere, agency=agency, contacts=given, chat_id=chat, since=since))


def test_what_other_chats_of_the_same_agency_gave_is_found(database, clock):
    add(database, 7001, PHONE, EMAIL)
    add(database, 7002, PHONE)
    add(database, 7002, PHONE)
    add(database, 7003, EMAIL, agency="york")
    assert elsewhere(database, 7001, PHONE, EMAIL) == {PHONE}
    assert elsewhere(database, 7002, PHONE, EMAIL) == {PHONE, EMAIL}
    assert elsewhere(database, 7003, EMAIL, agency="york") == set()
    assert elsewhere(database, 7002, EMAIL, since=clock.now) == set()


def test_erasure_takes_those_of_its_chat_and_they_name_a_chat_until_then(database):
    add(database, 7001, PHONE)
    add(database, 7002, PHONE)
    assert database.run_sync(partial(erasure.agencies_of, chat_id=7001)) == ["derby"]
    assert database.run_sync(partial(contacts.of_chat, agency="derby", chat_id=7001)) == 1
    database.run_sync(partial(erasure.erase, agency="derby", chat_id=7001))
    assert database.run_sync(partial(contacts.of_chat, agency="derby", chat_id=7001)) == 0
    assert elsewhere(database, 7003, PHONE) == {PHONE}


def test_old_ones_go_agency_by_agency_counted_from_the_last_time(database, clock):
    add(database, 7001, PHONE)
    add(database, 7001, PHONE, agency="york")
    clock.now += 10
    add(database, 7001, EMAIL)
    old = AgencyFilter(of=["derby"])
    piece = database.run_sync(partial(contacts.expire, older_than=clock.now - 5, of=old))
    assert (piece.rows, piece.after) == (1, None)
    left = database.run_sync(lambda tx: tx.connection.execute(CONTACTS.select()).all())
    assert sorted((row.agency, row.contact) for row in left) == sorted([("derby", EMAIL), ("york", PHONE)])


def test_the_last_probe_of_each_agency_is_kept(database, clock):
    assert database.run_sync(partial(account_probes.latest, agency="derby")) is None
    database.run_sync(partial(account_probes.save, agency="derby", probe="{}"))
    clock.now += 5
    database.run_sync(partial(account_probes.save, agency="derby", probe='{"a":1}'))
    assert database.run_sync(partial(account_probes.latest, agency="derby")) == ('{"a":1}', clock.now)
    assert database.run_sync(partial(account_probes.latest, agency="york")) is None
