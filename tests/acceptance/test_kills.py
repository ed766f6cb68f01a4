"""kill -9 at each step of the path of an update and of a lead, then a restart on the same database.

Judged from the sandbox's records alone: every update confirmed, every question asked, in order; one lead for one consent.
A message or a request may come twice only where the process died not knowing whether it had arrived.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.turns.turn_loop import ATTEMPTS
from conversations.questions import DEFAULT_ORDER
from sandbox import Sandbox
from sandbox.faults import Account, LeadApiFault, TelegramFault
from support.crowd import Crowd
from support.delivered import accepted, details, estimated, marked, the_lead
from support.homeowner import SAID, WHOLE, YES, Homeowner, without_repeats
from support.processes import Launcher
from support.waiting import eventually

Wait = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Point:
    """Where the process dies. ``repeats``: the message or request at hand had an unknown outcome by then."""

    function: str
    when: str
    nth: int = 1
    only: str = ""
    repeats: bool = False

    def __str__(self) -> str:
        name = ".".join(self.function.split(".")[-2:])
        return f"{self.when} {name}{' ' + self.only if self.only else ''}{f' #{self.nth}' if self.nth > 1 else ''}"

    def plan(self, armed_by: str) -> dict[str, object]:
        kill = {"point": self.function, "when": self.when, "nth": self.nth, "only": self.only, "armed_by": armed_by}
        return {"kill": kill}


AN_UPDATE = [
    Point("bot.storage.queues.inbox.add", "before"),
    Point("bot.storage.queues.inbox.add", "committed"),
    Point("bot.turns.batch.step", "after"),
    Point("bot.storage.queues.inbox.finish", "committed"),
    Point("bot.telegram.client.BotApi.tell", "before", only="sendMessage"),
    Point("bot.telegram.client.BotApi.tell", "after", only="sendMessage", repeats=True),
    Point("bot.storage.queues.outbox_results.record", "before", repeats=True),
    Point("bot.storage.queues.outbox_results.record", "committed"),
]
"""From Telegram's answer to the note that the reply was sent: one point for each state in which the database can be left.

