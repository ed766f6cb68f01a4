"""A process that starts with a clock that is wrong."""

from __future__ import annotations

from sandbox import Sandbox
from support.delivered import the_lead
from support.homeowner import SAID, Homeowner
from support.processes import Launcher

DAYS = 70


async def test_a_clock_that_is_ahead_at_the_start_erases_no_conversation(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    first = await bots.start(plan={})
    await marla.reaches("email")
    assert await first.stop() == 0

    ahead = await bots.start(plan={"ahead": DAYS * 24 * 3600})
    await ahead.says("the database's clock is not Telegram's, so nothing is removed")
    await marla.says(SAID["email"], then="address")
    await marla.goes_on()
    assert "deleted expired data" not in ahead.stderr
    assert the_lead(sandbox)["first_name"] == "Marla"
