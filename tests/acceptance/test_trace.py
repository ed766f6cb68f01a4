"""``TRACE``: one chat's way through the log, from a lead's reference; and nothing of it without that setting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot import VERSION
from sandbox import Sandbox
from sandbox.faults import TelegramFault
from support.delivered import accepted, reference
from support.homeowner import Homeowner
from support.processes import BotProcess, Launcher

HASTY = {"cap": {"bot.telegram.backoff.delay": 0.1, "bot.telegram.retry_policy.delay": 0.1}}
STEPS = {
    "an update arrived",
    "a turn was taken",
    "a lead was queued",
    "a lead was attempted",
    "a message was queued",
    "a message was sent",
}


def lines(process: BotProcess) -> list[dict[str, Any]]:
    """The records of a log in JSON."""
    return [json.loads(line) for line in process.stderr.splitlines()]


async def test_a_complaint_is_followed_from_the_lead_to_the_lines(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    bots.settings |= {"LOG_FORMAT": "json", "TRACE": "True"}
    bot = await bots.start(plan={})
    tyler = meet("tyler")
    await marla.reaches("consent")
    await tyler.reaches("bedrooms")
    await marla.goes_on()
    lead = reference(accepted(sandbox)[0])
    asked = await bots.start("leads", "trace", lead, plan={})
    assert await asked.ends() == 0
    assert await bot.stop() == 0

    name = asked.stdout.split()[-1]
    hers = [line for line in lines(bot) if line.get("chat") == name]
    assert {line["event"] for line in hers} == STEPS
    assert {line["reference"] for line in hers if "reference" in line} == {lead}
    updates = [line["update"] for line in hers if line["event"] == "an update arrived"]
    assert len(updates) == len(set(updates)) >= 10, "each that she sent"
    assert updates == [line["update"] for line in hers if line["event"] == "a turn was taken" and "update" in line]
    sent = [line for line in hers if line["event"] == "a message was sent"]
    assert set(updates) == {line["update"] for line in sent if "update" in line}, "each was answered"
    (estimate,) = [line for line in sent if "update" not in line]
    assert (estimate["event_kind"], estimate["reference"]) == ("LeadReceived", lead), "it follows from the lead"

    others = {line["chat"] for line in lines(bot) if "chat" in line} - {name}
    assert len(others) == 1, "the other person's"
    traced = [line for line in lines(bot) if line["event"] in STEPS]
    assert all("chat" in line for line in traced)
    assert {line["version"] for line in lines(bot)} == {VERSION}
    assert len({line["replica"] for line in lines(bot)}) == 1


async def test_without_the_setting_no_line_names_a_chat_or_an_update(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={}, settings={"LOG_FORMAT": "json"})
    await marla.reaches("estimate")
    asked = await bots.start("leads", "trace", reference(accepted(sandbox)[0]), plan={})
    assert await asked.ends() == 1
    assert "set TRACE=True" in asked.stderr
    assert await bot.stop() == 0
    written = lines(bot)
    assert {line["event"] for line in written} & STEPS == {"a lead was attempted"}
    for line in written:
        assert not {"chat", "update"} & line.keys()


async def test_a_message_that_is_sent_later_is_followed_by_its_row(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan=HASTY, settings={"LOG_FORMAT": "json", "TRACE": "True"})
    sandbox.faults.set(telegram=TelegramFault("busy", method="sendMessage", seconds=1, times=1))
    await marla.starts()
    assert await bot.stop() == 0
    (arrived,) = [line for line in lines(bot) if line["event"] == "an update arrived"]
    (queued,) = [line for line in lines(bot) if line["event"] == "a message was queued"]
    (sent,) = [line for line in lines(bot) if line["event"] == "a message was sent"]
    assert (sent["row"], queued["update"]) == (queued["row"], arrived["update"])


async def test_what_went_wrong_names_the_chat_and_the_update(bots: Launcher, marla: Homeowner) -> None:
    bots.faults_expected = True
    settings = {"LOG_FORMAT": "json", "TRACE": "True"}
    bot = await bots.start(plan={"fail": ["bot.turns.batch.step"]}, settings=settings)
    marla.phone.send("/start")
    await bot.says("an item is set aside")
    assert await bot.stop() == 0
    (arrived,) = [line for line in lines(bot) if line["event"] == "an update arrived"]
    told = {"an item failed", "an item is set aside", "a message was queued"}
    wrong = [line for line in lines(bot) if line["event"] in told]
    assert len(wrong) == 7, "the apology too"
    assert {(line["chat"], line["update"]) for line in wrong} == {(arrived["chat"], arrived["update"])}
