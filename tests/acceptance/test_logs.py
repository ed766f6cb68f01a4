"""No secret and nothing personal in anything that a process writes, at any level; and the proof that the reading works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault, TelegramFault
from support.homeowner import ALL_CORRECT, YES, Homeowner, choice
from support.log_proof import LogProof
from support.processes import Launcher

LOUD = {"loud": True, "cap": {"bot.telegram.backoff.delay": 0.1, "bot.telegram.retry_policy.delay": 0.1}}


@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_at_every_level_with_everything_going_wrong(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner], log_format: str
) -> None:
    """The reading is the fixture's: this test sees to it that there is much to read."""
    bots.faults_expected = True
    bot = await bots.start(plan=LOUD, settings={"LOG_FORMAT": log_format})
    await marla.starts()
    for mode in ("error", "drop_before", "drop_after", "busy"):
        sandbox.faults.set(telegram=TelegramFault(mode, method="sendMessage", seconds=1, times=1))
        await marla.says("/help", then="sale_or_let")
    for mode in ("error", "drop_before", "drop_after"):
        sandbox.faults.set(telegram=TelegramFault(mode, method="getUpdates", times=1))
        await marla.says("/privacy", then="sale_or_let")
    sandbox.faults.clear()
    await marla.goes_on("consent")
    marla.phone.attach("photo")
    heard = len(marla.texts)
    marla.phone.edit(marla.said("cloud9@cloud.com"), "cloud9@cloud.co.uk")
    await marla.hears("review", after=heard)
    await marla.goes_on("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="postcode", times=1))
    await marla.taps(YES, then="postcode")
    await marla.says("DE1 1JX", then="review")
    await marla.taps(ALL_CORRECT, then="consent")
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1))
    await marla.taps(YES, then="estimate")
    await marla.says("/mydata", then="Singer")
    await marla.says("/withdraw", then="reached")
    await marla.says("/delete", then="deleted")

    other = meet("tyler")
    await other.reaches("bedrooms")
    other.phone.tap(choice("bedrooms", "3"))
    await bot.kill()
    again = await bots.start(plan=LOUD, settings={"LOG_FORMAT": log_format})
    await other.hears("property_type")
    assert await again.stop() == 0

    assert "the lowest level is open" in bot.stderr
    assert bot.stderr.count("\n") > 10


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("bot.storage.queues.inbox.add", "Updates could not be stored"),
        ("bot.turns.batch.step", "an item is set aside"),
        ("bot.storage.chats.chat_states.save", "an item is set aside"),
        ("bot.telegram.message_sender.to_calls", "A message could not be handled"),
        ("bot.storage.queues.outbox.take", "The outbox cannot be read"),
        ("bot.storage.leads.lead_queue.take", "leads cannot be claimed"),
        ("bot.lead_api.worker.payload", "an outcome could not be written"),
        ("bot.lead_api.client.LeadApi.create", "a lead's request failed"),
        ("bot.storage.leads.lead_queue.record_result", "an outcome could not be written"),
    ],
    ids=lambda value: value if value.startswith("bot.") else "",
)
async def test_a_bug_that_raises_with_everything_at_hand_quotes_nobody(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, place: str, told: str
) -> None:
    bots.faults_expected = True
    well = await bots.start(plan={})
    await marla.reaches("consent")
    assert await well.stop() == 0

    bot = await bots.start(plan={**LOUD, "fail": [place]})
    marla.phone.tap(YES)
    marla.phone.send("Marla Singer, 07986 000000, cloud9@cloud.com")
    await bot.says(told)
    assert bot.handle.poll() is None, "it goes on"
    assert "quoted" not in bot.stderr


async def test_the_reading_finds_what_a_process_says(bots: Launcher, marla: Homeowner, log_proof: LogProof) -> None:
    bots.faults_expected = True
    bot = await bots.start("check", plan={"say": "marla singer, 07986000000, canary"})
    await bot.ends()
    leaks = log_proof.readings.leaks
    before = len(leaks)
    problems = bots.problems([], log_proof)
    # What was planted is taken out again, so that it fails nothing else.
    planted, bots.processes = leaks[before:], []
    del leaks[before:]
    found = {problem for problem in problems if problem.startswith("check wrote '")}
    assert found == {f"check wrote {value!r}" for value in ("Marla", "Singer", "07986000000", "7986000000")}
    assert len(planted) == 1


async def test_the_reading_fails_when_there_is_nothing_to_read(
    bots: Launcher, log_proof: LogProof, tmp_path: Path
) -> None:
    bot = await bots.start(plan={})
    await bot.kill()
    (tmp_path / "output" / "0.err").write_text("")
    assert bots.problems([], log_proof) == ["nothing was read from any process, so nothing is proven"]
    bots.processes.clear()
