"""What was delivered is withdrawn where it lies: in the agency's lead system, once, whatever goes wrong on the way."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.accounts import MadeLead
from sandbox.faults import Account, LeadApiFault
from support.homeowner import YES, Homeowner, words
from support.processes import Launcher
from support.waiting import eventually

SOON: dict[str, Any] = {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}
STAFF_GROUP = "Leads"


@pytest.fixture
def read_group(sandbox: Sandbox, bots: Launcher) -> Any:
    """What the staff's group reads."""
    agent = sandbox.person("agent")
    agent.start()
    group = agent.add_bot_to_group(STAFF_GROUP)
    bots.chats.add(agent.id)
    bots.settings["STAFF_CHAT_ID"] = str(group)
    return lambda: "\n".join(each["text"] for each in agent.group_messages(group))


async def delivered(sandbox: Sandbox, person: Homeowner) -> MadeLead:
    """Have a person's lead delivered; returns it as the lead system has it."""
    await person.reaches("consent")
    await person.taps(YES, then="estimate")
    return sandbox.leads.made[-1]


def carried_out(sandbox: Sandbox) -> list[dict[str, Any]]:
    """The updates that the lead system carried out, answered or not."""
    return [record.changes for record in sandbox.journal.updates_of_leads if record.accepted]


def pending(database: Path) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT reference, lead_id, office, chat_id, body FROM lead_updates").fetchall()


async def test_a_withdrawal_during_an_outage_arrives_after_it_and_is_told(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, read_group: Any
) -> None:
    bot = await bots.start(plan={"set": SOON})
    lead = await delivered(sandbox, marla)
    assert f"number {lead.id}" in read_group()
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    said = await marla.says("/withdraw", then="reached")
    assert "marking your permission as withdrawn" in said
    await eventually(lambda: sandbox.journal.updates_of_leads, "a first attempt")
    await bot.kill()
    await bots.start(plan={"set": SOON})
    assert lead.values["gdpr_checkbox"] is True
    assert words("withdrawal.noted") not in "".join(marla.texts)
    sandbox.faults.clear()

    told = await marla.hears(words("withdrawal.noted"))
    assert "theirs to delete" in told
    assert carried_out(sandbox) == [{"gdpr_checkbox": False}]
    assert lead.values["gdpr_checkbox"] is False
    assert lead.meta["reference"] in told
    await eventually(lambda: "consent is now marked as withdrawn" in read_group(), read_group)


async def test_after_delete_only_reference_number_and_office_are_kept_until_it_is_settled(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, read_group: Any, database: Path
) -> None:
    await bots.start(plan={"set": SOON})
    lead = await delivered(sandbox, marla)
    sandbox.faults.set(lead_api=LeadApiFault("drop_before"))
    said = await marla.says("/delete", then="deleted")
    assert "nothing that says who you are" in said
    assert pending(database) == [(lead.meta["reference"], str(lead.id), None, None, b"")]
    sandbox.faults.clear()

    await eventually(lambda: carried_out(sandbox), "the withdrawal")
    await eventually(lambda: not pending(database), "nothing left of it")
    assert carried_out(sandbox) == [{"gdpr_checkbox": False}]
    await eventually(lambda: "consent is now marked as withdrawn" in read_group(), read_group)
    assert marla.texts[-1] == said, "nobody is written to who had everything deleted"


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("bot.storage.leads.lead_updates.take", "after"),
        ("bot.lead_api.client.LeadApi.update", "before"),
        ("bot.lead_api.client.LeadApi.update", "after"),
        ("bot.storage.leads.lead_updates.done", "after"),
        ("bot.storage.leads.lead_updates.done", "committed"),
    ],
)
async def test_killed_at_any_point_a_withdrawal_arrives_once(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path, point: str, when: str
) -> None:
    kill = {"point": point, "when": when, "armed_by": '"text":"/withdraw"'}
    doomed = await bots.start(plan={"kill": kill, "set": SOON})
    lead = await delivered(sandbox, marla)
    marla.phone.send("/withdraw")
    await doomed.dies()
    await bots.start(plan={"set": SOON})

    await marla.hears(words("withdrawal.noted"))
    assert carried_out(sandbox) == [{"gdpr_checkbox": False}]
    assert lead.values["gdpr_checkbox"] is False
    await eventually(lambda: not pending(database), "nothing left of it")


async def test_a_refusal_is_told_to_the_staff_with_what_to_do_by_hand(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, read_group: Any
) -> None:
    bots.faults_expected = True
    await bots.start(plan={"set": SOON})
    sandbox.faults.set(account=Account(update="refused"))
    lead = await delivered(sandbox, marla)
    await marla.says("/withdraw", then="reached")

    told = await marla.hears(words("withdrawal.failed"))
    assert "I've told them" in told
    assert lead.values["gdpr_checkbox"] is True
    await eventually(lambda: "By hand:" in read_group(), read_group)
    assert f"number {lead.id}" in read_group()


async def test_withdrawn_with_the_request_on_its_way_it_is_withdrawn_once_it_arrived(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    await bots.start(plan={"set": {**SOON, "bot.lead_api.update_delivery.UNDER_WAY": 0.2}})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=2, times=1), account=Account(id_in="nowhere"))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")
    await marla.says("/withdraw", then="reached")

    await marla.hears(words("withdrawal.noted"))
    (lead,) = sandbox.leads.made
    assert lead.values["gdpr_checkbox"] is False, "its number was looked up"
