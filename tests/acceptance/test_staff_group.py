"""The staff's group becomes a supergroup while the bot runs, while it is away, and where several processes and agencies are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.handles import PersonHandle
from support.delivered import accepted
from support.homeowner import Homeowner, words
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher
from support.waiting import eventually

REFUSES = "the staff's group does not let the bot write"
MOVED = "Telegram made a supergroup of the staff's group"


class Staff:
    """An agent who is an admin, and the group that they made."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.phone: PersonHandle = sandbox.person("agent")
        self.phone.start()
        self.group = self.phone.add_bot_to_group("Leads")

    def read(self, group: int) -> str:
        return "\n".join(each["text"] for each in self.phone.group_messages(group))

    async def hears_of_leads(self, group: int, leads: int) -> None:
        """Wait for the cards of so many leads; that of one may be there twice where a process was killed."""
        await eventually(
            lambda: len(set(re.findall(r"New lead (\S+):", self.read(group)))) == leads,
            lambda: f"{leads} leads in {self.read(group)!r}",
        )

    async def is_told_what_to_set(self, setting: str, number: int) -> None:
        """In the group and in the admin's own chat, once each."""
        await self._reads_once(lambda: self.read(number), f"should change {setting} to {number}")
        await self._reads_once(
            lambda: "\n".join(each["text"] for each in self.phone.bot_messages),
            f"should change {setting} to {number}",
        )

    async def _reads_once(self, read: Callable[[], str], what: str) -> None:
        await eventually(lambda: MOVED in read(), lambda: f"the notice in {read()!r}")
        assert read().count(MOVED) == 1
        assert what in read()


@pytest.fixture
def staff(sandbox: Sandbox, bots: Launcher) -> Staff:
    made = Staff(sandbox)
    bots.chats.add(made.phone.id)
    bots.settings |= {"STAFF_CHAT_ID": str(made.group), "ADMIN_IDS": str(made.phone.id), "AGENCY_NAME": "Derby Homes"}
    return made


async def test_it_is_followed_at_once_and_after_a_restart_until_the_setting_is_changed(
    bots: Launcher, staff: Staff, meet: Callable[[str], Homeowner]
) -> None:
    first = await bots.start()
    await meet("marla").reaches("estimate")
    await staff.hears_of_leads(staff.group, 1)
    new = staff.phone.upgrade_group(staff.group)
    await staff.is_told_what_to_set("STAFF_CHAT_ID", new)
    assert f"STAFF_CHAT_ID should become {new}" in first.stderr
    await meet("tyler").reaches("estimate")
    await staff.hears_of_leads(new, 1)

    await first.kill()
    second = await bots.start()
    await second.says(f"STAFF_CHAT_ID should become {new}")
    await meet("robert").reaches("estimate")
    await staff.hears_of_leads(new, 2)

    assert await second.stop() == 0
    third = await bots.start(settings={"STAFF_CHAT_ID": str(new)})
    await meet("angel").reaches("estimate")
    await staff.hears_of_leads(new, 3)
    assert "should become" not in third.stderr
    assert staff.read(new).count(MOVED) == 1


async def test_where_no_update_says_it_the_refusal_does_and_no_card_is_lost(
    bots: Launcher, sandbox: Sandbox, staff: Staff, meet: Callable[[str], Homeowner]
) -> None:
    await bots.start()
    new = staff.phone.upgrade_group(staff.group, told=False)
    await meet("marla").reaches("estimate")
    await staff.hears_of_leads(new, 1)
    await staff.is_told_what_to_set("STAFF_CHAT_ID", new)
    await meet("tyler").reaches("estimate")
    await staff.hears_of_leads(new, 2)
    refused = [call for call in sandbox.journal.calls if "upgraded" in call.outcome]
    assert len(refused) == 1, "it is known from then on"
    assert len(accepted(sandbox)) == 2


async def test_a_group_that_lets_nobody_in_is_said_once_and_gets_everything_when_it_does(
    bots: Launcher, sandbox: Sandbox, staff: Staff, meet: Callable[[str], Homeowner]
) -> None:
    """No update tells of either, as when a right to write is taken away."""
    group = sandbox.world.chat(staff.group)
    assert group is not None
    first = await bots.start(plan={"cap": {"bot.telegram.retry_policy.delay": 0.1}})
    group.blocked = True
    await meet("marla").reaches("estimate")
    await first.says(REFUSES)
    await meet("tyler").reaches("estimate")
    await eventually(lambda: sum("kicked" in call.outcome for call in sandbox.journal.calls) > 2, "it is tried again")
    assert await first.stop() == 0

    check = await bots.start("check")
    await check.ends()
    assert "STAFF_CHAT_ID: the bot may not write in the staff's group" in check.stdout

    second = await bots.start(plan={"cap": {"bot.telegram.retry_policy.delay": 0.1}})
    group.blocked = False
    await staff.hears_of_leads(staff.group, 2)
    await second.says("the bot can write in the staff's group again")
    assert (first.stderr + second.stderr).count(REFUSES) == 1
    check = await bots.start("check")
    await check.ends()
    assert "The bot can write in the staff's group." in check.stdout


