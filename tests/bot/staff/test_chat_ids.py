"""Numbers that settings need, told where they are asked for; and what the bot says in groups, the staff's and strangers'."""

from __future__ import annotations

import pytest

from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN

GROUP, STRANGERS = -4001, -4002
STRANGE = "I only talk about people's homes in private."
STAFFS = "This is your staff's group."
NUMBER = f"This group's number is {GROUP}."
USE = "set staff_chat_id of [derby] to it"


@pytest.fixture
def with_group(agency):
    """Name the group in the settings, for the phones of this test too."""
    object.__setattr__(agency, "staff_chat_id", GROUP)


@pytest.mark.parametrize("command", ["/id", " /ID@derby_bot "])
async def test_anybody_is_told_their_own_number(phone, command):
    assert f"Your number at Telegram is {HOMEOWNER}." in await phone(HOMEOWNER).says(command)


async def test_it_is_told_in_the_language_of_the_chat_and_leaves_the_conversation_where_it_was(phone):
    person = phone(HOMEOWNER)
    await person.says("/start")
    await person.says("/language")
    await person.taps("Cymraeg")
    asked = person.seen[-1].text
    assert f"Eich rhif yn Telegram yw {HOMEOWNER}." in await person.says("/id")
    assert asked.splitlines()[-1] in await person.says("/back")


async def test_words_of_somebody_else_are_no_question(phone):
    assert "number at Telegram" not in await phone(HOMEOWNER).says("/id", forward_origin={"type": "hidden_user"})
    assert "number at Telegram" not in await phone(HOMEOWNER).says("/identity")


async def test_an_admin_in_the_middle_of_a_dialogue_is_told_and_goes_on(phone):
    admin = phone(ADMIN)
    await admin.says("/link")
    assert f"Your number at Telegram is {ADMIN}." in await admin.says("/id")
    assert "2 of 6" in await admin.says("sale")


async def test_an_admin_who_adds_the_bot_to_a_group_is_told_its_number_in_private(phone):
    await phone(ADMIN).says("hello")
    await phone(OTHER_ADMIN).says("hello")
    group = phone(ADMIN, GROUP)
    await group.adds_the_bot()
    private, public = (dict(group.told)[chat] for chat in (ADMIN, GROUP))
    assert OTHER_ADMIN not in dict(group.told)
    assert f"Its number is {GROUP}" in private
    assert USE in private
    assert STRANGE not in public
    assert "in our private chat" in public
    assert str(GROUP) in [button.copy for message in group.seen for row in message.buttons for button in row]


async def test_an_admin_without_a_private_chat_is_told_in_the_group(phone):
    said = await phone(ADMIN, GROUP).adds_the_bot()
    assert NUMBER in said
    assert USE in said


async def test_while_there_is_no_group_the_admins_are_told_whoever_adds_the_bot_once_an_hour(phone, clock):
    await phone(ADMIN).says("hello")
    group = phone(HOMEOWNER, GROUP)
    assert STRANGE in await group.adds_the_bot()
    assert f"Its number is {GROUP}" in dict(group.told)[ADMIN]
    other = phone(HOMEOWNER, STRANGERS)
    await other.adds_the_bot()
    assert ADMIN not in dict(other.told)
    clock.now += 3601.0
    await other.adds_the_bot()
    assert f"Its number is {STRANGERS}" in dict(other.told)[ADMIN]


@pytest.mark.usefixtures("with_group")
async def test_with_a_group_a_strangers_one_is_nobodys_business(phone):
    await phone(ADMIN).says("hello")
    group = phone(HOMEOWNER, STRANGERS)
    await group.adds_the_bot()
    assert [chat for chat, _ in group.told] == [STRANGERS]
    assert STRANGE in dict(group.told)[STRANGERS]


async def test_a_groups_number_is_told_there_to_whoever_asks_and_what_to_do_with_it_to_admins(phone):
    said = await phone(HOMEOWNER, GROUP).says("/id@derby_bot")
    assert said == NUMBER
    said = await phone(ADMIN, GROUP).says("/id")
    assert NUMBER in said
    assert USE in said


@pytest.mark.usefixtures("with_group")
async def test_in_the_staffs_group_it_does_not_answer_as_in_a_strangers(phone):
    group = phone(HOMEOWNER, GROUP)
    for said in (await group.adds_the_bot(), await group.says("/start"), await group.says("/help")):
        assert STAFFS in said
        assert STRANGE not in said
    assert await group.says("/id") == NUMBER
    answered = {"message_id": 1, "from": {"id": 1, "is_bot": True}, "chat": {"id": GROUP, "type": "group"}, "date": 1}
    assert await group.says("I'll ring them", reply_to_message=answered) == "", "colleagues talk among themselves"
    assert STRANGE in await phone(ADMIN, STRANGERS).says("/start")
