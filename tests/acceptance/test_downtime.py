"""A bot that was away for longer than Telegram keeps a tap: whoever was in the middle sees where they were, once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from sandbox import Sandbox
from support.clock import RunningClock
from support.delivered import the_lead
from support.homeowner import Homeowner, choice
from support.processes import Launcher
from support.waiting import eventually

AFTER_A_WHILE: dict[str, Any] = {
    # For the bot the clock goes on as ever: any absence is a long one, and people need not be heard of first.
    "set": {"bot.jobs.downtime_recovery.TAPS_KEPT": 0.0, "bot.jobs.downtime_recovery.FIRST_WAIT": 0.5}
}


@pytest.fixture
def clock() -> RunningClock:
    """Telegram's clock."""
    return RunningClock()


@pytest.fixture
async def sandbox(clock: RunningClock) -> AsyncIterator[Sandbox]:
    async with Sandbox(
        token="1000001:canary-token-of-the-acceptance-tests",
        api_keys=["canary-key-of-the-acceptance-tests"],
        username="example_valuation_bot",
        clock=clock,
    ) as running:
        yield running


async def test_a_tap_that_telegram_forgot_is_asked_for_again(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner], marla: Homeowner, clock: RunningClock
) -> None:
    tyler, robert = meet("tyler"), meet("robert")
    first = await bots.start()
    await robert.reaches("estimate")
    await tyler.reaches("property_type")
    await marla.reaches("bedrooms")
    assert await first.stop() == 0

    marla.phone.tap(choice("bedrooms", "4"))
    clock.ahead += 151
    tyler.phone.send("terraced")  # a message is kept
    second = await bots.start(plan=AFTER_A_WHILE)

    await tyler.hears("review")
    await eventually(lambda: marla.stages.count("bedrooms") == 2, marla.transcript)
    await second.says("people in the middle of a form were asked again")
    assert await second.stop() == 0
    told = [len(person.texts) for person in (marla, tyler, robert)]
    await bots.start(plan={})
    await marla.taps(choice("bedrooms", "4"), then="property_type")
    await marla.goes_on()
    assert marla.stages.count("bedrooms") == 2, "once"
    assert [len(person.texts) for person in (tyler, robert)] == told[1:], "nobody else is disturbed"
    assert tyler.stages.count("review") == 1
    assert sandbox.journal.leads[-1].payload["property_bedrooms"] == 4
    assert robert.stages[-1] == "estimate"


async def test_a_restart_that_takes_no_time_disturbs_nobody(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    first = await bots.start()
    await marla.reaches("bedrooms")
    assert await first.stop() == 0
    second = await bots.start(plan={"set": {"bot.jobs.downtime_recovery.FIRST_WAIT": 0.0}})
    await marla.goes_on()
    the_lead(sandbox)
    assert len(marla.stages) == len(set(marla.stages))
    assert "asked again" not in second.stderr
