"""Replies stay in the topic that they answer, and what comes later goes to the topic in which the person wrote last."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from bot.core.agency import Agency
from bot.core.serialization import QUEUED
from bot.storage.queues import inbox
from conversations.events import Resumed
from conversations.form import Form
from support.staff import ADMIN, Phone
from support.turn_loops import make_turn_loop

MARLA, GROUP = 7001, -1002001


def topic(number: int) -> dict[str, Any]:
    """Return the fields of a message in a topic."""
    return {"message_thread_id": number, "is_topic_message": True}


@pytest.fixture
def phone(database):
    agency = Agency("derby", Form(agency="Derby Homes"), admin_ids=frozenset({ADMIN}))
    turns = make_turn_loop(database, agency)
    numbers = itertools.count(1)
    return lambda user, chat=None: Phone(database, turns, user, chat or user, numbers)


async def test_a_reply_is_in_the_topic_of_what_it_answers(phone):
    marla = phone(MARLA)
    await marla.says("/start", **topic(7))
    await marla.says("sell", **topic(8))
    await marla.says("why?")
    assert [message.topic for message in marla.seen] == [7, 8, 0]


async def test_what_nobody_wrote_goes_to_the_topic_of_the_last_message(phone, database):
    marla = phone(MARLA)
    await marla.says("/start", **topic(7))
    await marla.says("sell", **topic(8))
    due = inbox.NewItem("derby", "resumed:1", MARLA, "event", QUEUED.encode(Resumed()).encode())
    await database.run(lambda tx: inbox.add(tx, [due]))
    other = phone(ADMIN)
    await other.says("hello")  # its phone takes all turns that wait, and sees what is said to everybody
    assert 8 in [message.topic for message in other.seen]


async def test_the_reply_to_a_deletion_is_in_its_topic_too(phone):
    marla = phone(MARLA)
    await marla.says("/start", **topic(7))
    await marla.says("/delete", **topic(7))
    assert marla.seen[-1].topic == 7


async def test_in_a_group_too(phone):
    somebody = phone(MARLA, GROUP)
    await somebody.says("/start", **topic(7))
    assert [message.topic for message in somebody.seen] == [7]


async def test_staff_are_answered_in_their_topic(phone):
    admin = phone(ADMIN)
    await admin.says("/link", **topic(7))
    assert admin.seen[-1].topic == 7
