"""A relay from both sides, through the turn loop: opened in a chat, answered in the topic of the staff's group."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.core.agency import Agency
from bot.core.serialization import MESSAGE
from bot.staff import relay_topics
from bot.storage.chats import relays
from bot.storage.queues import inbox
from bot.storage.staff import moved_groups
from bot.storage.tables import RELAYS
from conversations.form import Form
from conversations.relay import File, FileKind
from support.clock import Clock
from support.staff import HOMEOWNER

GROUP, READER, TOPIC = -1001, 777, 55
IN_TOPIC = {"message_thread_id": TOPIC, "is_topic_message": True}
LET = "Let Derby Homes read this chat"


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def agency() -> Agency:
    return Agency("derby", Form(agency="Derby Homes", visits=True, relay=True), staff_chat_id=GROUP)


@pytest.fixture
def agent(phone):
    """The phone of somebody who reads the staff's group and is no admin."""
    return phone(READER, GROUP)


@pytest.fixture
async def opened(marla, database):
    """A relay whose topic Telegram has made."""
    await marla.taps_data("nothing")
    await marla.taps("Talk to the office")
    await marla.taps(LET)
    (row,) = stored(database)
    database.run_sync(lambda tx: relays.note_topic(tx, "derby", row.queue, TOPIC))
    return marla


def stored(database):
    return database.run_sync(lambda tx: tx.connection.execute(RELAYS.select()).all())


def for_topic(phone):
    """What went to the topic, by kind, as far as it has been seen on this phone."""
    return [
        (kind, MESSAGE.decode(body).text if kind == relays.SAY else body)
        for kind, body in phone.outbox_items
        if kind.startswith("topic")
    ]


async def test_it_opens_with_a_topic_and_carries_both_ways(opened, agent, database):
    (row,) = stored(database)
    assert (row.chat_id, row.reference, row.group_id) == (HOMEOWNER, "VB-1", GROUP)
    assert row.ends_at == row.changed_at + 3600
    kinds = for_topic(opened)
    assert kinds[0] == (relays.OPEN, "Lead VB-1")
    assert kinds[1][0] == relays.SAY
    assert "The homeowner of lead VB-1 lets you read" in kinds[1][1]
    assert await opened.says("is the garden worth anything?") == ""
    assert for_topic(opened)[-1] == (relays.SAY, "Homeowner: is the garden worth anything?")
    assert await agent.says("It is.", **IN_TOPIC) == "A person at Derby Homes:\nIt is."


async def test_a_picture_goes_both_ways_by_its_id(opened, agent):
    sizes = [{"file_id": "small"}, {"file_id": "large"}]
    picture = {"photo": sizes, "caption": "this is it"}
    await opened._update(
        901, {"message": {"message_id": 901, "from": opened._who(), "chat": opened._where(), **picture}}
    )
    shown = MESSAGE.decode(opened.outbox_items[-1][1])
    assert (shown.text, shown.file) == ("Homeowner: this is it", File(FileKind.PHOTO, "large"))
    sent = {"message_id": 902, "from": agent._who(), "chat": agent._where(), **picture, **IN_TOPIC}
    said = await agent._update(902, {"message": sent})
    assert said == "A person at Derby Homes:\nthis is it"
    assert agent.seen[-1].file == File(FileKind.PHOTO, "large")


@pytest.mark.parametrize("how", [{"text": "/done"}, {"text": "/done@derby_bot"}, {"forum_topic_closed": {}}])
async def test_staff_end_it(opened, agent, how, database):
    message = {"message_id": 903, "from": agent._who(), "chat": agent._where(), **how, **IN_TOPIC}
    assert "has ended the conversation" in await agent._update(903, {"message": message})
    assert for_topic(agent)[-2:] == [
        (relays.SAY, "Ended; the homeowner is told. What is written here from now on is not passed on."),
        (relays.CLOSE, ""),
    ]
    assert await agent.says("one more thing", **IN_TOPIC) == ""
    assert for_topic(agent)[-1] == (relays.SAY, "That was not passed on: this conversation has ended.")
    assert stored(database)[0].ends_at is None


async def test_only_the_topic_of_the_staffs_group_is_carried(opened, phone, agent):
    assert await agent.says("in another topic", message_thread_id=56, is_topic_message=True) == ""
    assert await agent.says("in no topic, a thread of replies", message_thread_id=TOPIC) == ""
    assert await phone(READER, -1002).says("in another group", **IN_TOPIC) == ""
    assert "private" in await agent.says("/start@derby_bot", message_thread_id=56, is_topic_message=True)


