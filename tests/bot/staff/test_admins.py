"""Who reaches the admins' commands: nobody else, whatever they send, and nobody learns that there are any."""

from __future__ import annotations

import pytest

from bot.campaigns import register
from bot.campaigns.register import Listed
from bot.staff.admin_command import PREFIX
from bot.staff.commands import COMMANDS
from bot.storage.queues import dead_letters
from bot.storage.staff import dialogues
from conversations.intents import COMMANDS as HOMEOWNERS
from conversations.lead import Campaign
from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN


@pytest.fixture
def homeowner(phone):
    return phone(HOMEOWNER)


@pytest.fixture
def spring(database):
    listed = Listed(Campaign("spring"))
    database.run_sync(lambda tx: register.add(tx, "derby", listed))
    return listed


@pytest.mark.parametrize("command", COMMANDS)
async def test_to_everybody_else_the_commands_are_as_unknown_as_any(phone, command):
    asked, nonsense = phone(HOMEOWNER), phone(HOMEOWNER + 1)
    assert await asked.says(f"/{command}") == await nonsense.says("/xyzzy")
    assert await asked.says(f"/{command}@derby_bot now") == await nonsense.says("/xyzzy@derby_bot now")


async def test_an_admins_buttons_are_as_dead_as_any_in_other_hands(admin, phone, spring, database):
    await admin.says("/links")
    homeowner, other = phone(HOMEOWNER), phone(HOMEOWNER + 1)
    await homeowner.says("/start")
    await other.says("/start")
    for data in (
        f"{PREFIX}:links:retire:{spring.tag}",
        f"{PREFIX}:links:show:{spring.tag}",
        f"{PREFIX}:link:1:kind:sale",
    ):
        assert await homeowner.taps_data(data) == await other.taps_data("nonsense")
    assert homeowner.toasts == other.toasts
    assert database.run_sync(lambda tx: register.find(tx, "derby", "spring")).retired_at is None


async def test_ids_are_checked_on_every_text_and_tap(admin, agency, database):
    """Struck off the list in the middle of a dialogue, and that is that."""
    await admin.says("/link")
    object.__setattr__(agency, "admin_ids", frozenset())
    said = await admin.says("sale")
    assert "link" not in said.lower()
    await admin.taps("Let")
    assert admin.toasts[-1] != ""
    assert database.run_sync(lambda tx: register.all_(tx, "derby")) == []


async def test_in_a_group_even_an_admin_is_anybody(phone):
    """Others read along there, and a button there is everybody's."""
    group = phone(ADMIN, -100)
    assert "2" not in await group.says("/link")
    assert not group.seen or "link" not in group.seen[-1].text


async def test_a_chat_that_is_not_the_admins_own_is_not_served(phone, database):
    """Telegram's private chats bear their person's number; an update in which they differ is nobody's."""
    await phone(ADMIN, HOMEOWNER).says("/link")
    assert database.run_sync(lambda tx: dialogues.load(tx, "derby", HOMEOWNER)) is None


async def test_two_admins_are_in_the_middle_of_their_own(admin, phone):
    other = phone(OTHER_ADMIN)
    await admin.says("/link")
    await other.says("/link")
    await admin.says("sale")
    assert "**" not in await other.says("let")
    assert "3 of 6" in await admin.says("postcode")
    assert "3 of 6" in await other.says("postcode")


async def test_an_admin_can_try_the_homeowners_conversation_in_the_same_chat(admin, spring):
    assert "estimate" in await admin.says("/start spring")
    await admin.says("sale")
    listed = await admin.says("/links")
    assert "spring" in listed
    assert "phone number" in await admin.says("Marla Singer"), "the homeowner's conversation goes on"


async def test_a_link_that_is_tried_out_ends_the_dialogue_and_says_so(admin, spring):
    await admin.says("/link")
    said = await admin.says("/start spring")
    assert "/link" in said
    assert "estimate" in said
    assert "name" in await admin.says("sale")


async def test_help_shows_admins_their_commands_and_what_homeowners_see(admin, phone):
    said = await admin.says("/help")
    for command in ("/link – ", "/links – ", "/stats – ", "/id – ", "/withdraw"):
        assert command in said
    assert "/stats" not in await phone(HOMEOWNER).says("/help")


async def test_to_look_something_up_does_not_end_the_dialogue(admin, spring):
    await admin.says("/link")
    await admin.says("/links")
    assert "2 of 6" in await admin.says("sale")


async def test_what_is_under_way_is_erased_with_everything_else(admin, database):
    await admin.says("/link")
    await admin.says("/delete")
    assert database.run_sync(lambda tx: dialogues.load(tx, "derby", ADMIN)) is None


@pytest.mark.parametrize(
    "kept", ["{}", "null", '{"command": 1}', '{"command": "link", "kept": "{}"}', '{"command": "link", "kept": "null"}']
)
async def test_what_another_version_left_under_way_is_no_dead_end(admin, database, kept):
    await admin.says("/link")
    database.run_sync(lambda tx: dialogues.save(tx, "derby", ADMIN, kept))
    await admin.says("sale")
    assert database.run_sync(dead_letters.listed) == []
    database.run_sync(lambda tx: dialogues.save(tx, "derby", ADMIN, kept))
    await admin.taps_data("staff:link:1:kind:vendor")
    assert "1 of 6" in await admin.says("/link")
    assert database.run_sync(dead_letters.listed) == []


def test_no_command_of_admins_hides_one_of_homeowners():
    assert not COMMANDS.keys() & {*HOMEOWNERS, "start"}


@pytest.mark.parametrize("more", [{"forward_origin": {"type": "hidden_user"}}, {"via_bot": {"id": 7, "is_bot": True}}])
async def test_what_an_admin_only_passes_on_is_no_order(admin, more):
    told = await admin.says("/links")
    assert "/link makes one" in told
    assert "/link makes one" not in await admin.says("/links", **more)
