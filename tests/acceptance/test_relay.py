"""A person takes over, over real processes: opened, carried both ways, killed in between, ended, gone with /delete."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from conversations.languages.en import CATALOGUE
from sandbox import Sandbox
from sandbox.handles import PersonHandle
from support.homeowner import Homeowner, words
from support.processes import Launcher
from support.waiting import eventually

TALK, LET = CATALOGUE.sentences["button.talk"], "Let Example Homes read this chat"
ASKED, ANSWERED = "Is the garden worth anything?", "It is, send a picture."


@dataclass
class Staff:
    """The staff's group with topics, in the hands of an agent."""

    phone: PersonHandle
    group: int

    @property
    def topic(self) -> int:
        """The newest topic."""
        return max(self.phone.topics(self.group))

    @property
    def topics(self) -> list[list[str]]:
        """What the bot said in each topic, the oldest topic first."""
        return [self._said(topic) for topic in sorted(self.phone.topics(self.group))]

    def _said(self, topic: int) -> list[str]:
        shown = self.phone.topic_messages(self.group, topic)
        return [each["text"] or each["caption"] for each in shown if each["from"] == "bot"]

    async def hears(self, what: str) -> None:
        """Wait for these words in a topic."""
        await eventually(
            lambda: any(what in text for said in self.topics for text in said), lambda: f"{what!r} in {self.topics}"
        )

    def says(self, text: str) -> None:
        """Write in the newest topic."""
        self.phone.send_to_topic(self.group, self.topic, text)


@pytest.fixture
def staff(sandbox: Sandbox, bots: Launcher) -> Staff:
    return with_rights(sandbox, bots)


def with_rights(sandbox: Sandbox, bots: Launcher, *rights: str) -> Staff:
    agent = sandbox.person("agent")
    bots.chats.add(agent.id)
    made = Staff(agent, agent.add_bot_to_forum("Leads", *rights))
    bots.settings |= {"STAFF_CHAT_ID": str(made.group), "RELAY": "on", "AGENCY_NAME": "Example Homes"}
    return made


async def opens(marla: Homeowner, staff: Staff) -> None:
    await marla.reaches("estimate")
    await marla.taps(TALK, then=words("relay.offer"))
    await marla.taps(LET, then=words("relay.opened"))
    await staff.hears("lets you read and answer here")


async def test_it_is_carried_both_ways_with_pictures_until_the_staff_end_it(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, staff: Staff
) -> None:
    await bots.start(plan={})
    await opens(marla, staff)
    reference = re.search(r"lead ([\w-]+)", staff.topics[0][0])
    assert reference is not None
    assert staff.phone.topics(staff.group)[staff.topic] == f"Lead {reference[1]}"
    heard = len(marla.texts)
    marla.phone.send(ASKED)
    marla.phone.attach("photo")
    await eventually(lambda: len(staff.topics[0]) == 3, lambda: staff.topics)
    assert staff.topics[0][1:] == [f"Homeowner: {ASKED}", "Homeowner:"]
    assert staff.phone.topic_messages(staff.group, staff.topic)[-1]["photo"]
    staff.says(ANSWERED)
    staff.phone.attach_to_topic(staff.group, staff.topic, "photo")
    await eventually(lambda: len(marla.texts) == heard + 2, marla.transcript)
    assert marla.texts[heard:] == [f"A person at Example Homes:\n{ANSWERED}", "A person at Example Homes:"]
    assert marla.phone.last["photo"]
    await marla.says("/mydata", then=words("mydata.kept"))
    assert any("reads what you write here at the moment" in text for text in marla.texts)

    staff.says("/done")
    await marla.hears(words("relay.ended.staff"))
    await staff.hears(words("staff.relay_done"))
    heard = len(marla.texts)
    staff.says("One more thing")
    await staff.hears(words("staff.relay_over"))
    assert len(marla.texts) == heard
    assert not any(ASKED in str(lead.payload) for lead in sandbox.journal.leads)


