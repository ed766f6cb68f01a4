"""One chat sends lead after lead."""

from __future__ import annotations

from collections.abc import Callable

from conversations.languages.en import CATALOGUE
from sandbox import Sandbox
from support.delivered import accepted
from support.homeowner import ALL_CORRECT, SAID, YES, Homeowner, words
from support.processes import Launcher
from support.waiting import eventually

BEYOND = "This one has not been sent"
NOTICE = "One chat has sent 2 leads within a day"


async def test_one_chat_gives_a_few_leads_a_day_whatever_it_deletes_and_whoever_restarts(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    staff = sandbox.person("agent")
    staff.start()
    bots.chats.add(staff.id)
    group = staff.add_bot_to_group("Leads")
    bots.settings |= {"LEADS_PER_CHAT": "2", "STAFF_CHAT_ID": str(group), "AGENCY_PHONE": "01332 000000"}

    def said_to_staff() -> list[str]:
        return [message["text"] for message in staff.group_messages(group)]

    def notices() -> int:
        return sum(NOTICE in text for text in said_to_staff())

    async def another(bedrooms: str = SAID["bedrooms"]) -> None:
        await marla.taps(CATALOGUE.sentences["button.another"], then=words("another.begin"))
        await marla.says(SAID["sale_or_let"], then="address")
        await marla.answers("address", "postcode")
        await marla.says(bedrooms, then="property_type")
        await marla.answers("property_type")
        await marla.taps(ALL_CORRECT, then="consent")

    bot = await bots.start(plan={})
    await marla.reaches("estimate")
    await another()
    same = await marla.taps(YES, then="a second time")
    assert "£" in same, "the estimate of then"
    assert len(sandbox.journal.leads) == 1
    await another("3")
    await marla.taps(YES, then="estimate")
    await bot.kill()

    await bots.start(plan={})
    await another("5")
    told = await marla.taps(YES, then=BEYOND)
    assert "01332 000000" in told
    await eventually(notices, "a notice to the staff")
    await marla.says("/delete", then="deleted")
    await marla.reaches("consent")
    await marla.taps(YES, then=BEYOND)

    await meet("tyler").reaches("estimate")
    assert "other_chats" not in sandbox.journal.leads[-1].payload["meta"], "what marla gave is deleted"
    await meet("jack").reaches("estimate")
    assert sandbox.journal.leads[-1].payload["meta"]["other_chats"] == "phone and email"
    assert len(accepted(sandbox)) == len(sandbox.journal.leads) == 4
    assert notices() == 1
    await eventually(
        lambda: [text for text in said_to_staff() if "given in another chat" in text], "a card that says so"
    )
    assert sum("given in another chat" in text for text in said_to_staff()) == 1
