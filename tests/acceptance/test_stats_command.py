"""What is counted is what people did: nothing twice when a process dies, and nothing lost when somebody is erased."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from conversations.questions import DEFAULT_ORDER
from sandbox import Sandbox
from support.homeowner import YES, Homeowner
from support.processes import Launcher

WHOLE = {
    "started": 1,
    **{f"answered:{key}": 1 for key in DEFAULT_ORDER},
    "reviewed": 1,
    "consented": 1,
    "took:1": 1,
    "delivered": 1,
    "checked": 1,
    "estimated": 1,
}


async def counted(bots: Launcher) -> dict[str, int]:
    process = await bots.start("stats", "--csv", "-")
    assert await process.ends() == 0, process.stderr
    return {row["what"]: int(row["count"]) for row in csv.DictReader(io.StringIO(process.stdout))}


async def test_a_whole_conversation_with_a_kill_in_it_counts_once_and_outlives_the_erasure(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    first = await bots.start()
    await marla.starts()
    await marla.answers(*DEFAULT_ORDER[:4])
    await first.kill()
    await bots.start()
    await marla.answers(*DEFAULT_ORDER[4:])
    await marla.says("all correct", then="consent")
    await marla.taps(YES, then="estimate")
    assert await counted(bots) == WHOLE

    await marla.says("/delete", then="deleted")
    assert await counted(bots) == WHOLE


async def test_what_admins_and_test_links_try_out_is_counted_as_tests(
    bots: Launcher, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    admin, colleague = meet("agent"), meet("tyler")
    bots.settings["ADMIN_IDS"] = str(admin.phone.id)
    await bots.start()
    await admin.reaches("estimate")
    made = await bots.start("links", "add", "trial", "--test")
    assert await made.ends() == 0
    await colleague.starts("trial")
    await colleague.answers(*DEFAULT_ORDER)
    await colleague.says("all correct", then="consent")
    await colleague.taps(YES, then="estimate")
    overview = await bots.start("stats")
    assert await overview.ends() == 0
    assert "Nobody has started yet" in overview.stdout

    await marla.reaches("estimate")
    process = await bots.start("stats", "--csv", "-")
    assert await process.ends() == 0
    rows = [(row["test"], row["what"]) for row in csv.DictReader(io.StringIO(process.stdout))]
    fates = {"started", "consented", "delivered", "checked", "estimated"}
    assert fates == {what for test, what in rows if test == "no"} & fates
    assert fates == {what for test, what in rows if test == "yes"} & fates
    tests = await bots.start("stats", "--tests")
    assert await tests.ends() == 0
    assert "2 started, 2 sent a lead (100%), 2 saw an estimate." in tests.stdout
    real = await bots.start("stats")
    assert await real.ends() == 0
    assert "1 started, 1 sent a lead (100%), 1 saw an estimate." in real.stdout
