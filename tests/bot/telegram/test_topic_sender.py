"""Topics of relays as the sender makes, fills, closes and deletes them; and what becomes of one that cannot be used."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from bot.core.serialization import MESSAGE
from bot.staff import relay_topics
from bot.storage.chats import erasure, relays
from bot.storage.queues import outbox
from bot.telegram.group_pace import RELAYED_MAX
from conversations.languages.message import Message
from conversations.relay import File, FileKind

GROUP, HOMEOWNER = -1_001_002_003, 7001
NO_RIGHTS = (400, "Bad Request: not enough rights to create a topic")


AGENCY = SimpleNamespace(id="derby", staff_chat_id=None)


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What the staff side hears of topics."""
    told = []

    def failed(_, agency, queue):
        told.append(("failed", agency.id, queue))

    def left(tx, agency, queue):
        told.append(("left", agency.id, queue))
        relays.drop(tx, agency.id, queue)

    monkeypatch.setattr(relay_topics, "failed", failed)
    monkeypatch.setattr(relay_topics, "left", left)
    return told


@pytest.fixture
def relay(database):
    return database.run_sync(lambda tx: relays.add(tx, "derby", "VB-1", HOMEOWNER, "VB-LEAD", GROUP))


def row(relay, kind, body=""):
    return outbox.NewMessage("derby", relay.queue, kind, body)


def said(relay, text, **more):
    return row(relay, relays.SAY, MESSAGE.encode(Message(text, **more)))


def stored(database, relay):
    return database.run_sync(lambda tx: relays.of_queue(tx, "derby", relay.queue))


def answering(wire, **refusals):
    """Make topics with the number 55, and refuse methods as said."""

    def answer(request):
        if request.method in refusals:
            return wire.refused(*refusals[request.method])
        return wire.ok({"message_thread_id": 55} if request.method == "createForumTopic" else {"message_id": 1})

    return answer


def calls(server):
    return [(request.method, request.params) for request in server.requests]


async def test_it_is_made_and_written_in_in_order(server, wire, desk, sending, database, relay, told):
    server.answer = answering(wire)
    photo = File(FileKind.PHOTO, "photo-1")
    desk.put(
        row(relay, relays.OPEN, "Lead VB-LEAD"),
        said(relay, "one"),
        said(relay, "this is it", file=photo),
        said(relay, "", file=File(FileKind.VOICE, "voice-1")),
        said(relay, "x" * 1025, file=photo),
        row(relay, relays.CLOSE),
    )
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    shown = [(method, params.get("text") or params.get("caption") or "") for method, params in calls(server)]
    assert shown == [
        ("createForumTopic", ""),
        ("sendMessage", "one"),
        ("sendPhoto", "this is it"),
        ("sendVoice", ""),
        ("sendPhoto", ""),
        ("sendMessage", "x" * 1025),
        ("closeForumTopic", ""),
    ]
    assert {params["chat_id"] for _, params in calls(server)} == {str(GROUP)}
    assert {params.get("message_thread_id", "55") for _, params in calls(server)} == {"55"}
    assert calls(server)[0][1]["name"] == "Lead VB-LEAD"
    assert calls(server)[2][1]["photo"] == "photo-1"
    assert stored(database, relay).topic == 55
    assert told == []


async def test_one_that_is_noted_is_not_made_again(server, wire, desk, sending, database, relay):
    server.answer = answering(wire)
    database.run_sync(lambda tx: relays.note_topic(tx, "derby", relay.queue, 54))
    desk.put(row(relay, relays.OPEN, "Lead"), said(relay, "one"))
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert [(method, params["message_thread_id"]) for method, params in calls(server)] == [("sendMessage", "54")]


@pytest.mark.parametrize(
    "refusal",
    [
        NO_RIGHTS,
        (400, "Bad Request: the chat is not a forum"),
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (404, "Not Found"),
    ],
    ids=lambda refusal: refusal[1],
)
async def test_what_cannot_be_made_ends_its_relay(server, wire, desk, sending, relay, refusal, told):
    server.answer = answering(wire, createForumTopic=refusal)
    desk.put(row(relay, relays.OPEN, "Lead"), said(relay, "one"), row(relay, relays.CLOSE))
    desk.say(HOMEOWNER, "hello")
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert told == [("failed", "derby", relay.queue)]
    assert [params["text"] for method, params in calls(server) if method == "sendMessage"] == ["hello"]


@pytest.mark.parametrize("refusal", ["message thread not found", "TOPIC_DELETED", "have no rights to send a message"])
async def test_what_cannot_be_said_there_is_not_said_to_the_whole_group(
    server, wire, desk, sending, database, relay, refusal, told
):
    server.answer = answering(wire, sendMessage=(400, f"Bad Request: {refusal}"))
    database.run_sync(lambda tx: relays.note_topic(tx, "derby", relay.queue, 55))
    desk.put(said(relay, "one"))
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert told == [("failed", "derby", relay.queue)]
    assert [params["message_thread_id"] for _, params in calls(server)] == ["55"]


@pytest.mark.parametrize(
    ("refusal", "heard"),
    [(None, []), ((400, "Bad Request: TOPIC_ID_INVALID"), []), (NO_RIGHTS, ["left"])],
    ids=["deleted", "gone", "not allowed"],
)
async def test_after_an_erasure_it_is_deleted_or_the_staff_are_asked_to(
    server, wire, desk, sending, database, relay, refusal, heard, told
):
    server.answer = answering(wire, **({} if refusal is None else {"deleteForumTopic": refusal}))
    database.run_sync(lambda tx: relays.note_topic(tx, "derby", relay.queue, 55))
    desk.put(said(relay, "one"))
    database.run_sync(lambda tx: erasure.erase(tx, "derby", HOMEOWNER))
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert [method for method, _ in calls(server)] == ["deleteForumTopic"]
    assert [what for what, *_ in told] == heard
    assert stored(database, relay) is None


async def test_erased_before_it_was_made_nothing_is_asked_of_telegram(server, desk, sending, database, relay):
    desk.put(row(relay, relays.OPEN, "Lead"), said(relay, "one"))
    database.run_sync(lambda tx: erasure.erase(tx, "derby", HOMEOWNER))
    async with sending(agency=AGENCY):
        await server.until(lambda: desk.waiting() == 0)
    assert calls(server) == []
    assert stored(database, relay) is None


async def test_a_card_passes_what_homeowners_write(server, wire, clock, desk, sending, database, relay, told):
    server.answer = answering(wire)
    database.run_sync(lambda tx: relays.note_topic(tx, "derby", relay.queue, 55))
    desk.put(*(said(relay, f"{number}") for number in range(RELAYED_MAX + 3)))
    async with sending(agency=AGENCY) as sender:
        await server.until(lambda: sender.messages.retried == 1)
        desk.say(GROUP, "a card")
        await server.until(lambda: desk.waiting() == 3)
    texts = [json.loads(params["text"]) if params["text"].isdigit() else params["text"] for _, params in calls(server)]
    assert texts == [*range(RELAYED_MAX), "a card"]
    assert told == []