async def test_taken_out_of_the_group_it_tells_the_admins_at_once_and_in_its_place(
    bots: Launcher, staff: Staff, meet: Callable[[str], Homeowner]
) -> None:
    agent, marla = Homeowner(staff.phone), meet("marla")
    bot = await bots.start()
    await marla.reaches("estimate")
    await staff.hears_of_leads(staff.group, 1)
    staff.phone.remove_bot_from_group(staff.group)
    await agent.hears("I can't write in your staff's group any more")
    await bot.says(REFUSES)
    said = await marla.says("/withdraw", then="reached")
    assert words("staff_told.withdrawn") in said
    await agent.hears("takes their permission back")


async def test_without_a_group_people_hear_that_the_agency_knows_only_once_an_admin_can_be_told(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    admin = meet("agent")
    bots.settings["ADMIN_IDS"] = str(admin.phone.id)
    bot = await bots.start(plan={})
    marla, tyler = meet("marla"), meet("tyler")
    await marla.reaches("estimate")
    said = await marla.says("/withdraw", then="reached")
    assert words("staff_untold") in said
    assert words("staff_told.withdrawn") not in said
    await bot.says("notice=notice.withdrawal_done")

    await admin.starts()
    await tyler.reaches("estimate")
    said = await tyler.says("/delete", then="deleted")
    assert words("staff_told.deleted") in said
    reference = next(lead.payload["meta"]["reference"] for lead in reversed(sandbox.journal.leads))
    assert reference in await admin.hears("Erasure asked for")
    # Marla's wish, and that it is marked in the lead system: nobody could be told.
    assert re.findall(r"for the staff .*notice=(\S+)", bot.stderr) == ["staff.withdrawn", "notice.withdrawal_done"]


async def test_all_replicas_go_along(
    bots: Launcher, postgres: PostgresServer, staff: Staff, meet: Callable[[str], Homeowner]
) -> None:
    bots.settings["DATABASE_URL"] = postgres.clean_database()
    leader = await bots.start(plan={})
    await leader.says("this replica leads")
    other = await bots.start(plan={})
    await other.says("database open")
    new = staff.phone.upgrade_group(staff.group)
    await staff.is_told_what_to_set("STAFF_CHAT_ID", new)
    await meet("marla").reaches("estimate")
    await staff.hears_of_leads(new, 1)
    await leader.kill()
    await other.says("this replica leads")
    await meet("tyler").reaches("estimate")
    await staff.hears_of_leads(new, 2)


async def test_each_of_several_agencies_has_a_group_of_its_own(
    bots: Launcher, sandbox: Sandbox, staff: Staff, tmp_path: Path, meet: Callable[[str], Homeowner]
) -> None:
    file = tmp_path / "agencies.toml"

    async def start(staff_chat_id: int) -> BotProcess:
        file.write_text(
            "[derby-homes]\n"
            f'telegram_bot_token = "{sandbox.token}"\ntelegram_api_url = "{sandbox.base_url}"\n'
            f'lead_api_key = "{sandbox.api_key}"\nlead_api_url = "{sandbox.base_url}"\n'
            f"staff_chat_id = {staff_chat_id}\nadmin_ids = [{staff.phone.id}]\n",
            encoding="utf-8",
        )
        return await bots.start(plan={"set": {"bot.agencies.reload.EVERY": 0.05}})

    bots.settings = {"DATABASE_URL": bots.settings["DATABASE_URL"], "AGENCIES": str(file)}
    bot = await start(staff.group)
    await meet("marla").reaches("estimate")
    await staff.hears_of_leads(staff.group, 1)
    new = staff.phone.upgrade_group(staff.group)
    await staff.is_told_what_to_set("staff_chat_id of [derby-homes]", new)
    await meet("tyler").reaches("estimate")
    await staff.hears_of_leads(new, 1)

    another = staff.phone.add_bot_to_group("Another")
    file.write_text(file.read_text(encoding="utf-8").replace(str(staff.group), str(another)), encoding="utf-8")
    await bot.says("an agency's settings changed")
    await meet("robert").reaches("estimate")
    await staff.hears_of_leads(another, 1)


async def test_an_admin_learns_the_groups_number_from_the_bot_and_check_asks_whether_it_may_write_there(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    agent = meet("agent")
    first = await bots.start()
    await agent.says("/id", then="Your number at Telegram is")
    assert str(agent.phone.id) in agent.texts[-1]
    assert await first.stop() == 0

    bots.settings["ADMIN_IDS"] = str(agent.phone.id)
    second = await bots.start()
    await agent.starts()
    group = agent.phone.add_bot_to_group("Leads")
    assert "set STAFF_CHAT_ID to it" in await agent.hears(f"Its number is {group}")
    assert await second.stop() == 0

    bots.settings["STAFF_CHAT_ID"] = str(group)
    third = await bots.start()
    await third.says("database open")  # check would take the database from a bot that has not opened it yet
    check = await bots.start("check")
    await check.ends()
    assert "The bot can write in the staff's group." in check.stdout
    agent.phone.send_to_group(group, "/help")
    await eventually(
        lambda: "This is your staff's group" in agent.phone.group_messages(group)[-1]["text"],
        lambda: agent.phone.group_messages(group),
    )
