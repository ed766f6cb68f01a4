"""The bot hangs on one message, reply or lead, in a pattern that holds the interpreter: it ends by itself, and goes on without."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from bot.storage.upkeep import hangs
from sandbox import Sandbox
from support.delivered import accepted, the_lead
from support.homeowner import ALL_CORRECT, SAID, YES, Homeowner
from support.postgres import PostgresServer
from support.processes import BotProcess, Launcher, health_says
from support.waiting import eventually

Wait = Callable[[], Awaitable[None]]

POISON = "Wow!!!"
SOON = {"bot.watchdog.process.CPU_BOUND": 1.0, "bot.watchdog.process.TICK": 0.1}
"""Bounds that are reached sooner, and still are many times what anything takes."""


def hanging(places: dict[str, str]) -> dict[str, Any]:
    """A plan under which these functions hang at these texts."""
    return {"set": SOON, "hang": places}


async def hangs_and_ends(bot: BotProcess) -> None:
    """Wait until a process has ended by itself, having said why and where, and nothing else."""
    assert await bot.ends() == -signal.SIGABRT, bot.stderr
    assert "the bot hangs and is ended" in bot.stderr
    traceback = bot.stderr.partition("Fatal Python error: Aborted")[2]
    assert "in _hanging" in traceback or "in hang" in traceback, bot.stderr
    assert POISON not in bot.stderr


def watchdog_of(bot: BotProcess) -> int:
    """The number of the process that watches."""
    return int(Path(f"/proc/{bot.handle.pid}/task/{bot.handle.pid}/children").read_text())


def looks(watchdog: int) -> int:
    """How often a watchdog has looked: each time it has waited."""
    (waits,) = re.findall(
        r"^voluntary_ctxt_switches:\s*(\d+)", Path(f"/proc/{watchdog}/status").read_text(), re.MULTILINE
    )
    return int(waits)


async def is_ill(http: httpx.AsyncClient) -> bool:
    return not await is_well(http)


async def is_well(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/healthz", timeout=1.0)).is_success
    except httpx.TransportError:
        return False


async def test_a_turn_that_hangs_is_set_aside_within_two_restarts_and_others_are_answered(
    bots: Launcher,
    marla: Homeowner,
    meet: Callable[[str], Homeowner],
    everything_sent: Wait,
    unused_tcp_port: int,
) -> None:
    bots.faults_expected = True
    bots.settings["LISTEN_PORT"] = str(unused_tcp_port)
    http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_tcp_port}")
    plan = hanging({"bot.turns.batch.step": POISON})
    tyler = meet("tyler")
    bot = await bots.start(plan=plan)
    await marla.reaches("name")
    await tyler.reaches("phone")
    await everything_sent()
    assert await is_well(http)

    marla.phone.send(POISON)
    await eventually(lambda: is_ill(http), "the bot to be unwell")
    await hangs_and_ends(bot)
    tyler.phone.send(SAID["phone"])
    await health_says(bots, 1, "No bot is running")

    for _ in range(hangs.LIMIT - 1):
        await hangs_and_ends(await bots.start(plan=plan))
    last = await bots.start(plan=plan)
    await marla.hears("apology")
    await tyler.hears("email")
    await marla.goes_on()
    await tyler.goes_on()
    assert marla.stages.count("apology") == 1
    assert "apology" not in tyler.stages
    listed = await bots.start("inbox", plan={})
    assert await listed.ends() == 0
    assert "the bot hung at it again and again" in listed.stdout
    await health_says(bots, 0)
    assert await is_well(http)
    await http.aclose()
    assert await last.stop() == 0


async def test_two_replicas_hang_once_each_at_most(
    bots: Launcher, postgres: PostgresServer, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    bots.faults_expected = True
    bots.settings["DATABASE_URL"] = postgres.clean_database()
    plan = hanging({"bot.turns.batch.step": POISON})
    tyler = meet("tyler")
    replicas = [await bots.start(plan=plan), await bots.start(plan=plan)]
    for each in replicas:
        await each.says("database open")
    await marla.reaches("name")
    await tyler.reaches("phone")

    marla.phone.send(POISON)
    # Each is started again as soon as it has ended, as a service manager does.
    restarting = asyncio.create_task(restarted(bots, plan, replicas))
    try:
        await marla.hears("apology")
        await marla.goes_on()
        await tyler.goes_on()
    finally:
        restarting.cancel()
    ended = [each for each in bots.processes if each.handle.poll() is not None]
    assert [-signal.SIGABRT] * len(ended) == [each.handle.poll() for each in ended]
    assert 1 <= len(ended) <= hangs.LIMIT
    for each in ended:
        await hangs_and_ends(each)
    assert marla.stages.count("apology") == 1


async def restarted(bots: Launcher, plan: dict[str, Any], replicas: list[BotProcess]) -> None:
    """Start every replica again that ends, until cancelled."""
    while True:
        for number, each in enumerate(replicas):
            if each.handle.poll() is not None:
                replicas[number] = await bots.start(plan=plan)
        await asyncio.sleep(0.05)


async def test_a_reply_that_hangs_is_dropped_within_two_restarts(
    bots: Launcher, marla: Homeowner, meet: Callable[[str], Homeowner], everything_sent: Wait
) -> None:
    bots.faults_expected = True
    tyler = meet("tyler")
    plan = hanging({"bot.telegram.message_sender.to_calls": "best phone number"})
    bot = await bots.start(plan=hanging({}))
    await marla.reaches("name")
    await tyler.starts()
    await everything_sent()
    await bot.kill()

    bot = await bots.start(plan=plan)
    marla.phone.send(SAID["name"])
    for _ in range(hangs.LIMIT):
        await hangs_and_ends(bot)
        bot = await bots.start(plan=plan)
    await bot.says("A message at which the bot hung again and again is dropped")
    await tyler.says(SAID["sale_or_let"], then="name")
    await everything_sent()
    await bot.kill()

    await bots.start(plan=hanging({}))
    await marla.says(SAID["phone"], then="email")


async def test_a_lead_that_hangs_is_set_aside_within_two_restarts(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner]
) -> None:
    bots.faults_expected = True
    tyler = meet("tyler")
    plan = hanging({"bot.lead_api.worker.payload": "cloud9@hung.example"})
    bot = await bots.start(plan=plan)
    await marla.reaches("email")
    await marla.says("cloud9@hung.example", then="address")
    await marla.answers("address", "postcode", "bedrooms", "property_type")
    await marla.taps(ALL_CORRECT, then="consent")
    marla.phone.tap(YES)
    for _ in range(hangs.LIMIT):
        await hangs_and_ends(bot)
        bot = await bots.start(plan=plan)
    await marla.hears("set aside")
    assert accepted(sandbox) == []
    await tyler.reaches("estimate")
    listed = await bots.start("leads", plan={})
    assert await listed.ends() == 0
    assert "the bot hung at it again and again" in listed.stdout


async def test_a_process_that_is_stopped_for_longer_than_any_bound_goes_on(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={"set": {"bot.watchdog.process.LOOP_BOUND": 5.0, "bot.watchdog.process.TICK": 0.1}})
    await marla.reaches("phone")
    bot.handle.send_signal(signal.SIGSTOP)
    ticks = 5.0 / 0.1
    until = looks(watchdog_of(bot)) + 1.2 * ticks
    await eventually(lambda: looks(watchdog_of(bot)) >= until, "the watchdog to have looked longer than the bound")
    bot.handle.send_signal(signal.SIGCONT)
    await marla.goes_on()
    the_lead(sandbox)
    assert await bot.stop() == 0


async def test_kills_are_no_hangs_however_often(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, everything_sent: Wait
) -> None:
    """Killed in the middle of one and the same turn, more often than a hang is allowed, and not set aside."""
    bot = await bots.start(plan={})
    await marla.reaches("phone")
    await everything_sent()
    await bot.kill()
    marla.phone.send(SAID["phone"])
    for _ in range(hangs.LIMIT + 1):
        await (await bots.start(plan={"kill": {"point": "bot.turns.batch.step", "when": "before"}})).dies()
    await bots.start(plan={})
    await marla.hears("email")
    assert "apology" not in marla.stages
    await marla.goes_on()
    the_lead(sandbox)


def resident(process: int) -> int:
    """Memory of a process in kilobytes."""
    (size,) = re.findall(r"^VmRSS:\s*(\d+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return int(size)


async def test_the_watchdog_of_a_bot_started_as_people_start_it_is_small(bots: Launcher, marla: Homeowner) -> None:
    bot = await bots.start(interpreter=True)
    await marla.reaches("name")
    watchdog = watchdog_of(bot)
    assert resident(watchdog) < resident(bot.handle.pid) / 4
    assert await bot.stop() == 0
    assert not Path(f"/proc/{watchdog}").exists()


async def test_whoever_ends_the_watchdog_hears_of_it_and_the_bot_goes_on(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    bot = await bots.start()
    await marla.reaches("phone")
    os.kill(watchdog_of(bot), signal.SIGKILL)
    await bot.says("the watchdog has ended")
    await marla.goes_on()
    the_lead(sandbox)
    assert await bot.stop() == 0
