from __future__ import annotations

import asyncio

import pytest

from bot.core.wakeup import Wakeup


async def test_a_ring_wakes_the_waiter() -> None:
    wakeup = Wakeup()
    waiter = asyncio.create_task(wakeup.wait())
    await asyncio.sleep(0)
    assert not waiter.done()
    wakeup.notify()
    await asyncio.wait_for(waiter, 10)


async def test_a_ring_while_nobody_waits_is_kept_once() -> None:
    wakeup = Wakeup()
    wakeup.notify()
    wakeup.notify()
    await asyncio.wait_for(wakeup.wait(), 10)
    again = asyncio.create_task(wakeup.wait())
    await asyncio.sleep(0)
    assert not again.done()
    again.cancel()


async def test_a_wait_ends_by_itself_after_its_seconds() -> None:
    wakeup = Wakeup()
    await asyncio.wait_for(wakeup.wait(0.01), 10)
    await asyncio.wait_for(wakeup.wait(0), 10)


async def test_a_wait_of_no_seconds_hears_an_earlier_ring() -> None:
    wakeup = Wakeup()
    wakeup.notify()
    await wakeup.wait(0)
    late = asyncio.create_task(wakeup.wait())
    await asyncio.sleep(0)
    assert not late.done()
    late.cancel()


async def test_a_cancelled_wait_is_cancelled() -> None:
    waiter = asyncio.create_task(Wakeup().wait(60))
    await asyncio.sleep(0)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
