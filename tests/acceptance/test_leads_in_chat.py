"""Leads in the staff's chat over real processes: who it is, told to admins alone; who rings, reminded; gone with /delete."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from sandbox.handles import PersonHandle
from support.delivered import accepted, reference
from support.homeowner import YES, Homeowner
from support.processes import Launcher
from support.waiting import eventually

PERSONAL = ("Marla", "Singer", "7986", "cloud9", "Example Street", "1JX")


class Agent:
    """An admin with the staff's group on the phone, who has not started the bot yet."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.phone: PersonHandle = sandbox.person("agent")
        self.chat = Homeowner(self.phone)
        self.group = self.phone.add_bot_to_group("Leads")

    @property
    def read_in_group(self) -> str:
        return "\n".join(each["text"] for each in self.phone.group_messages(self.group))

    async def hears_in_group(self, what: str) -> None:
        await eventually(lambda: what in self.read_in_group, lambda: f"{what!r} in {self.read_in_group!r}")

    async def sees_toast(self, what: str) -> None:
        await eventually(lambda: what in " ".join(self.phone.toasts), lambda: f"{what!r} in {self.phone.toasts}")

    def count(self, what: str) -> int:
        return sum(what in text for text in self.chat.texts)


@pytest.fixture
def agent(sandbox: Sandbox, bots: Launcher) -> Agent:
    made = Agent(sandbox)
    bots.chats.add(made.phone.id)
    bots.settings |= {"STAFF_CHAT_ID": str(made.group), "ADMIN_IDS": str(made.phone.id)}
    return made


def query(database: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection, connection:
        return connection.execute(statement).fetchall()


async def test_who_it_is_is_told_in_private_who_rings_is_reminded_and_delete_ends_it(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, agent: Agent, database: Path
) -> None:
    bot = await bots.start(plan={"set": {"bot.jobs.repeating.DUE_EVERY": 0.2}})
    await marla.reaches("estimate")
    (record,) = accepted(sandbox)
    name = reference(record)
    await agent.hears_in_group(f"New lead {name}")
    agent.phone.tap_in_group(agent.group, "Show who it is")
    await agent.hears_in_group("I may not write to you there until you have started it")
    assert agent.phone.group_messages(agent.group)[-1]["buttons"][0][0]["url"].endswith(f"?start=lead-{name}")

    agent.phone.start(f"lead-{name}")
    said = await agent.chat.hears("Mrs Marla Singer")
    assert "07986 000000" in said or "+447986000000" in said
    agent.phone.tap_in_group(agent.group, "Show who it is")
    await agent.sees_toast("It's in our private chat.")
    await eventually(lambda: agent.count("Mrs Marla Singer") == 2, lambda: agent.chat.texts)
    assert not [word for word in PERSONAL if word in agent.read_in_group]
    opened = query(database, "SELECT reference, admin FROM lead_openings")
    assert opened == [(name, agent.phone.id)] * 2
    assert "a lead was opened in the chat" in bot.stderr

    agent.phone.tap("I'll ring")
    await agent.sees_toast("Noted")
    query(database, "UPDATE leads SET call_remind_at = 1")
    await agent.chat.hears(f"A call is due: lead {name}")
    agent.phone.tap("Called")
    await agent.sees_toast("Noted: called.")
    await agent.chat.says("/leads", then="None.")
    await agent.chat.taps("Called", then=f"{name}")

    await marla.says("/mydata", then="Staff have opened it")
    await marla.says("/delete", then="deleted")
    await eventually(lambda: agent.count("Mrs Marla Singer") == 0, lambda: agent.chat.texts)
    await agent.chat.says("/leads", then="None.")
    await agent.chat.says(f"/leads {name}", then="No lead has the reference")


async def test_a_set_aside_lead_is_explained_and_tried_again_in_the_chat(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, agent: Agent
) -> None:
    bots.faults_expected = True
    await bots.start()
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await marla.taps(YES, then="set aside")
    sandbox.faults.clear()
    await agent.hears_in_group("is set aside")
    name = reference(sandbox.journal.leads[-1])
    await agent.chat.says("/leads", then="None.")
    await agent.chat.taps("Set aside", then=name)
    await agent.chat.taps(agent.chat.labels[0], then="What to do")
    agent.phone.tap("Try it again")
    await agent.sees_toast("It is tried again now.")
    await marla.hears("estimate")
    assert [reference(each) for each in accepted(sandbox)] == [name]


@pytest.mark.parametrize(
    ("point", "when"),
    [("bot.storage.leads.calls.open_lead", "after"), ("bot.storage.leads.calls.open_lead", "committed")],
)
async def test_killed_while_a_lead_is_opened_it_is_shown_and_logged_once(
    bots: Launcher,
    sandbox: Sandbox,
    marla: Homeowner,
    agent: Agent,
    database: Path,
    everything_sent: Callable[[], Awaitable[None]],
    point: str,
    when: str,
) -> None:
    agent.phone.start()
    doomed = await bots.start(plan={"kill": {"point": point, "when": when, "armed_by": "staff:leads:show:"}})
    await marla.reaches("estimate")
    await agent.hears_in_group("New lead")
    agent.phone.tap_in_group(agent.group, "Show who it is")
    await doomed.dies()
    await bots.start(plan={})
    await agent.chat.hears("Mrs Marla Singer")
    await everything_sent()
    assert agent.count("Mrs Marla Singer") == 1
    assert len(query(database, "SELECT * FROM lead_openings")) == 1
