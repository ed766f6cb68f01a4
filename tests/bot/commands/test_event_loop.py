from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.commands import cli


async def until_told(running: list[str]) -> int:
    running.append(type(asyncio.get_running_loop()).__module__.partition(".")[0])
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        running.append("stopped")
        raise
    return 1


@pytest.mark.parametrize("without", [False, True])
def test_the_bot_runs_on_uvloop_and_without_it_and_stops_on_a_signal(monkeypatch, without):
    if without:
        monkeypatch.setattr(cli, "uvloop", None)
    running: list[str] = []

    assert cli._until_stopped(until_told(running)) == 0

    assert ["asyncio" if without else "uvloop", "stopped"] == running
