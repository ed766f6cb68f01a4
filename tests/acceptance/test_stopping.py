"""SIGTERM: an end within seconds, exit code 0, what is under way finished or given back, nothing lost."""

from __future__ import annotations

import asyncio
import signal
import time

import pytest

from sandbox import Sandbox
from sandbox.faults import LeadApiFault, TelegramFault
from support.delivered import accepted, marked, reference, the_lead
from support.homeowner import ORDER, SAID, WHOLE, YES, Homeowner
from support.processes import Launcher
from support.waiting import eventually

A_FEW_SECONDS = 20.0
"""What containers and service managers usually give before they kill is 10 to 90 seconds; machines for tests are slow."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
async def test_stopped_at_every_question_and_started_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, number: signal.Signals
) -> None:
    bot = await bots.start(plan={})
    await marla.starts()
    for key in ORDER[:8]:
        marla.phone.send(SAID[key])
        bot.handle.send_signal(number)
        assert await bot.ends(A_FEW_SECONDS) == 0
        bot = await bots.start(plan={})
        await marla.hears(ORDER[ORDER.index(key) + 1])
    await marla.goes_on()
    assert marla.stages == WHOLE, marla.transcript()
    the_lead(sandbox)


async def test_a_reply_under_way_is_finished_and_not_repeated(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start()
    await marla.reaches("postcode")
    sandbox.faults.set(telegram=TelegramFault("slow", method="sendMessage", seconds=1, times=1))
    marla.phone.send(SAID["postcode"])
    await eventually(lambda: sandbox.faults.telegram.mode == "none", "the reply under way")
    assert await bot.stop() == 0
    assert marla.asked == "bedrooms"

    await bots.start()
    await marla.goes_on()
    assert marla.stages == WHOLE


async def test_a_lead_under_way_is_finished_and_told_after_the_restart(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start()
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=1, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request under way")
    assert await bot.stop() == 0
    assert not marked(accepted(sandbox)[0])

    await bots.start()
    await marla.hears("estimate")
    assert marla.stages == WHOLE
    the_lead(sandbox)


async def test_a_lead_that_hangs_is_given_back_and_sent_again_marked(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=600, times=1))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request that hangs")
    began = time.monotonic()
    assert await bot.stop() == 0
    assert time.monotonic() - began < A_FEW_SECONDS

    await bots.start(plan={})
    await marla.hears("estimate")
    the_lead(sandbox)
    assert marked(sandbox.journal.leads[0]), "the one that hangs may still make a lead"


async def test_stopped_while_a_lead_waits_for_its_next_attempt(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    await marla.taps(YES, then="delayed")
    assert await bot.stop() == 0
    sandbox.faults.clear()

    await bots.start(plan={})
    await marla.hears("estimate")
    assert len(accepted(sandbox)) == 1
    assert len({reference(record) for record in sandbox.journal.leads}) == 1


@pytest.mark.parametrize("held", ["TELEGRAM_API_URL", "LEAD_API_URL"])
async def test_stopped_while_it_starts(bots: Launcher, held: str) -> None:
    asked, over = asyncio.Event(), asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await over.wait()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        bot = await bots.start(settings={held: f"http://127.0.0.1:{port}"})
        await eventually(asked.is_set, "the first question")
        assert await bot.stop() == 0
        over.set()


async def test_stopped_while_telegram_is_away(bots: Launcher, unused_tcp_port: int) -> None:
    bot = await bots.start(settings={"TELEGRAM_API_URL": f"http://127.0.0.1:{unused_tcp_port}"})
    await bot.says("Telegram cannot be reached")
    assert await bot.stop() == 0
