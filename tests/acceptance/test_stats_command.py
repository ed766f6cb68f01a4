"""What is counted is what people did: nothing twice when a process dies, and nothing lost when somebody is erased."""

from __future__ import annotations

import csv
import io

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
