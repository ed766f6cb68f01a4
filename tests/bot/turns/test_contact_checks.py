"""Doubtful contacts are noted for the agency, refused to nobody, and forgotten with their person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.core.agency import Retention
from bot.core.serialization import LEAD
from bot.jobs.retention import DAY, clean
from bot.lead_api.payload import payload
from bot.storage.chats import erasure
from bot.storage.leads import contacts, lead_records
from bot.turns.contact_checks import is_disposable
from conversations.answers import phone
from conversations.data_export import DOUBTS
from support.desk import MARLA, TYLER, Desk
from support.person import ANSWERS

HASHES = "Scrambled forms (hashes)"
SARAH = 700_222_333


@pytest.fixture
def desk(database, clock) -> Desk:
    made = Desk(database, clock)
    made.agency = replace(made.agency, chat_key=b"of a bot's token")
    return made


async def notes(desk: Desk, chat: int = MARLA, **said: str) -> dict[str, str]:
    """Go through a conversation to the lead; returns its notes about contacts."""
    await desk.says("/start", chat)
    for key, answer in ANSWERS.items():
        await desk.says(said.get(key, answer), chat)
    await desk.says("all correct", chat)
    await desk.says("yes, I agree", chat)
    row = desk.database.run_sync(partial(lead_records.of_chat, agency="default", chat_id=chat))[-1]
    lead = LEAD.decode(row.lead)
    meta = payload(lead, host="https://t.me/bot")["meta"]
    assert isinstance(meta, dict)
    assert {name: meta[name] for name in lead.notes} == dict(lead.notes)
    return {name: note for name, note in lead.notes.items() if name in DOUBTS}


async def test_ordinary_contacts_have_no_note(desk):
    assert await notes(desk) == {}


async def test_a_throw_away_address_and_a_reserved_number_are_noted_and_not_refused(desk):
    found = await notes(desk, phone="07700 900123", email="marla@mailinator.com")
    assert found == {"email_domain": "disposable", "phone_range": "reserved"}


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("a@mailinator.com", True),
        ("a@MAILINATOR.com", True),
        ("a@box.mailinator.com", True),
        ("a@amailinator.example", False),
        ("a@mailinator.com.example.org", False),
        ("cloud9@cloud.com", False),
        ("marla@gmail.com", False),
    ],
)
def test_throw_away_domains_and_what_is_below_them(email, expected):
    assert is_disposable(email) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+447700900000", True),
        ("+447700900999", True),
        ("+447700901000", False),
        ("+441632960123", True),
        ("+442079460958", True),
        ("+441134960000", True),
        ("+441514960000", True),
        ("+441614960999", True),
        ("+441914980000", True),
        ("+442896496000", True),
        ("+442920180999", True),
        ("+443069990000", True),
        ("+448081570000", True),
        ("+447986000000", False),
        ("+441332000000", False),
        ("+48700900123", False),
    ],
)
def test_the_numbers_that_ofcom_keeps_for_drama(number, expected):
    assert phone.reserved(number) is expected


async def test_what_another_chat_gave_is_noted_whoever_sends_it_again(desk):
    assert await notes(desk, MARLA) == {}
    assert await notes(desk, TYLER, email="TYLER@example.com") == {"other_chats": "phone"}
    assert await notes(desk, SARAH, email="tyler@EXAMPLE.com") == {"other_chats": "phone and email"}


async def test_the_same_person_sending_again_is_no_other_chat(desk):
    await notes(desk)
    assert await notes(desk, address="124 Example Street, Derby") == {}


async def test_agencies_know_nothing_of_each_other_s_contacts(desk):
    await notes(desk)
    contact = contacts.name("phone", "+447986000000", desk.agency.chat_key)
    since = desk.clock.now - DAY
    for agency, expected in (("default", True), ("york", False)):
        found = desk.database.run_sync(
            partial(contacts.elsewhere, agency=agency, contacts=[contact], chat_id=TYLER, since=since)
        )
        assert (contact in found) is expected


def test_a_hash_tells_nobody_the_contact_without_the_key():
    name = contacts.name("phone", "+447986000000", b"of a bot's token")
    assert "7986" not in name
    assert name != contacts.name("phone", "+447986000000", b"of another token")
    assert name != contacts.name("email", "+447986000000", b"of a bot's token")


async def test_mydata_tells_of_the_hashes_until_everything_is_deleted(desk):
    await notes(desk)
    assert HASHES in await desk.says("/mydata")
    assert desk.rows()["contacts.contact"]
    await desk.says("/delete")
    assert desk.rows()["contacts.contact"] == []
    assert HASHES not in await desk.says("/mydata")
    assert await notes(desk, TYLER) == {}


async def test_forget_takes_the_hashes_of_its_chat_alone(desk):
    await notes(desk)
    await notes(desk, TYLER, phone="07986 000001", email="tyler@example.com")
    desk.database.run_sync(partial(erasure.forget, agency="default", chat_id=MARLA))
    assert set(desk.rows()["contacts.chat_id"]) == {TYLER}


async def test_hashes_go_with_the_retention_of_leads_and_count_no_longer(desk, clock):
    await notes(desk)
    kept = Retention(conversations=60, leads=30)
    clock.now += 29 * DAY
    await clean(desk.database, {"default": kept}, clock.now)
    assert desk.rows()["contacts.contact"]
    clock.now += 2 * DAY
    assert await notes(desk, TYLER, email="tyler@example.com") == {}, "too long ago, though not removed yet"
    await clean(desk.database, {"default": kept}, clock.now)
    assert set(desk.rows()["contacts.chat_id"]) == {TYLER}