@pytest.mark.parametrize(
    ("point", "when", "at", "topics", "most"),
    [
        ("bot.storage.chats.relays.add", "committed", LET, 1, 1),
        # Made, and nobody knows: Telegram cannot be asked which topics there are.
        ("bot.storage.chats.relays.note_topic", "before", LET, 2, 1),
        ("bot.storage.chats.relays.note_topic", "committed", LET, 1, 1),
        ("bot.turns.chat_channel.ChatChannel.tell_topic", "committed", ASKED, 1, 1),
        ("bot.staff.relay_topics.heard", "after", ANSWERED, 1, 1),
        ("bot.staff.relay_topics.heard", "committed", ANSWERED, 1, 1),
        ("bot.telegram.topic_sender.TopicSender.ended", "before", ASKED, 1, 2),
    ],
)
async def test_killed_in_between_all_is_said_once_and_in_its_order(
    bots: Launcher,
    marla: Homeowner,
    staff: Staff,
    everything_sent: Callable[[], Awaitable[None]],
    point: str,
    when: str,
    at: str,
    topics: int,
    most: int,
) -> None:
    """``most``: a message may stand there twice where nobody knew whether it had arrived."""
    kill = {"point": point, "when": when, **({} if at == LET else {"armed_by": at})}
    doomed = await bots.start(plan={"kill": kill})

    async def lives_on(after: str) -> None:
        if after == at:
            await doomed.dies()
            await bots.start(plan={})

    await marla.reaches("estimate")
    await marla.taps(TALK, then=words("relay.offer"))
    marla.phone.tap(LET)
    await lives_on(LET)
    await marla.hears(words("relay.opened"))
    await staff.hears("lets you read and answer here")
    await everything_sent()
    marla.phone.send(ASKED)
    await lives_on(ASKED)
    await staff.hears(ASKED)
    await everything_sent()
    staff.says(ANSWERED)
    await lives_on(ANSWERED)
    await marla.hears(ANSWERED)
    await everything_sent()
    # What was said before comes first, so once this is answered nothing is on its way any more.
    await marla.says("/stop", then=words("relay.ended"))
    await staff.hears(words("staff.relay_left"))
    assert [len(said) > 0 for said in staff.topics] == [False] * (topics - 1) + [True]
    opened, *asked, left = staff.topics[-1]
    assert "lets you read" in opened
    assert 1 <= len(asked) <= most
    assert {*asked} == {f"Homeowner: {ASKED}"}
    assert "has ended this conversation" in left
    assert sum(ANSWERED in text for text in marla.texts) == 1


async def test_after_delete_nothing_comes_and_the_topic_is_gone(bots: Launcher, marla: Homeowner, staff: Staff) -> None:
    await bots.start(plan={})
    await opens(marla, staff)
    marla.phone.send(ASKED)
    await staff.hears(ASKED)
    await marla.says("/delete", then="deleted")
    heard = len(marla.texts)
    await eventually(lambda: staff.phone.topics(staff.group) == {}, lambda: staff.topics)
    await marla.starts()
    assert marla.texts[heard:] == [marla.last]


async def test_the_staffs_forget_deletes_the_topic_while_the_bot_runs(
    bots: Launcher, marla: Homeowner, staff: Staff
) -> None:
    await bots.start(plan={"set": {"bot.jobs.command_listener.EVERY": 0.2}})
    await opens(marla, staff)
    reference = staff.phone.topics(staff.group)[staff.topic].removeprefix("Lead ")
    forget = await bots.start("forget", reference, "--yes")
    assert await forget.ends() == 0
    assert "the bot deletes 1 topic" in forget.stdout
    await eventually(lambda: staff.phone.topics(staff.group) == {}, lambda: staff.topics)


async def test_a_topic_that_may_not_be_deleted_is_for_the_staff(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    staff = with_rights(sandbox, bots, "can_manage_topics")
    await bots.start(plan={})
    await opens(marla, staff)
    await marla.says("/delete", then="deleted")
    told = words("relay.topic_left")
    await eventually(
        lambda: any(told in message["text"] for message in staff.phone.group_messages(staff.group)),
        lambda: staff.topics,
    )


async def test_a_topic_that_somebody_deleted_ends_it(bots: Launcher, marla: Homeowner, staff: Staff) -> None:
    await bots.start(plan={})
    await opens(marla, staff)
    staff.phone.delete_topic(staff.group, staff.topic)
    await marla.says(ASKED, then=words("relay.ended.broken"))
    told = words("staff.relay_failed")
    shown = [message["text"] for message in staff.phone.group_messages(staff.group)]
    await eventually(
        lambda: any(told in each["text"] for each in staff.phone.group_messages(staff.group)), lambda: shown
    )
    assert not any(ASKED in text for text in shown), "what is for a topic is not said to the whole group"


async def test_an_hour_without_a_message_ends_it(bots: Launcher, marla: Homeowner, staff: Staff) -> None:
    bots.faults_expected = True  # the clock is not Telegram's
    process = await bots.start(plan={})
    await opens(marla, staff)
    await process.kill()
    await bots.start(plan={"ahead": 3700, "set": {"bot.jobs.repeating.DUE_EVERY": 0.2}})
    await marla.hears(words("relay.ended.idle"))
    await staff.hears(words("staff.relay_idle"))
