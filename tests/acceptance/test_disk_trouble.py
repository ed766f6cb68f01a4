"""A disk that is full, fails, or lost or damaged the database's files, under a running bot and at its start."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox import Sandbox
from support.damage import blank, checkpoint, make_it_read_again, scribble
from support.delivered import the_lead
from support.disk import Disk, preloaded
from support.forked import ForkServer, fork_server
from support.homeowner import SAID, Homeowner
from support.lost_files import removed_with_its_log
from support.processes import BARE, BotProcess, Launcher, health_says
from support.waiting import eventually

IMPATIENT: dict[str, Any] = {
    "set": {
        "bot.jobs.heartbeat.EVERY": 0.1,
        "bot.jobs.heartbeat.TROUBLED_EVERY": 0.2,
        "bot.jobs.database_check.EVERY": 0.1,
        "bot.jobs.database_check.TROUBLED_EVERY": 0.2,
        "bot.turns.turn_loop.WAIT_MAX": 0.5,
        "bot.web.readings.DATABASE_KEPT": 0.1,
    },
    "cap": {"bot.telegram.backoff.delay": 0.2},
}


@pytest.fixture(scope="module")
def forks() -> Iterator[ForkServer]:
    """Processes whose disk may go wrong."""
    with fork_server({**BARE, **preloaded()}) as server:
        yield server


def sentences(process: BotProcess) -> list[str]:
    """What it says to the person who started it: everything on standard error but its log."""
    return [line for line in process.stderr.splitlines() if line and not line.startswith("20")]


@pytest.mark.parametrize("bent", [False, True], ids=["the system's calls", "bent"])
async def test_a_disk_that_is_full_and_then_fails_is_told_and_outlived(
    bots: Launcher, marla: Homeowner, database: Path, tmp_path: Path, unused_tcp_port: int, bent: bool
) -> None:
    bots.faults_expected = True
    disk = Disk(database, tmp_path, bent=bent)
    page = f"http://127.0.0.1:{unused_tcp_port}/readyz"
    bot = await bots.start(plan=disk.plan | IMPATIENT, settings={**disk.settings, "LISTEN_PORT": str(unused_tcp_port)})

    async def is_ready(answer: int) -> bool:
        async with httpx.AsyncClient() as client:
            return (await client.get(page)).status_code == answer

    await marla.starts()
    assert await is_ready(200)
    for times, (spoil, why, asked) in enumerate(
        ((disk.fill, "is full", "sale_or_let"), (disk.fail, "reports errors", "name")), start=1
    ):
        spoil()
        marla.phone.send(SAID[asked])
        await bot.says("the database cannot be used", times=times)
        await eventually(lambda: is_ready(503), "a 503")
        assert why in bot.stderr
        await health_says(bots, 1, why)
        disk.mend()
        await bot.says("the database can be used again", times=times)
        await eventually(lambda: is_ready(200), "a 200")
    await health_says(bots, 0)
    await marla.hears("phone")
    await marla.goes_on()


async def test_a_database_that_is_removed_is_saved_beside_and_nothing_begins_anew(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, database: Path
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan=IMPATIENT)
    await marla.reaches("email")
    removed_with_its_log(database)
    assert await bot.ends() == 3
    (copy,) = database.parent.glob("bot.db.rescued-*")
    (sentence,) = sentences(bot)
    assert str(copy) in sentence
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600

    refused = await bots.start(plan={})
    assert await refused.ends() == 3
    (sentence,) = sentences(refused)
    assert str(copy) in sentence

    copy.rename(database)
    await bots.start(plan={})
    await marla.says(SAID["email"], then="address")
    await marla.goes_on()
    assert the_lead(sandbox)["first_name"] == "Marla"


async def test_damage_that_is_met_ends_it_with_one_clear_sentence_and_so_does_each_start(
    bots: Launcher, marla: Homeowner, database: Path
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={})
    await marla.reaches("email")
    for page in range(2, checkpoint(database) + 1):
        scribble(database, page)
    make_it_read_again(database)
    marla.phone.send(SAID["email"])
    assert await bot.ends() == 3
    (sentence,) = sentences(bot)
    assert sentence == f"{database} is damaged; restore it from a backup."
    again = await bots.start(plan={})
    assert await again.ends() == 3
    assert sentences(again) == [sentence]


LARGE = {"set": {"bot.storage.upkeep.damage_check.AT_START_MAX": 0}}
"""Plan under which every file counts as too large for a check before the start."""


@pytest.mark.parametrize(
    ("harm", "plan"), [(blank, {}), (scribble, {}), (scribble, LARGE)], ids=["blank", "scribble", "in a large file"]
)
async def test_a_page_that_is_damaged_is_found_at_the_start(
    bots: Launcher, marla: Homeowner, database: Path, harm: Callable[[Path, int], None], plan: dict[str, Any]
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={})
    await marla.reaches("email")
    assert await bot.stop() == 0
    harm(database, checkpoint(database) // 2)
    again = await bots.start(plan=plan)
    assert await again.ends() == 3
    assert sentences(again) == [f"{database} is damaged; restore it from a backup."]
