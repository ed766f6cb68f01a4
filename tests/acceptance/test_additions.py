"""What is told after the estimate reaches the lead in the agency's lead system, once, whatever goes wrong on the way."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.faults import Account, LeadApiFault
from support.homeowner import YES, Homeowner, words
from support.processes import Launcher
from support.waiting import eventually

SOON: dict[str, Any] = {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}
PASS_ON = "Pass that on"
TOLD = "Tuesday morning is best"


@pytest.mark.parametrize("update", ["merges", "replaces"])
async def test_an_addition_whose_answer_was_lost_is_there_once(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, update: str
) -> None:
    await bots.start(plan={"set": SOON})
    await marla.reaches("consent")
    await marla.taps(YES, then="estimate")
    (lead,) = sandbox.leads.made
    before = dict(lead.meta)
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1, endpoint="update"), account=Account(update=update))
    await marla.says(TOLD, then=words("after.pass_on"))
    await marla.taps(PASS_ON, then=words("passed_on"))

    await eventually(lambda: lead.questionnaire, "the addition")
    await eventually(lambda: {"id": str(lead.id)} in [look.query for look in sandbox.journal.look_ups], "a look at it")
    assert lead.questionnaire == [["Added in the chat", TOLD]]
    assert lead.values["next_action_date"].endswith("Z")
    assert {name: lead.meta[name] for name in before} == before, "reference and consent are said again"
    assert len(sandbox.journal.updates_of_leads) == 1