@pytest.mark.parametrize(
    "what", [{"pinned_message": {}}, {"forum_topic_edited": {"name": "x"}}, {"new_chat_title": "x"}]
)
async def test_what_telegram_says_about_the_topic_is_nobodys_message(opened, agent, what):
    before = len(for_topic(agent))
    message = {"message_id": 904, "from": agent._who(), "chat": agent._where(), **what, **IN_TOPIC}
    assert await agent._update(904, {"message": message}) == ""
    assert len(for_topic(agent)) == before


async def test_an_edit_is_carried_and_a_command_or_a_sticker_is_not(opened, agent):
    message = {"message_id": 905, "from": agent._who(), "chat": agent._where(), "text": "It is, a lot.", **IN_TOPIC}
    said = await agent._update(905, {"edited_message": message})
    assert said == "A person at Derby Homes, corrected:\nIt is, a lot."
    for number, what in ((906, {"text": "/stats"}), (907, {"sticker": {"file_id": "x"}})):
        sent = {"message_id": number, "from": agent._who(), "chat": agent._where(), **what, **IN_TOPIC}
        assert await agent._update(number, {"message": sent}) == ""
        assert "was not passed on" in for_topic(agent)[-1][1]


async def test_another_bot_in_the_topic_is_not_carried(opened, agent):
    robot = {"id": 9, "is_bot": True, "first_name": "Robot"}
    message = {"message_id": 907, "from": robot, "chat": agent._where(), "text": "beep", **IN_TOPIC}
    assert await agent._update(907, {"message": message}) == ""


async def test_blocking_the_bot_ends_it_and_the_staff_hear(opened, database):
    before = len(opened.seen)
    gone = {"chat": opened._where(), "from": opened._who(), "date": 1}
    gone |= {"old_chat_member": {"status": "member"}, "new_chat_member": {"status": "kicked"}}
    await opened._update(909, {"my_chat_member": gone})
    assert "The homeowner has ended this conversation" in for_topic(opened)[-2][1]
    assert len(opened.seen) == before
    assert stored(database)[0].ends_at is None


async def test_after_delete_nothing_is_carried_either_way(opened, agent, database):
    said = await opened.says("/delete")
    assert "no longer reads this chat" in said
    assert for_topic(opened)[-1] == (relays.DELETE, "")
    (row,) = stored(database)
    assert (row.chat_id, row.ends_at) == (None, None)
    before = len(for_topic(agent))
    assert await agent.says("still there?", **IN_TOPIC) == ""
    assert len(for_topic(agent)) == before


async def test_what_waits_from_before_an_erasure_says_nothing(opened, agent, database):
    """Staff wrote, and the homeowner's erasure was taken first."""
    (row,) = stored(database)
    number = 908
    body = json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "from": opened._who(),
                "chat": opened._where(),
                "text": "/delete",
            },
        }
    ).encode()
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "telegram:908", HOMEOWNER, "telegram", body)]))
    said = await agent.says("hello?", **IN_TOPIC)
    assert "hello?" not in said
    assert stored(database)[0].queue == row.queue
    assert for_topic(agent)[-1] == (relays.DELETE, "")


async def test_once_the_settings_name_another_group_nothing_more_goes_to_the_one_before(opened, database):
    database.run_sync(lambda tx: moved_groups.note(tx, "derby", GROUP, -2002))
    before = len(for_topic(opened))
    said = await opened.says("still there?")
    assert "may not have arrived" in said
    assert for_topic(opened)[before:] == [(relays.CLOSE, "")]
    assert stored(database)[0].ends_at is None


async def test_a_topic_that_cannot_be_used_ends_it_once(opened, agency, database):
    (row,) = stored(database)
    for _ in range(3):
        database.run_sync(lambda tx: relay_topics.failed(tx, agency, row.queue))
    before = len(opened.seen)
    await opened.says("/mydata")
    said = [message.text for message in opened.seen[before:]]
    assert sum("may not have arrived" in text for text in said) == 1
    assert any("Please contact them" in text for text in said)
    assert "stands in their Telegram group" in "\n".join(said)


async def test_a_topic_that_the_bot_may_not_delete_is_for_the_staff(opened, agency, database):
    (row,) = stored(database)
    database.run_sync(lambda tx: relay_topics.left(tx, agency, row.queue))
    assert stored(database) == []
    before = len(opened.seen)
    await opened.says("/mydata")
    assert any("Please delete it" in message.text for message in opened.seen[before:])