A turn is one transaction, as is what is noted of a reply: a process that dies anywhere in it leaves the same file. The world
of the guard "replay" is killed before and after every commit; see tests/simulation/guards.py.
"""

WITHIN = [
    Point("bot.storage.queues.inbox.add", "after"),
    Point("bot.storage.queues.inbox.take", "after"),
    Point("bot.storage.chats.chat_states.load", "after"),
    Point("bot.turns.batch.step", "before"),
    Point("bot.storage.chats.chat_states.save", "after"),
    Point("bot.telegram.delivery.add_leased", "after"),
    Point("bot.storage.queues.inbox.finish", "after"),
    Point("bot.storage.queues.outbox_results.record", "after"),
]
"""More points inside those transactions: one for each question of a form."""

A_LEAD = [
    Point("bot.storage.leads.lead_queue.put", "after"),
    Point("bot.storage.leads.lead_queue.put", "committed"),
    Point("bot.storage.leads.lead_queue.take", "after"),
    Point("bot.lead_api.client.LeadApi.create", "before"),
    Point("bot.lead_api.client.LeadApi.create", "after"),
    Point("bot.lead_api.result_writer.tell_outcomes", "after"),
    Point("bot.lead_api.result_writer.tell_outcomes", "committed"),
    Point("bot.turns.batch.step", "after", nth=2),
    Point("bot.storage.queues.inbox.finish", "committed", nth=2),
]
"""From the consent to the turn that tells the estimate; likewise."""


def typed(text: str) -> str:
    """Return what stands in the raw update of a message with this text."""
    return f'"text":"{text}"'


def judge_the_chat(sandbox: Sandbox, person: Homeowner, *, repeats: bool, waits: bool = False) -> None:
    """Every update was taken in, every question asked in order, nothing repeated that was known to have arrived.

    ``waits``: the person may have been told that the estimate takes longer.
    """
    lost = [update for update in sandbox.journal.updates if update.confirmed_at is None or update.expired]
    assert lost == []
    stages = [stage for stage in person.stages if not (waits and stage == "delayed")]
    assert (without_repeats(stages) if repeats else stages) == WHOLE, person.transcript()
    for text in person.texts:
        assert person.texts.count(text) <= (2 if repeats else 1), person.transcript()


@pytest.mark.parametrize("point", AN_UPDATE, ids=str)
async def test_killed_on_the_path_of_an_update(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, point: Point, everything_sent: Wait
) -> None:
    doomed = await bots.start(plan=point.plan(armed_by=typed(SAID["phone"])))
    await marla.reaches("phone")
    await everything_sent()
    marla.phone.send(SAID["phone"])
    await doomed.dies()

    await bots.start(plan={})
    await marla.hears("email")
    await marla.goes_on()

    await eventually(lambda: all(update.confirmed_at for update in sandbox.journal.updates), "every update taken in")
    judge_the_chat(sandbox, marla, repeats=point.repeats)
    assert the_lead(sandbox)["phone"] == "07986000000"


@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_at_the_second_message_of_an_answer(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, when: str, everything_sent: Wait
) -> None:
    point = Point("bot.telegram.client.BotApi.tell", when, only="sendMessage", nth=2)
    doomed = await bots.start(plan=point.plan(armed_by=typed("/mydata")))
    await marla.reaches("estimate")
    await everything_sent()
    before = len(marla.texts)
    marla.phone.send("/mydata")
    await doomed.dies()

    await bots.start(plan={})
    await marla.hears("and /delete", after=before)
    await everything_sent()
    said = marla.texts[before:]
    await marla.says("/mydata", then="and /delete")
    await everything_sent()
    assert [*dict.fromkeys(said)] == marla.texts[before + len(said) :], "what a process says that nobody kills"
    assert len(said) <= len(set(said)) + 2
    assert len(set(said)) >= 2


@pytest.mark.parametrize("point", A_LEAD, ids=str)
async def test_killed_on_the_path_of_a_lead(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, point: Point, everything_sent: Wait
) -> None:
    doomed = await bots.start(plan=point.plan(armed_by='"data":"c:'))
    await marla.reaches("consent")
    await everything_sent()
    marla.phone.tap(YES)
    await doomed.dies()

    await bots.start(plan={})
    estimate = await marla.hears("estimate")

    await eventually(lambda: all(update.confirmed_at for update in sandbox.journal.updates), "every update taken in")
    # "Thank you" is under way while the lead is, so its outcome may be unknown as well.
    # Whether the request had left is looked up, and its person is told that it takes longer if it shows nowhere.
    judge_the_chat(sandbox, marla, repeats=True, waits=True)
    the_lead(sandbox)
    assert estimated(sandbox.journal.leads[0]) in estimate


async def test_killed_after_the_request_a_lead_is_repeated_and_marked_where_it_cannot_be_looked_up(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    sandbox.faults.set(account=Account(look_up="refused"))
    point = Point("bot.lead_api.client.LeadApi.create", "after")
    doomed = await bots.start(plan=point.plan(armed_by='"data":"c:'))
    await marla.reaches("consent")
    marla.phone.tap(YES)
    await doomed.dies()

    await bots.start(plan={})
    await marla.hears("estimate")
    first, again = accepted(sandbox)
    assert details(first) == details(again)
    assert (marked(first), marked(again)) == (False, True)
    assert again.payload["meta"]["attempt"] == "2"


async def test_killed_with_the_update_stored_and_not_confirmed(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    doomed = await bots.start()
    await marla.reaches("phone")
    sandbox.faults.set(telegram=TelegramFault("slow", seconds=600, method="getUpdates", times=1))
    await marla.says(SAID["phone"], then="email")
    await eventually(lambda: sandbox.faults.telegram.mode == "none", "the confirmation that is held")
    await doomed.kill()
    assert None is sandbox.journal.updates[-1].confirmed_at

    await bots.start()
    await eventually(lambda: sandbox.journal.updates[-1].confirmed_at, "the confirmation")
    assert sandbox.journal.updates[-1].delivered > 1
    await marla.goes_on()
    judge_the_chat(sandbox, marla, repeats=True)
    the_lead(sandbox)


async def test_killed_while_a_reply_is_on_its_way(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, everything_sent: Wait
) -> None:
    doomed = await bots.start(plan={})
    await marla.reaches("postcode")
    sandbox.faults.set(telegram=TelegramFault("slow", seconds=600, method="sendMessage", times=1))
    await everything_sent()
    marla.phone.send(SAID["postcode"])
    await eventually(lambda: sandbox.faults.telegram.mode == "none", "the reply that is held")
    await doomed.kill()

    await bots.start(plan={})
    await marla.hears("bedrooms")
    await marla.goes_on()
    judge_the_chat(sandbox, marla, repeats=False)
    the_lead(sandbox)


async def test_killed_while_the_lead_is_on_its_way(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    doomed = await bots.start()
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=600, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")
    await doomed.kill()

    await bots.start()
    await marla.hears("estimate")
    the_lead(sandbox)
    assert marked(sandbox.journal.leads[0]), "the one that is held may still make a lead"


async def test_killed_while_a_lead_waits_for_its_next_attempt(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, everything_sent: Wait
) -> None:
    doomed = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await marla.taps(YES, then="delayed")
    await everything_sent()
    await doomed.kill()
    sandbox.faults.clear()

    await bots.start(plan={})
    await marla.hears("estimate")
    assert len(accepted(sandbox)) == 1
    assert marla.stages.count("delayed") == 1


async def test_killed_at_every_question(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, everything_sent: Wait
) -> None:
    """One conversation, nine processes: each dies on an answer of its own, at another point."""
    heard = 0
    for number, (key, point) in enumerate(zip(DEFAULT_ORDER, WITHIN, strict=True)):
        doomed = await bots.start(plan=point.plan(armed_by=typed(SAID[key])))
        if number == 0:
            await marla.starts()
        await marla.hears(key, after=max(heard - 2, 0))
        heard = len(marla.texts)
        await everything_sent()
        marla.phone.send(SAID[key])
        await doomed.dies()
    await bots.start(plan={})
    await marla.hears("review")
    await marla.goes_on()

    await eventually(lambda: all(update.confirmed_at for update in sandbox.journal.updates), "every update taken in")
    judge_the_chat(sandbox, marla, repeats=True)
    sent = the_lead(sandbox)
    assert tuple(sent[field] for field in ("title", "first_name", "email", "postcode", "property_bedrooms")) == (
        "Mrs",
        "Marla",
        "cloud9@cloud.com",
        "DE1 1JX",
        4,
    )


async def test_killed_while_it_makes_the_database(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    for when in ("before", "after", "committed"):
        point = "bot.storage.leads.lead_queue.recover" if when == "committed" else "bot.storage.migrations.migrate"
        await (await bots.start(plan={"kill": {"point": point, "when": when}})).dies()
    await bots.start(plan={})
    await marla.reaches("estimate")
    the_lead(sandbox)


async def test_an_update_that_kills_the_process_is_set_aside_in_the_end(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner], everything_sent: Wait
) -> None:
    bots.faults_expected = True
    poison = "cloud9@poison.example"
    plan = Point("bot.turns.batch.step", "before").plan(armed_by=poison)
    doomed = await bots.start(plan=plan)
    await marla.reaches("email")
    await everything_sent()
    marla.phone.send(poison)
    await doomed.dies()
    for _ in range(ATTEMPTS):
        await (await bots.start(plan={"kill": {"point": "bot.turns.batch.step", "when": "before"}})).dies()

    await bots.start(plan={})
    await marla.hears("apology")
    await marla.goes_on()
    assert the_lead(sandbox)["email"] == "cloud9@cloud.com"
    assert "apology" not in meet("tyler").stages


async def test_killed_again_and_again_while_many_talk(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    running = await bots.start(plan={})
    crowd = Crowd([meet(f"person{number}") for number in range(6)])
    for _ in range(4):
        await crowd.hears_more()
        await running.kill()
        running = await bots.start(plan={})
    await crowd.arrives()
    crowd.check_leads(sandbox)
