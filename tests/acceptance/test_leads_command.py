"""What was set aside is dealt with beside the running bot: listed, shown, tried again, dropped."""

from __future__ import annotations

import re

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.delivered import accepted, reference
from support.homeowner import YES, Homeowner
from support.processes import Launcher

PERSONAL = ("Marla", "Singer", "07986", "+447986", "cloud9", "Example Street", "DE1 1JX")


async def output(bots: Launcher, *command: str, code: int = 0, typed: str = "") -> str:
    process = await bots.start(*command, typed=typed)
    assert await process.ends() == code, process.stderr
    return process.stdout


async def set_aside(bots: Launcher, sandbox: Sandbox, person: Homeowner) -> str:
    """Have a lead refused for good; returns its reference."""
    bots.faults_expected = True
    await person.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await person.taps(YES, then="set aside")
    sandbox.faults.clear()
    return reference(sandbox.journal.leads[-1])


async def test_a_lead_that_was_refused_is_tried_again_and_arrives(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start()
    name = await set_aside(bots, sandbox, marla)
    listed = await output(bots, "leads")
    assert re.search(rf"^{name} +\d+ seconds? +1 +\S", listed, re.MULTILINE)
    assert not [personal for personal in PERSONAL if personal in listed]

    await output(bots, "leads", "retry", name)
    await marla.hears("estimate")
    (record,) = accepted(sandbox)
    assert reference(record) == name
    assert "No lead is set aside." in await output(bots, "leads")
    assert await bot.stop() == 0


async def test_a_lead_is_tried_again_by_a_bot_that_starts_later(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start()
    name = await set_aside(bots, sandbox, marla)
    await bot.stop()
    await output(bots, "leads", "retry", name)
    assert accepted(sandbox) == []
    await bots.start()
    await marla.hears("estimate")


async def test_a_lead_is_dropped_only_if_that_is_meant(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start()
    name = await set_aside(bots, sandbox, marla)
    before = len(marla.texts)
    await output(bots, "leads", "drop", name, code=1, typed="n\n")
    await output(bots, "leads", "drop", name, typed="y\n")
    assert "No lead is set aside." in await output(bots, "leads")
    await output(bots, "leads", "retry", name, code=1)
    assert (len(marla.texts), accepted(sandbox)) == (before, []), "nobody is told, nothing is sent"
