"""A visit over real processes: asked for, answered in the staff's group, killed in between, gone with /delete."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.handles import PersonHandle
from support.homeowner import Homeowner
from support.processes import Launcher
from support.waiting import eventually

HOUR = re.compile(r"(?:\d{1,2}[ap]m|noon)")
SOON: dict[str, Any] = {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}


@dataclass
class Group:
    """The staff's group, read and answered by an agent who is no admin."""

    phone: PersonHandle
    id: int

    @property
    def said(self) -> str:
        return "\n".join(each["text"] for each in self.phone.group_messages(self.id))

    async def hears(self, what: str, *, times: int = 1) -> None:
        await eventually(lambda: self.said.count(what) >= times, lambda: f"{what!r} in {self.said!r}")

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message."""
        return [button["text"] for row in self.phone.group_messages(self.id)[-1]["buttons"] for button in row]

    def taps(self, button: str) -> None:
        self.phone.tap_in_group(self.id, button)


@pytest.fixture
def group(sandbox: Sandbox, bots: Launcher) -> Group:
    agent = sandbox.person("agent")
    bots.chats.add(agent.id)
    made = Group(agent, agent.add_bot_to_group("Leads"))
    bots.settings["STAFF_CHAT_ID"] = str(made.id)
    return made


async def asks(marla: Homeowner) -> str:
    """Ask for the first hour of the first day after the estimate; returns the button's label."""
    await marla.reaches("estimate")
    await marla.taps("Book a free visit", then="Which day would suit?")
    await marla.taps(marla.labels[0], then="And what time")
    hour = marla.labels[0]
    assert HOUR.fullmatch(hour)
    await marla.taps(hour, then="It isn't agreed yet")
    return hour


def visits(database: Path) -> list[Any]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT name, reference, remind_at FROM visits").fetchall()


async def test_it_is_suggested_anew_agreed_shown_and_cancelled(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, group: Group, database: Path
) -> None:
    await bots.start(plan={"set": SOON})
    await asks(marla)
    await group.hears("A visit is asked for")
    group.taps("Suggest another time")
    await group.hears("which day can you come?")
    group.taps(group.labels[-1])
    await group.hears("what time")
    group.taps(group.labels[-1])
    await marla.hears("but could come")
    await marla.taps(marla.labels[0], then="Agreed: someone from")
    assert marla.phone.last["document_name"] == "visit.ics"
    await group.hears("A visit is agreed")
    await eventually(lambda: sandbox.journal.updates_of_leads, "the agreed time in the lead system")
    changes = sandbox.journal.updates_of_leads[0].changes
    assert "A visit is agreed" in str(changes["questionnaire"])
    assert "next_action_date" in changes
    ((_, reference, remind_at),) = visits(database)
    assert reference in group.said
    assert remind_at is not None
    await marla.says("/mydata", then="A visit agreed")

    await marla.says("/delete", then="deleted")
    await group.hears("is cancelled")
    assert visits(database) == []
    group.taps("Suggest another time")
    await eventually(lambda: "moved or cancelled" in " ".join(group.phone.toasts), lambda: group.phone.toasts)


@pytest.mark.parametrize(
    ("point", "when", "only", "most"),
    [
        ("bot.staff.visit_buttons.pressed", "after", "", 1),
        ("bot.staff.visit_buttons.pressed", "committed", "", 1),
        ("bot.storage.chats.visits.put", "after", "", 1),
        ("bot.telegram.client.BotApi.tell", "before", "sendDocument", 2),
    ],
)
async def test_killed_between_accepting_and_sending_both_sides_hear_once(
    bots: Launcher, marla: Homeowner, group: Group, database: Path, point: str, when: str, only: str, most: int
) -> None:
    """``most``: the group hears twice where its message may have been on its way, so that nobody knew if it arrived."""
    kill = {"point": point, "when": when, "only": only, "armed_by": "staff:visit:accept"}
    doomed = await bots.start(plan={"kill": kill})
    await asks(marla)
    await group.hears("A visit is asked for")
    group.taps("Accept")
    await doomed.dies()
    await bots.start(plan={})
    await marla.hears("Agreed: someone from")
    await group.hears("A visit is agreed")
    # What was said before comes first, so once this is answered nothing is on its way any more.
    await marla.says("/mydata", then="A visit agreed")
    assert sum("Agreed: someone from" in text for text in marla.texts) == 1
    assert 1 <= group.said.count("A visit is agreed") <= most
    assert len(visits(database)) == 1


async def test_it_is_reminded_of_once_by_whichever_process_is_there(
    bots: Launcher, marla: Homeowner, group: Group, database: Path, everything_sent: Callable[[], Awaitable[None]]
) -> None:
    soon = {"bot.jobs.repeating.DUE_EVERY": 0.2, "bot.jobs.reminders.WAKING": list(range(24))}
    first = await bots.start(plan={"set": soon})
    await asks(marla)
    await group.hears("A visit is asked for")
    group.taps("Accept")
    await marla.hears("Agreed: someone from")
    await first.kill()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE visits SET remind_at = 1")
        connection.commit()
    second = await bots.start(plan={"set": soon})
    await marla.hears("A reminder: someone from")
    await everything_sent()
    await second.kill()
    await bots.start(plan={"set": soon})
    await marla.says("/mydata", then="A visit agreed")
    assert sum("A reminder: someone from" in text for text in marla.texts) == 1
    assert [remind_at for _, _, remind_at in visits(database)] == [None]
