"""No consent, no request; and what was taken back or deleted is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.delivered import accepted, the_lead
from support.homeowner import ALL_CORRECT, NO, YES, Homeowner, choice, label
from support.processes import Launcher
from support.waiting import eventually

DELETE = "Delete my answers"


@pytest.mark.parametrize("by_typing", [True, False], ids=["typing", "buttons"])
async def test_declining_sends_nothing_says_what_follows_and_erases_on_wish(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path, by_typing: bool
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    if by_typing:
        await marla.says("no", then="declined")
        await marla.says("/delete", then="deleted")
    else:
        await marla.taps(NO, then="declined")
        assert DELETE in marla.labels
        await marla.taps(DELETE, then="deleted")
    assert await bot.stop() == 0
    assert [*sandbox.journal.leads] == []
    assert found_in(database) == {}


async def test_after_declining_one_may_change_ones_mind(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    await marla.taps(NO, then="declined")
    await marla.taps("Carry on", then="review")
    assert [*sandbox.journal.leads] == []
    await marla.goes_on()
    the_lead(sandbox)


@pytest.mark.parametrize(
    "change",
    [
        lambda marla: marla.phone.tap(choice("bedrooms", "2")),
        lambda marla: marla.phone.edit(marla.said("cloud9@cloud.com"), "other@cloud.com"),
        lambda marla: marla.phone.send("/back"),
        lambda marla: marla.phone.send("the bedrooms are wrong"),
    ],
    ids=["an old button", "an edited message", "back", "typed"],
)
async def test_a_change_after_the_consent_question_asks_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, change: Callable[[Homeowner], object]
) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    question = marla.phone.last
    (stale,) = [key["data"] for row in question["buttons"] for key in row if key["text"] == YES]

    heard = len(marla.texts)
    change(marla)
    await eventually(lambda: len(marla.texts) > heard, "an answer to the change")
    heard = len(marla.texts)
    marla.phone.tap_data(question["message_id"], stale)
    await eventually(lambda: len(marla.texts) > heard, "an answer to the stale yes")
    assert [*sandbox.journal.leads] == [], "the yes was to other answers"

    await marla.goes_on()
    the_lead(sandbox)


@pytest.mark.parametrize("said", ["maybe", "yes but no marketing", "ok I guess", "👍", "if you must", "?"])
async def test_doubt_is_no_consent(bots: Launcher, sandbox: Sandbox, marla: Homeowner, said: str) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    await marla.says(said, then="consent")
    assert [*sandbox.journal.leads] == []
    await marla.goes_on()
    the_lead(sandbox)


async def test_withdrawing_before_delivery_cancels_every_attempt(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    await bots.start(plan={"set": {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await marla.taps(YES, then="delayed")
    await marla.says("/withdraw", then="cancelled")
    tries = len(sandbox.journal.leads)
    sandbox.faults.clear()

    # Somebody else's lead shows that the queue has long gone on without hers.
    await meet("tyler").reaches("estimate")
    (other,) = accepted(sandbox)
    assert other is sandbox.journal.leads[-1]
    assert tries + 1 == len(sandbox.journal.leads)


async def test_withdrawing_with_the_request_on_its_way_says_that_it_may_have_gone(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=600, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")
    told = await marla.says("/withdraw", then="reached")
    (reference,) = set(re.findall(r"VB-\w{10}", told))
    await bot.says(f"notice=staff.withdrawn reference={reference}")


async def test_withdrawing_after_delivery_names_the_reference_to_both_sides(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("estimate")
    told = await marla.says("/withdraw", then="reached")
    reference = the_lead(sandbox)["meta"]["reference"]
    assert reference in told
    await bot.says(f"notice=staff.withdrawn reference={reference}")


@pytest.mark.parametrize("delivered", [True, False], ids=["after the estimate", "while the lead waits"])
async def test_deleting_leaves_no_personal_value_in_the_databases_files(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path, delivered: bool
) -> None:
    bot = await bots.start()
    await marla.reaches("review")
    await marla.taps(label("email"), then="email")
    await marla.says("other@cloud.com", then="review")
    await marla.taps(label("address"), then="address")
    await marla.says("7 Paper Street, Wilmington", then="review")
    await marla.taps(ALL_CORRECT, then="consent")
    if not delivered:
        sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await marla.taps(YES, then="estimate" if delivered else "delayed")
    assert {"Marla", "other@cloud.com", "7 Paper Street"} <= found_in(database).keys(), "the search finds what is there"

    await marla.says("/delete", then="deleted")
    await eventually(lambda: not found_in(database), lambda: found_in(database))
    assert bot.handle.poll() is None
    assert await bot.stop() == 0
    assert found_in(database) == {}
    await bots.start()
    await marla.starts()
    assert len(accepted(sandbox)) == int(delivered)


async def test_deleting_with_the_request_on_its_way_leaves_nothing_either(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=2, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that is held")
    await marla.says("/delete", then="deleted")
    await eventually(lambda: sandbox.journal.leads, "the lead")
    await eventually(lambda: not found_in(database), lambda: found_in(database))
    assert await bot.stop() == 0
    assert found_in(database) == {}
    assert "estimate" not in marla.stages


PERSONAL = (
    "Marla", "Singer", "7986000000", "7986 000000", "cloud9", "other@cloud.com", "Example Street", "7 Paper Street", "Wilmington",
    "DE1 1JX", "de11jx", "DE11JX",
)  # fmt: skip


def found_in(database: Path) -> dict[str, str]:
    """The personal values that stand anywhere in the raw bytes of the database's files, each with the file."""
    files = [file for file in database.parent.glob(database.name + "*") if file.is_file()]
    assert database in files
    return {
        value: file.name for file in files for value in PERSONAL if value.lower().encode() in file.read_bytes().lower()
    }
